"""Notes the day on which an office first received a reply: lateness is judged by the receiver's date, and travels."""

from collections.abc import Iterable, Sequence
from datetime import date

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import derive, own_record
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.blocks import chunks, marks

_BLOCKS_A_RECORD = 5_000  # keeps a record's line far below what a file allows


def note_received(session: Session, arriving: Sequence[Block], day: date) -> set[str]:
    """Write `day`, when they came, for those of the arriving blocks that hold replies and have no date here or in the
    file.

    Returns the tables that changed.
    """
    if session.profile.role not in (Role.FOCAL_POINT, Role.ROCB):
        return set()
    dated = set(_dated_in(session, arriving))
    replies = {
        block.id: block.administration for block in arriving if any(change.kind == "reply" for change in block.changes)
    }
    for some in chunks(list(replies)):
        query = f"SELECT block, administration FROM received_block WHERE block IN ({marks(some)})"
        dated.update(session.db.execute(query, some).fetchall())
    undated = [block for block, office in replies.items() if not {(block, ""), (block, office)} & dated]
    edits = [
        Edit(
            own_record(session.desk.key, bytes.fromhex(derive("received", undated[at]))[2:]),
            "received",
            {"date": day.isoformat(), "blocks": list(undated[at : at + _BLOCKS_A_RECORD])},
        )
        for at in range(0, len(undated), _BLOCKS_A_RECORD)
    ]
    return session.commit(edits)[1].tables if edits else set()


def receipt_records(session: Session) -> list[str]:
    """The notes of this desk: they are signed in blocks apart, and go to whom they concern, never into a pack."""
    query = (
        "SELECT DISTINCT c.record FROM change c LEFT JOIN block b ON b.seq = c.block"
        " WHERE c.kind='received' AND coalesce(b.author, ?)=?"
    )
    return [str(row[0]) for row in session.db.execute(query, (session.desk.key, session.desk.key))]


def _dated_in(session: Session, blocks: Iterable[Block]) -> Iterable[tuple[str, str]]:
    """Blocks that another office's note in the same file dates, with the administration of that office."""
    for block in blocks:
        for change in block.changes:
            listed = (change.fields or {}).get("blocks") if change.kind == "received" else None
            if isinstance(listed, list) and standing_of(session.db, block.key).role in (Role.FOCAL_POINT, Role.ROCB):
                yield from ((item, block.administration) for item in listed if isinstance(item, str))
