"""A new key for a person who lost the old one, and a colleague's key at ROCB A/P: both from a card, words compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.domain.change import Change, Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange.file import Sender, read_file
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.profile.anchor_word import say_as_anchor
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.trust.key_decisions import decider, limits_of, name_of_key, put_limits_back, say_limits
from rocb_desktop.services.trust.key_past import last_good_blocks
from rocb_desktop.services.undoing import take_back
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class Card:
    """Whose key a file brings, in the sender's own words, with the eight words to compare."""

    sender: Sender
    words: tuple[Word, ...]


@lane("read")
def read_card(session: Session, path: Path) -> Card:
    """The key that signed a file: a key card, or any other file of that person. Raises the UserErrors of receiving."""
    sender = read_file(read_bytes(path), session.keys.identities, session.progress).header.sender
    return Card(sender, words_of([sender.key]))


def first_key(session: Session, key: str) -> str:
    """The first key of the person whom `key` speaks for."""
    row = session.db.execute("SELECT replaces FROM standing WHERE key=? AND person<>''", (key,)).fetchone()
    return str(row[0]) if row and row[0] else key


def keys_of_person(session: Session, key: str) -> list[str]:
    """All keys of the person whom `key` speaks for, the first one first."""
    first = first_key(session, key)
    rows = session.db.execute("SELECT key FROM standing WHERE replaces=? AND person<>'' ORDER BY key", (first,))
    return [first, *(row[0] for row in rows)]


@lane("write")
def replace_key(session: Session, old: str, card: Path, last_good: str = "") -> Outcome:
    """Let the key that signed `card` speak for the person of `old`, and end `old` where what is good of it ends.

    Whoever asks has compared the eight words. Raises UserError: not_allowed, bad_value (the card is of another role
    or administration, or its key speaks for somebody else).
    """
    return give_place(session, old, read_card(session, card).sender, last_good)


def give_place(session: Session, old: str, sender: Sender, last_good: str = "") -> Outcome:
    """`replace_key` for a card that was read."""
    role = decider(session, old)
    if role is None or old == session.desk.key:
        raise UserError("not_allowed")
    edit = _grant_of(session, old, sender)
    with session.db.atomic():
        before = limits_of(session, old)
        by_anchor = edit.fields.get("role") == Role.ROCB
        changes, written = say_as_anchor(session, edit) if by_anchor else session.commit([edit])
        ended, more = say_limits(session, old, {"ends": list(last_good_blocks(session, old, last_good))})
    tables = written.tables | more.tables | {"grant"}
    said = _("The new key speaks for {name} now, and the old one is ended.").format(name=name_of_key(session, old))
    undo = Undo(put_old_key_back, (old, dict(before), _ids(ended), () if by_anchor else _ids(changes), sender.key))
    return Outcome(frozenset(tables), said, undo, sender.key)


def _ids(changes: Sequence[Change]) -> tuple[str, ...]:
    return tuple(change.id for change in changes)


def _grant_of(session: Session, old: str, sender: Sender) -> Edit:
    """What is said of the new key: that it stands as the old one does, and whose it is."""
    query = "SELECT role, administration, name FROM standing WHERE key=?"
    role, administration, name = session.db.execute(query, (old,)).fetchone()
    if sender.key in keys_of_person(session, old):
        raise UserError("bad_value", problem=_("This card holds a key of this person that is known already."))
    if (sender.role, sender.administration) != (role, administration or ROCB):
        problem = _("This card is of another role or administration: {name}, {administration}.")
        where = name_of(sender.administration)
        raise UserError("bad_value", problem=problem.format(name=sender.name, administration=where))
    _refuse_taken(session, sender)
    fields: dict[str, Value] = {
        "key": sender.key,
        "administration": administration,
        "name": name or sender.name,
        "office": sender.office if is_recipient(sender.office) else "",
        "checked": "words",
        "replaces": first_key(session, old),
    }
    if role == Role.PARTICIPANT:
        return Edit(derive("vouch", sender.key), "vouch", fields)
    return Edit(derive("grant", sender.key), "grant", {**fields, "role": role})


def _refuse_taken(session: Session, sender: Sender) -> None:
    """A key that speaks for another person already cannot speak for this one too."""
    standing = standing_of(session.db, sender.key)
    if standing.person or sender.key == session.desk.key:
        raise UserError("bad_value", problem=_("The key on this card speaks for another person already."))


@lane("write")
def put_old_key_back(
    session: Session, old: str, limits: Mapping[str, Value], ended: Sequence[str], granted: Sequence[str], new: str
) -> Outcome:
    """Undo of a replacement: the old key counts as before, the new one speaks for nobody else.

    `granted` is empty where the office key of ROCB A/P granted the new one.
    """
    with session.db.atomic():
        tables = take_back(session, granted).changed if granted else withdraw_officer(session, new).changed
        tables |= put_limits_back(session, old, {"ends": limits.get("ends")}, ended).changed
    return Outcome(tables | {"grant"}, _("Taken back."))


@lane("write")
def grant_officer(session: Session, card: Path) -> Outcome:
    """ROCB A/P's first office key lets a colleague speak for the office. Whoever asks has compared the eight words.

    Raises UserError: not_allowed (this profile has no office key), bad_value (the card is of no officer).
    """
    return grant_from_card(session, read_card(session, card).sender)


def grant_from_card(session: Session, sender: Sender, office: str = "") -> Outcome:
    """`grant_officer` for a card that was read; `office` is the public key that is given out for this officer."""
    if sender.role != Role.ROCB or not is_recipient(office or sender.office):
        raise UserError("bad_value", problem=_("This is not the key card of an officer of ROCB A/P."))
    fields: dict[str, Value] = {
        "key": sender.key,
        "role": str(Role.ROCB),
        "administration": "",
        "name": sender.name,
        "office": office or sender.office,
        "checked": "words",
    }
    with session.db.atomic():
        written = say_as_anchor(session, Edit(derive("grant", sender.key), "grant", {**fields, "deleted": False}))[1]
    said = _("{name} speaks for ROCB A/P now. Everybody learns it with your next pack.").format(name=sender.name)
    undo = Undo(withdraw_officer, (sender.key,))
    return Outcome(frozenset(written.tables | {"grant"}), said, undo, sender.key)


@lane("write")
def withdraw_officer(session: Session, key: str) -> Outcome:
    """ROCB A/P's first office key no longer lets this key speak for the office. Raises UserError not_allowed."""
    fields: dict[str, Value] = {"key": key, "role": str(Role.ROCB), "administration": "", "deleted": True}
    written = say_as_anchor(session, Edit(derive("grant", key), "grant", fields))[1]
    return Outcome(frozenset(written.tables | {"grant"}), _("Taken back."))
