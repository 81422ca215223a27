"""Row of the table `workshop`: the record's fields, and the survey's dates worked out once."""

from datetime import date

from rocb_desktop.domain.change import RecordState, Value
from rocb_desktop.domain.clock import PartialDate, survey_window
from rocb_desktop.domain.errors import UserError
from rocb_desktop.store.cells import cell, exact_day

_COLUMNS = (
    "number",
    "title",
    "short_title",
    "kind",
    "mode",
    "start",
    "end",
    "administrations",
    "participated",
    "surveyed",
    "reason",
    "status",
    "questionnaire",
)


def row(state: RecordState) -> tuple[object, ...]:
    values = state.values
    survey = cell("number", values.get("round"))
    cells = tuple(cell(name, values.get(name)) for name in _COLUMNS)
    until = exact_day(values.get("reopened_until"))
    dates = _dates(values.get("end"), until)
    more = (cell("programme", values.get("programme")), until, cell("reopened_why", values.get("reopened_why")))
    return (state.record, survey, *cells, *dates, *more)


def _dates(end: Value, until: str | None) -> tuple[object, ...]:
    """First and last day of the survey, and 1 where only the month is known; nothing for a date we cannot read."""
    try:
        reopened = date.fromisoformat(until) if until else None
        window = survey_window(PartialDate.parse(str(end)), reopened_until=reopened)
    except UserError:
        return None, None, None
    return window.opens.isoformat(), window.closes.isoformat(), int(window.approximate)
