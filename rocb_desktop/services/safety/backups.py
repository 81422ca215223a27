"""Safe copies of the store: one a day before files come in, opened again and checked, the newest kept.

A second place, a stick for example, gets each copy as well when it is there, and the files of materials and evidence:
in the profile these never change, so that a copy of the store alone is enough.
"""

import json
import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.second_names import leave_old_name, names_in
from rocb_desktop.services.safety.blob_mirror import mirror_blobs
from rocb_desktop.services.safety.old_copies import drop_due_copies, kept_until
from rocb_desktop.services.session import Session
from rocb_desktop.store.copies import check_copy
from rocb_desktop.store.database import Database, copy_database
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.texts import _, ngettext

KEEP_BYTES = 500_000_000
KEEP_AT_LEAST = 3
SECOND_PLACE, AT_CLOSING = "backup_folder", "backup_at_closing"
_NAME = "store-%Y-%m-%d-%H%M%S.sqlite"
_CHECKED = "checked.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backup:
    """A safe copy. `second`: it lies in the second place. `good` None: it was never opened since it came there."""

    path: Path
    at: datetime
    size: int
    second: bool
    good: bool | None


@dataclass(frozen=True, slots=True)
class BackupState:
    """What Settings shows. `second_here`: the second place can be reached now. `now`: to say how old a copy is.
    `erased_until`: the day on which the copies go that still hold what was erased.
    """

    copies: tuple[Backup, ...]  # newest first
    second_place: Path | None
    second_here: bool
    at_closing: bool
    now: datetime
    erased_until: date | None = None


def list_backups(folder: Path) -> list[Path]:
    """Copies of a profile, oldest first."""
    return _copies_in(folder / "backups")


def _copies_in(place: Path) -> list[Path]:
    return sorted(place.glob("store-*.sqlite"))


def made_at(copy: Path) -> datetime:
    """When a copy was made (UTC): its name says it, or else the time of the file."""
    try:
        return datetime.strptime(copy.name, _NAME).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(copy.stat().st_mtime, UTC)


def last_backup(session: Session) -> datetime | None:
    """When the newest copy was made (UTC, as its name says)."""
    found = list_backups(session.profile.path)
    return datetime.strptime(found[-1].name, _NAME) if found else None


def backup_if_old(session: Session) -> None:
    """Copy the store when the newest copy is over a day old."""
    newest = last_backup(session)
    now = session.clock.now().replace(tzinfo=None)
    if newest is None or abs((now - newest).total_seconds()) > 24 * 3600:
        make_backup(session)


@lane("write")
def backup_at_closing(session: Session) -> Outcome:
    """The copy of the day when the window closes, unless the person does not want it."""
    if read_setting(session.db, AT_CLOSING, "yes") == "yes":
        backup_if_old(session)
    return Outcome()


@lane("write")
def make_backup(session: Session) -> Outcome:
    """Copy the store now, open the copy again and check it; the oldest copies go when all together are too large.

    Raises UserError: store_damaged (what was copied is not whole; no copy is left), disk_full, ...
    """
    folder = session.profile.path / "backups"
    target = _free_name(folder, session.clock.now())
    copy_database(session.db.connection, target)
    if not check_copy(target).whole:
        target.unlink()
        raise UserError("store_damaged")
    _remember(session, target, True)
    _let_go(folder)
    if kept := read_setting(session.db, SECOND_PLACE):
        leave_old_name(Path(kept), session.profile.path, session.desk.key)
    second = second_place(session)
    every = second is None or second.parent.is_dir()
    drop_due_copies(session, [(copy, made_at(copy)) for copy in _every_copy(session)], every)
    said = _("A backup was made, opened again and checked.")
    if second is not None:
        said = _second_said(session, target, second) or said
    return Outcome(frozenset({"setting"}), said, None, target)


def _second_said(session: Session, copy: Path, second: Path) -> str:
    """Bring the copy and the files to the second place; what to say of it."""
    if not _copy_to(copy, second):
        return _("A backup was made. The second place is not connected: {folder}.").format(folder=second)
    copied, failed = mirror_blobs(session, second)
    if failed:
        said = ngettext(
            "A backup was made. {n} file could not be copied to the second place: {folder}.",
            "A backup was made. {n} files could not be copied to the second place: {folder}.",
            failed,
        )
        return said.format(n=failed, folder=second)
    said = ngettext(
        "A backup was made and checked, and {n} file was copied to the second place.",
        "A backup was made and checked, and {n} files were copied to the second place.",
        copied,
    )
    return said.format(n=copied) if copied else ""


def _every_copy(session: Session) -> list[Path]:
    """All copies of the store, also those made before an update, here and in the second place."""
    second = second_place(session)
    places = [session.profile.path / "backups", *([second] if second is not None else [])]
    return [copy for place in places for copy in place.glob("*.sqlite")]


def _free_name(folder: Path, moment: datetime) -> Path:
    """A copy never takes the place of another of the same second."""
    while (folder / moment.strftime(_NAME)).exists():
        moment += timedelta(seconds=1)
    return folder / moment.strftime(_NAME)


def _let_go(place: Path) -> None:
    copies = _copies_in(place)
    while len(copies) > KEEP_AT_LEAST and sum(copy.stat().st_size for copy in copies) > KEEP_BYTES:
        copies.pop(0).unlink()


def second_place(session: Session) -> Path | None:
    """The folder of this profile's copies in the second place that the person chose."""
    return second_place_of(session.db, session.profile.path)


def second_place_of(db: Database, folder: Path) -> Path | None:
    """The same of any store, which says so for the profile in `folder`: as an older version called it, until the next
    copy is made.
    """
    kept = read_setting(db, SECOND_PLACE)
    if not kept:
        return None
    own, old = names_in(Path(kept), folder, read_setting(db, "key"))
    return old if old.is_dir() and not own.is_dir() else own


def _copy_to(copy: Path, place: Path) -> bool:
    """Put a copy into the second place, whole and read back; False when the place is not there or says no."""
    if not place.parent.is_dir():
        return False
    unfinished = place / (copy.name + ".part")
    try:
        place.mkdir(exist_ok=True)
        shutil.copyfile(copy, unfinished)
        if not check_copy(unfinished).whole:
            unfinished.unlink()
            return False
        unfinished.replace(place / copy.name)
        _let_go(place)
    except OSError as error:
        _log.warning("the second place takes no copy: %s", error.errno)
        return False
    return True


@lane("write")
def choose_second_place(session: Session, folder: Path | None) -> Outcome:
    """Each safe copy goes to this folder as well from now on, beginning with one at once; None: to none."""
    write_setting(session.db, SECOND_PLACE, str(folder) if folder is not None else "")
    if folder is None:
        return Outcome(frozenset({"setting"}), _("Saved."))
    return make_backup(session)


@lane("write")
def choose_at_closing(session: Session, wanted: bool) -> Outcome:
    """Whether the window makes the copy of the day when it closes."""
    write_setting(session.db, AT_CLOSING, "yes" if wanted else "no")
    return Outcome(frozenset({"setting"}), _("Saved."))


@lane("read")
def find_backups(session: Session) -> BackupState:
    """Every copy that can be restored; one that nobody has checked is opened now."""
    second = second_place(session)
    copies = [_backup(session, path, False) for path in list_backups(session.profile.path)]
    copies += [_backup(session, path, True) for path in (_copies_in(second) if second is not None else [])]
    return BackupState(
        tuple(sorted(copies, key=lambda one: (one.at, not one.second), reverse=True)),
        second,
        second is not None and second.parent.is_dir(),
        read_setting(session.db, AT_CLOSING, "yes") == "yes",
        session.clock.now(),
        kept_until(session),
    )


def newest_good(session: Session, but: Path) -> Backup | None:
    """The copy to use when `but` cannot be."""
    return next((copy for copy in find_backups(session).copies if copy.good and copy.path != but), None)


def _backup(session: Session, path: Path, second: bool) -> Backup:
    known = _checks(session).get(str(path))
    if known is None or known[:2] != _marks(path):
        _remember(session, path, check_copy(path).whole)
        known = _checks(session).get(str(path))
    return Backup(path, made_at(path), path.stat().st_size, second, bool(known[2]) if known else None)


def _marks(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _checks(session: Session) -> dict[str, list[int]]:
    """By path: size, time and whether it was whole. Losing it loses nothing: the copies are opened once more."""
    try:
        found: dict[str, list[int]] = json.loads((session.profile.path / "backups" / _CHECKED).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _remember(session: Session, path: Path, whole: bool) -> None:
    checks = {name: known for name, known in _checks(session).items() if Path(name).exists()}
    checks[str(path)] = [*_marks(path), int(whole)]
    file = session.profile.path / "backups" / _CHECKED
    try:
        file.write_text(json.dumps(checks), encoding="utf-8")
    except OSError as error:
        _log.warning("what was checked is not remembered: %s", error.errno)


def said_places(copies: Sequence[Backup]) -> str:
    """Which copies there are, for a command: a line each."""
    words = {True: _("good"), False: _("damaged"), None: _("not checked")}
    return "\n".join(f"{copy.at:%Y-%m-%d %H:%M} UTC  {words[copy.good]}  {copy.path}" for copy in copies)
