"""A link inside text: underlined, wraps like text, pressed by mouse, Enter or Space."""

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from rocb_desktop.ui.look import current, font

_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class LinkLabel(QLabel):
    """One link, after an optional lead of plain text; `pressed` is emitted when the person follows it."""

    pressed = Signal()

    def __init__(
        self,
        words: str,
        lead: str = "",
        *,
        step: str = "body",
        colour_role: str = "link",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._lead, self._role = words, lead, colour_role
        self.setFont(font(step))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWordWrap(True)
        self.setMinimumWidth(24)
        self.setContentsMargins(3, 1, 3, 1)  # the focus ring stands clear of the words
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.linkActivated.connect(lambda _address: self.pressed.emit())
        self._write()

    def words(self) -> str:
        """The words of the link, without marks."""
        return self._words

    def set_words(self, words: str, lead: str = "") -> None:
        """Shows another link."""
        self._words, self._lead = words, lead
        self._write()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            self.pressed.emit()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._write()

    def _write(self) -> None:
        lead = f'<span style="color:{current().ink_2}">{escape(self._lead)}</span> ' if self._lead else ""
        text = f'{lead}<a href="#" style="color:{current()[self._role]}">{escape(self._words)}</a>'
        if text != self.text():
            self.setText(text)
        self.setAccessibleName(f"{self._lead} {self._words}".strip())
