"""Home asks what will be done after a workshop, does not ask twice, and tells later what was kept."""

from collections.abc import Callable
from datetime import date
from typing import cast

import pytest
from hands import press
from pytestqt.qtbot import QtBot
from samoa import CANINES, Samoa
from spoken import unnamed

from rocb_desktop.services.survey.actions import finish_action
from rocb_desktop.services.survey.promises import Promise, make_promises
from rocb_desktop.ui.dialogs.promise_dialog import PromiseDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.home_page import HomePage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]


def home(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> HomePage:
    page = cast(HomePage, open_page(samoa.sina, "home"))
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())
    return page


def test_the_question_leads_to_the_promise(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = home(open_page, samoa, qtbot)
    assert page.promises.isVisible()
    assert unnamed(page.promises) == []
    press(page, "Promise an action")
    window = cast(MainWindow, page.window())
    qtbot.waitUntil(lambda: window.findChild(PromiseDialog) is not None)
    assert window.pages.key == "actions"
    dialog = window.findChild(PromiseDialog)
    assert isinstance(dialog, PromiseDialog)
    assert dialog.windowTitle() == "What will you do after Canines?"


def test_it_is_not_asked_again(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = home(open_page, samoa, qtbot)
    press(page, "Do not ask again")
    qtbot.waitUntil(lambda: not page.promises.isVisible())
    assert "still promise" in page.notices.text()


@pytest.mark.parametrize(("done", "said"), [(0, "None is done yet."), (2, "2 of them are done."), (3, "All is done.")])
def test_what_was_kept_is_told(open_page: OpenPage, samoa: Samoa, qtbot: QtBot, done: int, said: str) -> None:
    three = [Promise("share_materials"), Promise("submit_report"), Promise("others")]
    with samoa.at("sina", date(2021, 9, 10)) as session:
        made = make_promises(session, CANINES, three).value
    with samoa.at("sina") as session:
        for record in made[:done]:
            finish_action(session, record)
    page = home(open_page, samoa, qtbot)
    window = cast(MainWindow, page.window())
    (see,) = [one for one in page.promises.findChildren(type(page.log_button)) if one.text() == "See the plans"]
    assert see.accessibleDescription() == f"You planned 3 actions after Canines. {said}"
    see.click()
    qtbot.waitUntil(lambda: window.pages.key == "actions")
