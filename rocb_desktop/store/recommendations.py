"""Recommendations, and what became of each: rows to domain objects."""

from collections.abc import Sequence

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.recommendation import PROPOSED, Recommendation
from rocb_desktop.store.database import Database


def read_recommendations(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Recommendation]:
    """By workshop and number."""
    rows = db.execute(
        "SELECT id, workshop, person, number, text, owner, due, state, date, note FROM recommendation"
        f" WHERE {where} ORDER BY workshop, number, id",
        values,
    )
    return [
        Recommendation(
            record,
            workshop or "",
            person or "",
            number or 0,
            text or "",
            owner or "",
            PartialDate.parse(due) if due else None,
            state or PROPOSED,
            PartialDate.parse(day) if day else None,
            note or "",
        )
        for record, workshop, person, number, text, owner, due, state, day, note in rows
    ]
