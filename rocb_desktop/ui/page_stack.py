"""The pages of the role: each built on its first visit, one shown, with the way back."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from rocb_desktop.tokens import Frame
from rocb_desktop.ui.registry import PageEntry
from rocb_desktop.ui.skeleton import Skeleton

if TYPE_CHECKING:
    from rocb_desktop.ui.page import Page

_REMEMBERED = 50


class PageStack(QStackedWidget):
    """shown(key): another page is on the screen. painted: the skeleton before the first page is on the screen."""

    shown = Signal(str)
    painted = Signal()

    def __init__(self, build: "Callable[[type[Page], PageEntry], Page]", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build = build
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, Page] = {}
        self._past: list[tuple[str, dict[str, Any]]] = []
        self._here: tuple[str, dict[str, Any]] = ("", {})
        self._frame: Frame = "wide"
        skeleton = Skeleton(self)
        skeleton.painted.connect(self.painted)
        self.addWidget(skeleton)

    @property
    def key(self) -> str:
        """The page shown, or "" before the first."""
        return self._here[0]

    @property
    def can_go_back(self) -> bool:
        return bool(self._past)

    def minimumSizeHint(self) -> QSize:
        # That of the page shown: a hidden one keeps the least size of the window it was seen in.
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()

    def set_entries(self, entries: Sequence[PageEntry]) -> None:
        """The pages that can be reached."""
        self._entries = {entry.key: entry for entry in entries}

    def entry(self, key: str) -> PageEntry | None:
        """The row of the registry behind a key, None when this role has no such page."""
        return self._entries.get(key)

    def current_page(self) -> "Page | None":
        """The page shown; None before the first."""
        return self._pages.get(self.key)

    def pages(self) -> "list[Page]":
        """The pages built so far."""
        return list(self._pages.values())

    def go(self, key: str, **what: Any) -> None:
        """Show a page (KeyError when this role has none of that name); `what` says where on it to arrive."""
        page = self._page(key)
        if self.key and (key, what) != self._here:
            self._past.append(self._here)
            del self._past[:-_REMEMBERED]
        self._show(page, key, what)

    def back(self) -> None:
        """Show the page before this one."""
        if self._past:
            key, what = self._past.pop()
            self._show(self._page(key), key, what)

    def set_frame(self, frame: Frame) -> None:
        """Tells every page how wide the window is."""
        self._frame = frame
        for page in self.pages():
            page.set_frame(frame)

    def flush_drafts(self) -> None:
        """Keep what is being typed on any page."""
        for page in self.pages():
            page.flush_drafts()

    def show_problem(self, error: Exception, again: Callable[[], object], other: QPushButton | None = None) -> None:
        """Before the first page: the store could not be opened. [Try again] calls `again`; `other`: one more way."""
        from rocb_desktop.ui.page_states import PageStates

        old = self.currentWidget()
        problem = PageStates(self)
        problem.show_problem(error, again, other)
        self.addWidget(problem)
        self.setCurrentWidget(problem)
        if old is not None:
            self.removeWidget(old)
            old.deleteLater()

    def rebuild(self) -> None:
        """Make the pages anew (another language) and show the same one; drafts must be on disk by now."""
        key, what = self._here
        for page in self.pages():
            self.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        if key:
            self._show(self._page(key), key, what)

    def _page(self, key: str) -> "Page":
        if key not in self._pages:
            entry = self._entries[key]
            page = self._build(entry.page_class(), entry)
            page.set_frame(self._frame)
            self._pages[key] = page
            self.addWidget(page)
        return self._pages[key]

    def _show(self, page: "Page", key: str, what: dict[str, Any]) -> None:
        before = self.current_page()
        if before is not None and before is not page:
            before.flush_drafts()
        self._here = (key, what)
        self.setCurrentWidget(page)
        page.arrive(**what)
        self.shown.emit(key)
