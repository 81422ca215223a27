"""Deleting what was erased from this computer: texts, files that hold them, names in lists, and the older backups."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rocb_desktop.domain.change import parse_change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import person_of
from rocb_desktop.services.arriving.parts import tidy_removed
from rocb_desktop.services.arriving.waiting_files import drop_files_of_gone
from rocb_desktop.services.erasure.erased_files import drop_files, drop_opened
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.safety.blob_mirror import note_erased_files
from rocb_desktop.services.safety.erased_again import note_erased
from rocb_desktop.services.safety.old_copies import note_wiped
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import blob_path
from rocb_desktop.services.trust.key_decisions import name_of_key
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.drafts import drop_drafts_of_gone
from rocb_desktop.store.erased_bodies import erased_bodies
from rocb_desktop.store.erasures import PendingErasure, pending_erasures, wipe_erased
from rocb_desktop.store.materials import erased_blobs, named_blobs
from rocb_desktop.store.traces import drop_traces
from rocb_desktop.texts import _, format_date, ngettext

KEPT_DAYS = 90  # the longest that a backup may still hold what was erased


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is erased and still lies on this computer: `texts` that are hidden, in `records` records."""

    texts: int
    records: int


@dataclass(frozen=True, slots=True)
class Wiped:
    """What was deleted here. `elsewhere`: files outside the profile that still hold it; `backups_until`: when the last
    copy of before goes; `unread`: names of files of which only some parts are here.
    """

    texts: int
    files: int
    elsewhere: tuple[Path, ...]
    backups_until: str
    unread: tuple[str, ...] = ()


@lane("read")
def waiting_to_wipe(session: Session) -> Waiting:
    found = pending_erasures(session.db)
    return Waiting(len(found), len({one.record for one in found}))


@lane("write")
def wipe_here(session: Session, confirmed: int) -> Outcome:
    """Delete for good what was erased, from this computer. `confirmed` is the number of records, typed.

    A fresh backup is made at once; older ones go after KEPT_DAYS. Raises UserError bad_value.
    """
    found = pending_erasures(session.db)
    records = {one.record for one in found}
    if not found or confirmed != len(records):
        problem = _("To delete, type the number of records: {n}").format(n=len(records))
        raise UserError("bad_value", field="confirmed", problem=problem)
    keys = _keys_of_erased(session, {one.author for one in found})
    blobs = erased_blobs(session.db)
    note_erased(session, keys, pending=True)  # first: nothing that is deleted here ever comes back with an older copy
    dropped = drop_files(session, erased_bodies(session.db, pending=True))
    with session.db.atomic():
        for key in keys:
            session.db.execute("DELETE FROM waiting WHERE sender=?", (key,))
            session.db.execute("UPDATE import SET sender_name='' WHERE sender=?", (key,))
        drop_drafts_of_gone(session.db, records)
        drop_traces(session.db, [name_of_key(session, key) for key in keys], all_drafts=_is_oneself(session, found))
    drop_files_of_gone(session, removed=True)
    tidy_removed(session, at_once=True)
    texts = wipe_erased(session.db)
    note_erased(session)  # and what lay among what was taken back
    gone = blobs - named_blobs(session.db).keys()
    for digest in gone:
        blob_path(session, digest).unlink(missing_ok=True)
    stays = dropped.stays + drop_opened(gone)
    note_erased_files(session, gone)  # the backup that is made now takes them from the second place as well
    until = session.clock.today() + timedelta(days=KEPT_DAYS)
    note_wiped(session, until)
    make_backup(session)
    said = ngettext("{n} text was deleted for good.", "{n} texts were deleted for good.", texts).format(n=texts)
    said += " " + _("Older backups that hold it are deleted on {date}.").format(date=format_date(until))
    said = " ".join([said, *(_("Still in: {path}").format(path=path) for path in stays)])
    if dropped.unread:
        more = _(
            "Nobody can tell what is in files of which parts are missing: {names}. Remove them if it may be in them."
        )
        said += " " + more.format(names=", ".join(dropped.unread))
    done = Wiped(texts, dropped.files, stays, until.isoformat(), dropped.unread)
    return Outcome(frozenset({"reply", "person", "waiting", "import", "sent", "setting", "erase"}), said, None, done)


def _is_oneself(session: Session, found: Collection[PendingErasure]) -> bool:
    """Whether the person at this computer is erased, and not one reply of theirs alone."""
    return any(one.kind == "person" and one.author == session.desk.key for one in found)


def _keys_of_erased(session: Session, authors: Collection[str]) -> list[str]:
    """Those of `authors` who are the person that somebody asked to erase: an office's own words may be erased too."""
    rows = session.db.execute("SELECT meta, body FROM change WHERE kind='erase' AND held IS NULL")
    asked = {(parse_change(meta, body).fields or {}).get("person") for meta, body in rows}
    return [
        key
        for key in sorted(authors)
        if key != session.desk.key and {person_of(key), standing_of(session.db, key).speaks_for(key)} & asked
    ]
