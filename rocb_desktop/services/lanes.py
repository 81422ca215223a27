"""Which of the window's three lanes a service runs on, said once, beside the service itself."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, TypeVar, cast

Lane = Literal["write", "read", "draw"]
LANES: tuple[Lane, ...] = ("write", "read", "draw")

_ATTRIBUTE = "lane"
_listening = threading.local()
_Service = TypeVar("_Service", bound=Callable[..., Any])


def lane(name: Lane) -> Callable[[_Service], _Service]:
    """Mark a service: "write" and "read" are given a session first, "draw" only its plain values.

    write: the one read-write connection; may change records, report progress and be stopped.
    read: a read-only connection, so that pages stay alive during a long write.
    draw: slow work on values alone (a chart, a workbook); it never sees the store.
    Calling the service directly (a command, a test) works as if the mark were not there.
    """
    if name not in LANES:
        raise ValueError(f"no such lane: {name}")

    def mark(service: _Service) -> _Service:
        setattr(service, _ATTRIBUTE, name)
        return service

    return mark


def lane_of(service: Callable[..., Any]) -> Lane:
    """The lane a service declared; TypeError when it declared none (a mistake in our code)."""
    name = getattr(service, _ATTRIBUTE, None)
    if name not in LANES:
        raise TypeError(f"{service!r} does not say its lane: put @lane(...) above it")
    return cast(Lane, name)


@contextmanager
def reporting(progress: Callable[[int, int], None]) -> Iterator[None]:
    """While this lasts `report` on the same thread tells `progress`, which raises Cancelled after a Stop."""
    _listening.progress = progress
    try:
        yield
    finally:
        _listening.progress = None


def report(i: int, n: int) -> None:
    """Step i of n of a draw service, which has no session to tell; nobody may be listening."""
    progress = getattr(_listening, "progress", None)
    if progress is not None:
        progress(i, n)
