"""One key in full: words, what came from it, what is held, what was decided about it and by whom, what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from rocb_desktop.domain.administration import ROCB, ROCB_NAME, name_of
from rocb_desktop.domain.change import Change, RecordState, Value, derive, parse_change, state_of
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.stamp import stamp_ms
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services.arriving.answers import how_words
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.profile.anchor_word import holds_anchor
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.contacts import OFFICE, Contact, find_contact
from rocb_desktop.services.trust.key_decisions import decider, limits_of
from rocb_desktop.services.trust.key_past import (
    HeldThings,
    KeyArrival,
    LaterBlock,
    held_things,
    key_arrivals,
    later_blocks,
)
from rocb_desktop.services.trust.trust import WORDS, may_confirm
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class Said:
    """One word about a key. `at` is the date of the computer that wrote it: shown, never judged by."""

    change: str
    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class KeyDetail:
    """`may_decide`: end, let in, take back. `dispute` holds the words that disagree, `may_settle` whether to choose.

    `lifts`: this profile's level has ended the key, so that it can take that back. `may_confirm`: it let the person in
    unchecked, and may say by now that the words are the same. `may_withdraw`: this office is one of two that disagree.
    """

    contact: Contact
    words: tuple[Word, ...]
    ssh: str
    arrivals: tuple[KeyArrival, ...]
    held: tuple[HeldThings, ...]
    later: tuple[LaterBlock, ...]
    history: tuple[Said, ...]
    dispute: tuple[Said, ...]
    may_decide: bool
    may_settle: bool
    lifts: bool
    may_confirm: bool
    may_withdraw: bool
    person: str


@lane("read")
def key_detail(session: Session, key: str) -> KeyDetail | None:
    """None for a key that is no longer among the contacts."""
    contact = find_contact(session, key)
    return detail_of(session, contact) if contact is not None else None


def detail_of(session: Session, contact: Contact) -> KeyDetail:
    """`key_detail` of a contact that was looked up."""
    key = contact.key
    if key == OFFICE:
        words = words_of(session.anchor) if session.anchor else contact.waits[0].words
        return KeyDetail(contact, words, "", (), (), (), (), (), False, False, False, False, False, "")
    deciding = decider(session, key)
    about = _words_about(session, key)
    return KeyDetail(
        contact,
        words_of([key]),
        sshsig.public_line(key),
        tuple(key_arrivals(session, key)),
        held_things(session, key),
        later_blocks(session, key),
        tuple(_said(session, change, author) for change, author in about),
        tuple(_dispute(session, about)) if contact.state == "disputed" else (),
        deciding is not None and contact.role != "",
        _may_settle(session, contact),
        deciding is not None and contact.role != "" and limits_of(session, key)["ends"] is not None,
        may_confirm(session, key),
        contact.state == "disputed" and _speaks(session, about),
        standing_of(session.db, key).speaks_for(key),
    )


def _may_settle(session: Session, contact: Contact) -> bool:
    own = standing_of(session.db, session.desk.key).role
    return own is Role.ROCB and (contact.role != Role.ROCB or holds_anchor(session))


def _speaks(session: Session, about: list[tuple[Change, str]]) -> bool:
    """Whether this focal point's office is one of those that speak."""
    own = standing_of(session.db, session.desk.key)
    offices = {standing_of(session.db, author).administration for _change, author in about}
    return own.role is Role.FOCAL_POINT and own.administration in offices


def _words_about(session: Session, key: str) -> list[tuple[Change, str]]:
    """The counted changes of the grant and the vouch of a key with their authors, newest first."""
    query = (
        "SELECT c.meta, c.body, coalesce(b.author, ?) FROM change c LEFT JOIN block b ON b.seq = c.block"
        " WHERE c.record IN (?, ?) AND c.held IS NULL"
    )
    rows = session.db.execute(query, (session.desk.key, derive("grant", key), derive("vouch", key)))
    found = {change.id: (change, author) for meta, body, author in rows if (change := parse_change(meta, body)).fields}
    return sorted(found.values(), key=lambda word: (word[0].hlc, word[0].id), reverse=True)


def _dispute(session: Session, words: list[tuple[Change, str]]) -> list[Said]:
    """The newest words that nobody supersedes, of each office that speaks: two of them do not say the same."""
    offices: dict[tuple[str, str], list[Change]] = {}
    for change, author in words:
        offices.setdefault((change.kind, standing_of(session.db, author).administration), []).append(change)
    states: list[RecordState] = [state_of(changes) for changes in offices.values()]
    open_ids = {
        head.id
        for state in states
        if not state.deleted
        for name in ("role", "administration")
        for head in state.heads.get(name, ())
    }
    return [_said(session, change, author) for change, author in words if change.id in open_ids]


def _said(session: Session, change: Change, author: str) -> Said:
    at = datetime.fromtimestamp(stamp_ms(change.hlc) / 1000, UTC)
    return Said(change.id, at, _name_of(session, author), _sentence(change.fields or {}))


def _name_of(session: Session, author: str) -> str:
    if author == session.desk.key:
        return _("You")
    if author in session.anchor:
        return ROCB_NAME
    row = session.db.execute("SELECT name, administration FROM standing WHERE key=?", (author,)).fetchone()
    name, code = row or (author[:8], "")
    return _("{name}, {administration}").format(name=name, administration=name_of(code or ROCB))


def _sentence(fields: Mapping[str, Value]) -> str:
    """What one word about a key says."""
    if fields.get("deleted") is True:
        return _("Took the confirmation of this key back")
    if fields.get("replaces"):
        return _("Confirmed this key in the place of an older one of the same person")
    if "ends" in fields:
        if fields["ends"] is None:
            return _("Took the end of this key back")
        return _("Ended this key. What came before counts") if fields["ends"] else _("Ended this key. Nothing counts")
    if "admits" in fields:
        count = len(admits) if isinstance(admits := fields["admits"], list) else 0
        return ngettext("Let in {n} later file part", "Let in {n} later file parts", count).format(n=count)
    return _confirmed(fields)


def _confirmed(fields: Mapping[str, Value]) -> str:
    place = name_of(str(fields.get("administration") or ROCB))
    if fields.get("role") == Role.ROCB:
        return _("Confirmed this key as an officer of ROCB A/P")
    if fields.get("role") == Role.FOCAL_POINT:
        return _("Confirmed this key as the focal point of {administration}").format(administration=place)
    if fields.get("checked") == WORDS:
        return _("Compared the eight words: a participant of {administration}").format(administration=place)
    known = how_words(str(fields.get("how") or ""))
    said = _("Let in a participant of {administration}, key not checked").format(administration=place)
    return f"{said} ({known})" if known else said
