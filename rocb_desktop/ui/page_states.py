"""The body of a page in its four states: loading, empty, content, problem; with notices and progress above."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.areas import first_stop
from rocb_desktop.ui.job import Job
from rocb_desktop.ui.look import current
from rocb_desktop.ui.notices import Notices
from rocb_desktop.ui.problem_panel import ProblemPanel
from rocb_desktop.ui.skeleton import Skeleton
from rocb_desktop.ui.widgets.empty import EmptyPage
from rocb_desktop.ui.widgets.progress import ProgressPanel
from rocb_desktop.ui.widgets.scroll import PageScroll

State = Literal["waiting", "loading", "empty", "content", "problem"]


class PageStates(QWidget):
    """`state` tells which one is shown; "waiting" is the blank before the skeleton."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state: State = "waiting"
        self.notices = Notices(self)
        self._stack = QStackedWidget(self)
        self._content: QWidget = QWidget()
        self._passing: QWidget | None = None  # the widget of a state that is made anew each time
        self._busy: tuple[Job, ProgressPanel] | None = None
        self._blank = QWidget()
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self._content)
        self._above = QVBoxLayout()
        self._above.addWidget(self.notices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(self._stack, 1)
        self.set_frame("wide")

    def set_content(self, content: QWidget) -> None:
        """What is shown in the state "content"."""
        old, self._content = self._content, content
        self._stack.addWidget(content)
        if self.state == "content":
            self._stack.setCurrentWidget(content)
        self._stack.removeWidget(old)
        old.deleteLater()

    def set_frame(self, frame: Frame) -> None:
        """Margins of notices and progress, as those of the page below them."""
        space = current().space
        side = space["pageMargin" if frame == "wide" else "pageMarginCompact"]
        self._above.setContentsMargins(side, 0, side, 0)
        self._above.setSpacing(space["s"])

    def show_loading(self) -> None:
        """The skeleton; a page that shows something already keeps it until the new content is there."""
        if self.state == "waiting":
            self._pass("loading", Skeleton(with_header=False), margins=True)

    def show_content(self) -> None:
        """The page's own widgets."""
        self.state = "content"
        self._stack.setCurrentWidget(self._content)
        self._forget_passing()

    def show_empty(self, title: str, sentence: str, buttons: Sequence[QPushButton]) -> None:
        """Nothing yet, why, and the next step."""
        scroll = PageScroll()
        scroll.add(EmptyPage(title, sentence, buttons), 1)
        self._pass("empty", scroll)

    def show_problem(self, error: Exception, again: Callable[[], object], other: QPushButton | None = None) -> None:
        """It could not be loaded; what was shown before stays, with a message above it."""
        if self.state in ("content", "empty"):
            self.notices.show_error(error)
            return
        panel = ProblemPanel(error, again, other)
        self._pass("problem", panel)
        panel.say()
        if self.isVisible():
            panel.again_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, job: Job, i: int, n: int, words: str) -> None:
        """A bar with Stop above the page, while a long work of this page runs."""
        if self._busy is None or self._busy[0] is not job:
            panel = ProgressPanel(
                words or _("Working"), promise=_("If you stop, nothing is added. Your data stays as it was.")
            )
            panel.stop_pressed.connect(job.stop)
            panel.stop_pressed.connect(panel.set_stopping)
            self._above.addWidget(panel, 0, Qt.AlignmentFlag.AlignHCenter)
            self._above.addSpacing(current().space["m"])
            self._busy = (job, panel)
        self._busy[1].set_progress(i, n)

    def end_busy(self, job: Job) -> None:
        """That work is over."""
        if self._busy is not None and self._busy[0] is job:
            panel = self._busy[1]
            self._busy = None
            self._above.takeAt(self._above.count() - 1)  # the gap below the panel
            panel.hide()
            panel.deleteLater()

    def focus(self, wanted: QWidget | None) -> None:
        """Put the keyboard on `wanted`, or on the first control of what is shown."""
        target = wanted if wanted is not None and self.state == "content" else first_stop(self._stack)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pass(self, state: State, widget: QWidget, *, margins: bool = False) -> None:
        if margins:
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(self._above.contentsMargins().left(), 4, 24, 16)
            column.addWidget(widget)
            widget = holder
        self.state = state
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self._forget_passing()
        self._passing = widget

    def _forget_passing(self) -> None:
        if self._passing is not None:
            self._stack.removeWidget(self._passing)
            self._passing.deleteLater()
            self._passing = None
