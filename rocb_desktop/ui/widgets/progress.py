"""The panel of long work: bar, current item, time left, steps, and Stop with what stopping means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import FileNameLabel, label, line

WorkState = Literal["done", "now", "not_yet"]
_ICONS = {"done": ("circle-check", "ok"), "now": ("refresh-cw", "primary"), "not_yet": ("circle-dashed", "ink_3")}


_TELL_AFTER = 2.0  # seconds of work before a guess is worth anything


def time_left(seconds: float, i: int, n: int) -> str:
    """How long work will still take that needed `seconds` for i of n steps; "" while nobody can tell."""
    if seconds < _TELL_AFTER or not 0 < i < n:
        return ""
    left = max(round(seconds * (n - i) / i), 1)
    if left < 90:
        return ngettext("About {n} second left.", "About {n} seconds left.", left).format(n=left)
    return ngettext("About {n} minute left.", "About {n} minutes left.", round(left / 60)).format(n=round(left / 60))


@dataclass(frozen=True)
class WorkStep:
    """One step of the work: its words, how far it is, and a count once there is one."""

    words: str
    state: WorkState = "not_yet"
    count: str = ""


class ProgressPanel(Card):
    """`stop_pressed` when the person presses Stop or Esc; the panel then waits, it does not close by itself.

    `leave` are the words of a second button, for work that goes on unseen: `leave_pressed`.
    """

    stop_pressed = Signal()
    leave_pressed = Signal()

    def __init__(
        self, title: str, stop: str = "", promise: str = "", leave: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(title, padding=current().space["formCardPadding"], parent=parent)
        self._item = FileNameLabel("")
        self._share = label("", "label", wrap=False, tabular=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setProperty("role", "thick")
        self._bar.setAccessibleName(title)
        self._left = label("", "hint")
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        self._step_rows: list[QWidget] = []
        self.stop_button = button(stop or _("Stop"), "second", "x", on_press=self._stop)
        self.stop_button.setAccessibleDescription(promise)
        self.leave_button = button(leave, "link", on_press=self.leave_pressed.emit) if leave else None
        self.setMaximumWidth(720)
        self._build(promise)
        self.set_progress(0, 0)

    def set_progress(self, done: int, total: int, item: str = "", left: str = "") -> None:
        """How many of how many are done (total 0: not known), the item at work, the time left in words."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._share.setText(_("{percent} %").format(percent=100 * done // total) if total else "")
        self._item.set_name(item)
        self._left.setText(left)
        self._left.setVisible(bool(left))

    def set_steps(self, steps: Sequence[WorkStep]) -> None:
        """The steps of the work in order."""
        for old in self._step_rows:
            old.deleteLater()
        self._step_rows = []
        for step in steps:
            self._step_rows += [line(), _step_row(step)]
        if steps:
            self._step_rows.append(line())
        for row in self._step_rows:
            self._steps.addWidget(row)

    def set_stopping(self) -> None:
        """After Stop: says that it was heard."""
        self.stop_button.setEnabled(False)
        self._left.setText(_("Stopping. Nothing is changed."))
        self._left.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.stop_button.isEnabled():
            self._stop()
            return
        super().keyPressEvent(event)

    def _stop(self) -> None:
        self.stop_pressed.emit()

    def _build(self, promise: str) -> None:
        top = QHBoxLayout()
        top.addWidget(self._item, 1)
        top.addWidget(self._share)
        self.body.addLayout(top)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._left)
        self.body.addLayout(self._steps)
        foot = QHBoxLayout()
        foot.addWidget(label(promise, "hint"), 1)
        offered = [self.leave_button, self.stop_button] if self.leave_button is not None else [self.stop_button]
        foot.addWidget(FlowRow(offered, align="end"))
        self.body.addLayout(foot)


def _step_row(step: WorkStep) -> QFrame:
    made = QFrame()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 10, 0, 10)
    row.setSpacing(14)
    icon, role = _ICONS[step.state]
    row.addWidget(IconView(icon, role, 20))
    row.addWidget(label(step.words, "body", weight=600 if step.state == "now" else None), 3)
    count = label(step.count, "hint")
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(count, 2)
    return made
