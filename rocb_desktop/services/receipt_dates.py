"""Notes the day on which an office first received a reply: lateness is judged by the receiver's date, and travels."""

from collections.abc import Sequence

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.blocks import chunks, marks

_BLOCKS_A_RECORD = 5_000  # keeps a record's line far below what a file allows


def note_received(session: Session, file: str, blocks: Sequence[str]) -> set[str]:
    """Write today's date for those of the new `blocks` that hold replies and have no date yet. Returns tables."""
    if session.profile.role not in (Role.FOCAL_POINT, Role.ROCB):
        return set()
    undated: list[str] = []
    for some in chunks(blocks):
        query = (
            f"SELECT b.id FROM block b WHERE b.id IN ({marks(some)}) AND b.audience = 'rocb'"
            " AND NOT EXISTS (SELECT 1 FROM received_block r WHERE r.block = b.id)"
            " AND EXISTS (SELECT 1 FROM change c WHERE c.block = b.seq AND c.kind = 'reply') ORDER BY b.seq"
        )
        undated += [row[0] for row in session.db.execute(query, some)]
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
