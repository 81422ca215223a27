"""Who are you? The people who have a profile on this computer, and a way to make a new one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.services.profile.faces import read_face
from rocb_desktop.texts import _
from rocb_desktop.ui.dialog_help import offer_help
from rocb_desktop.ui.look import current, font
from rocb_desktop.ui.sidebar_parts import ROLE_NAMES
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label


class ProfileDialog(QDialog):
    """After exec(): `chosen` is the folder to open, or None; `wants_new` says that a new profile is to be made."""

    def __init__(self, profiles: Sequence[Path], last: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Choose a profile"))
        offer_help(self, "setup")
        self.chosen: Path | None = None
        self.wants_new = False
        question = label(_("Who are you?"), "pageTitle")
        self.list = QListWidget()
        self.list.setFont(font("body"))
        self.list.setAccessibleName(_("Profiles on this computer"))
        for profile in profiles:
            item = QListWidgetItem(describe(profile))
            item.setData(Qt.ItemDataRole.UserRole, profile)
            self.list.addItem(item)
        self.open_button = button(_("Open"), "primary", on_press=self._open)
        self.open_button.setDefault(True)
        self.new_button = button(_("Set up a new profile"), icon="plus", on_press=self._new)
        space = current().space
        column = QVBoxLayout(self)
        column.setContentsMargins(space["xl"], space["xl"], space["xl"], space["xl"])
        column.setSpacing(space["l"])
        column.addWidget(question)
        column.addWidget(self.list, 1)
        column.addWidget(FlowRow([self.new_button, self.open_button], align="end"))
        self.list.itemActivated.connect(self._open)
        self.list.setCurrentRow(next((at for at, one in enumerate(profiles) if one == last), 0))
        set_off(self.open_button, "" if profiles else _("There is no profile yet."))
        self.list.setFocus()
        self.resize(460, 360)

    def _open(self) -> None:
        item = self.list.currentItem()
        if self.list.currentRow() >= 0:
            self.chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()

    def _new(self) -> None:
        self.wants_new = True
        self.accept()


def describe(profile: Path) -> str:
    """Sina Leota (Participant, Samoa); the folder's name while nobody has opened it here."""
    face = read_face(profile)
    if face is None:
        return profile.name
    role = _(ROLE_NAMES[face.role]) if face.role in ROLE_NAMES else face.role
    where = "" if face.administration == ROCB else name_of(face.administration)
    return f"{face.name} ({', '.join(part for part in (role, where) if part)})"
