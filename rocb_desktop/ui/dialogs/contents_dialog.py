"""Exactly what leaves this computer: shown before a file is made, which happens only when the person goes on."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.sending.contents import Contents, contents_before
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.files.contents_view import ContentsList
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.work import Work

_ERASING = ("erase", "erase-reply")  # nothing that deletes has the first focus, and it may need no file


class ContentsDialog(WorkingDialog):
    """`agreed` when the person wants the file. `kind` and `args` are those of services.contents.contents_before."""

    agreed = Signal()

    def __init__(self, work: Work, make: str, kind: str, *args: Any, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Exactly what leaves this computer"), parent, size=QSize(820, 640))
        self.set_title(_("Exactly what leaves this computer"), _("Nothing is made yet."))
        self._erases = kind in _ERASING
        self.make_button = button(
            make,
            "delete" if self._erases else "primary",
            "trash-2" if self._erases else "file-output",
            on_press=self._agree,
        )
        self.close_button = button(_("Cancel"), "primary" if self._erases else "second", on_press=self.reject)
        self.set_buttons([self.close_button, self.make_button])
        set_off(self.make_button, _("The app looks what will be in it"))
        self.files = ContentsList()
        self.add(self.files)
        self.run(contents_before, kind, *args, done=self._show, label=_("Looking what will be in the file"))

    def _show(self, contents: list[Contents]) -> None:
        self.files.show_files(contents)
        needless = not contents and not self._erases
        set_off(self.make_button, _("There is nothing to send yet.") if needless else "")
        if needless:
            self.notices.show_message("info", _("Nobody has anything new since their last receipt."))
        elif not contents:
            self.notices.show_message("info", _("Nobody else holds any of it: no file leaves this computer."))
        (self.close_button if needless or self._erases else self.make_button).setFocus()

    def _agree(self) -> None:
        self.accept()
        self.agreed.emit()


def look_first(dialog: ContentsDialog, go_on: Callable[[], object]) -> ContentsDialog:
    """Open the dialog, and call `go_on` once the person has seen what leaves and wants the file."""
    dialog.agreed.connect(go_on)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
