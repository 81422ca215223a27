"""The people this profile has to do with and their keys: who was checked how, whose key ended, who waits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rocb_desktop.domain.administration import ROCB, ROCB_NAME
from rocb_desktop.domain.change import parse_change
from rocb_desktop.domain.erasure import ERASED
from rocb_desktop.domain.kinds import TEXT_MISSING, Role, person_of
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services.arriving.waiting import WaitingFile, list_waiting
from rocb_desktop.services.erasure.wiping import waiting_to_wipe
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.trust import NOT_CHECKED, WORDS
from rocb_desktop.store.forks import list_forks
from rocb_desktop.texts import _

OFFICE = "office"  # stands for ROCB A/P itself where a key is asked for: its words are those of its office keys


@dataclass(frozen=True, slots=True)
class Contact:
    """One key, or ROCB A/P as a whole (`key` is OFFICE).

    `state`: checked, trusted (confirmed by an office), unchecked (let in without), waiting, different, unknown (words
    came in somebody else's file, nobody has confirmed the key), ended, old (another key took its place), disputed.
    `forked`: two copies of the person's work write with this key.
    """

    key: str
    name: str
    role: str
    administration: str
    state: str
    waits: tuple[WaitingFile, ...] = ()
    replaces: str = ""
    forked: bool = False


@dataclass(frozen=True, slots=True)
class Surplus:
    """More keys than people on the list of an administration: somebody may have been made up."""

    administration: str
    keys: int
    people: int


@dataclass(frozen=True, slots=True)
class Contacts:
    """As a desk of `role` sees them. `confirmed`: the level above has spoken for the own key, which a participant needs
    for nothing but the replies. `erased` records are hidden and still lie on this computer.
    """

    role: str
    contacts: tuple[Contact, ...]
    surplus: tuple[Surplus, ...]
    own_words: tuple[Word, ...]
    confirmed: bool
    own_ended: bool
    holds_anchor: bool
    erased: int
    key: str
    name: str
    administration: str


@lane("read")
def list_contacts(session: Session) -> Contacts:
    """ROCB A/P first, then by role and name; those whose file waits come where their role puts them."""
    waiting = _waiting(session)
    known = [replace(one, waits=tuple(waiting.get(one.key, ()))) for one in _granted(session)]
    here = {one.key for one in known}
    strangers = [_stranger(files) for key, files in waiting.items() if key not in here and key != OFFICE]
    forked = {fork.author for fork in list_forks(session.db)}
    every = [*known, *strangers, *_unconfirmed(session, {*here, *waiting})]
    rows = _sorted([replace(one, forked=one.key in forked) for one in every])
    own = session.db.execute("SELECT ended FROM standing WHERE key=?", (session.desk.key,)).fetchone()
    return Contacts(
        session.profile.role,
        tuple([*_office(session, waiting.get(OFFICE, [])), *rows]),
        tuple(_surplus(session, rows)),
        words_of([session.desk.key]),
        own is not None,
        bool(own and own[0]),
        session.keys.anchor is not None,
        waiting_to_wipe(session).records,
        session.desk.key,
        session.profile.name,
        session.profile.administration,
    )


def find_contact(session: Session, key: str) -> Contact | None:
    """One contact, as list_contacts has it."""
    waiting = _waiting(session)
    waits = tuple(waiting.get(key, ()))
    if key == OFFICE:
        return next(iter(_office(session, waits)), None)
    found = next(iter(_granted(session, key)), None)
    if found is not None:
        return replace(found, waits=waits, forked=any(fork.author == key for fork in list_forks(session.db)))
    return _stranger(waits) if waits else next((one for one in _unconfirmed(session, ()) if one.key == key), None)


def _waiting(session: Session) -> dict[str, list[WaitingFile]]:
    """The files that wait, by the key they are asked about."""
    waiting: dict[str, list[WaitingFile]] = {}
    for file in list_waiting(session):
        waiting.setdefault(OFFICE if file.office else file.sender, []).append(file)
    return waiting


def _office(session: Session, waits: Sequence[WaitingFile]) -> list[Contact]:
    if session.profile.role == Role.ROCB:
        return []
    if session.anchor:
        return [Contact(OFFICE, ROCB_NAME, Role.ROCB, ROCB, "checked", tuple(waits))]
    return [Contact(OFFICE, ROCB_NAME, Role.ROCB, ROCB, "waiting", tuple(waits))] if waits else []


_QUERY = (
    "SELECT s.key, s.name, s.role, s.administration, s.disputed, s.ended, s.checked, s.replaces,"
    " EXISTS (SELECT 1 FROM standing n WHERE n.replaces = s.key AND n.replaces <> '' AND n.person <> '')"
    " FROM standing s WHERE s.key <> ?1"
)


def _granted(session: Session, key: str = "") -> list[Contact]:
    """The keys that some level has spoken about, or the one asked for."""
    role, code = session.profile.role, session.profile.administration
    own = "" if role == Role.ROCB else " AND (s.role = 'rocb' OR s.administration = ?2)"
    if role == Role.PARTICIPANT:
        own += " AND s.role <> 'participant'"
    own += " AND s.key = ?3" if key else ""
    rows = session.db.execute(f"{_QUERY}{own} AND ?2 IS NOT NULL AND ?3 IS NOT NULL", (session.desk.key, code, key))
    return [
        Contact(
            key,
            name or key[:8],
            kind,
            office or ROCB,
            _state(bool(disputed), bool(ended), checked, bool(old)),
            replaces=replaces,
        )
        for key, name, kind, office, disputed, ended, checked, replaces, old in rows
    ]


def _state(disputed: bool, ended: bool, checked: str, old: bool) -> str:
    if disputed:
        return "disputed"
    if old:
        return "old"
    if ended:
        return "ended"
    return {WORDS: "checked", NOT_CHECKED: "unchecked"}.get(checked, "trusted")


def _stranger(files: Sequence[WaitingFile]) -> Contact:
    last = files[-1]
    state = "different" if any(file.different for file in files) else "waiting"
    return Contact(last.sender, last.sender_name, "", last.administration, state, tuple(files))


def _unconfirmed(session: Session, known: Collection[str]) -> list[Contact]:
    """Authors whose words came with a file of somebody else, and whom nobody has confirmed: they do not count."""
    if session.profile.role == Role.PARTICIPANT:
        return []
    rows = session.db.execute(
        "SELECT DISTINCT b.author, b.administration FROM block b LEFT JOIN standing s ON s.key = b.author"
        " WHERE s.key IS NULL AND b.author<>? AND EXISTS"
        " (SELECT 1 FROM change c WHERE c.block = b.seq AND coalesce(c.held, '') NOT IN (?, ?))",
        (session.desk.key, ERASED, TEXT_MISSING),
    ).fetchall()
    own = {*session.anchor, *known}
    return [Contact(key, _own_name(session, key), "", code or ROCB, "unknown") for key, code in rows if key not in own]


def _own_name(session: Session, key: str) -> str:
    """How an author calls himself whom nobody has confirmed."""
    query = "SELECT meta, body, held FROM change WHERE record=? AND kind='person' ORDER BY held=? DESC, seq DESC"
    for meta, body, held in session.db.execute(query, (person_of(key), ERASED)):
        name = _("Erased") if held == ERASED else (parse_change(meta, body).fields or {}).get("name")
        if isinstance(name, str):
            return name
    return key[:8]


_ORDER = (Role.ROCB, Role.FOCAL_POINT, Role.PARTICIPANT, "")


def _sorted(rows: Sequence[Contact]) -> list[Contact]:
    last = ("ended", "old")
    return sorted(
        rows,
        key=lambda one: (
            one.state in last,
            _ORDER.index(one.role) if one.role in _ORDER[:2] else 2,
            one.administration,
            one.name.casefold(),
            one.key,
        ),
    )


def _surplus(session: Session, rows: Sequence[Contact]) -> list[Surplus]:
    """Administrations with more participants' keys that count than names on the lists of the workshops."""
    people: dict[str, set[str]] = {}
    for code, name in session.db.execute("SELECT administration, name FROM participation WHERE name IS NOT NULL"):
        people.setdefault(code or "", set()).add(normalise_name(name))
    keys: dict[str, int] = {}
    for one in rows:
        if one.role == Role.PARTICIPANT and one.state not in ("ended", "old"):
            keys[one.administration] = keys.get(one.administration, 0) + 1
    return [
        Surplus(code, count, len(people[code]))
        for code, count in sorted(keys.items())
        if code in people and count > len(people[code])
    ]
