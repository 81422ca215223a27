"""Our own mistakes: logged without names, told with details to copy, and the app stays open."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from rocb_desktop.services.profile.logs import describe_error, start_log, stop_log
from rocb_desktop.ui.crash import CrashReporter

SECRET = "Sina Leota answered yes"


def mistake() -> Exception:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        return error


@pytest.fixture
def reporter(qtbot: QtBot, styled: None) -> Iterator[CrashReporter]:
    made = CrashReporter()
    yield made
    dialog = made.dialog()
    if dialog is not None:
        dialog.close()


def test_the_dialog_gives_details_to_copy_and_no_names(
    qtbot: QtBot, reporter: CrashReporter, capsys: pytest.CaptureFixture[str]
) -> None:
    reporter.report(mistake())
    qtbot.waitUntil(lambda: reporter.dialog() is not None)
    dialog = reporter.dialog()
    assert dialog is not None
    dialog.copy()
    copied = QGuiApplication.clipboard().text()
    assert "ValueError:" in copied
    assert "KeyError:" in copied
    assert "test_crash.py" in copied
    assert SECRET not in copied
    assert dialog.continue_button.hasFocus() or not dialog.isActiveWindow()
    reporter.report(ZeroDivisionError())
    qtbot.waitUntil(lambda: "ZeroDivisionError" in dialog.details())
    dialog.continue_button.click()
    qtbot.waitUntil(lambda: reporter.dialog() is None)


def test_hooks_catch_every_thread_and_are_taken_away_again(
    qtbot: QtBot, reporter: CrashReporter, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (sys.excepthook, threading.excepthook)
    reporter.install()
    try:
        thread = threading.Thread(target=_raise_in_thread)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: reporter.dialog() is not None)
        dialog = reporter.dialog()
        assert dialog is not None
        assert "_raise_in_thread" in dialog.details()
        error = mistake()
        sys.excepthook(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: "ValueError" in dialog.details())
    finally:
        reporter.remove()
    assert (sys.excepthook, threading.excepthook) == before


def _raise_in_thread() -> None:
    raise RuntimeError(SECRET)


def test_ctrl_c_in_a_terminal_is_no_mistake(qtbot: QtBot, reporter: CrashReporter) -> None:
    with qtbot.captureExceptions() as caught:
        reporter.install()
        try:
            sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
        finally:
            reporter.remove()
    assert [kind for kind, _error, _trace in caught] == [KeyboardInterrupt]
    assert reporter.dialog() is None


def test_the_log_rotates_and_holds_no_names(
    qtbot: QtBot, reporter: CrashReporter, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = start_log(tmp_path / "logs")
    try:
        for _time in range(1500):
            describe_error(mistake())
            reporter.report(mistake())
    finally:
        stop_log(handler)
    files = sorted((tmp_path / "logs").iterdir())
    assert 1 < len(files) <= 4
    assert all(file.stat().st_size <= 256 * 1024 for file in files)
    assert not any(SECRET in file.read_text(encoding="utf-8") for file in files)
    assert not any(str(Path.home()) in file.read_text(encoding="utf-8") for file in files)
    qtbot.waitUntil(lambda: reporter.dialog() is not None)


def test_an_error_of_sqlite_or_the_disk_keeps_its_code() -> None:
    assert "OSError (28)" in describe_error(OSError(28, SECRET))
    assert "OSError:" in describe_error(OSError(SECRET))
