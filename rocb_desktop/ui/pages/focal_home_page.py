"""Home of a focal point: the next task, the counts of the round, the last files."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.national.focal_home import FileLine, FocalHome, focal_home
from rocb_desktop.texts import N_, _, format_date, format_weekday
from rocb_desktop.ui.dialogs.my_key_dialog import MyKeyDialog
from rocb_desktop.ui.dialogs.waiting_question import answer_for, open_question
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.round_choice import RoundChoice, survey_name
from rocb_desktop.ui.views.date_doubt import DateDoubtMessage
from rocb_desktop.ui.views.files.file_words import kind_name
from rocb_desktop.ui.views.files.waiting_card import WaitingCard
from rocb_desktop.ui.views.national.focal_tasks import next_task
from rocb_desktop.ui.views.national.return_matrix import LEGEND
from rocb_desktop.ui.views.since_card import SinceCard
from rocb_desktop.ui.widgets.badge_words import BADGES
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card, NextTaskCard
from rocb_desktop.ui.widgets.cell_states import STATES
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.rows import CounterCard, TaskCard
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.work import Work


class FocalHomePage(Page):
    """One clear task first; the counts lead to the page National return."""

    shows = frozenset(
        "workshop reply review received national_return grant import sent waiting setting person contact".split()
    )
    title = N_("Home")
    icon = "house"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._home: FocalHome | None = None
        self.key_button = button(_("My key"), icon="key-round", on_press=self.show_key)
        # once the card is sent, the next pack is what the person waits for
        self.pack_button = button(_("Open a workshop pack"), icon="folder-open", on_press=self.host.choose_files)
        self.pack_button.hide()
        self.set_buttons(self.pack_button, self.key_button)
        self.next_button = button("", "primary", on_press=self._do_next)
        self.next_card = NextTaskCard("", "", self.next_button)
        self.waiting = WaitingCard()
        self.doubt = DateDoubtMessage()
        self.since = SinceCard(self)
        self.since.told.connect(self._show_context)
        self.card_button = button(_("Look at it"), on_press=lambda: self.host.go("people", card=True))
        asked = _("ROCB A/P writes to the address on it.")
        self.card_task = TaskCard(_("Is your contact card still right?"), asked, self.card_button, "mail")
        self.card_task.hide()
        self._counts = QVBoxLayout()
        self.files = TableView(_("Last files"), _columns(), most=6, sortable=False)
        self._nothing = label(_("Files that you receive and make are listed here."), "hint")
        self._nothing.setContentsMargins(16, 4, 16, 8)
        self._build()

    def reload(self) -> None:
        self.load(focal_home)

    def show_content(self, value: FocalHome) -> None:
        self._home = value
        self._show_context()
        self.doubt.show_doubt(value.doubt)
        self.pack_button.setVisible(value.task == "send_card")
        words = next_task(value)
        self.next_card.set_task(words.task, words.sentence, _("Do this next") if words.lead else "")
        self.next_card.lead_label.setVisible(words.lead)
        self.next_card.set_kind("next" if words.lead else "safe")
        self.next_button.setText(words.action)
        self.next_button.setAccessibleName(words.action)
        self.next_button.setVisible(bool(words.action))
        asked = value.waiting[0].id if value.task == "check_sender" else ""  # the next task has that button
        self.waiting.set_files(value.waiting, asked=asked)
        self.card_task.setVisible(value.card_due)
        self._show_counts(value)
        self.files.set_rows(value.files)
        self.files.setVisible(bool(value.files))
        self._nothing.setVisible(not value.files)

    def first_focus(self) -> QWidget | None:
        return self.key_button if self.next_button.isHidden() else self.next_button

    def primary_button(self) -> QPushButton | None:
        return None if self.next_button.isHidden() else self.next_button

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.next_card, self.since, self.waiting, self.files)

    def show_key(self, *, card: bool = False) -> MyKeyDialog:
        """The eight words of this profile; with `card`, where to save its key card comes at once."""
        dialog = MyKeyDialog(self.work, self.window(), card=card)
        dialog.open()
        return dialog

    def _build(self) -> None:
        card = Card(_("Last files"), flush=True)
        card.set_corner(button(_("All files"), "link", on_press=lambda: self.host.go("send")))
        card.add(self.files)
        card.add(self._nothing)
        answer_for(self.waiting, self)
        self.sheet.add(self.doubt)
        self.sheet.add(self.next_card)
        self.sheet.add(self.since)
        self.sheet.add(self.waiting)
        self.sheet.body.addLayout(self._counts)
        self.sheet.add(self.card_task)
        self.sheet.add(card)

    def _show_context(self) -> None:
        """The day as this computer has it, and that nothing is new."""
        if self._home is not None:
            day = format_weekday(self._home.today)
            self.header.set_context(f"{day}. {self.since.quiet}" if self.since.quiet else day)

    def _show_counts(self, home: FocalHome) -> None:
        while (item := self._counts.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if home.desk is None:
            return
        survey = survey_name(home.desk.round)
        cards = [
            CounterCard(
                home.desk.count(status), _(STATES[status].word), survey, BADGES[status].icon, BADGES[status].tone
            )
            for status in LEGEND
        ]
        self._counts.addWidget(EvenGrid(cards, columns=4, least=180))

    def _do_next(self) -> None:
        if self._home is None:
            return
        task = self._home.task
        if task == "make_card":
            self.show_key(card=True)
        elif task == "send_card":
            self.host.go("send")
        elif task == "open_pack":
            self.host.choose_files()
        elif task == "check_sender":
            open_question(self, self._home.waiting[0])
        else:
            if self._home.desk is not None:
                RoundChoice.of(self.work).choose(self._home.desk.round)
            self.host.go("national_return")


def _columns() -> tuple[Column, ...]:
    return (
        Column("way", _("Way"), "text", lambda file: _("Received") if file.way == "in" else _("Made here")),
        Column("kind", _("Kind"), "strong", lambda file: kind_name(file.kind)),
        Column("name", _("File"), "file", stretch=True, spare=True),
        Column("other", _("From or to"), "text", _other),
        Column("at", _("Date"), "text", lambda file: format_date(file.at.astimezone().date())),
    )


def _other(file: FileLine) -> str:
    place = name_of(file.administration) if file.administration else ""
    return ", ".join(part for part in (file.other, place) if part) or _("Everybody may open it")
