"""What is about a person: everything that a request to erase them has to name, and who has to hear of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.domain.change import derive, parse_change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.spelling import canonical
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.services.erasure.following import Rows, made_of
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.trust.colleagues import taken_to
from rocb_desktop.services.trust.key_decisions import find_key, name_of_key
from rocb_desktop.services.trust.key_replacing import keys_of_person
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.people import read_officers
from rocb_desktop.store.roster import about_listed, read_joins
from rocb_desktop.texts import _

_OFFICES = (Role.ANCHOR, Role.ROCB, Role.FOCAL_POINT)
_PERSONAL = (
    *("action", "card", "contact", "evidence", "person", "reply"),
    *("own_material", "recommendation", "project", "effect", "mission_report", "gap"),
)
# Kinds in which an office writes the name of a participant, and the fields that hold it.
_LISTED = {
    "participation": ("name",),
    "attendance": ("name", "listed"),
    "stand_in": ("name", "listed", "stand_in"),
    "reminder": ("name",),
    "same_as": ("listed", "same_as"),
    "reply_on_behalf": ("name", "participant"),
}
_AUTHOR = "FROM change c LEFT JOIN block b ON b.seq = c.block"


@dataclass(frozen=True, slots=True)
class Erasing:
    """What erasing would take: changes named, and records by kind. `offices` are told: code and public age key.
    `whole`: the person, and not one reply alone. `namesakes`: entries of lists and of replies entered by an office that
    hold the same name and may be somebody else's; `listed`: they are taken as well, where `administration` names them.
    """

    name: str
    person: str
    ids: tuple[str, ...]
    records: tuple[tuple[str, int], ...]
    offices: tuple[tuple[str, str], ...]
    whole: bool = True
    namesakes: tuple[tuple[str, int], ...] = ()
    listed: bool = False
    administration: str = ""


@lane("read")
def look_at_person(session: Session, person: str, namesakes: bool = False) -> Erasing:
    """All that is here about a person; with `namesakes` also what an office wrote under this name.

    A focal point erases the people of the own administration, ROCB A/P everybody, each person themselves. Of somebody
    who speaks for an office only the personal records are taken: what the office made is not about the person. Raises
    UserError: not_allowed, unknown_person, bad_value (the name is that of several).
    """
    key = session.desk.key if person == session.desk.key else _key_named(session, person)
    if key is None:
        return _look_at_name(session, person)
    standing = standing_of(session.db, key)
    _allow(session, key, standing.role, standing.administration)
    keys = keys_of_person(session, key)
    who, name = standing.speaks_for(key), name_of_key(session, key)
    place = standing.administration or session.profile.administration
    told = _told(session, place, keys)
    if standing.role in _OFFICES:
        rows = _with_made(session, _personal_words(session, keys))
        return Erasing(name, who, tuple(rows), _counted(rows), told, administration=place)
    same = {} if session.profile.role == Role.PARTICIPANT else _named_rows(session, name, place)
    rows = {**_own_words(session, keys), **_vouched(session, keys), **(same if namesakes else {})}
    rows = _with_made(session, rows)
    taken = namesakes and bool(same)
    return Erasing(name, who, tuple(rows), _counted(rows), told, True, _counted(same), taken, place)


def _key_named(session: Session, person: str) -> str | None:
    """The key of a person; nobody is erased by guessing. None where no key has this name."""
    wanted = normalise_name(person)
    rows = session.db.execute("SELECT key, name FROM standing ORDER BY ended, key").fetchall()
    named = [key for key, name in rows if normalise_name(name) == wanted]
    if len({standing_of(session.db, key).speaks_for(key) for key in named}) > 1:
        problem = _("{n} keys have this name. Give the beginning of the right key instead: {keys}")
        shown = ", ".join(key[:8] for key in named)
        raise UserError("bad_value", field="person", problem=problem.format(n=len(named), keys=shown))
    if named:
        return str(named[0])
    try:
        return find_key(session, person)
    except UserError:
        return None


def _look_at_name(session: Session, person: str) -> Erasing:
    """Somebody without a key here: on a list, or with a reply that an office entered."""
    own = "" if session.profile.role == Role.ROCB else session.profile.administration
    places = sorted(_places_of(session, person, own))
    if session.profile.role == Role.PARTICIPANT or not places:
        raise UserError("unknown_person", person=person)
    if len(places) > 1:
        problem = _("Several people may have this name: lists of {places} hold it. Ask their focal points to erase it.")
        names = ", ".join(name_of(code) for code in places)
        raise UserError("bad_value", field="person", problem=problem.format(places=names))
    rows = _with_made(session, _named_rows(session, person, places[0]))
    told = _told(session, places[0], [])
    return Erasing(person, "", tuple(rows), _counted(rows), told, True, (), True, places[0])


def _allow(session: Session, key: str, role: Role, administration: str) -> None:
    mine = standing_of(session.db, session.desk.key)
    if key == session.desk.key:
        return
    nation = mine.role is Role.FOCAL_POINT and mine.administration == administration
    if role is not Role.PARTICIPANT or not (mine.role is Role.ROCB or nation):
        raise UserError("not_allowed")


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


def _personal_words(session: Session, keys: Sequence[str]) -> Rows:
    """Of what these keys wrote what is about the person alone."""
    where = "coalesce(b.author, ?) IN (SELECT value FROM json_each(?)) AND c.kind IN (SELECT value FROM json_each(?))"
    return _rows(session, where, session.desk.key, json.dumps(list(keys)), json.dumps(_PERSONAL))


def _vouched(session: Session, keys: Sequence[str]) -> Rows:
    """Confirmations of the keys, which hold the name."""
    records = json.dumps([derive("vouch", key) for key in keys])
    return _rows(session, "c.record IN (SELECT value FROM json_each(?))", records)


def _with_made(session: Session, rows: Rows) -> Rows:
    """And what offices made of it: reviews, notes and papers about the replies, national replies that judged them."""
    return {**rows, **made_of(session, rows)}


def _listed(session: Session) -> Iterator[tuple[str, str, str]]:
    """Record, name and administration of every line that holds a name, also of what was changed or removed since."""
    query = "SELECT meta, body FROM change WHERE held IS NULL AND kind IN (SELECT value FROM json_each(?)) ORDER BY seq"
    places: dict[str, str] = {}
    for meta, body in session.db.execute(query, (json.dumps([*_LISTED]),)).fetchall():
        change = parse_change(meta, body)
        fields = change.fields or {}
        if isinstance(said := fields.get("administration"), str):
            places[change.record] = said
        names = (fields.get(name) for name in _LISTED[change.kind])
        yield from ((change.record, name, places.get(change.record, "")) for name in names if isinstance(name, str))


def _places_of(session: Session, name: str, administration: str) -> set[str]:
    """The administrations in whose lists and entered replies a name stands; of `administration` alone when given."""
    wanted, joins = normalise_name(name), read_joins(session.db)
    return {
        code
        for _record, said, code in _listed(session)
        if administration in ("", code) and _is_of(joins, code, said, wanted)
    }


def _named_rows(session: Session, name: str, administration: str) -> Rows:
    """Lists of participants of an administration, what its office noted and entered, and its notes, where they hold
    this name or a spelling that was joined with it.
    """
    wanted, joins = normalise_name(name), read_joins(session.db)
    found = [
        (record, normalise_name(said))
        for record, said, code in _listed(session)
        if administration == code and _is_of(joins, code, said, wanted)
    ]
    notes = {derive("desk_note", about_listed(administration, said), administration) for _record, said in found}
    notes.add(derive("desk_note", about_listed(administration, wanted), administration))
    records = json.dumps(sorted({record for record, _said in found} | notes))
    return _rows(session, "c.record IN (SELECT value FROM json_each(?))", records)


def _is_of(joins: Mapping[str, Mapping[str, str]], code: str, said: str, wanted: str) -> bool:
    """Whether what an entry says is a person's name, by the spelling that stands for both."""
    mine = joins.get(code, {})
    return bool(said) and canonical(mine, normalise_name(said)) == canonical(mine, wanted)


def _counted(rows: Rows) -> tuple[tuple[str, int], ...]:
    kinds = dict(rows.values())
    return tuple((kind, list(kinds.values()).count(kind)) for kind in sorted(set(kinds.values())))


def _told(session: Session, administration: str, keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Who has to hear of it: the person, the focal point, ROCB A/P, colleagues who got actions of theirs from here."""
    found: dict[tuple[str, str], None] = {}
    query = "SELECT office FROM standing WHERE key IN (SELECT value FROM json_each(?)) ORDER BY ended"
    for (office,) in session.db.execute(query, (json.dumps(list(keys)),)):
        found[(administration, office)] = None
    for officer in read_officers(session.db, Role.FOCAL_POINT, administration):
        found[(administration, officer.office)] = None
    for officer in read_officers(session.db, Role.ROCB):
        found[(ROCB, officer.office)] = None
    for office in taken_to(session, keys):
        found[(administration, office)] = None
    own = session.keys.office
    return tuple(one for one in found if is_recipient(one[1]) and one[1] != own)


def own_reply_scope(session: Session, reply: str) -> Erasing:
    row = session.db.execute("SELECT 1 FROM reply WHERE id=? AND person=?", (reply, me(session))).fetchone()
    if row is None:
        raise UserError("unknown_person", reply=reply)
    rows = _with_made(session, _rows(session, "c.record=? AND c.kind='reply'", reply))
    told = _told(session, session.profile.administration, [])
    return Erasing(session.profile.name, me(session), tuple(rows), _counted(rows), told, False)


def unlist(session: Session, found: Erasing) -> Erasing:
    """ROCB A/P's lists of names for packs: written again without this person, and the lists of before named as well.

    Names of one list stand in one text; a list that names somebody else only stays as it is.
    """
    if session.profile.role != Role.ROCB or not found.listed:
        return found
    ids = list(found.ids)
    for record, names in session.db.execute("SELECT id, names FROM name_list").fetchall():
        listed = json.loads(names or "[]")
        kept = [item for item in listed if not _is_entry_of(str(item), found)]
        state = session.state(record)
        if len(kept) < len(listed) and state is not None:
            ids += _rows(session, "c.record=?", record)
            session.commit([Edit(record, "name_list", {"workshop": state.values["workshop"], "names": kept})])
    return replace(found, ids=tuple(dict.fromkeys(ids)))


def _is_entry_of(entry: str, found: Erasing) -> bool:
    code, _tab, name = entry.partition("\t")
    return code == found.administration and normalise_name(name) == normalise_name(found.name)
