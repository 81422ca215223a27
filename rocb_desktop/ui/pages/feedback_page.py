"""Feedback: what ROCB A/P counted, the own figures beside the region without names, and the good practices by topic."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.feedback import Count, Feedback, Practice
from rocb_desktop.domain.reply import CONSENTS
from rocb_desktop.services.feedback.reading import FeedbackView, OwnText, feedback_view, note_read
from rocb_desktop.texts import N_, _, format_date, ngettext
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.round_choice import survey_name
from rocb_desktop.ui.views.feedback.practice_sheet import PracticeLine, PracticeSheet
from rocb_desktop.ui.views.feedback.region_sheet import finding, heads, legend, region_share, rows
from rocb_desktop.ui.widgets.button import button, menu_button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.figure_sheet import FigureSheet
from rocb_desktop.ui.widgets.kpi import KpiCard
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work

CONSENT_WORDS = {
    "public": N_("With our name, also in public"),
    "members_attributed": N_("With our name, for members"),
    "members_anonymous": N_("Without our name"),
    "count_only": N_("Not to be used"),
    "": N_("Not said: not to be used"),
}


class FeedbackPage(Page):
    """The own figures stand beside the region's; no administration is named, compared by name, or ranked."""

    shows = frozenset("feedback reply review workshop import quote_limit national_reply person".split())
    title = N_("Feedback")
    icon = "message-square-text"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.view: FeedbackView | None = None
        self._wanted = ""
        self.note = label("", "body")
        self.note_card = Card(_("From ROCB A/P"))
        self.note_card.add(self.note)
        self.replied, self.effects = KpiCard(_("Replies received")), KpiCard(_("Saw direct effects"))
        self.figures = FigureSheet()
        self.figures_card = Card(" ", flush=True)
        self.figures_card.add(self.figures)
        self.practices = PracticeSheet(_("Good practices"), _("From"))
        self.practices_card = Card(_("Good practices of the region"))
        self.practices_card.add(self.practices)
        self.own = PracticeSheet(_("Good practices of your administration"), _("May ROCB A/P use it?"))
        self.own_card = Card(_("Good practices of your administration"))
        self.own_card.add(self.own)
        self._numbers = EvenGrid((self.replied, self.effects), columns=2, least=240)
        for part in (self.note_card, self._numbers, self.figures_card, self.practices_card, self.own_card):
            self.sheet.add(part)

    def reload(self) -> None:
        self.load(feedback_view, self._wanted)

    def arrive(self, feedback: str = "", **what: object) -> None:
        if feedback:
            self.choose(feedback)
        super().arrive(**what)

    def choose(self, feedback: str) -> None:
        """Show another feedback, by its record's id."""
        self._wanted = feedback
        self.mark_stale()

    def show_content(self, value: FeedbackView) -> None:
        self.view = value
        if value.shown is None and not value.texts:
            self.set_buttons()
            self.header.set_context("")
            self._show_nothing()
            return
        choose = self._choice_button(value)
        opened = button(_("Open a feedback file"), "second", "folder-open", on_press=self.host.choose_files)
        self.set_buttons(*([choose] if choose is not None else []), opened)
        for part in (self.note_card, self._numbers, self.figures_card, self.practices_card):
            part.setVisible(value.shown is not None)
        if value.shown is not None:
            self._show_feedback(value, value.shown)
        else:
            self.header.set_context(_("The feedback of ROCB A/P has not come yet"))
        self._show_own(value.texts)

    def first_focus(self) -> QWidget | None:
        tables = self.figures.tables()
        return tables[0] if tables and self.figures_card.isVisible() else None

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.figures_card, self.practices_card, self.own_card)

    def _show_feedback(self, value: FeedbackView, shown: Feedback) -> None:
        region = shown.region
        self.header.set_context(_context(shown, next((one[2] for one in value.choices if one[0] == shown.id), "")))
        self.note.setText(shown.note)
        self.note_card.setVisible(bool(shown.note))
        if region.took_part is None:
            self.replied.set_value(str(region.n), "", _("It is not known how many took part"))
            self.replied.set_range(None)
        else:
            _show_share(self.replied, Count(min(region.n, region.took_part), region.took_part), region.took_part)
        effects = region.lines.get("direct_effects")
        self.effects.setVisible(effects is not None)
        if effects is not None:
            _show_share(self.effects, effects, region.n)
        self.figures_card.set_title(finding(region, value.own, national=value.national))
        self.figures.put(_("You and the region"), heads(national=value.national), rows(region, value.own))
        self.figures_card.set_foot(legend(region))
        self.practices_card.setVisible(bool(shown.practices))
        self.practices.put([PracticeLine(one.topic, one.text, _who(one)) for one in shown.practices])

        self.work.run(note_read, shown, owner=self, latest="read", failed=self.show_error)

    def _show_own(self, texts: Sequence[OwnText]) -> None:
        self.own_card.setVisible(bool(texts))
        self.own.put([PracticeLine(one.topic, one.text, _own_words(one)) for one in texts])

    def _show_nothing(self) -> None:
        self.show_empty(
            _("No feedback yet"),
            _(
                "After the survey ROCB A/P sends everybody a file with what the region did, those who did not reply"
                " as well. Open it here."
            ),
            button(_("Open a feedback file"), "primary", "folder-open", on_press=self.host.choose_files),
        )

    def _choice_button(self, value: FeedbackView) -> QPushButton | None:
        """A button that offers what there is; None where there is nothing to choose."""
        if len(value.choices) < 2 or value.shown is None:
            return None
        menu, names = QMenu(), {record: _name(number, title) for record, number, title in value.choices}
        group = QActionGroup(menu)
        for record, name in names.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(record == value.shown.id)
            group.addAction(action)
            action.triggered.connect(partial(self._chosen, record))
        made = menu_button(names[value.shown.id], menu, "calendar-range")
        menu.setParent(made, menu.windowFlags())
        made.setAccessibleDescription(_("Choose another feedback"))
        return made

    def _chosen(self, record: str, _checked: bool = False) -> None:
        self.choose(record)


def _show_share(card: KpiCard, count: Count, asked: int) -> None:
    found = region_share(count, asked)
    said = _("{count}. Likely range {range}") if found.range else "{count}"
    card.set_value(
        found.percent_text() or found.count_text(),
        "",
        said.format(count=found.count_text(), range=found.range_text()),
    )
    card.set_range(found.rate, *((found.range.low, found.range.high) if found.range else ()))


def _name(number: int, workshop: str) -> str:
    return f"{survey_name(number)}, {workshop}" if workshop else survey_name(number)


def _context(shown: Feedback, workshop: str) -> str:
    """Survey 2021. 58 replies, 2 of them late, counted on 21 December 2021."""
    replies = ngettext("{n} reply", "{n} replies", shown.region.n).format(n=shown.region.n)
    if shown.region.late:
        replies = _("{replies}, {n} of them late").format(replies=replies, n=shown.region.late)
    said = _("{survey}. {replies}, counted on {date}.")
    return said.format(survey=_name(shown.round, workshop), replies=replies, date=format_date(shown.counted_on))


def _who(one: Practice) -> str:
    who = name_of(one.who) if one.who else _("A member administration")
    return f"{who}, {one.workshop}" if one.workshop else who


def _own_words(one: OwnText) -> str:
    consent = one.consent if one.consent in CONSENTS else ""
    return ". ".join(
        part for part in (_(CONSENT_WORDS[consent]), ", ".join(filter(None, (one.name, one.workshop)))) if part
    )
