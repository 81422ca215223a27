"""An older copy of the store comes back: what was erased since then stays erased in it.

What was deleted for good is also named in a file beside the store: a copy that does not hold what makes a request
count, or that comes back after the store was lost, shows nothing of it all the same.
"""

import json
import os
import re
from collections.abc import Collection
from pathlib import Path

from rocb_desktop.services.session import Session
from rocb_desktop.store.blocks import read_blocks
from rocb_desktop.store.changes import Desk, add_blocks
from rocb_desktop.store.database import Database
from rocb_desktop.store.erased_bodies import Body, erased_bodies, wipe_bodies
from rocb_desktop.store.erasures import wipe_erased
from rocb_desktop.store.settings import read_setting

ERASED_IDS = "erased-ids"  # in the profile: a line for each text, author and id; and for each person, key and a star
_PERSON = "*"
_LINE = re.compile(r"([0-9a-f]{64}) ([0-9a-f]+|\*)")
_REQUESTS = "seq IN (SELECT block FROM change WHERE kind='erase')"


def note_erased(session: Session, persons: Collection[str] = (), *, pending: bool = False) -> None:
    """Name in the file beside the store what was wiped here; with `pending` also what is about to be. `persons`: keys
    of who was erased. Lines are only added, and what a crash cut off is no line.
    """
    path = session.profile.path / ERASED_IDS
    wanted = erased_bodies(session.db, pending) | {(key, _PERSON) for key in persons}
    new = sorted(wanted - _noted(session.profile.path))
    if not new:
        return
    text = "".join(f"{author} {name}\n" for author, name in new)
    cut = path.is_file() and not path.read_bytes().endswith(b"\n")
    with path.open("ab") as stream:
        stream.write((("\n" if cut else "") + text).encode("ascii"))
        stream.flush()
        os.fsync(stream.fileno())


def _noted(folder: Path) -> set[Body]:
    path = folder / ERASED_IDS
    if not path.is_file():
        return set()
    lines = path.read_text("ascii", errors="replace").splitlines()
    return {(found[1], found[2]) for line in lines if (found := _LINE.fullmatch(line))}


def keep_wiped(copy: Database, folder: Path) -> None:
    """Delete in `copy` what the file of this profile names, whatever the copy itself thinks of it."""
    noted = _noted(folder)
    if not noted:
        return
    anchor = tuple(json.loads(read_setting(copy, "anchor", "[]")))
    desk = Desk(anchor, read_setting(copy, "key"), read_setting(copy, "administration"))
    with copy.atomic():
        for key in sorted(author for author, name in noted if name == _PERSON):
            copy.execute("DELETE FROM waiting WHERE sender=?", (key,))
            copy.execute("UPDATE import SET sender_name='' WHERE sender=?", (key,))
    wipe_bodies(copy, desk, {body for body in noted if body[1] != _PERSON})


def keep_erased(copy: Database, session: Session) -> None:
    """Bring the requests to erase into `copy`, and delete there what was deleted here."""
    note_erased(session)
    requests = list(read_blocks(session.db, _REQUESTS))
    if not requests:
        return
    gone = session.db.execute("SELECT author, id FROM wiped").fetchall()
    with copy.atomic():
        copy.conn.executemany("INSERT OR IGNORE INTO wiped VALUES (?,?)", gone)
        add_blocks(copy, session.desk, requests, None)
    if gone:
        wipe_erased(copy)
