"""A copy of everything of the office for its colleagues: what is in it, with or without files, and where it goes."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.exchange.file import ENDING
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.hand_over import sync_office
from rocb_desktop.services.profile.whole_streams import office_files
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog, look_first
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.files.files_tick import FilesTick
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work


class OfficeCopyDialog(WorkingDialog):
    """`made(Outcome)`: the copy was written."""

    made = Signal(object)

    def __init__(self, work: Work, administration: str, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Copy for colleagues"), parent, size=QSize(620, 380))
        self._suggested = f"{administration}_office-copy{ENDING}"
        self.set_title(_("Copy for colleagues"), _("Only your office can open it."))
        card = Card(_("In the copy"))
        card.add(label(_("Everything this office holds: what one colleague has received, the others have then too.")))
        self.files = FilesTick()
        card.add(self.files)
        self.add(card)
        self.save_button = button(_("Make the copy"), "primary", "file-output", on_press=self.look)
        self.set_buttons([button(_("Cancel"), on_press=self.reject), self.save_button])
        self.save_button.setFocus()
        work.run(office_files, owner=self, done=self.files.weigh, failed=self.say_failed)

    def look(self) -> None:
        """Show exactly what leaves, then ask where the copy goes."""
        what = ContentsDialog(self.work, self.windowTitle(), "office-copy", self.files.wanted, parent=self)
        look_first(what, self.choose_place)

    def choose_place(self) -> None:
        """Ask where the copy goes, then write it."""
        chosen, _used = QFileDialog.getSaveFileName(
            self,
            _("Save the copy for colleagues"),
            str(Path.home() / self._suggested),
            _("Files of ROCB Desktop (*.rocb)"),
        )
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the copy there."""
        target = path if path.suffix else path.with_suffix(ENDING)
        self.run(sync_office, target, self.files.wanted, done=self._made, label=_("Making the copy"))

    def _made(self, outcome: Outcome) -> None:
        self.made.emit(outcome)
        self.accept()
