"""Two officers say different things about one key: one word is let hold, or an office takes its own back."""

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.anchor_word import holds_anchor, say_as_anchor
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.trust.key_decisions import LIMITS
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _


@lane("write")
def settle_dispute(session: Session, key: str, word: str) -> Outcome:
    """Two officers say different things about a key: let the word of the change `word` hold.

    Written by the level that speaks last. Raises UserError not_allowed, bad_value.
    """
    for kind in ("grant", "vouch"):
        record = derive(kind, key)
        state = session.state(record)
        heads = [head for found in (state.heads.values() if state else ()) for head in found]
        said = next((head for head in heads if head.id == word), None)
        if said is not None:
            whole = {name: value for name, value in (state.values if state else {}).items() if name != "deleted"}
            return _settle(session, key, Edit(record, kind, {**whole, **(said.fields or {})}))
    raise UserError("bad_value", value=word)


def _settle(session: Session, key: str, edit: Edit) -> Outcome:
    own = standing_of(session.db, session.desk.key).role
    by_anchor = edit.fields.get("role") == Role.ROCB
    if not (holds_anchor(session) if by_anchor else own is Role.ROCB):
        raise UserError("not_allowed")
    fields = {name: value for name, value in edit.fields.items() if name not in LIMITS}
    chosen = Edit(edit.record, edit.kind, fields)
    changes, written = say_as_anchor(session, chosen) if by_anchor else session.commit([chosen])
    undo = None if by_anchor else undo_of(changes)
    return Outcome(frozenset(written.tables | {"grant"}), _("Decided. Both words stay in the history."), undo, key)


@lane("write")
def take_word_back(session: Session, key: str) -> Outcome:
    """A focal point's own office has confirmed a key that another office claims as well: it no longer does.

    Raises UserError not_allowed.
    """
    own = standing_of(session.db, session.desk.key)
    if own.role is not Role.FOCAL_POINT:
        raise UserError("not_allowed")
    fields: dict[str, Value] = {"key": key, "administration": own.administration, "deleted": True}
    changes, written = session.commit([Edit(derive("vouch", key), "vouch", fields)])
    said = _("Your office no longer speaks for this key.")
    return Outcome(frozenset(written.tables | {"grant"}), said, undo_of(changes), key)
