"""How long the window stands still during an import: gaps between ticks of its own clock, and the memory it takes."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import made
from bench_import import file_of
from desk import DAY
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import add_workshop
from rocb_desktop.services.safety.backups import backup_if_old
from rocb_desktop.services.session import open_session
from rocb_desktop.ui.app import application, make_window
from rocb_desktop.ui.collector import Collector
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog

LIMIT_MS = 50
_TICK_MS = 2


class Ticks(QObject):
    """Ticks as often as the window can, and remembers how long it could not."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.gaps: list[tuple[float, float]] = []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append(((now - self._last) * 1000, (worked - self._worked) * 1000))
        self._last, self._worked = now, worked

    def line(self, what: str) -> str:
        """The gaps since the last call, in words."""
        gaps, self.gaps = sorted(self.gaps), []
        long = [gap for gap, _own in gaps if gap > LIMIT_MS]
        worst, own = gaps[-1]
        busiest = max(own for _gap, own in gaps)
        return (
            f"{what:<38} longest {worst:6.1f} ms (own work in it {own:5.1f}), over {LIMIT_MS} ms: {len(long)},"
            f" most own work at once {busiest:5.1f} ms"
        )


def live(milliseconds: int) -> None:
    """Let the window do what it does for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the window live until something is so."""
    while not is_so():
        live(_TICK_MS)


def prepare(folder: Path, count: int, own: bool) -> None:
    """A profile with workshops, and a file of `count` replies for it."""
    create_profile(folder / "rocb", "rocb", "ROCB", "Desk", clock=DAY)
    session = open_session(folder / "rocb", clock=DAY)
    for number in range(1, 10):
        add_workshop(session, f"Workshop {number}", "regional", "2021-04-20", "2021-04-23", number=number)
    blocks = list(made.own_replies(count)) if own else [made.desk_replies(session.keys.seed, count)]
    file_of(session, blocks, folder)
    backup_if_old(session)
    session.close()


def memory() -> float:
    """The most this process ever took, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(count: int, own: bool) -> None:
    name = "own replies" if own else "rows of one desk"
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        # in another process: what making the replies takes is not what importing them takes
        subprocess.run([sys.executable, __file__, str(count), "own" if own else "rows", text], check=True)
        path = folder / "many.rocb"
        window = make_window(folder / "rocb", DAY)
        window.resize(1366, 768)
        opened: list[bool] = []
        window.ready.connect(lambda: opened.append(True))
        window.show()
        wait_until(lambda: bool(opened) and not window.work.jobs())
        before = memory()
        ticks = Ticks(window)
        window.open_files([path])
        wait_until(lambda: bool(window.findChildren(ImportDialog)))
        dialog = window.findChildren(ImportDialog)[0]
        wait_until(lambda: dialog.preview is not None)
        live(200)
        print(ticks.line(f"preview of {count} {name}"))
        done: list[object] = []
        dialog.imported.connect(done.append)
        dialog.start_import()
        wait_until(lambda: bool(done) and not window.work.jobs())
        live(1500)  # what comes after: pages that load again, the garbage of the import
        print(ticks.line(f"import of {count} {name}"))
        print(f"{'memory at most':<44} {memory():5.0f} MB, before the files were opened {before:5.0f} MB")
        dialog.accept()
        window.close()
        QApplication.processEvents()


if __name__ == "__main__":
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 3:
        prepare(Path(sys.argv[3]), how_many, sys.argv[2] == "own")
    else:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        application()
        collector = Collector()
        collector.start()  # as the app does
        for kind in sys.argv[2:] or ("rows", "own"):
            run(how_many, kind == "own")
