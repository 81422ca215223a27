"""Cards: a white sheet with a title that states content or finding, a context line, a body and a foot."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from rocb_desktop.texts import _
from rocb_desktop.ui.look import colour, current
from rocb_desktop.ui.widgets.flow import TopLayout
from rocb_desktop.ui.widgets.label import label, set_role

CardKind = Literal["card", "next", "failed", "safe", "chosen", "note"]

_BARS = {"next": "accent", "failed": "err", "safe": "ok"}
_BUTTON_BESIDE = 520  # px; a narrower next-task card has its button below the words


class Card(QFrame):
    """A sheet: fill `.body` (a vertical layout); `flush` lets the body reach the edges, for tables."""

    def __init__(
        self,
        title: str = "",
        context: str = "",
        *,
        kind: CardKind = "card",
        flush: bool = False,
        padding: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", kind)
        space = current().space
        self._pad = space["cardPadding"] if padding is None else padding
        self._outer = TopLayout(self)
        self.title_label = label(title, "cardTitle")
        self.context_label = label(context, "caption")
        self._corner = QHBoxLayout()
        self._head_words = QVBoxLayout()
        self._under: QWidget | None = None
        self._head = self._build_head()
        self._outer.add_top(self._head)
        self.body = QVBoxLayout()
        side = 0 if flush else self._pad
        # Cells are square: a flush body keeps clear of the card's line and of its round corners.
        above = space["s"] if title else (6 if flush else self._pad)
        self.body.setContentsMargins(side or 1, above, side or 1, 6 if flush else self._pad)
        self._flush = flush
        self.body.setSpacing(space["s"])
        self._outer.add_top(self.body)
        self._foot: QWidget | None = None
        self.set_title(title)
        self.set_context(context)

    def set_title(self, title: str) -> None:
        """The title; a card without one has no head."""
        self.title_label.setText(title)
        self.setAccessibleName(title)
        self.title_label.setVisible(bool(title))
        self._head.setVisible(bool(title))

    def set_context(self, context: str) -> None:
        """The small line under the title."""
        self.context_label.setText(context)
        self.context_label.setVisible(bool(context))

    def set_kind(self, kind: CardKind) -> None:
        """A bar or border that says: look here (next, failed, safe), or: this is chosen."""
        set_role(self, kind)

    def set_corner(self, widget: QWidget) -> None:
        """Puts a widget at the end of the head (a badge, a small button, a link)."""
        while (item := self._corner.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._corner.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def set_under_title(self, widget: QWidget) -> None:
        """Puts a widget below title and context, beside the corner: a legend that the figure begins with."""
        if self._under is not None:
            self._head_words.removeWidget(self._under)
            self._under.deleteLater()
        self._under = widget
        self._head_words.addWidget(widget)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Adds a widget to the body."""
        self.body.addWidget(widget, stretch)

    def set_foot(self, content: QWidget | str) -> None:
        """The strip below: a legend, a source line or a sentence."""
        widget: QWidget = label(content, "caption") if isinstance(content, str) else content
        if self._flush:
            self.body.setContentsMargins(1, self.body.contentsMargins().top(), 1, 0)
        if self._foot is not None:
            self._outer.removeWidget(self._foot)
            self._foot.deleteLater()
        foot = QFrame()
        foot.setProperty("role", "foot")
        box = QVBoxLayout(foot)
        box.setContentsMargins(self._pad, 8, self._pad, 8)
        box.addWidget(widget)
        # One px free on three sides, or the strip would lie on the card's own line.
        holder = QWidget()
        edge = QVBoxLayout(holder)
        edge.setContentsMargins(1, 0, 1, 1)
        edge.addWidget(foot)
        self._foot = holder
        self._outer.addWidget(holder)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        role = _BARS.get(str(self.property("role")))
        if role is None:
            return
        width, radius = current().border["statusBar"], current().radius["card"]
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(role))
        painter.setClipRect(QRect(self.width() - width if right else 0, 0, width, self.height()))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.end()

    def _build_head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(self._pad, 12, self._pad, 0)
        row.setSpacing(current().space["s"])
        self._head_words.setSpacing(2)
        self._head_words.addWidget(self.title_label)
        self._head_words.addWidget(self.context_label)
        row.addLayout(self._head_words, 1)
        row.addLayout(self._corner)
        return head


class NextTaskCard(Card):
    """The one thing to do next: accent bar, one sentence, at most a measure of what is done, one button."""

    def __init__(
        self,
        task: str,
        sentence: str = "",
        action: QPushButton | None = None,
        *,
        lead: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind="next", padding=current().space["cardPadding"] + 4, parent=parent)
        # Height to spare belongs to what comes below the task.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.lead_label = label(_("Do this next") if lead is None else lead, "caption", "accent", weight=600)
        self.task_label = label(task, "leadTask")
        self.sentence_label = label(sentence, "body", "ink_2")
        self.action = action
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setMaximumWidth(200)
        self._progress_text = label("", "hint")
        self._measure = self._build_measure()
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.lead_label, self.task_label, self.sentence_label, self._measure):
            column.addWidget(part)
        column.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(current().space["l"])
        self._row.addWidget(words, 1)
        self.body.addLayout(self._row)
        if action is not None:
            self._row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(task)

    def set_task(self, task: str, sentence: str, lead: str | None = None) -> None:
        """Says another task."""
        self.task_label.setText(task)
        self.sentence_label.setText(sentence)
        if lead is not None:
            self.lead_label.setText(lead)
        self.setAccessibleName(task)

    def set_progress(self, done: int, total: int, text: str) -> None:
        """Shows how much is done, with the same said in words; without words it goes."""
        self._progress.setRange(0, max(total, 1))
        self._progress.setValue(done)
        self._progress.setAccessibleName(text)
        self._progress_text.setText(text)
        self._measure.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BUTTON_BESIDE
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _build_measure(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(current().space["m"])
        row.addWidget(self._progress, 2)
        row.addWidget(self._progress_text, 3)
        holder.hide()
        return holder
