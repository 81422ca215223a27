"""The mailbox folder in the window: what comes is announced once, and nothing is imported by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hands import press
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from samoa import READY, TFA, Samoa

from rocb_desktop.services.arriving.mailbox import choose_mailbox
from rocb_desktop.services.arriving.mailbox_out import put_in_mailbox
from rocb_desktop.services.sending.outbox import make_reply_file
from rocb_desktop.services.survey.replies import save_reply
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.send_page import SendPage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
ONE = "1 new file in the mailbox folder."


@pytest.fixture
def box(samoa: Samoa) -> Path:
    folder = samoa.folder / "box"
    folder.mkdir()
    for who in ("sina", "focal"):
        with samoa.at(who) as session:
            choose_mailbox(session, folder)
    return folder


def put(samoa: Samoa, text: str = "Faster.") -> Path:
    with samoa.at("sina") as session:
        save_reply(session, TFA, {**READY, "q4_text": text})
        return Path(put_in_mailbox(session, make_reply_file(session, TFA).value.file).value)


def replies(samoa: Samoa) -> int:
    with samoa.at("focal") as session:
        return int(session.db.execute("SELECT count(*) FROM reply").fetchone()[0])


def test_what_lies_there_is_announced_and_looked_at(open_page: OpenPage, samoa: Samoa, box: Path, qtbot: QtBot) -> None:
    put(samoa)
    page = open_page(samoa.folder / "focal", "national_return")
    window = cast(MainWindow, page.window())
    qtbot.waitUntil(lambda: ONE in page.notices.text())
    assert replies(samoa) == 0
    press(page.notices, "Look")
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert replies(samoa) == 0
    dialog.reject()
    window.go("send")
    sending = cast(SendPage, window.pages.current_page())
    qtbot.waitUntil(lambda: not window.work.jobs() and sending.ready)
    assert sending.mailbox.isVisible()
    assert sending.notices.text() == ""  # announced once
    assert "1 file is not imported yet" in sending.mailbox.look_button.accessibleDescription()


def test_what_comes_while_the_window_is_open_is_announced(
    open_page: OpenPage, samoa: Samoa, box: Path, qtbot: QtBot
) -> None:
    page = open_page(samoa.folder / "focal", "national_return")
    window = cast(MainWindow, page.window())
    qtbot.waitUntil(lambda: not window.work.jobs())
    assert page.notices.text() == ""
    path = put(samoa)
    qtbot.waitUntil(lambda: ONE in page.notices.text())
    (page.notices.findChild(QPushButton) or page).setFocus()
    page.notices.clear()
    path.with_name("copy (1).rocb").write_bytes(path.read_bytes())
    path.with_name("half.rocb").write_bytes(path.read_bytes()[:500])
    put(samoa, "Much faster.")
    qtbot.waitUntil(lambda: "2 new files in the mailbox folder." in page.notices.text())
    assert replies(samoa) == 0


def test_a_folder_that_is_gone_and_back_is_watched_again(
    open_page: OpenPage, samoa: Samoa, box: Path, qtbot: QtBot
) -> None:
    box.rename(samoa.folder / "away")
    page = cast(SendPage, open_page(samoa.folder / "focal", "send"))
    window = cast(MainWindow, page.window())
    qtbot.waitUntil(lambda: not window.work.jobs())
    assert page.mailbox.isVisible() and page.mailbox.box.gone
    (samoa.folder / "away").rename(box)
    put(samoa)
    press(page.mailbox.again)
    qtbot.waitUntil(lambda: not page.mailbox.box.gone)
    press(page.mailbox.off)
    qtbot.waitUntil(lambda: page.mailbox.isHidden())
