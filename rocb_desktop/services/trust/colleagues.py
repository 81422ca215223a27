"""Colleagues of a participant: keys of the own administration whose eight words were compared, to hand actions over.

A participant lets nobody speak for anything: this stays on the computer, and opens it only for what a colleague hands
over.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from rocb_desktop.domain.kinds import Role, Standing, person_of
from rocb_desktop.exchange.file import Header, Sender
from rocb_desktop.services.session import Session
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.settings import read_setting, write_setting

PASSED_ON = "passed-on"  # the kind of a file with actions that a colleague takes over
_FROM_THEM = (PASSED_ON, "erasure")  # what a colleague may send: also the request to erase what came before
_SETTING = "colleagues"


@dataclass(frozen=True, slots=True)
class Colleague:
    """A key that was compared, with the name and the public age key that came with it."""

    key: str
    name: str
    office: str


def colleagues(session: Session) -> dict[str, Colleague]:
    """By key."""
    kept = json.loads(read_setting(session.db, _SETTING, "{}"))
    return {key: Colleague(key, name, office) for key, (name, office) in kept.items()}


def keep_colleague(session: Session, sender: Sender) -> set[str]:
    """Remember that this key was compared; returns the tables that changed."""
    known = colleagues(session) | {sender.key: Colleague(sender.key, sender.name, sender.office)}
    kept = {one.key: [one.name, one.office] for one in known.values()}
    write_setting(session.db, _SETTING, json.dumps(kept, ensure_ascii=False, sort_keys=True))
    return {"setting"}


def from_colleague(session: Session, header: Header) -> bool:
    """Whether a colleague of the same administration hands a participant something over, or asks to erase it."""
    sender, profile = header.sender, session.profile
    if profile.role != Role.PARTICIPANT or header.kind not in _FROM_THEM:
        return False
    return sender.role == Role.PARTICIPANT and sender.administration == profile.administration


def is_colleague(session: Session, header: Header) -> bool:
    """Whether what this colleague hands over comes in: the words were compared before."""
    return from_colleague(session, header) and header.sender.key in colleagues(session)


def taken_to(session: Session, givers: Sequence[str]) -> list[str]:
    """The public age keys of the colleagues for whom files with actions were made here, when one of the keys `givers`
    has handed actions over.
    """
    people = {standing_of(session.db, key).speaks_for(key) for key in givers}
    where = "coalesce(handed_to, '')<>'' AND person IN (SELECT value FROM json_each(?))"
    if session.db.execute(f"SELECT 1 FROM action WHERE {where}", (json.dumps(sorted(people)),)).fetchone() is None:
        return []
    query = "SELECT DISTINCT f.record, s.office FROM sent f LEFT JOIN standing s ON s.key = f.record WHERE f.kind=?"
    mine = colleagues(session)
    rows = session.db.execute(query, (PASSED_ON,)).fetchall()
    return [mine[key].office if key in mine else str(office) for key, office in rows if key in mine or office]


def names_of_people(session: Session) -> dict[str, str]:
    """The names of people by their records: as they say it, as an office vouched for it, as a colleague gave it."""
    found = {person_of(one.key): one.name for one in colleagues(session).values()}
    rows = session.db.execute("SELECT key, role, administration, person, name FROM standing WHERE name<>''")
    for key, role, administration, person, name in rows:
        found[Standing(Role(role), administration, person).speaks_for(key)] = str(name)
    said = session.db.execute("SELECT id, name FROM person WHERE name<>''")
    return found | {str(person): str(name) for person, name in said}
