"""What "the words are the same" does: it pins the office, or grants the sender - a record that travels."""

import json
from dataclasses import replace

from rocb_desktop.domain.administration import ROCB, by_code
from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange import words
from rocb_desktop.exchange.file import Header, Sender
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.office_renewals import keep_renewals
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.trust.colleagues import from_colleague, keep_colleague
from rocb_desktop.store import projections
from rocb_desktop.store.authority import vouched_keys
from rocb_desktop.store.changes import Written, rebuild, recompute_standings
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.texts import _

WORDS, NOT_CHECKED = "words", "not_checked"  # how sure the speaker is of a key, in its grant or vouch
_DIFFERENT = "different_words"


def may_trust(session: Session, header: Header, office: bool) -> bool:
    """Whether this role may let that sender in: ROCB A/P its focal points, they their people.

    `office`: the sender speaks for the anchor, and none is pinned here yet; anybody may pin it.
    """
    if office:
        return True
    role, sender = session.profile.role, header.sender
    if role == Role.PARTICIPANT:
        return from_colleague(session, header)
    known = by_code(sender.administration)
    if known is None or known.code != sender.administration:
        return False
    if role == Role.ROCB:
        return sender.role == Role.PARTICIPANT or (sender.role == Role.FOCAL_POINT and is_recipient(sender.office))
    own = sender.administration == session.profile.administration
    return role == Role.FOCAL_POINT and sender.role == Role.PARTICIPANT and own


def may_stay_unchecked(session: Session, header: Header, office: bool) -> bool:
    """Whether this role may let that sender in without comparing words: a person's reply, never whoever speaks for an
    office, since other people's files would be sealed to that key.
    """
    if office or session.profile.role == Role.PARTICIPANT:
        return False
    return header.sender.role == Role.PARTICIPANT and may_trust(session, header, office)


def as_known(session: Session, sender: Sender) -> Sender:
    """A sender by the name that was vouched for: what a known person calls himself in a header is only that."""
    query = "SELECT name, role, administration FROM standing WHERE key=? AND disputed=0"
    row = session.db.execute(query, (sender.key,)).fetchone()
    if row is None:
        return sender
    name, role, administration = row
    office = ROCB if role == Role.ROCB else administration
    return replace(sender, name=name or sender.name, role=role, administration=office)


def were_different(session: Session, key: str) -> bool:
    """Whether somebody here compared this key's words before and they were not the same."""
    return key in different_keys(session)


def keep_different(session: Session, key: str, different: bool) -> None:
    """Remember on this computer (it never travels) that a key's words were different, or no longer."""
    keys = different_keys(session)
    if (key in keys) != different:
        write_setting(session.db, _DIFFERENT, json.dumps(sorted(keys ^ {key})))


def different_keys(session: Session) -> set[str]:
    """Keys whose eight words somebody here found to be different."""
    return set(json.loads(read_setting(session.db, _DIFFERENT, "[]")))


def how_known(session: Session, key: str) -> str | None:
    """How a sender is known who was let in without comparing words; None for everybody else."""
    row = session.db.execute("SELECT checked FROM standing WHERE key=?", (key,)).fetchone()
    if row is None or row[0] != NOT_CHECKED:
        return None
    vouch = session.state(derive("vouch", key))
    return str(vouch.values.get("how") or "") if vouch is not None else ""


def may_confirm(session: Session, key: str) -> bool:
    """Whether it was this office that let a sender in unchecked, so that it may say now that the words are the same."""
    query = "SELECT granted_by FROM standing WHERE key=? AND checked=?"
    row = session.db.execute(query, (key, NOT_CHECKED)).fetchone()
    own = (Role.ROCB, Role.ANCHOR) if session.profile.role == Role.ROCB else (session.profile.role,)
    return row is not None and row[0] in own


def confirm(session: Session, key: str) -> set[str]:
    """Say of a sender who was let in unchecked that the words are the same now; returns the tables that changed."""
    state = session.state(derive("vouch", key))
    if state is None or not may_confirm(session, key):
        return set()
    fields: dict[str, Value] = {"key": key, "administration": state.values.get("administration"), "checked": WORDS}
    return session.commit([Edit(state.record, "vouch", fields)])[1].tables


@lane("write")
def confirm_words(session: Session, key: str) -> Outcome:
    """The words of a sender who was let in unchecked were compared by now: the mark goes."""
    with session.db.atomic():
        tables = confirm(session, key)
    return Outcome(frozenset(tables), _("The key is checked now.") if tables else "")


def trust_sender(session: Session, header: Header, office: bool, tables: set[str], how: str = "") -> None:
    """Let a sender in whose words are the same, or, with `how`, one whose words nobody compared.

    Raises UserError unknown_sender: this role cannot vouch for that one, or not without comparing.
    """
    sender, role = header.sender, session.profile.role
    if how and not may_stay_unchecked(session, header, office):
        raise UserError("unknown_sender", words=words.spoken([sender.key]))
    keep_different(session, sender.key, False)
    if office:
        keep_renewals(session, header.renewals)
        tables |= pin_office(session, header.anchor)
    elif may_trust(session, header, office):
        if role == Role.PARTICIPANT:
            tables |= keep_colleague(session, sender)
            return
        by_office = role == Role.ROCB and sender.role == Role.FOCAL_POINT
        tables |= _grant(session, header) if by_office else _vouch(session, header, how)
    elif role == Role.FOCAL_POINT and sender.role == Role.PARTICIPANT:
        raise UserError("unknown_sender", administration=sender.administration)
    else:
        raise UserError("unknown_sender", words=words.spoken([sender.key]))


def pin_office(session: Session, anchor: tuple[str, ...]) -> set[str]:
    """Go by this pair of office keys from now on. After another pair everything is judged anew, which is rare."""
    renewed = bool(session.anchor)
    write_setting(session.db, "anchor", json.dumps(list(anchor)))
    if renewed:
        rebuild(session.db, session.desk)
        return {*projections.TABLES, "setting"}
    written = Written()
    with session.db.atomic():
        recompute_standings(session.db, session.desk, {*vouched_keys(session.db), session.desk.key}, written)
    return written.tables | {"setting"}


def _grant(session: Session, header: Header) -> set[str]:
    sender = header.sender
    fields = {
        "key": sender.key,
        "role": str(Role.FOCAL_POINT),
        "administration": sender.administration,
        "name": sender.name,
        "office": sender.office,
        "checked": WORDS,
    }
    return session.commit([Edit(derive("grant", sender.key), "grant", fields)])[1].tables


def _vouch(session: Session, header: Header, how: str) -> set[str]:
    sender = header.sender
    fields = {
        "key": sender.key,
        "administration": sender.administration,
        "name": sender.name,
        "office": sender.office,
        "checked": NOT_CHECKED if how else WORDS,
    }
    if how:
        fields["how"] = how
    return session.commit([Edit(derive("vouch", sender.key), "vouch", fields)])[1].tables
