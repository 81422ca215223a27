"""ROCB A/P makes the feedback on the page of charts: looked at before it is made, then a file."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from rocb_desktop.services.sending.sent import list_sent
from rocb_desktop.services.session import Session
from rocb_desktop.ui.dialogs.feedback_dialog import FeedbackDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.adoption_page import AdoptionPage

OpenPage = Callable[..., Page]


def opened(open_page: OpenPage, survey: Path, qtbot: QtBot) -> FeedbackDialog:
    page = cast(AdoptionPage, open_page(survey, "adoption"))
    dialog = page.make_feedback()
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.says.text()))
    return dialog


def test_it_is_looked_at_before_it_is_made(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    dialog = opened(open_page, survey, qtbot)
    assert dialog.says.text().splitlines() == ["The counts of 58 replies.", "0 good practices."]
    dialog.about.combo.setFocus()
    qtbot.keyClick(dialog.about.combo, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.says.text().startswith("The counts of 5 replies."))


def test_the_file_is_made_and_waits_to_be_sent(
    open_page: OpenPage, survey: Path, qtbot: QtBot, tmp_path: Path, session_of: Callable[[Path], Session]
) -> None:
    dialog = opened(open_page, survey, qtbot)
    dialog.note.edit.setPlainText("Thank you all")
    with qtbot.waitSignal(dialog.made):
        dialog.make(tmp_path / "feedback.rocb")
    assert (tmp_path / "feedback.rocb").is_file()
    (sent,) = list_sent(session_of(survey))
    assert (sent.kind, sent.receiver) == ("feedback", "ROCB")
