"""Looks into the mailbox folder while the window is open, and says when files came; it never imports by itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from rocb_desktop.services.arriving.mailbox import (
    NEW,
    Mailbox,
    look_in_mailbox,
    mailbox,
    mailbox_has_changed,
    note_looked_at,
)
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.widgets.button import button

if TYPE_CHECKING:
    from rocb_desktop.ui.window import MainWindow

EVERY_MS = 30_000  # a network share and some folders tell nobody that they changed
_SETTLE_MS = 700  # a file arrives in many small steps


class MailboxWatch(QObject):
    """Begins when the store is open. What was announced once is not announced again."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._announced: set[str] = set()
        self._new: list[Path] = []
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._slowly = QTimer(self, interval=EVERY_MS)
        self._watcher.directoryChanged.connect(lambda _folder: self._soon.start())
        self._soon.timeout.connect(self._ask)
        self._slowly.timeout.connect(self._ask)
        window.work.changed.connect(self._on_changed)
        window.pages.shown.connect(lambda _key: self._say())
        self._first()

    def _first(self) -> None:
        self._window.work.run(mailbox, owner=self, done=self._watch, latest="mailbox")

    def _on_changed(self, changed: frozenset[str]) -> None:
        if changed & {"import", "waiting"} and self._slowly.isActive():
            self._look()  # what came in is no longer new
        elif "mailbox" in changed:
            self._first()

    def _watch(self, box: Mailbox) -> None:
        """Watch the folder that is chosen now; a look follows."""
        wanted = [str(box.folder)] if box.folder is not None and not box.gone else []
        known = self._watcher.directories()
        if known != wanted:
            if known:
                self._watcher.removePaths(known)
            if wanted:
                self._watcher.addPaths(wanted)
        if box.folder is None:
            self._slowly.stop()
        elif known != wanted or not self._slowly.isActive():
            self._slowly.start()
            self._look()

    def _ask(self) -> None:
        if self._window.work.is_open:
            self._window.work.run(mailbox_has_changed, owner=self, done=self._look_if, latest="mailbox-asked")

    def _look_if(self, changed: bool) -> None:
        if changed:
            self._look()
        elif not self._watcher.directories():
            self._first()  # the folder was gone; it may be back

    def _look(self) -> None:
        if self._window.work.is_open:
            label = _("Looking into the mailbox folder")
            self._window.work.run(look_in_mailbox, owner=self, done=self._found, latest="mailbox-looked", label=label)

    def _found(self, outcome: Outcome) -> None:
        box: Mailbox = outcome.value
        self._new = [one.path for one in box.of(NEW)]
        self._announced &= {path.name for path in self._new}
        self._say()

    def _say(self) -> None:
        """On the page that is shown, unless it says something else just now: then with the next page."""
        page = self._window.pages.current_page()
        fresh = [path for path in self._new if path.name not in self._announced]
        if not fresh or page is None or page.notices.text():
            return
        self._announced |= {path.name for path in fresh}
        count = len(self._new)
        said = ngettext("{n} new file in the mailbox folder.", "{n} new files in the mailbox folder.", count)
        look = button(_("Look"), small=True, on_press=self.look)
        page.notices.show_message(
            "info", said.format(n=count), _("Nothing is imported before you have looked."), [look]
        )

    def look(self) -> None:
        """Show what the new files hold."""
        files = list(self._new)
        if files:
            self._window.work.run(note_looked_at, [path.name for path in files], owner=self)
            self._window.open_files(files)
