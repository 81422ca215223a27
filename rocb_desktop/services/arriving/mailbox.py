"""The mailbox folder: a folder that OneDrive, Nextcloud, Syncthing or a LAN carries, and what came into it.

Looking at it changes nothing but what is remembered of it. A file counts when it is whole: what cannot be read yet is
being copied, for a day. Nothing is inferred from a file that is not there.
"""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.recognition import is_ours
from rocb_desktop.services.arriving.mailbox_content import Content, content_of_text, eyes_of, is_all_here, read_content
from rocb_desktop.services.isolation import only_this_file
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.sending.sent import list_sent
from rocb_desktop.services.session import Session
from rocb_desktop.store.mailbox import Seen, keep_seen, read_seen
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.texts import _

NEW, LOOKED, COPYING, BROKEN = "new", "looked", "copying", "broken"
TAKEN, OWN, DOUBLE, OTHERS, FOREIGN = "taken", "own", "double", "for_others", "foreign"
_SETTING = "mailbox"
_CHANGED = frozenset({"mailbox"})
_STILL_COPIED = timedelta(days=1)
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".filepart")
_NOT_WHOLE = ("damaged_file", "cannot_open", "bad_path", "not_rocb_file")
_BUFFER = 1024 * 1024

Stat = tuple[int, int]  # bytes, time of change in ns


@dataclass(frozen=True, slots=True)
class MailboxFile:
    """A file of the folder and what it is here; `since` is when these bytes were first seen."""

    path: Path
    state: str
    since: datetime

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The folder as it was when it was last looked at. `folder` is None when none is chosen; `gone`: it is not there
    now.
    """

    folder: Path | None = None
    gone: bool = False
    files: tuple[MailboxFile, ...] = ()

    def of(self, *states: str) -> list[MailboxFile]:
        return [one for one in self.files if one.state in states]


def mailbox_folder(session: Session) -> Path | None:
    """The chosen folder, there or not."""
    chosen = read_setting(session.db, _SETTING)
    return Path(chosen) if chosen else None


@lane("write")
def choose_mailbox(session: Session, folder: Path | None) -> Outcome:
    """Take a folder for the mailbox; None for no mailbox. Raises UserError bad_path, bad_value."""
    if folder is not None:
        if not folder.is_dir():
            raise UserError("bad_path", path=str(folder))
        if session.profile.path.resolve() in (whole := folder.resolve(), *whole.parents):
            own = _("This folder holds your own data. Choose a folder that other computers share.")
            raise UserError("bad_value", problem=own)
    before = read_setting(session.db, _SETTING)
    with session.db.atomic():
        write_setting(session.db, _SETTING, str(folder.absolute()) if folder is not None else "")
        keep_seen(session.db, [])
    said = _("The mailbox folder is chosen.") if folder is not None else _("There is no mailbox folder any more.")
    return Outcome(_CHANGED, said, Undo(choose_mailbox, (Path(before) if before else None,)))


@lane("read")
def mailbox(session: Session) -> Mailbox:
    """What was found when the folder was last looked at; the folder itself is only asked whether it is there."""
    folder = mailbox_folder(session)
    if folder is None:
        return Mailbox()
    return _told(folder, not folder.is_dir(), read_seen(session.db))


@lane("read")
def mailbox_has_changed(session: Session) -> bool:
    """Whether a look is worth it: a file came, went or grew. Costs one listing of the folder."""
    folder = mailbox_folder(session)
    listed = _listing(folder) if folder is not None else None
    if listed is None:
        return False
    return listed != {one.name: (one.size, one.mtime) for one in read_seen(session.db).values()}


@lane("write")
def look_in_mailbox(session: Session, afresh: bool = False) -> Outcome:
    """Look at every file that came or changed; the value is a Mailbox. `afresh` forgets what was seen before."""
    folder = mailbox_folder(session)
    if folder is None:
        return Outcome(value=Mailbox())
    listed = _listing(folder)
    before = read_seen(session.db)
    if listed is None:
        return Outcome(value=_told(folder, True, before))
    look = _Look(session, folder, {} if afresh else before)
    seen = [look.at(name, stat) for name, stat in sorted(listed.items())]
    found = {one.name: one for one in seen}
    if found != before:
        keep_seen(session.db, seen)
    changed = (
        _CHANGED if {n: s.state for n, s in found.items()} != {n: s.state for n, s in before.items()} else frozenset()
    )
    return Outcome(changed, value=_told(folder, False, found))


@lane("write")
def note_looked_at(session: Session, names: Sequence[str]) -> Outcome:
    """A person has seen what these files hold: they are not announced again."""
    seen = read_seen(session.db)
    with session.db.atomic():
        for name in names:
            if name in seen and seen[name].state == NEW:
                session.db.execute("UPDATE mailbox SET state=? WHERE name=?", (LOOKED, name))
    return Outcome(_CHANGED)


def _told(folder: Path, gone: bool, seen: Mapping[str, Seen]) -> Mailbox:
    files = [MailboxFile(folder / one.name, one.state, datetime.fromisoformat(one.since)) for one in seen.values()]
    return Mailbox(folder, gone, tuple(sorted(files, key=lambda one: (one.since, one.name))))


def _listing(folder: Path) -> dict[str, Stat] | None:
    """The files of the folder itself that show, with no link followed; None when it is not there."""
    listed: dict[str, Stat] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _shows(entry.name) and entry.is_file(follow_symlinks=False):
                    stat = entry.stat(follow_symlinks=False)
                    listed[entry.name] = (stat.st_size, stat.st_mtime_ns)
    except OSError:
        return None
    return listed


def _shows(name: str) -> bool:
    return not name.startswith((".", "~")) and not name.casefold().endswith(_UNFINISHED)


class _Look:
    """One look over the folder; the bytes of a file are read when it came or changed, and opened when they are new."""

    def __init__(self, session: Session, folder: Path, before: Mapping[str, Seen]) -> None:
        self._session, self._folder, self._before = session, folder, before
        self._now = session.clock.now()
        self._own = {sent.digest for sent in list_sent(session)}
        self._met: set[str] = set()
        self._eyes = eyes_of(session)
        known = ((one.digest, content_of_text(one.holds, self._eyes)) for one in before.values())
        self._contents = {digest: content for digest, content in known if content is not None}

    def at(self, name: str, stat: Stat) -> Seen:
        self._session.progress(0, 1)
        old = self._before.get(name)
        same = old is not None and (old.size, old.mtime) == stat
        if old is not None and same and old.state not in (NEW, LOOKED, COPYING, DOUBLE):
            self._met.add(old.digest)
            return old
        if old is not None and same and old.state == COPYING:
            return Seen(name, *stat, old.digest, self._copied(old.since), old.since, old.why)
        return self._judged(name, stat, old, old.digest if old is not None and same else "")

    def _judged(self, name: str, stat: Stat, old: Seen | None, digest: str) -> Seen:
        """What a file is; `digest` is that of its bytes, where they are known to be those of the last look."""
        path = self._folder / name
        since, why = self._now.isoformat(), ""
        try:
            digest = digest or _digest(path)
            if old is not None and old.digest == digest:
                since = old.since
            with only_this_file(name):
                state = self._state(path, digest, old)
        except UserError as error:
            state, why = self._state_of_error(error.code, since, path), error.code
            if state == NEW and why != "other_office":  # which office is known here, an import may change
                self._contents[digest] = Content(self._eyes, why=why)
        except OSError:
            state = self._copied(since)
        content = self._contents.get(digest) if state in (NEW, LOOKED) else None
        if content is not None:
            why = content.why
        return Seen(name, *stat, digest, state, since, why, content.as_text() if content is not None else "")

    def _state(self, path: Path, digest: str, old: Seen | None) -> str:
        if digest in self._own:
            return OWN
        if digest in self._met:
            return DOUBLE  # renamed, or a copy that a program made of the same bytes
        self._met.add(digest)
        content = self._contents.get(digest)
        if content is None:
            if not _is_ours(path):
                return FOREIGN
            content = self._contents[digest] = read_content(self._session, path, self._eyes)
        if is_all_here(self._session, content, path):
            return OWN if content.own else TAKEN
        return LOOKED if old is not None and (old.digest, old.state) == (digest, LOOKED) else NEW

    def _state_of_error(self, code: str, since: str, path: Path) -> str:
        if code == "not_for_you":
            return OTHERS
        return self._copied(since) if code in _NOT_WHOLE else NEW  # the preview says what is wrong with it

    def _copied(self, since: str) -> str:
        """What is not whole is still being copied, unless it has stayed so for a day."""
        return BROKEN if self._now - datetime.fromisoformat(since) > _STILL_COPIED else COPYING


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is_ours(path: Path) -> bool:
    with path.open("rb") as stream:
        return is_ours(stream, path.stat().st_size)
