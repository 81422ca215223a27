"""What "the words are the same" does: it pins the office, or grants the sender - a record that travels."""

import json

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange import words
from rocb_desktop.exchange.file import Header
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.authority import vouched_keys
from rocb_desktop.store.changes import Written, recompute_standings
from rocb_desktop.store.settings import write_setting


def trust_sender(session: Session, header: Header, tables: set[str]) -> None:
    """Raises UserError: unknown_sender (this role cannot vouch for that one), other_administration."""
    if header.anchor and not session.anchor:
        tables |= _pin(session, header.anchor)
        return
    role = session.profile.role
    if role == Role.ROCB:
        tables |= _grant_by_office(session, header)
    elif role == Role.FOCAL_POINT and header.sender.role == Role.PARTICIPANT:
        if header.sender.administration != session.profile.administration:
            raise UserError("other_administration", administration=header.sender.administration)
        tables |= _vouch(session, header)
    else:
        raise UserError("unknown_sender", words=words.spoken([header.sender.key]))


def _pin(session: Session, anchor: tuple[str, ...]) -> set[str]:
    write_setting(session.db, "anchor", json.dumps(list(anchor)))
    written = Written()
    with session.db.atomic():
        recompute_standings(session.db, session.desk, {*vouched_keys(session.db), session.desk.key}, written)
    return written.tables | {"setting"}


def _grant_by_office(session: Session, header: Header) -> set[str]:
    sender = header.sender
    if sender.role == Role.PARTICIPANT:
        return _vouch(session, header)
    if sender.role != Role.FOCAL_POINT or not is_recipient(sender.office):
        raise UserError("unknown_sender", words=words.spoken([sender.key]))
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
