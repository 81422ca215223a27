"""Receive files (ROCB A/P): drop or choose them, decide about those that wait, see what came in and take it back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QSizePolicy, QWidget

from rocb_desktop.services.arriving.import_log import import_again, undo_import
from rocb_desktop.services.arriving.parts import drop_parts
from rocb_desktop.services.arriving.received import Inbox, look_in_inbox
from rocb_desktop.texts import N_, _
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.dialogs.waiting_question import answer_for
from rocb_desktop.ui.entering import entering_commands
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.views.files.parts_card import PartsCard
from rocb_desktop.ui.views.files.received_list import ReceivedList
from rocb_desktop.ui.views.files.waiting_card import WaitingCard
from rocb_desktop.ui.widgets.drop_zone import DropZone
from rocb_desktop.ui.work import Work


class InboxPage(Page):
    """Nothing is imported before a person has seen what it does: the drop zone only opens the preview."""

    shows = frozenset("import waiting grant setting".split())
    title = N_("Receive files")
    icon = "inbox"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.drop = DropZone(
            _("Drop files or a folder here"),
            _("Returns, replies and key cards (.rocb), round workbooks and questionnaires (.xlsx). You look first."),
            tall=True,
        )
        # As high as its words: what came in has the room that is left.
        self.drop.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.waiting = WaitingCard()
        self.parts = PartsCard()
        self.received = ReceivedList(work, _("Files received"))
        for card in (self.drop, self.waiting, self.parts, self.received):
            self.sheet.add(card)
        self.header.set_context(_("From a USB stick, an e-mail or a shared folder"))
        self.drop.files.connect(self.open_files)
        answer_for(self.waiting, self)
        self.parts.remove.connect(lambda id: self.do(drop_parts, id))
        self.received.undo.connect(lambda id: self.do(undo_import, id, label=_("Taking the import back")))
        self.received.table.failed.connect(self.show_error)
        self.received.again.connect(lambda id: self.do(import_again, id, label=_("Importing again")))

    def reload(self) -> None:
        self.load(look_in_inbox)

    def show_content(self, value: Inbox) -> None:
        self.waiting.set_files(value.waiting)
        self.parts.set_parts(value.parts)
        self.received.reload()

    def commands(self) -> Sequence[Command]:
        return entering_commands(self, "rocb")

    def first_focus(self) -> QWidget | None:
        return self.drop.choose_button

    def open_files(self, files: list[Path]) -> None:
        """Show what these files hold."""
        self.notices.clear()
        self.host.open_files(files)
