"""Mission reports and the rows of their gap tables: rows to domain objects."""

from collections.abc import Sequence

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.mission_report import TEXTS, Gap, MissionReport
from rocb_desktop.store.database import Database


def read_reports(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[MissionReport]:
    """By workshop."""
    rows = db.execute(
        f"SELECT id, workshop, person, addressee, finished, version, {', '.join(TEXTS)} FROM mission_report"
        f" WHERE {where} ORDER BY workshop, id",
        values,
    )
    return [
        MissionReport(
            record,
            workshop or "",
            person or "",
            addressee or "",
            {name: text for name, text in zip(TEXTS, texts, strict=True) if text},
            PartialDate.parse(finished) if finished else None,
            version or 0,
        )
        for record, workshop, person, addressee, finished, version, *texts in rows
    ]


def read_gaps(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Gap]:
    """In the order in which they were found."""
    rows = db.execute(
        "SELECT id, coalesce(workshop, ''), coalesce(person, ''), coalesce(number, 0), coalesce(standard, ''),"
        " coalesce(situation, ''), coalesce(gap, ''), coalesce(recommendation, '')"
        f" FROM gap WHERE {where} ORDER BY workshop, number, id",
        values,
    )
    return [Gap(*row) for row in rows]
