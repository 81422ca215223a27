"""Drafts while typing: kept within seconds, offered again after a crash, dropped when the form is saved."""

from collections.abc import Mapping
from typing import Any

from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.store import drafts
from rocb_desktop.store.database import told_plainly

_CHANGED = frozenset({"draft"})


@lane("write")
def keep_draft(session: Session, page: str, record: str, data: Mapping[str, Any]) -> Outcome:
    """Keep what is typed on `page` for `record` ("" for a new one); silent, because it happens while typing.

    `data` holds plain JSON values by field id. A draft is no Change: it is not in the history and never travels.
    """
    with told_plainly(), session.db.atomic():
        drafts.put_draft(session.db, page, record, data, session.clock.now().isoformat(timespec="seconds"))
    return Outcome(_CHANGED)


@lane("read")
def take_draft(session: Session, page: str, record: str) -> dict[str, Any] | None:
    """What was typed and not yet saved, or None. It stays kept until drop_draft."""
    with told_plainly():
        return drafts.get_draft(session.db, page, record)


@lane("write")
def drop_draft(session: Session, page: str, record: str) -> Outcome:
    """Forget a draft, because the form was saved or its text thrown away."""
    with told_plainly(), session.db.atomic():
        dropped = drafts.delete_draft(session.db, page, record)
    return Outcome(_CHANGED if dropped else frozenset())
