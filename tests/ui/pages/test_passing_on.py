"""Handing plans over in the window: from the log, with a card or through the focal point, and taken over by keys."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from hands import focused, press, tab_to, wait_ready, words_on
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from samoa import CANINES, READY, TFA, TODAY, Samoa
from spoken import unnamed

from rocb_desktop.domain.name_lines import NamedLine
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.attendance import add_names
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.session import Clock
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.services.survey.handed_actions import handed_actions
from rocb_desktop.services.survey.passing_on import pass_on
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.dialogs.pass_on_dialog import PassOnDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.actions_page import ActionsPage
from rocb_desktop.ui.pages.home_page import HomePage
from rocb_desktop.ui.pages.participants_page import ParticipantsPage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def leaving(samoa: Samoa) -> Samoa:
    """Sina has two plans and one thing done; Tavita has the packs and a card."""
    create_profile(samoa.folder / "tavita", "participant", "WS", "Tavita Lino", clock=Clock(TODAY))
    with samoa.at("tavita") as session:
        accept(session, [samoa.folder / f"pack{number}.rocb" for number in range(3)], trust=True)
        make_card(session, samoa.folder / "tavita.rocb")
    with samoa.at("sina") as session:
        log_action(session, TFA, "submit_report", "2021-11-01", "planned", "For the head")
        log_action(session, TFA, "operational_manual", "2022-02-01", "planned", "Chapter 2")
        log_action(session, TFA, "share_materials", "2021-06-10")
    return samoa


def opened(open_page: OpenPage, profile: Path, *size: int, **what: object) -> ActionsPage:
    return cast(ActionsPage, open_page(profile, "actions", *size, **what))


def asked(page: ActionsPage, qtbot: QtBot) -> PassOnDialog:
    QTest.keyClick(page.window(), Key.Key_H, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = page.window().findChild(PassOnDialog)
    assert isinstance(dialog, PassOnDialog)
    qtbot.waitUntil(dialog.name.edit.hasFocus)
    return dialog


def agreed(qtbot: QtBot, dialog: PassOnDialog) -> str:
    """What leaves is read, and wanted."""
    qtbot.waitUntil(lambda: dialog.findChild(ContentsDialog) is not None)
    contents = cast(ContentsDialog, dialog.findChild(ContentsDialog))
    wait_ready(qtbot, contents)
    said = words_on(contents)
    contents.make_button.click()
    return said


def names(samoa: Samoa) -> dict[str, str]:
    with samoa.at("sina") as session:
        return {one.text: one.handed_to for one in list_actions(session) if one.planned}


def test_a_plan_goes_to_a_colleague_with_a_card(
    open_page: OpenPage, leaving: Samoa, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = leaving.folder / "out.rocb"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    page = opened(open_page, leaving.sina)
    page.log.choose(next(line.action.id for line in page.log.shown() if line.action.text == "Chapter 2"))
    dialog = asked(page, qtbot)
    assert [box.isChecked() for box in dialog.ticks.values()].count(True) == 1
    assert unnamed(dialog) == []
    dialog.look(leaving.folder / "tavita.rocb")
    qtbot.waitUntil(lambda: dialog.check is not None and not dialog.is_working)
    assert dialog.check is not None
    press(dialog.check.same_button)
    said = agreed(qtbot, dialog)
    assert "Tavita Lino" in said
    assert "Chapter 2" in said
    assert "For the head" not in said
    qtbot.waitUntil(lambda: page.notices.text().startswith("1 action is handed over to Tavita Lino."))
    qtbot.waitUntil(lambda: names(leaving) == {"For the head": "", "Chapter 2": "Tavita Lino"})
    qtbot.waitUntil(lambda: page.ready and any(line.state == "handed_over" for line in page.log.shown()))
    with leaving.at("tavita") as session:
        assert accept(session, [file], trust=True).value.totals["new"] == 1
    page.log.kept.emit(next(line for line in page.log.shown() if line.state == "handed_over"))
    qtbot.waitUntil(lambda: page.notices.text() == "The action is yours again.")
    assert names(leaving)["Chapter 2"] == ""


def test_without_a_card_it_goes_through_the_focal_point(
    open_page: OpenPage, leaving: Samoa, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = leaving.folder / "out.rocb"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    page = opened(open_page, leaving.sina)
    page.log.table.clearSelection()
    page.log.table.setCurrentIndex(page.log.table.model().index(-1, -1))
    dialog = asked(page, qtbot)
    press(dialog, "Through the focal point")
    assert dialog.name.error() == "Write the name of your colleague."
    for box in dialog.ticks.values():
        box.setChecked(False)
    press(dialog, "Through the focal point")
    assert dialog.missing.isVisible()
    for box in dialog.ticks.values():
        box.setChecked(True)
    dialog.name.edit.setFocus()
    QTest.keyClicks(focused(), "Tavita Lino")
    tab_to(dialog.without_button)
    QTest.keyClick(focused(), Key.Key_Space)
    assert "Lani Fuimaono" in agreed(qtbot, dialog)
    qtbot.waitUntil(lambda: "focal point, who gives it on" in page.notices.text())
    assert set(names(leaving).values()) == {"Tavita Lino"}
    page.window().activateWindow()
    qtbot.waitUntil(lambda: page.ready and page.window().isActiveWindow())
    QTest.keyClick(page.window(), Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.notices.text() == "Taken back.")
    assert set(names(leaving).values()) == {""}


def test_nothing_planned_nothing_to_hand_over(open_page: OpenPage, samoa: Samoa) -> None:
    page = opened(open_page, samoa.sina)
    page._steps.hand_over()
    assert page.notices.text().startswith("Nothing is planned.")
    assert page.window().findChild(PassOnDialog) is None


def test_the_colleague_compares_the_words_and_takes_over(open_page: OpenPage, leaving: Samoa, qtbot: QtBot) -> None:
    file = leaving.folder / "out.rocb"
    with leaving.at("sina") as session:
        chosen = [one.id for one in list_actions(session) if one.planned]
        pass_on(session, chosen, file, card=leaving.folder / "tavita.rocb")
    page = opened(open_page, leaving.folder / "tavita")
    window = cast(MainWindow, page.window())
    window.open_files([file])
    qtbot.waitUntil(lambda: window.findChild(ImportDialog) is not None)
    dialog = cast(ImportDialog, window.findChild(ImportDialog))
    wait_ready(qtbot, dialog)
    assert dialog.check is not None
    assert not dialog.check.pass_button.isVisible()
    press(dialog.check.same_button)
    wait_ready(qtbot, dialog)
    with qtbot.waitSignal(dialog.imported):
        dialog.import_button.click()
    wait_ready(qtbot, dialog)
    dialog.accept()
    card = page.log.handed
    qtbot.waitUntil(card.isVisible)
    assert card.title_label.text() == "Handed over to you by Sina Leota"
    assert "2 actions are handed over to you" in home_words(window, qtbot)
    window.go("actions")
    window.activateWindow()
    qtbot.waitUntil(lambda: page.ready and card.isVisible() and window.isActiveWindow())
    page.log.first_focus().setFocus()
    tab_to(card.buttons[0])
    QTest.keyClick(focused(), Key.Key_Space)
    qtbot.waitUntil(lambda: page.notices.text() == "1 action is now your plan." and page.ready)
    qtbot.waitUntil(lambda: [line.state for line in page.log.shown()] == ["overdue"])
    assert len(card.buttons) == 1
    assert card.all_button.isHidden()
    QTest.keyClick(page.log.table, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(card.buttons) == 2)
    press(card.all_button)
    qtbot.waitUntil(lambda: card.isHidden() and len(page.log.shown()) == 2)


def home_words(window: MainWindow, qtbot: QtBot) -> str:
    window.go("home")
    qtbot.waitUntil(lambda: window.pages.key == "home" and cast(HomePage, window.pages.current_page()).ready)
    return words_on(cast(HomePage, window.pages.current_page()))


@pytest.fixture
def at_focal(leaving: Samoa) -> Samoa:
    """Sina's plans for Tavita are at the focal point, who has Tavita's name on a list."""
    with leaving.at("focal") as session:
        add_names(session, CANINES, [NamedLine("Tavita Lino")])
    with leaving.at("sina") as session:
        plans = [one.id for one in list_actions(session) if one.planned]
        pass_on(session, plans, leaving.folder / "out.rocb", "Tavita Lino")
    with leaving.at("focal") as session:
        accept(session, [leaving.folder / "out.rocb"], trust=True)
    return leaving


def person_of(open_page: OpenPage, samoa: Samoa) -> ParticipantsPage:
    page = cast(ParticipantsPage, open_page(samoa.folder / "focal", "participants"))
    assert page._roster is not None
    page._open(next(one.key for one in page._roster.people if one.name == "Tavita Lino"))
    return page


def test_without_a_key_the_focal_point_has_to_wait(open_page: OpenPage, at_focal: Samoa) -> None:
    said = words_on(person_of(open_page, at_focal).pane)
    assert "2 actions are handed over to Tavita Lino." in said
    assert "You can give it on when their key is here" in said


def test_the_focal_point_gives_it_on(open_page: OpenPage, at_focal: Samoa, qtbot: QtBot) -> None:
    given = at_focal.folder / "given.rocb"
    with at_focal.at("tavita") as session:
        save_reply(session, TFA, READY)
        reply = Path(make_reply(session, TFA, at_focal.folder / "reply.rocb").value.path)
    with at_focal.at("focal") as session:
        accept(session, [reply], trust=True)
    page = person_of(open_page, at_focal)
    press(page.pane, "Make the file")
    qtbot.waitUntil(lambda: page.window().findChild(ContentsDialog) is not None)
    contents = cast(ContentsDialog, page.window().findChild(ContentsDialog))
    wait_ready(qtbot, contents)
    assert "Chapter 2" in words_on(contents)
    contents.make_button.click()
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    chooser = cast(QFileDialog, page.findChild(QFileDialog))
    chooser.fileSelected.emit(str(given))
    chooser.reject()
    qtbot.waitUntil(lambda: page.notices.text().startswith("The file for Tavita Lino holds 2 actions."))
    with at_focal.at("tavita") as session:
        accept(session, [given])
        assert len(handed_actions(session)) == 2


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
def test_it_fits(open_page: OpenPage, leaving: Samoa, size: tuple[int, int]) -> None:
    with leaving.at("sina") as session:
        chosen = [one.id for one in list_actions(session) if one.planned]
        pass_on(session, chosen, leaving.folder / "out.rocb", card=leaving.folder / "tavita.rocb")
    with leaving.at("tavita") as session:
        accept(session, [leaving.folder / "out.rocb"], trust=True)
    page = opened(open_page, leaving.folder / "tavita", *size)
    card = page.log.handed
    assert card.isVisible()
    assert unnamed(page) == []
    assert card.width() <= page.width()
    for button in (*card.buttons, card.all_button):
        assert button.width() >= button.sizeHint().width()
        assert button.mapTo(page, button.rect().bottomRight()).x() <= page.width()
