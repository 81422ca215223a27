"""From starting the process to the first painted frame: the app on a filled profile, against a bare QMainWindow."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from desk import line

from rocb_desktop.services.demo.demo import make_demo

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        print("painted", flush=True)
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
OURS = """
import sys
from pathlib import Path
from rocb_desktop.ui.app import application, make_window
app = application()
window = make_window(Path(sys.argv[1]))
window.resize(1366, 768)
window.pages.painted.connect(lambda: print("painted", flush=True))
window.ready.connect(lambda: print("ready", flush=True))
window.show()
app.exec()
"""


def first_line(code: str, *arguments: str, word: str = "painted") -> float:
    """Seconds from starting Python on `code` until it prints `word`; the process is ended then."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True, env=environment
    ) as child:
        assert child.stdout is not None
        while (said := child.stdout.readline()) and said.strip() != word:
            pass
        seconds = time.perf_counter() - start
        child.kill()
    if not said:
        raise SystemExit("the program ended before it painted")
    return seconds


def run(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = make_demo(Path(folder), "rocb", date(2021, 12, 21))
        first_line(BARE), first_line(OURS, str(profile))  # once, to warm the page cache
        bare, ours, content = [], [], []
        for _round in range(rounds):
            bare.append(first_line(BARE))
            ours.append(first_line(OURS, str(profile)))
            content.append(first_line(OURS, str(profile), word="ready"))
    floor = statistics.median(bare)
    print(line("start to the first painted frame", statistics.median(ours), floor, "s", "bare QMainWindow"))
    print(line("start to the first page's content", statistics.median(content), floor, "s", "bare QMainWindow"))


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
