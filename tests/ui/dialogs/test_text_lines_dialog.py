"""Text lines in the window: every slip is named while typing, what was typed is kept, whole lines open the preview."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hands import press, put_in_front
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from region import Region
from spoken import unnamed

from rocb_desktop.services.arriving.exchange import preview
from rocb_desktop.services.sending.small_files import small_file_at
from rocb_desktop.ui.dialogs.text_lines_dialog import TextLinesDialog
from rocb_desktop.ui.work import Work

OpenDialog = Callable[[], TextLinesDialog]
pytestmark = pytest.mark.usefixtures("styled")


@pytest.fixture
def lines(region: Region) -> tuple[str, ...]:
    reply = region.make_reply("sina", "again", q4_text="Faster.")
    with region.at("sina") as session:
        return small_file_at(session, reply).lines


@pytest.fixture
def work(work_of: Callable[[Path], Work], region: Region) -> Work:
    return work_of(region.folder / "focal")


@pytest.fixture
def open_dialog(qtbot: QtBot, work: Work) -> Iterator[OpenDialog]:
    """The dialog over a window, with what was typed before."""
    kept: list[QWidget] = []

    def open_it() -> TextLinesDialog:
        window = QWidget()
        kept.append(window)
        window.resize(1366, 768)
        qtbot.addWidget(window)
        window.show()
        dialog = TextLinesDialog(work, window)
        put_in_front(qtbot, dialog)
        qtbot.waitUntil(lambda: not work.jobs())
        return dialog

    yield open_it
    kept.clear()


def test_slips_are_named_and_whole_lines_are_a_file(
    qtbot: QtBot, open_dialog: OpenDialog, lines: tuple[str, ...], region: Region
) -> None:
    dialog = open_dialog()
    assert dialog.found.text() == "No line is here yet."
    assert not dialog.look_button.isEnabled()
    wrong = lines[1][:-1] + ("A" if lines[1][-1] != "A" else "B")
    for typed in (lines[0].lower(), wrong):
        QTest.keyClicks(dialog.field.edit, typed)
        QTest.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    count = len(lines)
    qtbot.waitUntil(
        lambda: (
            dialog.found.text()
            == f"1 of {count} lines are here. Line 2 of {count} is mistyped. Lines 3 to {count} are missing."
        )
    )
    assert unnamed(dialog) == []
    dialog.field.set_text("\n".join(reversed(lines)))
    qtbot.waitUntil(lambda: dialog.look_button.isEnabled())
    assert dialog.found.text() == "All lines are here, and every one is right."
    with qtbot.waitSignal(dialog.whole) as whole:
        QTest.keyClick(dialog.field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert whole.args is not None
    path = whole.args[0]
    with region.at("focal") as session:
        assert [one.kind for one in preview(session, [path]).files] == ["reply"]


def test_what_was_typed_is_there_again(
    qtbot: QtBot, open_dialog: OpenDialog, work: Work, lines: tuple[str, ...]
) -> None:
    dialog = open_dialog()
    QTest.keyClicks(dialog.field.edit, lines[0])
    press(dialog, "Close")
    qtbot.waitUntil(lambda: not work.jobs())
    again = open_dialog()
    qtbot.waitUntil(lambda: again.field.text() == lines[0])
    qtbot.waitUntil(lambda: again.found.text().startswith(f"1 of {len(lines)} lines"))
    press(again, "Empty the field")
    press(again, "Close")
    qtbot.waitUntil(lambda: not work.jobs())
    assert open_dialog().field.text() == ""
