"""Garbage is collected on the GUI thread alone while the app runs."""

import gc
import threading

import pytest
from pytestqt.qtbot import QtBot

from rocb_desktop.ui.collector import Collector


class Knot:
    """Garbage that only the collector can find."""

    def __init__(self, freed: list[int]) -> None:
        self.me, self.freed = self, freed

    def __del__(self) -> None:
        self.freed.append(threading.get_ident())


@pytest.fixture(autouse=True)
def as_before() -> object:
    yield
    gc.enable()


def test_other_threads_do_not_collect(qtbot: QtBot) -> None:
    freed: list[int] = []
    collector = Collector()
    collector.start()
    Knot(freed)
    thread = threading.Thread(target=lambda: [[] for _ in range(100_000)])
    thread.start()
    thread.join()
    kept = [[index] for index in range(5000)]  # past the collector's first limit
    assert not freed
    collector.collect()
    assert freed == [threading.get_ident()]
    assert len(kept) == 5000
    collector.stop()
    assert gc.isenabled()


def test_it_runs_by_itself(qtbot: QtBot) -> None:
    freed: list[int] = []
    collector = Collector()
    collector.start()
    Knot(freed)
    kept = [[index] for index in range(5000)]
    qtbot.waitUntil(lambda: bool(freed))
    assert len(kept) == 5000
    collector.stop()
