"""The state of a record by the letter of the rules, written once more with nothing of the app's: slow and plain."""

import json
import unicodedata
from collections.abc import Collection

from rocb_desktop.domain.change import Change, Value

Said = tuple[Value, frozenset[str], bool]  # shown value, ids of the heads, whether it is a conflict


def plain_state(changes: Collection[Change]) -> dict[str, Said]:
    """Every field of one record."""
    names = sorted({name for change in changes for name in change.fields or {}})
    state = {name: _field(name, changes) for name in names}
    if "deleted" in state and state["deleted"][0] is True:
        shown, heads, conflict = state["deleted"]
        knew = {before for change in changes if change.id in heads for before in change.after} | heads
        unaware = any(not other <= knew for name, (_v, other, _c) in state.items() if name != "deleted")
        state["deleted"] = (shown, heads, conflict or unaware)
    return state


def _field(name: str, changes: Collection[Change]) -> Said:
    setters = [change for change in changes if name in (change.fields or {})]
    heads = [one for one in setters if not any(one.id in other.after for other in setters if other.id != one.id)]
    newest = sorted(heads, key=lambda head: (head.hlc, head.id))[-1]
    values = {_compared((head.fields or {})[name]) for head in heads}
    return (newest.fields or {})[name], frozenset(head.id for head in heads), len(values) > 1


def _compared(value: Value) -> str:
    if isinstance(value, str):
        return json.dumps(unicodedata.normalize("NFC", "\n".join(value.replace("\r\n", "\n").split("\r"))))
    return json.dumps(value)
