"""The action log: rows to domain objects."""

import json
from collections.abc import Sequence

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.store.database import Database

_WORDS = ("workshop", "person", "type", "channel", "audience", "text", "effect", "subtype", "barrier")
_LINKS = ("recommendation", "plan_item", "handed_to", "handed_from")
_COLUMNS = ", ".join(f"coalesce({name}, '')" for name in (*_WORDS, *_LINKS))


def read_actions(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Action]:
    """Actions, oldest first; undated ones last. A plan lies at the day it is planned for."""
    rows = db.execute(
        f"SELECT id, coalesce(status, 'done'), date, due, reached, coalesce(promised, 0), materials, {_COLUMNS}"
        f" FROM action WHERE {where} ORDER BY date IS NULL, date, id",
        values,
    )
    return [_action(*row) for row in rows]


def _action(
    record: str,
    status: str,
    day: str | None,
    due: str | None,
    reached: int | None,
    promised: int,
    materials: str | None,
    *words: str,
) -> Action:
    if status == "planned":  # the first versions kept the day it is planned for as its date alone
        due = day = due or day
    return Action(
        id=record,
        status=status,
        date=PartialDate.parse(day) if day else None,
        due=PartialDate.parse(due) if due else None,
        reached=reached,
        promised=bool(promised),
        materials=_ids(materials),
        **dict(zip((*_WORDS, *_LINKS), words, strict=True)),
    )


def _ids(cell: str | None) -> tuple[str, ...]:
    return tuple(one for one in json.loads(cell) if isinstance(one, str)) if cell else ()
