"""Erasing a person: a signed request that names all that is about them, hides it at once, and travels.

Nobody can take it back: whoever asks types the name first. Deleting the texts from a computer is services/wiping.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, Role, own_id
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.reports.files import staged
from rocb_desktop.services.actions import me
from rocb_desktop.services.carrying import carry, rows_where
from rocb_desktop.services.key_decisions import find_key, name_of_key
from rocb_desktop.services.key_replacing import keys_of_person
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sent import keep_sent
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.signing import make_header, seal_file, sign_waiting
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.people import read_officers
from rocb_desktop.texts import _, ngettext

KIND = "erasure"
_IDS_A_RECORD = 5_000  # keeps a request's line far below what a file allows
_AUTHOR = "FROM change c LEFT JOIN block b ON b.seq = c.block"


@dataclass(frozen=True, slots=True)
class Erasing:
    """What erasing would take: changes named, and records by kind. `offices` are told: code and public age key."""

    name: str
    person: str
    ids: tuple[str, ...]
    records: tuple[tuple[str, int], ...]
    offices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was asked for. `path` is the file that tells the others, or None."""

    name: str
    records: int
    path: Path | None


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


@lane("write")
def erase_person(session: Session, person: str, confirmed: str, path: Path | None = None) -> Outcome:
    """Ask everybody who holds it to erase what is about a person; here it is hidden at once.

    `confirmed` is the person's name, typed. `path`: a file that tells the person and the offices concerned; without
    it the request goes along with the next returns and replies. Raises UserError: not_allowed, unknown_person,
    bad_value.
    """
    found = look_at_person(session, person)
    check_typed(found.name, confirmed)
    return _ask(session, found, path)


def check_typed(name: str, confirmed: str) -> None:
    """Raises UserError bad_value when what was typed is not the name."""
    if normalise_name(confirmed) != normalise_name(name):
        problem = _("To erase, type the name: {name}").format(name=name)
        raise UserError("bad_value", field="confirmed", problem=problem)


@lane("write")
def erase_reply(session: Session, reply: str, path: Path | None = None) -> Outcome:
    """Ask everybody to erase one reply of one's own. Raises UserError: unknown_person (no reply of one's own)."""
    rows = _rows(session, "c.record=? AND c.kind='reply'", reply)
    row = session.db.execute("SELECT 1 FROM reply WHERE id=? AND person=?", (reply, me(session))).fetchone()
    if row is None:
        raise UserError("unknown_person", reply=reply)
    told = _told(session, session.profile.administration, [])
    return _ask(session, Erasing(session.profile.name, me(session), tuple(rows), _counted(rows), told), path)


def _ask(session: Session, found: Erasing, path: Path | None) -> Outcome:
    edits = [
        Edit(own_id("erase", session.desk.key, session.ids.token(8)), "erase", _fields(found, at))
        for at in range(0, len(found.ids), _IDS_A_RECORD)
    ]
    with session.db.atomic():
        written = session.commit(edits)[1]
        records = [edit.record for edit in edits]
        sign_waiting(session, Audience.ROCB, records)
        if path is not None:
            _write_file(session, found, records, path)
    count = sum(count for _kind, count in found.records)
    said = ngettext(
        "{n} record about {name} is erased here, and wherever your files go.",
        "{n} records about {name} are erased here, and wherever your files go.",
        count,
    )
    tables = frozenset(written.tables | {"reply", "person", "grant", "sent", "erase"})
    return Outcome(tables, said.format(n=count, name=found.name), None, Erased(found.name, count, path))


def _fields(found: Erasing, at: int) -> dict[str, Value]:
    return {"ids": list(found.ids[at : at + _IDS_A_RECORD]), "person": found.person}


def _write_file(session: Session, found: Erasing, records: Sequence[str], path: Path) -> None:
    """The request alone, sealed to the person and to the offices that hold their words."""
    where = "c.record IN (SELECT value FROM json_each(?3))"
    blocks = carry(session, Audience.ROCB, rows_where(session, Audience.ROCB, where, (json.dumps(list(records)),)))
    if not found.offices:
        raise UserError("no_office_key", receiver=ROCB)
    header = make_header(session, KIND, found.offices)
    with staged(path) as put:
        data = seal_file(session, header, blocks, [office for _code, office in found.offices])
        put(data)
        keep_sent(session, header, path, data, found.offices[0][0], records[0], 0)
