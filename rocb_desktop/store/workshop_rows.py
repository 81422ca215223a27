"""Row of the table `workshop`: the record's fields, and the survey's dates worked out once."""

from rocb_desktop.domain.change import RecordState, Value
from rocb_desktop.domain.clock import PartialDate, survey_window
from rocb_desktop.domain.errors import UserError
from rocb_desktop.store.cells import cell

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
    return (state.record, survey, *cells, *_dates(values.get("end")), cell("programme", values.get("programme")))


def _dates(end: Value) -> tuple[object, ...]:
    """First and last day of the survey, and 1 where only the month is known; nothing for a date we cannot read."""
    try:
        window = survey_window(PartialDate.parse(str(end)))
    except UserError:
        return None, None, None
    return window.opens.isoformat(), window.closes.isoformat(), int(window.approximate)
