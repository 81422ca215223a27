"""Feedback of ROCB A/P: rows to domain objects, and what decides whether a text may be quoted by name."""

from rocb_desktop.domain.feedback import Feedback, read_feedback
from rocb_desktop.store.database import Database


def read_feedbacks(db: Database) -> list[Feedback]:
    """All that can be read by this version: of the newest survey first, the whole survey before its workshops."""
    query = "SELECT id, round, workshop, date, figures, practices, note FROM feedback"
    names = ("round", "workshop", "date", "figures", "practices", "note")
    found = [read_feedback(record, dict(zip(names, row, strict=True))) for record, *row in db.execute(query)]
    return sorted((one for one in found if one is not None), key=lambda one: (-one.round, one.workshop != "", one.id))


def cleared_administrations(db: Database, round_number: int) -> set[str]:
    """The administrations whose head cleared the survey's replies and quotes."""
    query = "SELECT administration FROM clearance WHERE round=? AND state='cleared'"
    return {row[0] for row in db.execute(query, (str(round_number),))}


def quote_limits(db: Database) -> dict[tuple[str, str], str]:
    """By reply and field: what a focal point or head still allows for the text."""
    rows = db.execute("SELECT reply, field, consent FROM quote_limit WHERE consent IS NOT NULL")
    return {(reply, field): consent for reply, field, consent in rows}
