"""What a write service hands back: which tables changed, what to say, and how to take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Undo:
    """The inverse of what was just done: a write service and the plain values to call it with.

    The service writes an inverse Change naming the heads the action made and refuses with a
    UserError when they are no longer the heads. Its own Outcome may carry an Undo: that is redo.
    """

    service: Callable[..., "Outcome"]
    args: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The result of a write.

    changed: the projection tables that differ now, in the singular ("action", "reply" ...).
    message: one translated sentence for the person, or "" when silence is right (a kept draft).
    undo: how to take it back, or None when that is not possible (the person was asked before).
    value: what the caller needs next, for example the id of the new record.
    """

    changed: frozenset[str] = frozenset()
    message: str = ""
    undo: Undo | None = None
    value: Any = None
