"""What counts while two computers of one desk disagree about what may be used or named: the narrower word."""

from collections.abc import Callable, Mapping, Sequence

from rocb_desktop.domain.change import RecordState, Value
from rocb_desktop.domain.clearing import CLEARED, DRAFT, NAMED, NOT_NAMED, WITH_HEAD
from rocb_desktop.domain.reply import CONSENTS


def careful_values(state: RecordState) -> Mapping[str, Value]:
    """The values of a record as they count until somebody decides. Of a clearance and of the limit of a quote each
    field in conflict has the narrowest of its answers; every other record has what it shows.
    """
    narrow = _NARROW.get(state.kind)
    if narrow is None or not state.conflicts:
        return state.values
    said = {name: [(change.fields or {}).get(name) for change in changes] for name, changes in state.conflicts.items()}
    return {**state.values, **{name: narrow[name](answers) for name, answers in said.items() if name in narrow}}


def _narrowest(*widest_first: str) -> Callable[[Sequence[Value]], Value]:
    """The narrowest of some answers; no answer, or a word that only another version knows, is no limit."""
    order = [*widest_first]

    def narrowest(said: Sequence[Value]) -> Value:
        known = [one for one in said if isinstance(one, str) and one in order]
        return max(known, key=order.index) if known else said[-1]

    return narrowest


def _in_all(said: Sequence[Value]) -> Value:
    """What everybody has seen."""
    lists = [{one for one in answer if isinstance(one, str)} if isinstance(answer, list) else set() for answer in said]
    return [*sorted(set.intersection(*lists))]


_NARROW: Mapping[str, Mapping[str, Callable[[Sequence[Value]], Value]]] = {
    "quote_limit": {"consent": _narrowest(*CONSENTS)},
    "clearance": {
        "state": _narrowest(CLEARED, WITH_HEAD, DRAFT),
        "naming": _narrowest(NAMED, NOT_NAMED),
        "judged": _in_all,
    },
}
