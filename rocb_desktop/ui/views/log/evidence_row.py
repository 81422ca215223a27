"""Files kept with an action: those that are, those to be added when it is saved, and a button for one more."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from rocb_desktop.domain.material import SMALLER_FROM, Evidence, is_picture
from rocb_desktop.texts import _
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.rows import ItemRow


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A file to be kept when the action is saved; `smaller`: as a picture of about 400 KB."""

    path: Path
    smaller: bool


class EvidenceRow(QWidget):
    """`opened` and `removed` (Evidence): of a file that is kept already; `changed`: another file is to be added."""

    opened = Signal(object)
    removed = Signal(object)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.add_button = button(_("Add a file"), icon="paperclip", small=True, on_press=self.choose)
        self._kept: tuple[Evidence, ...] = ()
        self._new: dict[Path, QCheckBox | None] = {}
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Files as evidence"), "body", weight=600))
        column.addWidget(label(_("Optional. They stay in your administration, unless you send them along."), "hint"))
        column.addLayout(self._list)
        column.addWidget(FlowRow([self.add_button]))

    def new_files(self) -> list[NewEvidence]:
        """What is to be kept when the action is saved."""
        return [NewEvidence(path, made is not None and made.isChecked()) for path, made in self._new.items()]

    def begin(self) -> None:
        """Another action: nothing is kept with it that is known of, and nothing is to be added."""
        self._new.clear()
        self.show_kept(())

    def show_kept(self, kept: Sequence[Evidence]) -> None:
        """The files that are kept with the action."""
        self._kept = tuple(kept)
        self._fill()

    def choose(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, _("Add a file as evidence"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add(self, paths: Sequence[Path]) -> None:
        """Files to be kept when the action is saved."""
        for path in paths:
            large = is_picture(path.name) and path.is_file() and path.stat().st_size > SMALLER_FROM
            self._new[path] = tick(_("Make it smaller (about 400 KB)"), on=True) if large else None
        self._fill()
        self.changed.emit()

    def _drop(self, path: Path) -> None:
        self._new.pop(path, None)
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        for made in self._new.values():
            if made is not None:
                made.setParent(None)  # it outlives the row it stood in
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._kept_row(one) for one in self._kept]
        self._rows += [self._new_row(path, made) for path, made in self._new.items()]
        for row in self._rows:
            self._list.addWidget(row)

    def _kept_row(self, one: Evidence) -> QWidget:
        remove = button(_("Remove"), "link", small=True, on_press=lambda: self.removed.emit(one))
        links = [button(_("Open"), "link", small=True, on_press=lambda: self.opened.emit(one)), remove]
        where = "" if one.here else _(", not copied yet")
        words = size_words(one.file.size) + where
        return _named(
            ItemRow(one.file.shown, words, icon=one.file.type.icon, end=FlowRow(links)), links, one.file.shown
        )

    def _new_row(self, path: Path, made: QCheckBox | None) -> QWidget:
        remove = button(_("Remove"), "link", small=True, on_press=lambda: self._drop(path))
        size = size_words(path.stat().st_size) if path.is_file() else ""
        words = _("{size}, kept when you save the action").format(size=size)
        row = _named(ItemRow(path.name, words, icon="file-plus", end=remove), [remove], path.name)
        if made is None:
            return row
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(row)
        column.addWidget(made)
        return holder


def _named(row: QWidget, controls: Sequence[QWidget], name: str) -> QWidget:
    for control in controls:
        control.setAccessibleDescription(name)
    return row
