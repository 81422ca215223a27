"""What a national return holds: accepted replies as their authors signed them, the office's own words around them, and
the note which blocks it brought.
"""

import json
from collections.abc import Mapping, Sequence

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.kinds import Audience, contact_id
from rocb_desktop.domain.reply import Reply
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.sending.receipt_dates import IN_RETURN, note_edit, receipt_records
from rocb_desktop.services.sending.signing import sign_waiting
from rocb_desktop.services.session import Session
from rocb_desktop.store.chains import Stream

# Words of this administration's people: accepted replies with their authors' names and addresses, the focal points'
# own, and whatever else is of this class, also of kinds that only a newer version knows.
_WORDS = """(b.author=?3 OR s.administration=?4)
    AND (c.kind<>'reply' OR c.record IN (SELECT value FROM json_each(?5)))
    AND (c.kind NOT IN ('person', 'contact') OR b.author=?3 OR s.role='focal_point'
        OR c.record IN (SELECT value FROM json_each(?6)))"""
# The office's notes of when replies came, and of what this return brings; and that one of its keys has ended itself.
_NOTES = """c.kind IN ('received', 'grant') AND (b.author=?3 OR (s.administration=?4 AND s.role='focal_point'))
    AND (c.record=?5 OR c.record NOT IN (SELECT received FROM received_block WHERE stage<>''))"""


def sign_return(session: Session, round_number: int, number: int, held: Sequence[Reply]) -> str:
    """Sign all that the next return holds, and note in it which blocks it brings: the value is the note's record."""
    replies = [reply.id for reply in held]
    query = "SELECT DISTINCT record FROM change WHERE block IS NULL AND kind<>'reply'"
    waiting = {row[0] for row in session.db.execute(query)}
    sign_waiting(session, Audience.ROCB, {*waiting, *replies})
    query = (
        "SELECT DISTINCT b.id FROM block b JOIN change c ON c.block = b.seq WHERE c.held IS NULL AND b.audience='rocb'"
        " AND c.record IN (SELECT value FROM json_each(?)) ORDER BY b.id"
    )
    blocks = [row[0] for row in session.db.execute(query, (json.dumps(replies),))]
    token = derive("received", IN_RETURN, str(round_number), str(number))
    stage: dict[str, Value] = {"stage": IN_RETURN, "round": round_number, "number": number}
    note = note_edit(session, token, session.clock.today(), blocks, **stage)
    session.commit([note])
    sign_waiting(session, Audience.ALL, receipt_records(session))
    return note.record


def return_blocks(
    session: Session, accepted: Sequence[Reply], note: str, known: Mapping[Stream, int]
) -> list[SignedBlock]:
    """The blocks of a return that was signed, without those that ROCB A/P has (`known`); `note` is its own.

    No reply that nobody has accepted, and no word that is held, but those that a newer version will understand.
    """
    desk = session.desk
    people = sorted({reply.person for reply in accepted if reply.source == "own"})
    about = json.dumps([*people, *(contact_id(person) for person in people)])
    replies = json.dumps([reply.id for reply in accepted])
    words = rows_where(session, Audience.ROCB, _WORDS, (desk.key, desk.administration, replies, about))
    notes = rows_where(session, Audience.ALL, _NOTES, (desk.key, desk.administration, note))
    return [*carry(session, Audience.ROCB, words, known), *carry(session, Audience.ALL, notes, known)]
