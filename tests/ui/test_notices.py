"""The place at the top of a page: one message at a time, with Undo, closed by hand."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.drafts import drop_draft
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.ui.notices import Notices
from rocb_desktop.ui.widgets.message import Message

UNDO = Undo(drop_draft, ("actions", ""))


@pytest.fixture
def notices(qtbot: QtBot, styled: None) -> Notices:
    made = Notices()
    qtbot.addWidget(made)
    return made


def buttons(notices: Notices) -> dict[str, QAbstractButton]:
    return {made.accessibleName(): made for made in notices.findChildren(QAbstractButton)}


def test_silence_is_kept(notices: Notices) -> None:
    notices.show_outcome(Outcome(frozenset({"draft"})), lambda undo: None)
    assert notices.isHidden()
    assert notices.text() == ""


def test_undo_calls_back_with_what_to_take_back(notices: Notices) -> None:
    wanted: list[Undo] = []
    notices.show_outcome(Outcome(message="Action saved.", undo=UNDO), wanted.append)
    assert notices.text() == "Action saved."
    buttons(notices)["Undo"].click()
    assert wanted == [UNDO]


def test_what_cannot_be_undone_has_no_undo(notices: Notices) -> None:
    notices.show_outcome(Outcome(message="File made, 1 KB"), lambda undo: None)
    assert "Undo" not in buttons(notices)


def test_the_next_message_replaces_the_last(qtbot: QtBot, notices: Notices) -> None:
    notices.show_outcome(Outcome(message="One."), lambda undo: None)
    notices.show_error(Cancelled())
    assert notices.text() == "Stopped. Nothing was changed."
    qtbot.waitUntil(lambda: len(notices.findChildren(Message)) == 1)


@pytest.mark.parametrize(
    ("error", "tone"), [(UserError("disk_full"), "err"), (Cancelled(), "info"), (ValueError(), "err")]
)
def test_each_kind_of_error_has_its_tone(notices: Notices, error: Exception, tone: str) -> None:
    notices.show_error(error)
    message = notices.findChild(Message)
    assert isinstance(message, Message)
    assert message.tone == tone


def test_the_x_closes_it(notices: Notices) -> None:
    notices.show_error(UserError("disk_full"))
    notices.show()
    close = next(made for name, made in buttons(notices).items() if "Close" in name)
    close.click()
    assert notices.text() == ""
    assert not notices.isVisible()


def test_an_undo_done_elsewhere_takes_the_notice_away(notices: Notices) -> None:
    notices.show_outcome(Outcome(message="Action saved.", undo=UNDO), lambda undo: None)
    notices.clear_undo_unless(lambda undo: undo == UNDO)
    assert notices.text() == "Action saved."
    notices.clear_undo_unless(lambda undo: False)
    assert notices.text() == ""
    assert not notices.findChildren(QPushButton, "Undo")
