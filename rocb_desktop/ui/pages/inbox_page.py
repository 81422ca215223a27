"""Receive files (ROCB A/P): drop or choose them, decide about those that wait, see what came in."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QSizePolicy, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.received import Inbox, look_in_inbox
from rocb_desktop.services.waiting import WaitingFile, remove_waiting
from rocb_desktop.texts import N_, _, format_date, ngettext
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.views.file_words import kind_name
from rocb_desktop.ui.views.parcels import Waiting
from rocb_desktop.ui.views.waiting_card import WaitingCard
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.drop_zone import DropZone
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.work import Work

ENDINGS = (".rocb", ".xlsx")


class InboxPage(Page):
    """Nothing is imported before a person has seen what it does: the drop zone only opens the preview."""

    shows = frozenset("import waiting grant setting".split())
    title = N_("Receive files")
    icon = "inbox"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.drop = DropZone(
            _("Drop files here"),
            _("Returns, replies and key cards (.rocb), round workbooks (.xlsx). You see first what is inside."),
            endings=ENDINGS,
            tall=True,
        )
        # As high as its words: what came in has the room that is left.
        self.drop.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.waiting = WaitingCard()
        self.received = TableView(_("Received files"), _columns(), most=12)
        self.received_card = Card(_("Received files"), flush=True)
        self.nothing = label(_("Nothing came in yet."), "hint")
        self.nothing.setContentsMargins(16, 0, 16, 12)
        for part in (self.received, self.nothing):
            self.received_card.add(part)
        for card in (self.drop, self.waiting, self.received_card):
            self.sheet.add(card)
        self.header.set_context(_("From a USB stick, an e-mail or a shared folder"))
        self.drop.files.connect(self.open_files)
        self.drop.refused.connect(self.say_refused)
        self.waiting.compare.connect(self.decide)
        self.waiting.remove.connect(lambda file: self.do(remove_waiting, file.id))

    def reload(self) -> None:
        self.load(look_in_inbox)

    def show_content(self, value: Inbox) -> None:
        self.waiting.set_files(value.waiting)
        self.received.set_rows(value.received)
        self.received.setVisible(bool(value.received))
        self.nothing.setVisible(not value.received)
        more = value.total - len(value.received)
        said = ngettext("{n} older file is not listed.", "{n} older files are not listed.", more)
        self.received_card.set_context(said.format(n=more) if more else "")

    def first_focus(self) -> QWidget | None:
        return self.drop.choose_button

    def open_files(self, files: list[Path]) -> None:
        """Show what these files hold."""
        self.notices.clear()
        self.host.open_files(files)

    def say_refused(self, files: list[Path]) -> None:
        """Say which of the dropped files are of no kind that the app reads."""
        names = ", ".join(path.name for path in files)
        self.notices.show_message(
            "err",
            _("The app cannot read: {names}").format(names=names),
            _("Nothing was changed. Choose files that end in .rocb or .xlsx."),
        )

    def decide(self, file: WaitingFile) -> None:
        """Compare the words of the sender, or let the file in when the sender is known by now."""
        dialog = ImportDialog(self.work, Waiting(file.id, file.known), self, role="rocb")
        dialog.open()


def _columns() -> list[Column]:
    return [
        Column("at", _("Received"), "muted", value=lambda file: moment_words(file.at), sort=lambda file: file.at),
        Column("name", _("File"), "file", stretch=True),
        Column("kind", _("What"), value=lambda file: kind_name(file.kind)),
        Column("sender", _("From"), value="sender"),
        Column("where", _("Administration"), value=lambda file: name_of(file.administration), spare=True),
    ]


def moment_words(at: datetime) -> str:
    """21 December 2021, 09:05, by the clock of this computer."""
    local = at.astimezone()
    return _("{date}, {time}").format(date=format_date(local.date()), time=f"{local:%H:%M}")
