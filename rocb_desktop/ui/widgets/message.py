"""Messages inside the page, above what they speak of: good news, notes, warnings, errors and the error summary."""

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import icon_button
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, set_role
from rocb_desktop.ui.widgets.link import LinkLabel

Tone = Literal["ok", "info", "warn", "err"]
_ICONS: dict[str, str] = {"ok": "circle-check", "info": "info", "warn": "triangle-alert", "err": "octagon-alert"}
_ACTIONS_BESIDE = 520  # px; a narrower message has its actions below the words


def announce(widget: QWidget, text: str, *, assertive: bool = False) -> None:
    """Lets a screen reader say a sentence once; assertive interrupts what it is saying."""
    event = QAccessibleAnnouncementEvent(widget, text)
    kind = QAccessible.AnnouncementPoliteness
    event.setPoliteness(kind.Assertive if assertive else kind.Polite)
    QAccessible.updateAccessibility(event)


class Message(QFrame):
    """A message that pushes the content down and never closes by itself; `first` is bold, `rest` follows it.

    `closed` is emitted when the person closes it (only with `closable`).
    """

    closed = Signal()

    def __init__(
        self,
        tone: Tone,
        first: str,
        rest: str = "",
        actions: Iterable[QPushButton] = (),
        *,
        icon: str | None = None,
        closable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconView(icon or _ICONS[tone], tone, 20)
        self._own_icon = icon
        # Two labels would break the sentence in two lines; the bold part is marked inside one.
        self._text = label("")
        self._text.setTextFormat(Qt.TextFormat.RichText)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(current().space["m"])
        made = list(actions)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 6 if made or closable else 0, 0, 0)  # in the middle of a row of buttons
        beside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setSpacing(current().space["s"])
        self._box.addWidget(self._text, 1)
        row.addLayout(self._box, 1)
        if made:
            self._box.addWidget(FlowRow(made, align="end"))
        if closable:
            row.addWidget(icon_button(_("Close this message"), "x", on_press=self._close), 0, Qt.AlignmentFlag.AlignTop)
        self.tone: Tone = tone
        self.set_message(tone, first, rest)

    def set_message(self, tone: Tone, first: str, rest: str = "") -> None:
        """Says something else and lets a screen reader speak it."""
        self.tone = tone
        self.first, self.rest = first, rest
        self._icon.set_icon(self._own_icon or _ICONS[tone], tone)
        self._text.setText(f"<b>{_escaped(first)}</b> {_escaped(rest)}" if rest else f"{_escaped(first)}")
        set_role(self, f"message-{tone}")
        self.setAccessibleName(self.text())
        if self.isVisible():
            self._say()

    def text(self) -> str:
        """The whole message, without marks."""
        return f"{self.first} {self.rest}".strip()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._say()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= _ACTIONS_BESIDE
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _say(self) -> None:
        announce(self, self.text(), assertive=self.tone == "err")

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class ErrorSummary(QFrame):
    """The problems of a form, at its top: how many, and a link to each field.

    It takes the keyboard when it is filled. `followed(key)` is emitted when the person presses the link of a problem.
    """

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "message-err")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(current().space["m"])
        row.addWidget(IconView("octagon-alert", "err", 20), 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._title = label("", "label")
        self._column.addWidget(self._title)
        row.addLayout(self._column, 1)
        self._links: list[LinkLabel] = []
        self.hide()

    def set_problems(self, title: str, problems: Iterable[tuple[str, str]]) -> None:
        """Shows (key, sentence) pairs as links under `title`, or hides when there are none."""
        for old in self._links:
            old.deleteLater()
        self._links = [self._link(key, sentence) for key, sentence in problems]
        self._title.setText(title)
        spoken = "\n".join([title, *(link.words() for link in self._links)])
        self.setAccessibleName(title)
        self.setAccessibleDescription(spoken)
        self.setVisible(bool(self._links))
        if self._links:
            announce(self, spoken, assertive=True)
            self._links[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def links(self) -> list[LinkLabel]:
        """The link of each problem, in order."""
        return list(self._links)

    def _link(self, key: str, sentence: str) -> LinkLabel:
        made = LinkLabel(sentence, colour_role="err")
        made.pressed.connect(lambda: self.followed.emit(key))
        self._column.addWidget(made)
        return made


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", "<br>")
