"""What "the words are the same" does: it pins the office, or grants the sender - a record that travels."""

import json
from dataclasses import replace

from rocb_desktop.domain.administration import ROCB, by_code
from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange import words
from rocb_desktop.exchange.file import Header, Sender
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.authority import vouched_keys
from rocb_desktop.store.changes import Written, recompute_standings
from rocb_desktop.store.settings import read_setting, write_setting

_DIFFERENT = "different_words"


def may_trust(session: Session, header: Header, office: bool) -> bool:
    """Whether this role may let that sender in: ROCB A/P its focal points, they their people.

    `office`: the sender speaks for the anchor, and none is pinned here yet; anybody may pin it.
    """
    if office:
        return True
    role, sender = session.profile.role, header.sender
    known = by_code(sender.administration)
    if known is None or known.code != sender.administration:
        return False
    if role == Role.ROCB:
        return sender.role == Role.PARTICIPANT or (sender.role == Role.FOCAL_POINT and is_recipient(sender.office))
    own = sender.administration == session.profile.administration
    return role == Role.FOCAL_POINT and sender.role == Role.PARTICIPANT and own


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
    return key in _different(session)


def keep_different(session: Session, key: str, different: bool) -> None:
    """Remember on this computer (it never travels) that a key's words were different, or no longer."""
    keys = _different(session)
    if (key in keys) != different:
        write_setting(session.db, _DIFFERENT, json.dumps(sorted(keys ^ {key})))


def _different(session: Session) -> set[str]:
    return set(json.loads(read_setting(session.db, _DIFFERENT, "[]")))


def trust_sender(session: Session, header: Header, office: bool, tables: set[str]) -> None:
    """Raises UserError: unknown_sender (this role cannot vouch for that one), other_administration."""
    sender, role = header.sender, session.profile.role
    keep_different(session, sender.key, False)
    if office:
        tables |= _pin(session, header.anchor)
    elif may_trust(session, header, office):
        by_office = role == Role.ROCB and sender.role == Role.FOCAL_POINT
        tables |= _grant(session, header) if by_office else _vouch(session, header)
    elif role == Role.FOCAL_POINT and sender.role == Role.PARTICIPANT:
        raise UserError("other_administration", administration=sender.administration)
    else:
        raise UserError("unknown_sender", words=words.spoken([sender.key]))


def _pin(session: Session, anchor: tuple[str, ...]) -> set[str]:
    write_setting(session.db, "anchor", json.dumps(list(anchor)))
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
        "checked": "words",
    }
    return session.commit([Edit(derive("grant", sender.key), "grant", fields)])[1].tables


def _vouch(session: Session, header: Header) -> set[str]:
    sender = header.sender
    fields = {
        "key": sender.key,
        "administration": sender.administration,
        "name": sender.name,
        "office": sender.office,
        "checked": "words",
    }
    return session.commit([Edit(derive("vouch", sender.key), "vouch", fields)])[1].tables
