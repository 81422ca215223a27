"""A list of very many rows in the real window: opened, dragged to its end, sorted and filtered, and the longest the
window stood still meanwhile; beside it the same rows as objects in a table that holds them all.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_stall import LIMIT_MS, Ticks, live, wait_until
from desk import DAY

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from many_imports import add_imports
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from rocb_desktop.services.arriving.import_log import import_keys, imports_of
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.session import open_session
from rocb_desktop.ui.app import application, make_window
from rocb_desktop.ui.collector import Collector
from rocb_desktop.ui.index_keeper import IndexKeeper
from rocb_desktop.ui.paged_table import PagedTable
from rocb_desktop.ui.pages.inbox_page import InboxPage
from rocb_desktop.ui.views.files.received_list import _columns
from rocb_desktop.ui.widgets.paged_model import PAGE
from rocb_desktop.ui.widgets.table import TableView


def rows_here(table: PagedTable) -> bool:
    """Whether the rows in view are shown."""
    return table.pages.has(max(table.rowAt(0), 0) // PAGE)


def step(ticks: Ticks, name: str, do: Callable[[], object], ready: Callable[[], bool]) -> None:
    """Do one thing, and tell how long it took and how long the window stood still."""
    ticks.gaps.clear()
    start = time.perf_counter()
    do()
    wait_until(ready)
    took = (time.perf_counter() - start) * 1000
    live(150)
    print(f"{ticks.line(name)}, ready after {took:6.0f} ms")


def run(count: int) -> None:
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        create_profile(folder / "rocb", "rocb", "ROCB", "Desk", clock=DAY)
        add_imports(folder / "rocb", count, DAY)
        window = make_window(folder / "rocb", DAY)
        window.resize(1366, 768)
        opened: list[bool] = []
        window.ready.connect(lambda: opened.append(True))
        window.show()
        wait_until(lambda: bool(opened) and not window.work.jobs())
        ticks = Ticks(window)
        window.go("inbox")  # built before the clock starts: the first visit imports its modules
        page = window.pages.current_page()
        assert isinstance(page, InboxPage)
        table = page.received.table
        wait_until(lambda: table.pages.rowCount() == count and rows_here(table))
        keeper, indexed = window.findChild(IndexKeeper), []
        assert keeper is not None
        keeper.caught_up.connect(lambda: indexed.append(True))
        ticks.gaps.clear()
        wait_until(lambda: bool(indexed))
        print(ticks.line(f"index {count} rows meanwhile"))
        live(300)
        step(ticks, f"open {count} rows", table.reload, lambda: rows_here(table) and not window.work.jobs("read"))
        bar = table.verticalScrollBar()

        def drag() -> None:
            for part in range(1, 61):
                bar.setValue(bar.maximum() * part // 60)
                live(8)

        step(ticks, "drag to the end", drag, lambda: rows_here(table))
        step(ticks, "back to the top", lambda: bar.setValue(0), lambda: rows_here(table))
        descending = Qt.SortOrder.DescendingOrder
        sorted_by: list[bool] = []
        table.read.connect(lambda: sorted_by.append(True))
        step(ticks, "sort by sender", lambda: table.sortByColumn(3, descending), lambda: bool(sorted_by))
        page.received.search.setText("okubo")
        wanted = count // 100
        step(ticks, "filter", lambda: None, lambda: table.pages.rowCount() == wanted and rows_here(table))
        step(ticks, "size columns", table._size_columns, lambda: True)
        everything(folder / "rocb", ticks)
        window.close()
        QApplication.processEvents()


def everything(profile: Path, ticks: Ticks) -> None:
    """The same rows, all of them objects in a plain table: what the long list is measured against."""
    session = open_session(profile, clock=DAY, readonly=True)
    keys = import_keys(session)
    live(20)
    ticks.gaps.clear()
    start = time.perf_counter()
    table = TableView("Files received", _columns(), [row for row in imports_of(session, keys) if row is not None])
    table.resize(1000, 500)
    table.show()
    table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    live(10)
    took = (time.perf_counter() - start) * 1000
    print(f"{ticks.line('all rows as objects, shown and sorted')}, ready after {took:6.0f} ms")
    table.deleteLater()
    session.close()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    collector = Collector()
    collector.start()  # as the app does
    print(f"limit {LIMIT_MS} ms")
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
