"""A ROCB A/P profile for the benchmarks, and the clock they share."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import add_workshop
from rocb_desktop.services.session import Clock, Session, open_session

DAY = Clock(date(2021, 12, 21))


@contextmanager
def rocb_desk() -> Iterator[Session]:
    """A fresh profile with nine workshops; gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        create_profile(Path(folder) / "rocb", "rocb", "ROCB", "Desk", clock=DAY)
        session = open_session(Path(folder) / "rocb", clock=DAY)
        for number in range(1, 10):
            add_workshop(session, f"Workshop {number}", "regional", "2021-04-20", "2021-04-23", number=number)
        yield session
        session.close()


def timed(what: Callable[[], object]) -> float:
    """Seconds that calling `what` takes."""
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


def line(name: str, ours: float, floor: float, unit: str, floor_name: str) -> str:
    return f"{name:<52} {ours:10.3f} {unit:<6} {floor_name}: {floor:8.3f} {unit:<6} ratio {ours / floor:5.2f}"
