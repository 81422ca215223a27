"""Puts a safe copy back: what is here is copied first, the copy is checked first, and nothing is merged silently."""

import logging
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rocb_desktop.domain.change import parse_change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.profile import clones
from rocb_desktop.services.profile.keys import load_keys
from rocb_desktop.services.safety import backups
from rocb_desktop.services.safety.blob_mirror import ERASED_FILES, bring_back_blobs
from rocb_desktop.services.safety.erased_again import keep_erased, keep_wiped
from rocb_desktop.services.safety.newer_undos import bring_taken_back, bring_undos
from rocb_desktop.services.session import STORE, Clock, Ids, Session, read_profile
from rocb_desktop.services.survey.blobs import ticks
from rocb_desktop.store import projections
from rocb_desktop.store.blocks import chunks, known_ids, marks, read_blocks
from rocb_desktop.store.changes import add_blocks, add_local, rebuild
from rocb_desktop.store.copies import check_copy, copy_out
from rocb_desktop.store.database import Database, copy_database, open_database, put_back
from rocb_desktop.store.materials import named_blobs
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.texts import _, ngettext

_log = logging.getLogger(__name__)
_STAGED = "restoring.sqlite"
# Of this computer or this person's wishes, not of the state that is put back.
_KEPT = ("anchor", "renewals", "lang", "different_words", "recovery_copy", "recovery_copy_second", "places", "place")
_KEPT_TOO = (backups.SECOND_PLACE, backups.AT_CLOSING, "mailbox", "copies_with_erased", "keys_taken", ERASED_FILES)
_LOCAL_TABLES = ("import", "waiting", "sent", "handed")
ALL = frozenset({*projections.TABLES, "setting", "import", "waiting", "sent", "draft", "grant"})


@dataclass(frozen=True, slots=True)
class Restored:
    """`kept`: the copy of what was here before. `edits`: how many of its edits the restored state does not have.
    `files`: how many materials and pieces of evidence came back with it.
    """

    kept: Path | None
    edits: int
    files: int = 0


@lane("write")
def restore_backup(session: Session, path: Path) -> Outcome:
    """Put a copy in the place of the store, whole or not at all; Undo puts back what was here.

    Raises UserError: backup_damaged, other_person, newer_store, bad_path, disk_full.
    """
    _look(session, path)
    kept = _keep_what_is_here(session)
    staged = session.profile.path / "backups" / _STAGED
    try:
        with closing(_staged(path, staged)) as copy:
            _settle(copy, session)
            _erase_again(copy, session, whole=kept is not None)
            keep_wiped(copy, session.profile.path)
            files = _bring_files(copy, path, session.profile.path, session)
            put_back(copy, session.db)
    finally:
        staged.unlink(missing_ok=True)
    session.profile = read_profile(session.db, session.profile.path)
    edits = len(_only_in(session, kept)) if kept is not None else 0
    undo = Undo(restore_backup, (kept,)) if kept is not None else None
    return Outcome(ALL, _said(backups.made_at(path), edits, files), undo, Restored(kept, edits, files))


def _bring_files(copy: Database, path: Path, folder: Path, session: Session | None = None) -> int:
    """Bring back the files that this copy speaks of and that are not here, from where the copy lies and from the second
    place. They are only added: a restore that ends badly then still changed nothing.
    """
    second = backups.second_place_of(copy, folder)
    named = named_blobs(copy)
    tick = ticks(session, 2 * sum(named.values())) if session is not None else None
    return bring_back_blobs(folder, named, [path.parent, *([second] if second is not None else [])], tick)


def _erase_again(copy: Database, session: Session, *, whole: bool) -> None:
    """What was erased here stays so; of a damaged store, as far as that can still be read."""
    try:
        keep_erased(copy, session)
    except UserError as error:
        if whole or error.code != "store_damaged":
            raise
        _log.warning("erasures could not be read: the store is damaged")


def _said(made: datetime, edits: int, files: int) -> str:
    when = f"{made.astimezone():%Y-%m-%d %H:%M}"
    said = _("The backup of {when} is in place. What was here before is kept as the newest backup.").format(when=when)
    if edits:
        more = ngettext("{n} edit was made since that copy.", "{n} edits were made since that copy.", edits)
        said = f"{said} {more.format(n=edits)}"
    if files:
        more = ngettext("{n} file came back with it.", "{n} files came back with it.", files)
        said = f"{said} {more.format(n=files)}"
    return said


def _look(session: Session, path: Path) -> None:
    """Whether this is a whole copy of this person's store."""
    if not path.is_file():
        raise UserError("bad_path", path=str(path))
    facts = check_copy(path)
    if not facts.whole:
        other = backups.newest_good(session, path)
        raise UserError("backup_damaged", **({"when": f"{other.at.astimezone():%Y-%m-%d %H:%M}"} if other else {}))
    if facts.key != session.desk.key:
        raise UserError("other_person", name=facts.name)


def _keep_what_is_here(session: Session) -> Path | None:
    """The copy that is made before a restore; a store that is not whole is put aside as it is, and None comes back."""
    try:
        kept: Path = backups.make_backup(session).value
    except UserError as error:
        if error.code != "store_damaged":
            raise
        aside = session.profile.path / "backups" / f"damaged-{session.clock.now():%Y-%m-%d-%H%M%S}.sqlite"
        copy_database(session.db.connection, aside)
        return None
    return kept


def _staged(path: Path, staged: Path) -> Database:
    """The copy once more, brought to the shape of this version; the copy itself stays as it was."""
    copy_out(path, staged)
    return open_database(staged)


def _settle(copy: Database, session: Session) -> None:
    """What belongs to this computer stays; the clock never runs back; what is signed next is a stream of its own."""
    here = session.db
    with copy.atomic():
        anchor = read_setting(copy, "anchor")
        for name in (*_KEPT, *_KEPT_TOO):
            if value := read_setting(here, name):
                write_setting(copy, name, value)
        write_setting(copy, "hlc", max(read_setting(copy, "hlc", "0"), read_setting(here, "hlc", "0"), key=int))
        clones.take_new_origin(copy, session.ids.token(8).hex(), session.clock.now(), "restored")
        if read_setting(copy, "anchor") != anchor:  # what was pinned since then judges the older state as well
            rebuild(copy, session.desk)


def _only_in(session: Session, kept: Path) -> set[str]:
    """Ids of the changes in `kept` that this store does not have."""
    with closing(open_database(kept, readonly=True)) as copy:
        ids = sorted({row[0] for row in copy.execute("SELECT id FROM change")})
    here: set[str] = set()
    for some in chunks(ids):
        here.update(row[0] for row in session.db.execute(f"SELECT id FROM change WHERE id IN ({marks(some)})", some))
    return set(ids) - here


@lane("write")
def keep_newer(session: Session, kept: Path) -> Outcome:
    """Bring over what only the replaced store had: its signed blocks, its edits never sent, its files, and what
    was taken back in it.
    """
    edits = _only_in(session, kept)
    tables: set[str] = set()
    with closing(open_database(kept, readonly=True)) as copy, session.db.atomic():
        tables |= bring_undos(session, copy) | _bring_blocks(session, copy)
        bring_taken_back(session, copy)
        rows = copy.execute("SELECT id, meta, body FROM change WHERE block IS NULL ORDER BY seq").fetchall()
        local = [parse_change(meta, body) for name, meta, body in rows if name in edits]
        tables |= add_local(session.db, session.desk, local).tables
        _bring_rows(session, copy)
        session.observe(change.hlc for change in local)
    said = ngettext("{n} edit was kept.", "{n} edits were kept.", len(edits)).format(n=len(edits))
    return Outcome(frozenset(tables) | ALL, said)


def _bring_blocks(session: Session, copy: Database) -> set[str]:
    """The blocks this store does not have, each under the import that brought it: that can be taken back still."""
    rows = copy.execute("SELECT seq, id, import FROM block ORDER BY seq").fetchall()
    known = known_ids(session.db, [row[1] for row in rows])
    tables: set[str] = set()
    imports = dict.fromkeys(row[2] for row in rows if row[1] not in known)
    for imported in imports:
        wanted = {row[1] for row in rows if row[2] == imported and row[1] not in known}
        found = [item for item in read_blocks(copy, "import IS ?", (imported,)) if item[0].id in wanted]
        tables |= add_blocks(session.db, session.desk, found, imported, again=True).tables
        session.observe(change.hlc for block, _header, _signature in found for change in block.changes)
    return tables


def _bring_rows(session: Session, copy: Database) -> None:
    """What was sent, received and waits: the lists of this computer, not of the shared state."""
    for table in _LOCAL_TABLES:
        here = {tuple(row) for row in session.db.execute(f"SELECT * FROM {table}")}
        rows = [tuple(row) for row in copy.execute(f"SELECT * FROM {table}") if tuple(row) not in here]
        if rows:
            into = f"INSERT OR IGNORE INTO {table} VALUES ({marks(rows[0])})"
            session.db.conn.executemany(into, rows)


@lane("draw")
def restore_lost(folder: Path, path: Path, *, clock: Clock | None = None, ids: Ids | None = None) -> Path | None:
    """Put a copy into a profile whose store cannot be opened or is gone; returns where the damaged file lies now.

    Raises UserError: backup_damaged, other_person, newer_store, cannot_open.
    """
    if not path.is_file():
        raise UserError("bad_path", path=str(path))
    facts = check_copy(path)
    if not facts.whole:
        raise UserError("backup_damaged")
    if facts.key != load_keys(folder / "keys").key:
        raise UserError("other_person", name=facts.name)
    now, chance = (clock or Clock()).now(), ids or Ids()
    staged = folder / "backups" / _STAGED
    with closing(_staged(path, staged)) as copy:
        clones.take_new_origin(copy, chance.token(8).hex(), now, "restored")
        keep_wiped(copy, folder)
        _bring_files(copy, path, folder)
        copy.execute("PRAGMA journal_mode=DELETE")  # all of it is in the one file that gets its name now
    aside = _set_aside(folder, f"damaged-{now:%Y-%m-%d-%H%M%S}.sqlite")
    try:
        staged.replace(folder / STORE)
    except OSError as error:
        raise UserError("cannot_open", path=str(folder / STORE)) from error
    return aside


def _set_aside(folder: Path, name: str) -> Path | None:
    """Keep the store that cannot be opened, with what SQLite has beside it."""
    moved = None
    try:
        for ending in ("", "-wal", "-shm"):
            found = folder / (STORE + ending)
            if found.exists():
                found.replace(folder / "backups" / (name + ending))
                moved = folder / "backups" / name
    except OSError as error:
        raise UserError("cannot_open", path=str(folder / STORE)) from error
    return moved
