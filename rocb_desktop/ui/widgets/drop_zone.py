"""The place to drop files and folders on, with buttons for those who choose them instead."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.files_to_receive import ask_for_files
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, set_role

_BESIDE = 640  # px; narrower zones have the buttons below the words


class DropZone(QFrame):
    """`files(list of Path)` when files or folders were dropped or chosen, whatever their names: what is inside them
    decides, and the preview says it. `tall` centres everything (E3).
    """

    files = Signal(list)

    def __init__(self, title: str, sentence: str, *, tall: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "drop")
        self.setAcceptDrops(True)
        self._title, self._tall = title, tall
        self.choose_button = button(_("Choose files"), "second", "file-input", on_press=self.choose)
        self.choose_button.setAccessibleDescription(f"{title}. {sentence}")
        self.folder_button = button(_("Choose a folder"), "second", "folder-open", on_press=self.choose_folder)
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
        self._buttons = FlowRow([self.choose_button, self.folder_button], align="middle" if tall else "end")
        self._box.addWidget(self._buttons)
        if tall:
            self._box.addStretch(1)
        self._turn()

    def choose(self) -> None:
        """Opens the system's window for choosing files."""
        ask_for_files(self, self._title, self.files.emit)

    def choose_folder(self) -> None:
        """Opens the system's window for choosing a folder."""
        chosen = QFileDialog.getExistingDirectory(self, self._title)
        if chosen:
            self.files.emit([Path(chosen)])

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
        if dropped:
            self.files.emit(dropped)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        below = self._tall or self.width() < _BESIDE
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self.updateGeometry()
