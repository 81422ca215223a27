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
from rocb_desktop.exchange.file import RocbFile, read_file
from rocb_desktop.exchange.recognition import is_ours
from rocb_desktop.services.arrival import examine, waiting_id
from rocb_desktop.services.blob_intake import brings_missing
from rocb_desktop.services.gathering import gather
from rocb_desktop.services.isolation import only_this_file
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.parts import is_taken_in, look_at_part
from rocb_desktop.services.sent import list_sent
from rocb_desktop.services.session import Session
from rocb_desktop.store.blocks import known_ids
from rocb_desktop.store.imports import waited_since
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
    """One look over the folder; the bytes of a file are read when it came or changed."""

    def __init__(self, session: Session, folder: Path, before: Mapping[str, Seen]) -> None:
        self._session, self._folder, self._before = session, folder, before
        self._now = session.clock.now()
        self._own = {sent.digest for sent in list_sent(session)}
        self._met: set[str] = set()

    def at(self, name: str, stat: Stat) -> Seen:
        self._session.progress(0, 1)
        old = self._before.get(name)
        same = old is not None and (old.size, old.mtime) == stat
        if old is not None and same and old.state not in (NEW, LOOKED, COPYING, DOUBLE):
            self._met.add(old.digest)
            return old
        if old is not None and same and old.state == COPYING:
            return Seen(name, *stat, old.digest, self._copied(old.since), old.since, old.why)
        return self._judged(name, stat, old)

    def _judged(self, name: str, stat: Stat, old: Seen | None) -> Seen:
        path = self._folder / name
        since, digest, why = self._now.isoformat(), "", ""
        try:
            digest = _digest(path)
            if old is not None and old.digest == digest:
                since = old.since
            with only_this_file(name):
                state = self._state(path, digest, old)
        except UserError as error:
            state, why = self._state_of_error(error.code, since, path), error.code
        except OSError:
            state = self._copied(since)
        return Seen(name, *stat, digest, state, since, why)

    def _state(self, path: Path, digest: str, old: Seen | None) -> str:
        if digest in self._own:
            return OWN
        if digest in self._met:
            return DOUBLE  # renamed, or a copy that a program made of the same bytes
        self._met.add(digest)
        if not _is_ours(path):
            return FOREIGN
        looked = LOOKED if old is not None and (old.digest, old.state) == (digest, LOOKED) else NEW
        part = look_at_part(self._session, path)
        if part is not None:
            return TAKEN if is_taken_in(self._session, part) else looked
        parcel = gather(self._session, [path]).parcels[0]
        data = parcel.read()
        file = read_file(data, self._session.keys.identities)
        examine(self._session, path.name, data, file)
        if waited_since(self._session.db, waiting_id(data)) is not None or self._all_here(file, path):
            return OWN if file.header.sender.key == self._session.keys.key else TAKEN
        return looked

    def _all_here(self, file: RocbFile, path: Path) -> bool:
        """Every block, and the files that its records name."""
        ids = {item.block.id for item in file.blocks}
        if not ids <= set(known_ids(self._session.db, sorted(ids))):
            return False
        fields = [change.fields or {} for item in file.blocks for change in item.block.changes]
        named = {str(one["hash"]) for one in fields if one.get("hash")}
        return not brings_missing(self._session, path, named)

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
