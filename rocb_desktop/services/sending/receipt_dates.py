"""Signed notes of what an office received, and when: lateness is judged by the receiver's date, and senders see how far
their replies came.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import Value, derive, own_record
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.blocks import chunks, marks

IN_RETURN = "return"  # the stage of blocks that a national return brought on; without a stage they were received
_NOTED = ("reply", "national_return")
_BLOCKS_A_RECORD = 5_000  # keeps a record's line far below what a file allows


def note_received(session: Session, arriving: Sequence[Block], day: date) -> set[str]:
    """Write `day`, when they came, for those of the arriving blocks that hold the text of a reply or return and that
    nobody of this office has noted, here or in the file.

    Returns the tables that changed.
    """
    if session.profile.role not in (Role.FOCAL_POINT, Role.ROCB):
        return set()
    office = "" if session.profile.role == Role.ROCB else session.profile.administration
    dated = set(_dated_in(session, arriving, office))
    own = session.desk.key
    told = [block.id for block in arriving if block.key != own and _is_noted(block)]
    for some in chunks(told):
        query = f"SELECT block FROM received_block WHERE stage='' AND administration=? AND block IN ({marks(some)})"
        dated.update(row[0] for row in session.db.execute(query, (office, *some)))
    undated = [block for block in told if block not in dated]
    edits = [
        note_edit(session, derive("received", undated[at]), day, undated[at : at + _BLOCKS_A_RECORD])
        for at in range(0, len(undated), _BLOCKS_A_RECORD)
    ]
    return session.commit(edits)[1].tables if edits else set()


def _is_noted(block: Block) -> bool:
    return any(change.kind in _NOTED and change.fields is not None for change in block.changes)


def note_edit(session: Session, token: str, day: date, blocks: Sequence[str], **more: Value) -> Edit:
    """A note of this desk: opaque ids and a day, so that it may be shown to whoever sent one of the blocks."""
    record = own_record(session.desk.key, bytes.fromhex(token)[2:])
    return Edit(record, "received", {"date": day.isoformat(), "blocks": list(blocks), **more})


def receipt_records(session: Session) -> list[str]:
    """The notes of this desk: they are signed in blocks apart, and go to whom they concern, never into a pack."""
    query = (
        "SELECT DISTINCT c.record FROM change c LEFT JOIN block b ON b.seq = c.block"
        " WHERE c.kind='received' AND coalesce(b.author, ?)=?"
    )
    return [str(row[0]) for row in session.db.execute(query, (session.desk.key, session.desk.key))]


def _dated_in(session: Session, blocks: Iterable[Block], office: str) -> Iterable[str]:
    """Blocks that a note of the same office in the same file dates."""
    for block in blocks:
        for change in block.changes:
            fields = (change.fields or {}) if change.kind == "received" else {}
            listed = fields.get("blocks")
            if isinstance(listed, list) and "stage" not in fields and _is_office(session, block, office):
                yield from (item for item in listed if isinstance(item, str))


def _is_office(session: Session, block: Block, office: str) -> bool:
    standing = standing_of(session.db, block.key)
    return standing.role in (Role.FOCAL_POINT, Role.ROCB) and standing.administration == office
