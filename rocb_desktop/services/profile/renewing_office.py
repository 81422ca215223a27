"""Gives ROCB A/P a new pair of office keys, when one of the old ones was lost or stolen: signed by the other."""

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.office_renewal import make_renewal
from rocb_desktop.exchange.recovery_sheet import SecondKey, read_sheet
from rocb_desktop.exchange.text_lines import read_lines
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile import key_places
from rocb_desktop.services.profile.anchor_word import say_as_anchor
from rocb_desktop.services.profile.keys import ANCHOR, PAPER
from rocb_desktop.services.profile.office_renewals import keep_renewals
from rocb_desktop.services.profile.recovery import forget_copies
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.trust.trust import pin_office
from rocb_desktop.texts import _

_FORMER = "former-anchor.key"  # until the store has taken the new pair: a computer may stop in between


@lane("write")
def renew_office(session: Session, second_sheet: str = "") -> Outcome:
    """Make a new pair, sign that it follows the old one, and let every officer speak for it again.

    `second_sheet`: the typed lines of the second office key, where the first is not here. Raises UserError:
    not_allowed, bad_value (no key of the office that is known here).
    """
    if session.profile.role != Role.ROCB:
        raise UserError("not_allowed")
    seed, before = _old_key(session, second_sheet), session.anchor
    grants = _grants_of(session, before)
    first, second = session.ids.token(32), session.ids.token(32)
    after = (sshsig.public_key(first), sshsig.public_key(second))
    folder = session.profile.keys_folder
    if key_places.has_key(folder, ANCHOR) and not key_places.has_key(folder, _FORMER):
        key_places.keep_key(folder, _FORMER, key_places.read_key(folder, ANCHOR))
    for name, key in ((ANCHOR, first), (PAPER, second)):
        key_places.keep_key(folder, name, key.hex())
    with session.db.atomic():
        keep_renewals(session, [make_renewal(seed, before, after)])
        session.keys_changed()
        tables = pin_office(session, after)
        for record, fields in grants:
            tables |= say_as_anchor(session, Edit(record, "grant", fields))[1].tables
        forget_copies(session)
    if key_places.has_key(folder, _FORMER):
        key_places.drop_key(folder, _FORMER)
    said = _("ROCB A/P has new office keys. Print both sheets again, and make a new office file and new packs.")
    return Outcome(frozenset(tables | {"setting"}), said)


def _old_key(session: Session, second_sheet: str) -> bytes:
    """The private half of one of the pinned keys: from the paper, or from this profile."""
    data = read_lines(second_sheet).data
    held = read_sheet(data) if data is not None else None
    seeds = [held.seed] if isinstance(held, SecondKey) else []
    folder = session.profile.keys_folder
    names = [name for name in (ANCHOR, _FORMER) if key_places.has_key(folder, name)]
    seeds += [bytes.fromhex(key_places.read_key(folder, name)) for name in names]
    known = [seed for seed in seeds if sshsig.public_key(seed) in session.anchor]
    if not known:
        raise UserError(
            "bad_value", problem=_("No key of ROCB A/P's office is here. Type the sheet of the second one.")
        )
    return known[0]


def _grants_of(session: Session, anchor: tuple[str, ...]) -> list[tuple[str, dict[str, Value]]]:
    """What the old pair said of its officers, to be said again by the new one."""
    query = (
        "SELECT DISTINCT c.record FROM change c JOIN block b ON b.seq = c.block"
        f" WHERE c.kind='grant' AND c.held IS NULL AND b.author IN ({','.join('?' * len(anchor))})"
    )
    found: list[tuple[str, dict[str, Value]]] = []
    for (record,) in session.db.execute(query, anchor).fetchall():
        state = session.state(record)
        if state is not None:
            found.append((record, {name: value for name, value in state.values.items() if value is not None}))
    return found
