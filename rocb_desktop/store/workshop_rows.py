"""Row of the table `workshop`: the record's fields, and the survey's dates worked out once."""

import json

from rocb_desktop.domain.change import RecordState, Value
from rocb_desktop.domain.clock import PartialDate, survey_window
from rocb_desktop.domain.errors import UserError

_COLUMNS = (
    "round",
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
    cells = tuple(_cell(values.get(name)) for name in _COLUMNS)
    return (state.record, *cells, *_dates(values.get("end")))


def _cell(value: Value) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _dates(end: Value) -> tuple[object, ...]:
    """First and last day of the survey, and 1 where only the month is known; nothing for a date we cannot read."""
    try:
        window = survey_window(PartialDate.parse(str(end)))
    except UserError:
        return None, None, None
    return window.opens.isoformat(), window.closes.isoformat(), int(window.approximate)
