"""The documents a reply is taken from: those kept with it, those to be kept when it is entered, each to be opened."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from rocb_desktop.domain.material import is_picture, type_of
from rocb_desktop.domain.on_behalf import SourceDocument
from rocb_desktop.texts import _
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.rows import ItemRow

_THUMB = QSize(240, 200)


class SourceFiles(QWidget):
    """`opened` and `removed` (record id): of a document that is kept already. `picture_wanted` (path, width, height): a
    photo was attached; unpacking one takes long, so somebody else does it and gives it to `show_picture`.
    """

    opened = Signal(str)
    removed = Signal(str)
    picture_wanted = Signal(object, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.add_button = button(_("Attach a file"), icon="paperclip", small=True, on_press=self.choose)
        self._kept: tuple[SourceDocument, ...] = ()
        self._new: list[Path] = []
        self._pictures: dict[Path, bytes] = {}
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)  # as the fields above it
        column.setSpacing(4)
        column.addWidget(label(_("The source"), "body", weight=600))
        column.addWidget(label(_("The form, scan or mail. It stays in your office."), "hint"))
        column.addLayout(self._list)
        column.addWidget(FlowRow([self.add_button]))

    def new_files(self) -> list[Path]:
        """What is to be kept when the reply is entered."""
        return list(self._new)

    def show_kept(self, kept: Sequence[SourceDocument]) -> None:
        """The documents that are kept with the reply."""
        self._kept = tuple(kept)
        self._fill()

    def choose(self) -> None:
        """Ask for files."""
        dialog = QFileDialog(self, _("Attach the source of this reply"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        begin_there(dialog)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add(self, paths: Sequence[Path]) -> None:
        """Files to be kept when the reply is entered."""
        fresh = [path for path in dict.fromkeys(paths) if path not in self._new]
        self._new += fresh
        self._fill()
        ratio = self.devicePixelRatioF()
        for path in fresh:
            if is_picture(path.name) and path not in self._pictures:
                self.picture_wanted.emit(path, round(_THUMB.width() * ratio), round(_THUMB.height() * ratio))

    def show_picture(self, path: Path, data: bytes) -> None:
        """The small picture of a file that was attached; b"" when there is none."""
        self._pictures[path] = data
        if data and path in self._new:
            self._fill()

    def remove(self, path: Path) -> None:
        """A file that is not to be kept after all."""
        self._new.remove(path)
        self._fill()

    def _fill(self) -> None:
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._kept_row(one) for one in self._kept]
        for path in self._new:
            self._rows.append(self._new_row(path))
            picture = _small(self._pictures.get(path, b""), self.devicePixelRatioF(), path.name)
            self._rows += [picture] if picture is not None else []
        for row in self._rows:
            self._list.addWidget(row)

    def _kept_row(self, one: SourceDocument) -> QWidget:
        opens = button(_("Open"), "link", small=True, on_press=lambda: self.opened.emit(one.id))
        removes = button(_("Remove"), "link", small=True, on_press=lambda: self.removed.emit(one.id))
        where = "" if one.here else _("Not copied yet")
        words = ", ".join(filter(None, (one.file.type.word, size_words(one.file.size), where)))
        return _row(one.file.shown, words, one.file.type.icon, [opens, removes])

    def _new_row(self, path: Path) -> QWidget:
        opens = button(_("Open"), "link", small=True, on_press=lambda: _open(path))
        removes = button(_("Remove"), "link", small=True, on_press=lambda: self.remove(path))
        links = [opens, removes] if type_of(path.name).opens else [removes]
        words = size_words(path.stat().st_size) if path.is_file() else ""
        return _row(path.name, words, type_of(path.name).icon, links)


def _row(name: str, words: str, icon: str, links: Sequence[QWidget]) -> QWidget:
    """The name, and below it what can be done: beside it there is no room in a narrow column."""
    for link in links:
        link.setAccessibleDescription(name)
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(ItemRow(name, words, icon=icon))
    column.addWidget(FlowRow(links))
    return row


def _open(path: Path) -> None:
    """The person's own file, in the program of this computer."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _small(data: bytes, ratio: float, name: str) -> QWidget | None:
    """A small picture of a scan; None for what is no picture."""
    picture = QPixmap()
    if not picture.loadFromData(data):
        return None
    picture.setDevicePixelRatio(ratio)
    shown = label(wrap=False)
    shown.setPixmap(picture)
    shown.setAccessibleName(_("Small picture of {name}").format(name=name))
    return shown
