"""Notes the day on which an office first received a reply: lateness is judged by the receiver's date, and travels."""

from collections.abc import Iterable, Sequence

from rocb_desktop.domain.authority import Block
from rocb_desktop.domain.change import derive
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.blocks import chunks, marks

_BLOCKS_A_RECORD = 5_000  # keeps a record's line far below what a file allows


def note_received(session: Session, file: str, arriving: Sequence[Block]) -> set[str]:
    """Write today's date for those of the arriving blocks that hold replies and have no date, here or in the file.

    Returns the tables that changed.
    """
    if session.profile.role not in (Role.FOCAL_POINT, Role.ROCB):
        return set()
    dated = set(_dated_in(arriving))
    replies = [block.id for block in arriving if any(change.kind == "reply" for change in block.changes)]
    for some in chunks(replies):
        rows = session.db.execute(f"SELECT block FROM received_block WHERE block IN ({marks(some)})", some)
        dated.update(row[0] for row in rows)
    undated = [block for block in replies if block not in dated]
    today = session.clock.today().isoformat()
    edits = [
        Edit(
            derive("received", file, session.desk.key, str(at)),
            "received",
            {"date": today, "blocks": list(undated[at : at + _BLOCKS_A_RECORD])},
        )
        for at in range(0, len(undated), _BLOCKS_A_RECORD)
    ]
    return session.commit(edits)[1].tables if edits else set()


def _dated_in(blocks: Iterable[Block]) -> Iterable[str]:
    """Blocks that a focal point's own note in the same file dates."""
    for block in blocks:
        for change in block.changes:
            listed = (change.fields or {}).get("blocks") if change.kind == "received" else None
            if isinstance(listed, list):
                yield from (item for item in listed if isinstance(item, str))
