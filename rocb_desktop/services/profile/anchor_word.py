"""What ROCB A/P's first office key says: who its officers are. It signs nothing else."""

from rocb_desktop.domain.change import Change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.block import make_block
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.changes import Written, add_blocks


def holds_anchor(session: Session) -> bool:
    """Whether the first office key of the pinned ROCB A/P lies in this profile."""
    seed = session.keys.anchor
    return seed is not None and sshsig.public_key(seed) in session.anchor


def say_as_anchor(session: Session, edit: Edit) -> tuple[list[Change], Written]:
    """Sign one grant with the anchor key, in a block of its own. Raises UserError not_allowed.

    Each such block begins a stream of its own: the anchor key may lie with two officers, who number apart.
    """
    seed = session.keys.anchor
    if seed is None or not holds_anchor(session):
        raise UserError("not_allowed")
    change = session.draw_up(edit)
    if change is None:
        return [], Written()
    block = make_block(seed, session.ids.token(8).hex(), Audience.ALL, "", 1, "", [change])
    return [change], add_blocks(session.db, session.desk, [(block.block, block.header, block.signature)], None)
