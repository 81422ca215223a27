"""The action log: rows to domain objects."""

from collections.abc import Sequence

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.store.database import Database


def read_actions(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Action]:
    """Actions, oldest first; undated ones last."""
    rows = db.execute(
        "SELECT id, workshop, person, type, status, date, channel, audience, reached, text, effect FROM action"
        f" WHERE {where} ORDER BY date IS NULL, date, id",
        values,
    )
    return [
        Action(
            record,
            workshop or "",
            person or "",
            kind or "",
            status or "done",
            PartialDate.parse(day) if day else None,
            channel or "",
            audience or "",
            reached,
            text or "",
            effect or "",
        )
        for record, workshop, person, kind, status, day, channel, audience, reached, text, effect in rows
    ]
