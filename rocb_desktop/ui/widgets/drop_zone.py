"""The place to drop files on, with a button for those who choose them instead."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, set_role

_BESIDE = 520  # px; narrower zones have the button below the words


class DropZone(QFrame):
    """`files(list of Path)` when files with one of the `endings` were dropped or chosen; others are left out.

    `refused(list of Path)` names what was dropped and cannot be read here. `tall` centres everything (E3).
    """

    files = Signal(list)
    refused = Signal(list)

    def __init__(
        self,
        title: str,
        sentence: str,
        *,
        endings: Sequence[str] = (".rocb",),
        filter_name: str = "",
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_role(self, "drop")
        self.setAcceptDrops(True)
        self._endings, self._title, self._tall = tuple(ending.lower() for ending in endings), title, tall
        patterns = " ".join(f"*{ending}" for ending in endings)
        name = filter_name or _("Files of this app")
        self._filter = f"{name} ({patterns})"
        self.choose_button = button(_("Choose files"), "second", "folder-open", on_press=self.choose)
        self.choose_button.setAccessibleDescription(f"{title}. {sentence}")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addStretch(1)
        for part in (label(title, "cardTitle", weight=500), label(sentence, "hint")):
            if tall:
                part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(20, 14, 20, 14)
        self._box.setSpacing(16)
        middle = Qt.AlignmentFlag.AlignCenter
        if tall:
            self._box.addStretch(1)
        self._box.addWidget(IconView("file-input", "primary", 28), 0, middle)
        self._box.addWidget(words, 0 if tall else 1)
        self._box.addWidget(self.choose_button, 0, middle)
        if tall:
            self._box.addStretch(1)
        self._turn()

    def choose(self) -> None:
        """Opens the system's window for choosing files."""
        chosen, _used = QFileDialog.getOpenFileNames(self, self._title, "", self._filter)
        if chosen:
            self.files.emit([Path(name) for name in chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            set_role(self, "drop-over")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        set_role(self, "drop")

    def dropEvent(self, event: QDropEvent) -> None:
        set_role(self, "drop")
        event.acceptProposedAction()
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        known = [path for path in dropped if path.suffix.lower() in self._endings]
        others = [path for path in dropped if path not in known]
        if others:
            self.refused.emit(others)
        if known:
            self.files.emit(known)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        below = self._tall or self.width() < _BESIDE
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self.updateGeometry()
