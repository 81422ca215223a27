"""The main window: sidebar, pages, status bar and menus around one profile's work.

Nothing here may import a service or a page when this module is imported: the window is painted first, and the
store's libraries load on the lanes' threads meanwhile.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from rocb_desktop import texts
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.profile.faces import Face
from rocb_desktop.services.profile.logs import LOGGER
from rocb_desktop.services.profile.preferences import keep_preferences, load_preferences
from rocb_desktop.texts import _
from rocb_desktop.tokens import Frame, frame_for
from rocb_desktop.ui import areas, edit_target, icons, theme, window_dialogs
from rocb_desktop.ui.body import Body
from rocb_desktop.ui.frame_facts import FrameFacts
from rocb_desktop.ui.job import Job
from rocb_desktop.ui.menus import Menus
from rocb_desktop.ui.page_stack import PageStack
from rocb_desktop.ui.registry import PageEntry, entries_for
from rocb_desktop.ui.sheet_reminder import SheetReminder
from rocb_desktop.ui.sidebar import Sidebar
from rocb_desktop.ui.status import StatusLine
from rocb_desktop.ui.undo import UndoList
from rocb_desktop.ui.work import Work

if TYPE_CHECKING:
    from rocb_desktop.ui.page import Page


_ROOMY = 1440  # px of screen; on less, the window begins maximized
Entries = Callable[[str], Sequence[PageEntry]]


@lane("write")
def _open_store(session: object) -> None:
    """Nothing but the opening itself, which the lane does before its first job."""


class MainWindow(QMainWindow):
    """Show it; once it is painted it opens the store and builds the first page.

    activated: it came to the front. ready: the first page is shown. closed: for good; wants_other_profile says why.
    """

    activated = Signal()
    ready = Signal()
    closed = Signal()

    def __init__(self, profile: Path, work: Work, face: Face | None, entries: Entries = entries_for) -> None:
        """entries gives the sidebar of a role; another one only in tests of the window itself."""
        super().__init__()
        self.entries = entries
        self.profile, self.work, self.role = profile, work, face.role if face else ""
        self.wants_other_profile = self.wants_new_profile = False
        self._begun = False
        self._files: list[Path] = []
        self._menus_soon = QTimer(self, singleShot=True, interval=0)
        self.undo = UndoList(work)
        self.sidebar = Sidebar(self)
        self.pages = PageStack(self._build_page)
        self.body = Body(self.sidebar, self.pages)
        self.status = StatusLine()
        self.setCentralWidget(self.body)
        self.setStatusBar(self.status)
        self.setWindowTitle("ROCB Desktop")
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self.sheet = SheetReminder(self)
        self.facts = FrameFacts(self, face)
        self._take_role(self.role)
        self.menus = Menus(self)
        self._connect()

    def _connect(self) -> None:
        work, refresh = self.work, self._refresh_menus
        self._menus_soon.timeout.connect(self.menus.refresh)
        self.sidebar.chosen.connect(self.go)
        self.sidebar.menu_asked.connect(self.body.toggle)
        self.sidebar.find_asked.connect(lambda: window_dialogs.find_everywhere(self))
        self.pages.shown.connect(self._on_shown)
        self.pages.painted.connect(self._begin)
        self.body.overlay_changed.connect(refresh)
        self.undo.changed.connect(self._on_undo_changed)
        self.undo.done.connect(self._on_undone)
        self.undo.failed.connect(self.say_error)
        work.refused.connect(lambda _job, error: self.say_error(error))
        work.saved.connect(self.status.set_saved)
        work.typing.connect(self.status.set_typing)
        work.busy.connect(self._on_busy)
        work.ended.connect(self._on_ended)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(refresh)

    def show_where_it_stood(self) -> None:
        """Open where it was closed last; the first time, as large as a small laptop allows."""
        kept = load_preferences().window
        if not self.restoreGeometry(QByteArray.fromHex(kept.encode())):
            room = self.screen().availableSize()
            self.resize(self.size().boundedTo(room))
            if room.width() < _ROOMY:
                self.setWindowState(Qt.WindowState.WindowMaximized)
        self.show()

    # what menus, sidebar and pages ask for

    def go(self, key: str, **what: Any) -> None:
        """Show a page, perhaps at one thing on it."""
        self.pages.go(key, **what)

    def next_area(self, step: int) -> None:
        """F6: the keyboard goes to the next (1) or previous (-1) area."""
        page = self.pages.current_page()
        inner = page.areas() if page is not None else ()
        areas.go_to_next([self.sidebar, *inner, self.status], step)

    def press_primary(self) -> None:
        """Ctrl+Enter: the page's primary button."""
        page = self.pages.current_page()
        primary = page.primary_button() if page is not None else None
        if primary is not None and primary.isEnabled():
            primary.click()

    def undo_last(self) -> None:
        """Ctrl+Z outside a text field, and the menu."""
        if not edit_target.undo_in_field():
            self.undo.undo()

    def redo_last(self) -> None:
        """Ctrl+Shift+Z outside a text field, and the menu."""
        if not edit_target.undo_in_field(redo=True):
            self.undo.redo()

    def take_back(self, undo: Undo) -> None:
        """The [Undo] of a notice."""
        self.undo.run(undo)

    @property
    def can_stop(self) -> bool:
        return self.body.overlay or self.work.long_job() is not None

    def stop(self) -> None:
        """Esc: stop the long work that is shown, or close the sidebar over the page."""
        job = self.work.long_job()
        if self.body.overlay:
            self.body.show_overlay(False)
        elif job is not None:
            job.stop()

    def set_theme(self, name: theme.ThemeName) -> None:
        """Light, dark, high contrast, or like the computer; kept for the next start."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, name)
        _remember(theme=name)

    def set_language(self, lang: str) -> None:
        """Speak another language from now on, in this profile."""
        from rocb_desktop.services.overview import set_language

        self.pages.flush_drafts()  # on the same lane: the drafts are on disk when the pages are built again
        self.work.run(set_language, lang, done=lambda _outcome: self.retranslate(lang))

    def retranslate(self, lang: str) -> None:
        """Say everything anew in a language."""
        texts.use(lang)
        self.status.retranslate()
        self.facts.retranslate()
        self.sidebar.set_pages(self.entries(self.role))
        self.menus.rebuild()
        self.pages.rebuild()
        self.facts.ask()

    def choose_files(self) -> None:
        """Ctrl+O."""
        window_dialogs.choose_files(self)

    def open_files(self, files: Sequence[Path]) -> None:
        """Show what is in these files, before anything is imported; waits until the store is open."""
        if not self._begun or not self.pages.key:
            self._files += files
            return
        if files:
            window_dialogs.open_files(self, files)

    def open_file(self, file: Path) -> None:
        """A file double-clicked while the app runs."""
        self.open_files([file])

    def come_forward(self, files: Sequence[Path]) -> None:
        """Another start of the app handed its files over."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.open_files(files)

    def change_profile(self) -> None:
        """Another person wants to work: close, and ask who."""
        self.wants_other_profile = self.close()

    def add_profile(self) -> None:
        """One more person is to work on this computer: close, and set up."""
        self.wants_new_profile = True
        self.change_profile()
        self.wants_new_profile = self.wants_other_profile

    def show_help(self) -> None:
        """F1."""
        page = self.pages.current_page()
        window_dialogs.show_help(self, page.key if page is not None else "")

    def say_error(self, error: Exception) -> None:
        """Say at the top of the page shown what was refused."""
        page = self.pages.current_page()
        if page is not None:
            page.notices.show_error(error)

    # what happens

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_frame(frame_for(event.size().width()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if window_dialogs.dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.open_files(window_dialogs.dropped_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        job = self.work.long_job()
        if job is not None and not window_dialogs.may_stop(self, job.label):
            event.ignore()
            return
        if job is not None:
            job.stop()
        if self.work.is_open:
            self.pages.flush_drafts()
            self._copy_of_the_day()
            _remember(window=bytes(self.saveGeometry().toHex().data()).decode())
            self.work.close()
        self.closed.emit()
        super().closeEvent(event)

    def _copy_of_the_day(self) -> None:
        """The last job of the store, when it could be opened at all; a full disk does not keep the window open."""
        if self.pages.key:
            from rocb_desktop.services.safety.backups import backup_at_closing

            said = "no safe copy at closing: %s"
            self.work.run(backup_at_closing, failed=lambda error: LOGGER.warning(said, error))

    def _take_frame(self, frame: Frame) -> None:
        self.body.set_frame(frame)
        self.pages.set_frame(frame)
        self._show_status()

    def _show_status(self) -> None:
        # A narrow window is a low one too: there the page's own bar is at the foot, and only long work is told.
        narrow = frame_for(self.width()) == "narrow"
        self.status.setVisible(not narrow or self.work.long_job() is not None)

    def take_role(self, role: str) -> None:
        """The store knows the role better than the face did."""
        if role != self.role:
            self._take_role(role)
            self.menus.rebuild()

    def _take_role(self, role: str) -> None:
        self.role = role
        self.sidebar.set_pages(self.entries(role))
        self.pages.set_entries(self.entries(role))

    def _build_page(self, page: "type[Page]", entry: PageEntry) -> "Page":
        made = page(self.work, self)
        made.header.retitled.connect(self._say_title)
        return made

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self.open_store()
            self.setWindowIcon(icons.app_icon())
            self.menus.draw_icons()

    def open_store(self) -> None:
        """Open the store on its lane, then show the first page."""
        self.work.run(_open_store, done=lambda _none: self.facts.ask(self._first_page), failed=self.not_opened)

    def not_opened(self, error: Exception) -> None:
        """Before the first page: say why, and offer to try again. Later: at the top of the page."""
        if self.pages.key:
            self.say_error(error)
            return
        damaged = isinstance(error, UserError) and error.code in ("store_damaged", "backup_damaged", "other_person")
        self.pages.show_problem(error, self.open_store, window_dialogs.restore_button(self) if damaged else None)

    def _first_page(self) -> None:
        if not self.pages.key and self.sidebar.keys():
            self.go(self.sidebar.keys()[0])
        files, self._files = self._files, []
        self.open_files(files)
        window_dialogs.read_after_update(self)
        window_dialogs.watch_mailbox(self)
        window_dialogs.watch_others(self)
        window_dialogs.keep_index(self)
        window_dialogs.watch_reminder(self)
        self.ready.emit()

    def _on_shown(self, key: str) -> None:
        self._say_title()
        self.sidebar.show_page(key)
        self.body.show_overlay(False)
        self.menus.show_page(self.pages.current_page(), key)
        self.sheet.remind(key)

    def _say_title(self) -> None:
        page = self.pages.current_page()
        title = page.title_text() if page is not None else ""
        self.setWindowTitle(_("{page} – ROCB Desktop").format(page=title))

    def _on_undo_changed(self) -> None:
        for page in self.pages.pages():
            page.notices.clear_undo_unless(self.undo.holds)
        self._refresh_menus()

    def _on_undone(self, outcome: Outcome) -> None:
        page = self.pages.current_page()
        if page is not None:
            page.notices.show_outcome(outcome, self.take_back)

    def _on_busy(self, job: Job, i: int, n: int, words: str) -> None:
        if job.lane == "write":
            self.status.set_busy(job, i, n, words)
            self._show_status()
            self._refresh_menus()

    def _on_ended(self, job: Job) -> None:
        self.status.end_busy(job)
        self._show_status()
        self._refresh_menus()

    def _refresh_menus(self, *_change: QWidget | None) -> None:
        self._menus_soon.start()


def _remember(**chosen: str) -> None:
    """A choice that cannot be kept is chosen again next time; that is no reason to stop the person."""
    try:
        keep_preferences(**chosen)
    except OSError as error:
        LOGGER.warning("preferences not kept: %s", error.errno)
