"""Page: what every page of the window does alike: load, four states, save with a notice, drafts, stale and reload."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.texts import _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.draft_keeper import DraftKeeper, ReadFields
from rocb_desktop.ui.job import Job
from rocb_desktop.ui.page_states import PageStates
from rocb_desktop.ui.undo import UndoList
from rocb_desktop.ui.widgets.header import PageHeader
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.work import Work

SKELETON_AFTER_MS = 300


class PageHost(Protocol):
    """What a page may ask of the window it is in."""

    @property
    def undo(self) -> UndoList: ...
    def go(self, key: str, **what: Any) -> None: ...
    def take_back(self, undo: Undo) -> None: ...
    def undo_last(self) -> None: ...
    def redo_last(self) -> None: ...
    def open_files(self, files: Sequence[Path]) -> None: ...
    def choose_files(self) -> None: ...


class FormField(Protocol):
    """A field that can say that its content is wrong, and take the keyboard."""

    def set_error(self, error: str) -> None: ...
    def focus(self) -> None: ...


class Page(QWidget):
    """A page declares `shows`, `title` and `icon`, builds its widgets in __init__ (into `self.sheet`, or its own
    by set_content), and writes reload() with one self.load(service, ...) and show_content(value).

    shows: the tables whose change makes it stale. loaded: show_content() has run (again).
    """

    shows: ClassVar[frozenset[str]] = frozenset()
    title: ClassVar[str] = ""  # marked with N_, translated when the page is built
    icon: ClassVar[str] = ""

    loaded = Signal()

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__()
        self.work, self.host = work, window
        # the name of its module is the name of its help text and of its drafts
        self.key = type(self).__module__.rpartition(".")[2].removesuffix("_page")
        self.header = PageHeader(_(self.title))
        self.states = PageStates(self)
        self.notices = self.states.notices
        self.sheet = PageScroll()
        self._drafts: list[DraftKeeper] = []
        self._stale = True
        self._loading: Job | None = None
        self._wants_focus = False
        self._faulty: list[FormField] = []
        self._reload_soon = QTimer(self, singleShot=True, interval=0)
        self._reload_soon.timeout.connect(self._reload_if_seen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.states, 1)
        column.addWidget(self.header.bottom_bar)
        self.states.set_content(self.sheet)
        self.setAccessibleName(_(self.title))
        work.changed.connect(self._on_changed)
        work.busy.connect(self._on_busy)
        work.ended.connect(self.states.end_busy)

    # written by each page

    def reload(self) -> None:
        """Ask for what the page shows: one self.load(service, ...)."""
        raise NotImplementedError

    def show_content(self, value: Any) -> None:
        """Show what load() brought; may call show_empty() instead."""
        raise NotImplementedError

    def arrive(self, **what: Any) -> None:
        """The person came to this page, perhaps to one thing on it; the keyboard goes to the first focus."""
        self.take_focus()

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts (DESIGN section 6); None means the first control of the page."""
        return None

    def form_fields(self) -> Mapping[str, FormField]:
        """The fields by the name that a UserError's `field` value gives."""
        return {}

    def commands(self) -> Sequence[Command]:
        """What this page can do that also belongs in a menu."""
        return ()

    def areas(self) -> Sequence[QWidget]:
        """The areas F6 goes through on this page."""
        return (self.header, self.states)

    def arrange(self, frame: Frame) -> None:
        """The window became wide, medium or narrow; most pages need nothing more than their widgets do."""

    # used by each page

    def set_content(self, content: QWidget) -> None:
        """Show a widget of the page's own in the place of `sheet`."""
        self.states.set_content(content)

    def set_buttons(self, *buttons: QPushButton) -> None:
        """The buttons of the header, in reading order; exactly one is primary."""
        self.header.set_buttons(buttons)

    def load(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call a read service; show_content() gets its value. An older answer never overwrites a newer."""
        self._stale = False
        job = self.work.run(
            service, *args, owner=self, latest="load", done=self._loaded, failed=self._not_loaded, **kwargs
        )
        self._loading = job
        QTimer.singleShot(SKELETON_AFTER_MS, self, lambda: self._show_skeleton(job))

    def do(
        self,
        service: Callable[..., Any],
        *args: Any,
        done: Callable[[Any], object] | None = None,
        label: str = "",
        **kwargs: Any,
    ) -> Job | None:
        """Call a write service; the page says how it went, with Undo. None when the same is already under way."""
        same = (service, args, kwargs)
        if any(job.owner is self and (job.service, job.args, job.kwargs) == same for job in self.work.jobs()):
            return None  # pressed twice
        self.clear_errors()

        def finished(value: Any) -> None:
            with self.focus_off_notices():
                if isinstance(value, Outcome):
                    self.notices.show_outcome(value, self.host.take_back)
                if done is not None:
                    done(value)

        return self.work.run(service, *args, owner=self, done=finished, failed=self.show_error, label=label, **kwargs)

    def show_error(self, error: Exception) -> None:
        """Say why something was refused, above the form; what was typed stays, the field takes the keyboard."""
        self.notices.show_error(error)
        name = error.values.get("field") if isinstance(error, UserError) else None
        field = self.form_fields().get(str(name))
        if field is not None and isinstance(error, UserError):
            field.set_error(error.what())
            field.focus()
            self._faulty.append(field)

    def clear_errors(self) -> None:
        """Take back what show_error() marked."""
        self.notices.clear()
        for field in self._faulty:
            field.set_error("")
        self._faulty.clear()

    def show_empty(self, title: str, sentence: str, *buttons: QPushButton) -> None:
        """Show that there is nothing yet, why, and the next step."""
        self.states.show_empty(title, sentence, buttons)

    def keep_draft(self, record: str, read_fields: ReadFields, *inputs: QWidget) -> DraftKeeper:
        """A keeper for this page's form on `record` ("" for a new one), watching these inputs."""
        keeper = DraftKeeper(self.work, self, self.key, record, read_fields)
        keeper.watch(*inputs)
        self._drafts.append(keeper)
        return keeper

    def take_focus(self) -> None:
        """Put the keyboard where the page starts, now or when its content is there."""
        self._wants_focus = self._loading is not None or self._stale
        if not self._wants_focus:
            self.states.focus(self.first_focus())

    @contextmanager
    def focus_off_notices(self) -> Iterator[None]:
        """When the control that had the keyboard goes, Qt gives it to the next one. That must not be the [Undo] of the
        notice: Enter would take back what was just saved.
        """
        was_there = self._on_notices()
        yield
        if not was_there and self._on_notices():
            self.states.focus(self.first_focus())

    # used by the window

    def flush_drafts(self) -> None:
        """Keep what is being typed."""
        for keeper in self._drafts:
            keeper.flush()

    def title_text(self) -> str:
        """The page's name in the window's title, in the language it was built in."""
        return _(self.title)

    def primary_button(self) -> QPushButton | None:
        """What Ctrl+Enter presses."""
        return self.header.primary()

    def set_frame(self, frame: Frame) -> None:
        """The window became wide, medium or narrow."""
        self.states.set_frame(frame)
        self.arrange(frame)

    @property
    def ready(self) -> bool:
        """Nothing is loading, saving or being drawn for this page."""
        return not self._stale and not any(self._is_mine(job) for job in self.work.jobs())

    def mark_stale(self) -> None:
        """What the page shows is older than the store; it loads again when it can be seen."""
        self._stale = True
        self._reload_soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reload_if_seen()

    def _reload_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self.reload()

    def _on_changed(self, changed: frozenset[str]) -> None:
        if self.shows & changed:
            self.mark_stale()

    def _show_skeleton(self, job: Job) -> None:
        if self._loading is job:
            self.states.show_loading()

    def _loaded(self, value: Any) -> None:
        self._loading = None
        with self.focus_off_notices():
            self.states.show_content()
            self.show_content(value)
        if self._wants_focus and self.isVisible():
            self._wants_focus = False
            self.states.focus(self.first_focus())
        self.loaded.emit()

    def _not_loaded(self, error: Exception) -> None:
        self._loading = None
        if isinstance(error, Cancelled):
            return  # the window is closing
        self.states.show_problem(error, self.mark_stale)

    def _on_notices(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.notices.isAncestorOf(focus)

    def _on_busy(self, job: Job, i: int, n: int, label: str) -> None:
        if self._is_mine(job) and job.lane == "write":
            self.states.show_busy(job, i, n, label)

    def _is_mine(self, job: Job) -> bool:
        owner = job.owner
        return owner is self or (isinstance(owner, QWidget) and isValid(owner) and self.isAncestorOf(owner))
