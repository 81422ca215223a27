"""Feedback of ROCB A/P: rows to domain objects."""

from rocb_desktop.domain.feedback import Feedback, read_feedback
from rocb_desktop.store.database import Database


def read_feedbacks(db: Database) -> list[Feedback]:
    """All that can be read by this version: of the newest survey first, the whole survey before its workshops."""
    query = "SELECT id, round, workshop, date, figures, practices, note FROM feedback"
    names = ("round", "workshop", "date", "figures", "practices", "note")
    found = [read_feedback(record, dict(zip(names, row, strict=True))) for record, *row in db.execute(query)]
    return sorted((one for one in found if one is not None), key=lambda one: (-one.round, one.workshop != "", one.id))
