"""How a field lies in a column: only as the kind of value that the column is for, whatever its author wrote."""

import json
from functools import lru_cache

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError

_LISTS = frozenset({"names", "blocks", "judged", "replies", "administrations", "materials", "workshops"})
_NUMBERS = frozenset({"number", "version", "reached", "participated", "surveyed", "size", "promised"})
_DATES = frozenset({"start", "end", "date", "received", "due", "since", "gone_on", "verified", "finished"})


def cell(column: str, value: Value) -> object:
    """The value for a column of this name; None where it is of another kind, or a date that is none."""
    if column in _LISTS:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, list) else None
    if column in _NUMBERS:
        return int(value) if isinstance(value, int) else None
    if column in _DATES:
        return _date(value)
    return value if isinstance(value, str) else None


def exact_day(value: Value) -> str | None:
    """A whole calendar date, or None."""
    found = _date(value)
    return found if found is not None and PartialDate.parse(found).exact else None


def _date(value: Value) -> str | None:
    """As it is sorted and compared: 2021-04-29 or 2021-04."""
    return _day_of(value) if isinstance(value, str) else None


@lru_cache(maxsize=1024)
def _day_of(text: str) -> str | None:
    """Few days come many times: the answer is kept."""
    try:
        return str(PartialDate.parse(text))
    except UserError:
        return None
