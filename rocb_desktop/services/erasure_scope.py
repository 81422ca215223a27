"""What is about a person: everything that a request to erase them has to name, and who has to hear of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.services.actions import me
from rocb_desktop.services.key_decisions import find_key, name_of_key
from rocb_desktop.services.key_replacing import keys_of_person
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.people import read_officers

_AUTHOR = "FROM change c LEFT JOIN block b ON b.seq = c.block"


@dataclass(frozen=True, slots=True)
class Erasing:
    """What erasing would take: changes named, and records by kind. `offices` are told: code and public age key.
    `whole`: the person, and not one reply alone.
    """

    name: str
    person: str
    ids: tuple[str, ...]
    records: tuple[tuple[str, int], ...]
    offices: tuple[tuple[str, str], ...]
    whole: bool = True


@lane("read")
def look_at_person(session: Session, person: str) -> Erasing:
    """All that is here about a person. Raises UserError: not_allowed, unknown_person.

    A focal point erases the people of the own administration, ROCB A/P everybody, each person themselves.
    """
    key = session.desk.key if person == session.desk.key else _key_named(session, person)
    if key is None:
        return _look_at_name(session, person)
    standing = standing_of(session.db, key)
    _allow(session, key, standing.role, standing.administration)
    keys = keys_of_person(session, key)
    who, name = standing.speaks_for(key), name_of_key(session, key)
    place = standing.administration or session.profile.administration
    rows = {**_own_words(session, keys), **_words_about(session, keys, who), **_named_rows(session, name, place)}
    return Erasing(name, who, tuple(rows), _counted(rows), _told(session, place, keys))


def _key_named(session: Session, person: str) -> str | None:
    try:
        return find_key(session, person)
    except UserError:
        rows = session.db.execute("SELECT count(*) FROM standing WHERE lower(name)=?", (person.casefold(),))
        if rows.fetchone()[0]:  # two keys have this name: nobody is erased by guessing
            raise
        return None


def _look_at_name(session: Session, person: str) -> Erasing:
    """Somebody without a key here: on a list, or with a reply that an office entered."""
    own = "" if session.profile.role == Role.ROCB else session.profile.administration
    rows = _named_rows(session, person, own)
    if session.profile.role == Role.PARTICIPANT or not rows:
        raise UserError("unknown_person", person=person)
    return Erasing(person, "", tuple(rows), _counted(rows), _told(session, own, []))


def _allow(session: Session, key: str, role: Role, administration: str) -> None:
    mine = standing_of(session.db, session.desk.key)
    if key == session.desk.key:
        return
    nation = mine.role is Role.FOCAL_POINT and mine.administration == administration
    if role is not Role.PARTICIPANT or not (mine.role is Role.ROCB or nation):
        raise UserError("not_allowed")


Rows = dict[str, tuple[str, str]]  # change id -> record and kind


def _rows(session: Session, where: str, *values: object) -> Rows:
    query = f"SELECT DISTINCT c.id, c.record, c.kind {_AUTHOR} WHERE {where}"
    return {change: (record, kind) for change, record, kind in session.db.execute(query, values)}


def _own_words(session: Session, keys: Sequence[str]) -> Rows:
    """All that these keys wrote, but what keys say about keys, and other requests to erase."""
    where = (
        "coalesce(b.author, ?) IN (SELECT value FROM json_each(?)) AND c.kind NOT IN"
        " ('grant', 'vouch', 'erase', 'received')"
    )
    return _rows(session, where, session.desk.key, json.dumps(list(keys)))


def _words_about(session: Session, keys: Sequence[str], person: str) -> Rows:
    """Confirmations of the keys, which hold the name, and the reviews of the replies."""
    records = [derive("vouch", key) for key in keys]
    query = "SELECT v.id FROM review v JOIN reply r ON r.id = v.reply WHERE r.person=? AND r.source='own'"
    records += [row[0] for row in session.db.execute(query, (person,))]
    return _rows(session, "c.record IN (SELECT value FROM json_each(?))", json.dumps(records))


def _named_rows(session: Session, name: str, administration: str) -> Rows:
    """Lists of participants and replies entered by an office that name this person; "" for any administration."""
    query = (
        "SELECT id, name, administration FROM participation UNION ALL"
        " SELECT id, coalesce(name, person), administration FROM reply WHERE source<>'own'"
    )
    wanted = normalise_name(name)
    records = [
        record
        for record, said, code in session.db.execute(query)
        if said and normalise_name(said) == wanted and administration in ("", code)
    ]
    return _rows(session, "c.record IN (SELECT value FROM json_each(?))", json.dumps(records))


def _counted(rows: Rows) -> tuple[tuple[str, int], ...]:
    kinds = dict(rows.values())
    return tuple((kind, list(kinds.values()).count(kind)) for kind in sorted(set(kinds.values())))


def _told(session: Session, administration: str, keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Who has to hear of it: the person, the focal point, ROCB A/P."""
    found: dict[tuple[str, str], None] = {}
    query = "SELECT office FROM standing WHERE key IN (SELECT value FROM json_each(?)) ORDER BY ended"
    for (office,) in session.db.execute(query, (json.dumps(list(keys)),)):
        found[(administration, office)] = None
    for officer in read_officers(session.db, Role.FOCAL_POINT, administration):
        found[(administration, officer.office)] = None
    for officer in read_officers(session.db, Role.ROCB):
        found[(ROCB, officer.office)] = None
    own = session.keys.office
    return tuple(one for one in found if is_recipient(one[1]) and one[1] != own)


def own_reply_scope(session: Session, reply: str) -> Erasing:
    row = session.db.execute("SELECT 1 FROM reply WHERE id=? AND person=?", (reply, me(session))).fetchone()
    if row is None:
        raise UserError("unknown_person", reply=reply)
    rows = _rows(session, "c.record=? AND c.kind='reply'", reply)
    told = _told(session, session.profile.administration, [])
    return Erasing(session.profile.name, me(session), tuple(rows), _counted(rows), told, False)


def unlist(session: Session, found: Erasing) -> Erasing:
    """ROCB A/P's lists of names for packs: written again without this person, and the lists of before named as well.

    Names of one list stand in one text; a list that names somebody else only stays as it is.
    """
    if session.profile.role != Role.ROCB or not found.whole:
        return found
    ids = list(found.ids)
    for record, names in session.db.execute("SELECT id, names FROM name_list").fetchall():
        listed = json.loads(names or "[]")
        kept = [item for item in listed if normalise_name(str(item).partition("\t")[2]) != normalise_name(found.name)]
        state = session.state(record)
        if len(kept) < len(listed) and state is not None:
            ids += _rows(session, "c.record=?", record)
            session.commit([Edit(record, "name_list", {"workshop": state.values["workshop"], "names": kept})])
    return replace(found, ids=tuple(dict.fromkeys(ids)))
