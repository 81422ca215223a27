"""R1, the round on one screen: how many replied, where, and what to do next."""

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.region.dashboard import RoundDashboard, ToDo, round_dashboard
from rocb_desktop.texts import N_, _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.book_choice import choose_book
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.round_choice import RoundChoice, survey_name
from rocb_desktop.ui.views.date_doubt import DateDoubtMessage
from rocb_desktop.ui.views.region import round_words
from rocb_desktop.ui.views.region.drawn_chart import DrawnChart
from rocb_desktop.ui.views.region.heard_map import HeardMapCard
from rocb_desktop.ui.views.region.outstanding_card import OutstandingCard
from rocb_desktop.ui.views.region.todo_card import Task, ToDoCard
from rocb_desktop.ui.views.since_card import SinceCard
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.kpi import KpiCard
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.pair import Pair
from rocb_desktop.ui.work import Work

SHARES = (630, 456)  # px of the design: chart and table on the left, map and to-do list on the right
CHART_HEIGHT = 184


class RoundPage(Page):
    """Key figures, reply chart, map, who is missing, what to do; a tile narrows the page to one administration."""

    shows = frozenset("round workshop participation reply review received national_return import waiting sent".split())
    title = N_("Round")
    icon = "layers"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.board: RoundDashboard | None = None
        self.choice = RoundChoice.of(work)
        self.choice.changed.connect(self.mark_stale)
        self.kpis = {
            "replied": KpiCard(_("Replies received")),
            "sub_regional": KpiCard(_("Sub-regional workshops")),
            "effects": KpiCard(_("Saw direct effects")),
            "next": KpiCard(_("Next deadline")),
        }
        self.figures = EvenGrid(list(self.kpis.values()), columns=4, least=180)
        self.chart = DrawnChart(work, _("reply-rates"), height=CHART_HEIGHT)
        self.map = HeardMapCard()
        self.missing = OutstandingCard()
        self.to_do = ToDoCard()
        self.basis = label("", "caption")
        self._frame: Frame = "wide"
        self.doubt, self.since = DateDoubtMessage(), SinceCard(self)
        self.since.told.connect(self._show_basis)
        self.sheet.add(self.doubt)
        self.sheet.add(self.since)
        self.sheet.add(self.figures)
        self.sheet.add(Pair(self.chart, self.map, shares=SHARES))
        self.sheet.add(Pair(self.missing, self.to_do, shares=SHARES))
        self.sheet.add(self.basis)
        self._connect()

    def _connect(self) -> None:
        self.map.opened.connect(self.filter)
        self.map.cleared.connect(self.clear_filter)
        self.missing.cleared.connect(self.clear_filter)
        self.missing.opened.connect(lambda workshop: self.host.go("workshops", workshop=workshop))
        self.chart.saved.connect(lambda path: self.say(_("Saved: {name}").format(name=path.name)))
        self.chart.failed.connect(self.show_error)

    @property
    def ready(self) -> bool:
        return super().ready and not self.chart.is_waiting()

    def reload(self) -> None:
        self.load(round_dashboard, self.choice.number)

    def show_content(self, value: RoundDashboard | None) -> None:
        self.board = value
        if value is None:
            self._show_empty()
            return
        self.doubt.show_doubt(value.doubt)
        self.header.set_title(survey_name(value.round))
        self._set_buttons(value)
        self._show_figures()
        self.chart.set_chart(value.rates, value.round)
        self.map.set_heard(value.heard)
        self.missing.set_items(value.outstanding, round_words.nobody_missing(value))
        self.to_do.set_tasks([self._task(item) for item in value.to_do])
        self._show_basis()
        self.clear_filter()

    def first_focus(self) -> QWidget | None:
        found = self.to_do.buttons()
        return found[0] if found else self.map.map

    def arrange(self, frame: Frame) -> None:
        self._frame = frame
        self.missing.set_narrow(frame == "narrow")
        self._show_figures()

    def filter(self, code: str) -> None:
        """Show one administration's replies in the place of who has not replied."""
        if self.board is not None:
            self.missing.filter(code, self.board.standings[code])
            self.map.set_filtered(code)
            self.sheet.ensureWidgetVisible(self.missing)

    def clear_filter(self) -> None:
        """All administrations again."""
        self.missing.clear_filter()
        self.map.set_filtered("")

    def copy_summary(self) -> None:
        """The page as plain lines on the clipboard."""
        if self.board is not None:
            QGuiApplication.clipboard().setText(round_words.summary(self.board))
            self.say(_("The summary was copied. Paste it into a mail or a document."))

    def say(self, sentence: str) -> None:
        """A short piece of good news above the page."""
        self.notices.show_message("ok", sentence)

    def _show_figures(self) -> None:
        board = self.board
        if board is None:
            return
        found = {
            "replied": round_words.share_figure(board.replied),
            "sub_regional": round_words.share_figure(board.sub_regional),
            "effects": round_words.share_figure(board.effects),
            "next": round_words.date_figure(board.next_date),
        }
        self.header.set_context(round_words.context(board, short=self._frame != "wide"))
        self.kpis["next"].set_name(round_words.date_name(board.next_date))
        for name, figure in found.items():
            card = self.kpis[name]
            card.set_value(figure.value, figure.unit, figure.note if self._frame == "wide" else figure.short)
            card.setAccessibleDescription(figure.note)
            if figure.filled is not None:
                card.set_filled(figure.filled)
            elif figure.range is not None or name != "next":
                card.set_range(*(figure.range or (None, None, None)))
            else:
                card.hide_bar()  # the day is not known: an empty bar would say that nothing of the time is behind

    def _show_basis(self) -> None:
        """What the figures are, and that nothing is new."""
        if self.board is not None:
            self.basis.setText(f"{round_words.basis(self.board)} {self.since.quiet}".strip())

    def _set_buttons(self, board: RoundDashboard) -> None:
        copy = button(_("Copy summary"), "second", "copy", on_press=self.copy_summary)
        receive = button(_("Receive files"), "primary", "inbox", on_press=lambda: self.host.go("inbox"))
        choose = self.choice.button(board.rounds, board.round)
        self.set_buttons(*([choose] if choose is not None else []), copy, receive)

    def _show_empty(self) -> None:
        self.header.set_title(_(self.title))
        self.header.set_context("")
        self.set_buttons()
        book = button(_("Import round workbook"), "primary", "file-input", on_press=lambda: choose_book(self))
        add = button(_("Add workshop"), "second", "plus", on_press=lambda: self.host.go("workshops", new=True))
        self.show_empty(
            _("No round yet"),
            _("Import a round workbook, or add the workshops one by one. The state of the round appears here."),
            book,
            add,
        )

    def _task(self, item: ToDo) -> Task:
        words = round_words.to_do_words(item)
        what: dict[str, Any] = dict(item.what)
        return Task(words.text, words.press, words.icon, words.role, lambda: self.host.go(item.page, **what))
