"""Job: one call of a service on its way through a lane and back to the screen."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from rocb_desktop.services.lanes import Lane

Done = Callable[[Any], object]
Failed = Callable[[Exception], object]


@dataclass(eq=False)
class Job:
    """What was asked, by whom, and how it ended. Made by Work.run(); callers only keep it to stop it."""

    service: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    lane: Lane
    done: Done | None = None
    failed: Failed | None = None
    owner: QObject | None = None
    latest: str | None = None
    label: str = ""
    # written on the lane's thread, read on the GUI thread after the job was handed back
    value: Any = None
    error: Exception | None = None
    saved_at: datetime | None = None
    # written on the GUI thread
    started: bool = False
    shown_busy: bool = False
    superseded: bool = False
    progress: tuple[int, int] = (0, 0)
    future: "Future[None] | None" = field(default=None, repr=False)
    stop_asked: threading.Event = field(default_factory=threading.Event, repr=False)
    on_stop: "Callable[[Job], None] | None" = field(default=None, repr=False)

    def stop(self) -> None:
        """The person pressed Stop: the service ends at its next step and everything it did is rolled back."""
        self.stop_asked.set()
        if self.on_stop is not None:
            self.on_stop(self)
