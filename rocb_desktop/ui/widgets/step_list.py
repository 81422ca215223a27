"""The way of a thing step by step: dots joined by a line, each with what happened, when and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui import icons
from rocb_desktop.ui.look import colour
from rocb_desktop.ui.widgets.label import label

StepState = Literal["done", "now", "not_yet"]
_DOT = 24


@dataclass(frozen=True)
class Step:
    """One step: what it is, one line of when and who, and how far it is."""

    title: str
    detail: str = ""
    state: StepState = "not_yet"


class StepList(QWidget):
    """Steps from top to bottom; read, not pressed."""

    def __init__(self, name: str, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._steps: tuple[Step, ...] = ()
        self._rows: list[QWidget] = []
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Shows other steps."""
        for old in self._rows:
            self._column.removeWidget(old)
            old.deleteLater()
        self._steps = tuple(steps)
        self._rows = [self._row(step) for step in self._steps]
        words = {"done": _("done"), "now": _("now"), "not_yet": _("not yet")}
        spoken = [f"{s.title}, {words[s.state]}. {s.detail}".strip() for s in self._steps]
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(" ".join(spoken))
        self.update()

    def steps(self) -> tuple[Step, ...]:
        """The steps shown."""
        return self._steps

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        centre = self.width() - _DOT / 2 if right else _DOT / 2
        tops = [row.mapTo(self, QPoint(0, 0)).y() + _DOT / 2 for row in self._rows]
        for place in range(len(tops) - 1):
            done = self._steps[place].state == "done"
            painter.setPen(QPen(colour("ok" if done else "line"), 2))
            painter.drawLine(QPointF(centre, tops[place] + 12), QPointF(centre, tops[place + 1] - 12))
        for step, middle in zip(self._steps, tops, strict=True):
            self._paint_dot(painter, QPointF(centre, middle), step.state)
        painter.end()

    def _paint_dot(self, painter: QPainter, centre: QPointF, state: StepState) -> None:
        box = QRectF(centre.x() - 12, centre.y() - 12, _DOT, _DOT).adjusted(0.5, 0.5, -0.5, -0.5)
        if state == "not_yet":
            painter.setPen(QPen(colour("line_strong"), 1, Qt.PenStyle.DashLine))
            painter.setBrush(colour("surface"))
            painter.drawEllipse(box)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("ok_soft" if state == "done" else "primary"))
        painter.drawEllipse(box)
        name, role = ("check", "ok") if state == "done" else ("arrow-right", "on_primary")
        picture = icons.pixmap(name, role, 14, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(round(centre.x() - 7), round(centre.y() - 7)), picture)

    def _row(self, step: Step) -> QWidget:
        holder = QWidget()
        words = QVBoxLayout(holder)
        words.setContentsMargins(_DOT + 12, 2, 0, 0)
        words.setSpacing(0)
        words.addWidget(label(step.title, "body", weight=600 if step.state == "now" else 500))
        if step.detail:
            words.addWidget(label(step.detail, "caption"))
        self._column.addWidget(holder)
        return holder
