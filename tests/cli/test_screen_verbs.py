"""`demo`, `screens` and `self-test`, in processes of their own: the only verbs that know Qt."""

import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Answer, Run

from rocb_desktop.ui.registry import PARTICIPANT, entries_for

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "import sys; from rocb_desktop.__main__ import main; sys.exit(main(sys.argv[1:]))"
# A person who looks at the first page and closes the window.
LOOK_AND_CLOSE = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from rocb_desktop.cli.parser import run_command
from rocb_desktop.ui.app import application
from rocb_desktop.ui.window import MainWindow

app = application()

def look():
    for window in app.topLevelWidgets():
        if isinstance(window, MainWindow) and window.pages.key and not window.work.jobs():
            page = window.pages.current_page()
            words = " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
            print(json.dumps([window.role, window.pages.key, words]))
            window.close()

timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
sys.exit(run_command(sys.argv[1:]))
"""


def program(code: str, folder: Path, *words: object) -> Answer:
    """A command in a process without a screen, whose temporary files lie in `folder`."""
    environ = {**os.environ, "TMPDIR": str(folder), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], env=environ, capture_output=True, encoding="utf-8"
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("role", "page", "seen"),
    [
        ("participant", "home", "You have 15 days left."),
        ("focal-point", "home", "Check the sender of 1 file"),
        ("rocb", "round", "Survey 2021"),
    ],
)
def test_the_demo_says_what_it_is_and_leaves_nothing(role: str, page: str, seen: str, tmp_path: Path) -> None:
    done = program(LOOK_AND_CLOSE, tmp_path, "demo", "--role", role)
    assert done.code == 0, done.err
    said, looked = done.out.splitlines()
    shown_role, shown_page, words = json.loads(looked)
    assert (shown_role.replace("_", "-"), shown_page) == (role, page)
    assert said.startswith("This is a demo.") and said in words and seen in words
    assert list(tmp_path.iterdir()) == []


def test_screens_are_pictures_of_the_size_asked_for(tmp_path: Path) -> None:
    words = ("screens", "--out", tmp_path / "out", "--role", "participant", "--theme", "dark", "--size", "1024x600")
    done = program(COMMAND, tmp_path, *words, "--json")
    assert done.code == 0, done.out + done.err
    assert done.json["problems"] == [] and len(done.json["files"]) == len(entries_for(PARTICIPANT))
    for file in map(Path, done.json["files"]):
        assert struct.unpack(">II", file.read_bytes()[16:24]) == (1024, 600) and "-dark-" in file.name
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_size_in_words_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    for words in (("--size", "large"), ("--scale", "0"), ("--role", "boss"), ("--today", "soon")):
        assert run("screens", "--out", tmp_path, *words).code == 2


def test_the_self_test_passes_here(tmp_path: Path) -> None:
    done = program(COMMAND, tmp_path, "self-test", "--json")
    assert done.code == 0, done.out
    assert done.json["ok"] is True and {one["check"] for one in done.json["checks"]} > {
        "resources",
        "exchange",
        "formats",
        "icons",
    }
    assert list(tmp_path.iterdir()) == []
