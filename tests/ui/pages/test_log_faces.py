"""The faces of the log: an action in one line of keys, the list narrowed and saved, the board, promises, links."""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from hands import focused, press, words_on
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa
from spoken import unnamed

from rocb_desktop.domain.action import Action
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.profile.preferences import remember_folder
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.session import Clock
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.services.survey.materials import add_material
from rocb_desktop.ui.dialogs.promise_dialog import PromiseDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.actions_page import ActionsPage
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def log_of(samoa: Samoa) -> list[Action]:
    with samoa.at("sina") as session:
        return list_actions(session)


def opened(open_page: OpenPage, profile: Path, *size: int, **what: object) -> ActionsPage:
    return cast(ActionsPage, open_page(profile, "actions", *size, **what))


def at_rest(page: ActionsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.ready and not page.work.jobs())


def test_an_action_is_logged_with_one_line_of_keys(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    """From anywhere: Ctrl+N, a letter for the kind, the words, Enter."""
    page = opened(open_page, samoa.sina)
    window = cast(MainWindow, page.window())
    window.go("home")
    qtbot.waitUntil(lambda: window.pages.key == "home" and window.pages.current_page().ready)  # type: ignore[union-attr]  # there is one
    began = time.monotonic()
    QTest.keyClick(window, Key.Key_N, CTRL)
    qtbot.waitUntil(lambda: focused() is page.log.quick.first_focus())
    QTest.keyClicks(focused(), "org")
    QTest.keyClick(focused(), Key.Key_Tab)
    QTest.keyClicks(focused(), "Half a day in Apia")
    QTest.keyClick(focused(), Key.Key_Return)
    qtbot.waitUntil(lambda: page.notices.text() == "Action saved.")
    assert time.monotonic() - began < 10
    at_rest(page, qtbot)
    (action,) = log_of(samoa)
    assert (action.type, action.status, str(action.date)) == ("inhouse_workshop", "done", "2021-12-21")
    assert action.text == "Half a day in Apia"
    line = page.log.line()
    assert line is not None
    assert line.action == action
    assert line.workshop is not None
    assert line.workshop.title == "Canines"
    assert page.log.quick.entry()["text"] == ""
    assert focused() is page.log.quick.first_focus()
    QTest.keyClick(window, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: page.log.nothing.isVisible())
    assert log_of(samoa) == []
    QTest.keyClick(window, Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(log_of(samoa)) == 1)


def test_the_line_logs_for_the_day_it_is_now(
    open_page: OpenPage, samoa: Samoa, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(open_page, samoa.sina, new=True)
    monkeypatch.setattr(Clock, "today", lambda _clock: date(2021, 12, 22))  # the window stayed open over midnight
    QTest.keyClicks(focused(), "org")
    QTest.keyClick(focused(), Key.Key_Return)
    qtbot.waitUntil(lambda: page.notices.text() == "Action saved.")
    assert [str(action.date) for action in log_of(samoa)] == ["2021-12-22"]


def test_the_line_says_the_new_day(
    open_page: OpenPage, samoa: Samoa, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(open_page, samoa.sina, new=True)
    page.log.quick.text.set_text("Half a day")
    assert "For today, 21 December 2021." in words_on(page.log.quick)
    monkeypatch.setattr(Clock, "today", lambda _clock: date(2021, 12, 22))
    page._steps.see_day()
    qtbot.waitUntil(lambda: "For today, 22 December 2021." in words_on(page.log.quick))
    assert page.log.quick.text.text() == "Half a day"


def test_two_entries_of_one_kind_are_told_apart_on_a_small_screen(
    open_page: OpenPage, logged: Samoa, qtbot: QtBot
) -> None:
    page = opened(open_page, logged.sina, 1024, 600)
    page.face.choose("log")
    at_rest(page, qtbot)
    table = page.log.table
    seen = {one.key for place, one in enumerate(table.rows_model.columns) if not table.isColumnHidden(place)}
    assert "edit" in seen
    cast(MainWindow, page.window()).retranslate("fr")
    page = cast(ActionsPage, cast(MainWindow, page.window()).pages.current_page())
    at_rest(page, qtbot)
    page.face.choose("log")
    at_rest(page, qtbot)
    table = page.log.table
    shown = {one.key for place, one in enumerate(table.rows_model.columns) if not table.isColumnHidden(place)}
    assert {"what", "workshop", "when", "state"} <= shown and "remove" not in shown
    assert {"Modifier", "Retirer"} <= {action.text() for action in table.link_menu(0).actions()}


def test_the_list_is_saved_where_files_were_saved_last(
    open_page: OpenPage, logged: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    remember_folder(tmp_path)
    page = opened(open_page, logged.sina)
    press(page, "Save as list")
    (dialog,) = page.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) == tmp_path
    assert [Path(name).name for name in dialog.selectedFiles()] == ["action-log.xlsx"]
    dialog.reject()


def test_the_line_goes_on_in_the_form(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa.sina, new=True)
    page.log.quick.text.set_text("Two days")
    press(page, "More details")
    assert page.form.isVisible()
    assert page.form.details.is_open()
    assert page.form.entry().text == "Two days"
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left):
        QTest.keyClick(focused(), key)
    assert page.form.entry().type == "inhouse_workshop"
    page.form.reached.edit.setFocus()
    QTest.keyClicks(focused(), "22")
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(log_of(samoa)) == 1)
    assert log_of(samoa)[0].reached == 22


def test_what_is_typed_into_the_line_is_kept(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa.sina, new=True)
    page.log.quick.text.edit.setFocus()
    QTest.keyClicks(focused(), "Half a sen")
    cast(MainWindow, page.window()).close()
    again = opened(open_page, samoa.sina)
    qtbot.waitUntil(lambda: again.log.quick.entry()["text"] == "Half a sen")


def test_the_line_says_what_is_wrong_at_its_field(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("rocb") as session:
        later = add_workshop(session, "Coming", "regional", "2022-03-07", "2022-03-10", ("WS",))
        make_pack(session, str(later.value), samoa.folder / "later.rocb")
    with samoa.at("sina") as session:
        accept(session, [samoa.folder / "later.rocb"], trust=True)
    page = opened(open_page, samoa.sina, new=True)
    assert page.log.quick.workshop.combo.currentText() == "Canines, September 2021"  # the newest that has begun
    page.log.quick.workshop.set_value(later.value)
    QTest.keyClick(focused(), Key.Key_Return)
    qtbot.waitUntil(lambda: page.log.quick.workshop.error().startswith("This date is before the workshop"))
    assert focused() is page.log.quick.workshop.combo
    assert log_of(samoa) == []


def test_a_plan_is_done_with_one_key_and_taken_back(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    with samoa.at("sina") as session:
        log_action(session, TFA, "submit_report", "2022-02-01", "planned")
    page = opened(open_page, samoa.sina)
    QTest.keyClick(page.log.table, Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: page.notices.text() == "Marked as done.")
    at_rest(page, qtbot)
    (action,) = log_of(samoa)
    assert (action.status, str(action.date), str(action.due)) == ("done", "2021-12-21", "2022-02-01")
    QTest.keyClick(page.log.table, Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: "done already" in page.notices.text())
    QTest.keyClick(page.log.table, Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: log_of(samoa)[0].planned)


def test_the_list_is_narrowed_and_saved_as_it_is(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    with logged.at("sina") as session:
        log_action(session, TFA, "others", "2021-07-01", text="=cmd")
    page = opened(open_page, logged.sina)
    page.log.filter.search.setText("colleagues")
    qtbot.waitUntil(lambda: [line.action.type for line in page.log.shown()] == ["share_materials"])
    page.log.filter.search.setText("nowhere")
    qtbot.waitUntil(lambda: page.log.nothing.isVisible())
    page.log.filter.clear()
    page.log.filter.kind.set_value("others")
    page.log.filter.kind.changed.emit("others")
    assert [line.action.type for line in page.log.shown()] == ["others"]
    file = logged.folder / "list.xlsx"
    page._steps.save_list(file)
    qtbot.waitUntil(lambda: page.notices.text() == "Saved: list.xlsx")
    (_heads, row) = list(load_workbook(file).active.iter_rows())  # type: ignore[union-attr]  # a new book has a sheet
    assert [(one.value, one.data_type) for one in row if one.value == "=cmd"] == [("=cmd", "s")]


def test_the_board_shows_planned_and_done(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged.sina)
    QTest.keyClick(page.log.table, Key.Key_PageDown, CTRL)
    card = next(one for one in page.board.cards() if one.title_label.text() == "Trade Facilitation Agreement")
    qtbot.waitUntil(card.isVisible)
    assert [column.model().rowCount() for column in card.lists.values()] == [1, 2]
    planned = card.lists["planned"]
    planned.setFocus()
    QTest.keyClick(planned, Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: page.notices.text() == "Marked as done.")
    at_rest(page, qtbot)
    assert [column.model().rowCount() for column in card.lists.values()] == [0, 3]
    card.lists["done"].setFocus()
    QTest.keyClick(card.lists["done"], Key.Key_Return)
    assert page.form.isVisible()


def test_a_promise_becomes_a_plan(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, samoa.sina)
    press(page, "Promise an action")
    dialog = page.window().findChild(PromiseDialog)
    assert isinstance(dialog, PromiseDialog)
    assert unnamed(dialog) == []
    assert not dialog.keep_button.isEnabled()
    for place in (0, 1, 3):
        QTest.keyClick(dialog.rows[place].box, Key.Key_Space)
    dialog.rows[1].text.set_text("To the Comptroller")
    dialog.rows[1].day.set_value(date(2022, 2, 1))
    assert dialog.keep_button.isEnabled()
    QTest.keyClick(dialog.keep_button, Key.Key_Return)
    qtbot.waitUntil(lambda: page.notices.text() == "3 promises are in your log.")
    at_rest(page, qtbot)
    found = {one.type: (one.planned, one.promised, str(one.due), one.text) for one in log_of(samoa)}
    assert found == {
        "share_materials": (True, True, "2022-01-20", ""),
        "submit_report": (True, True, "2022-02-01", "To the Comptroller"),
        "inhouse_workshop": (True, True, "2022-01-20", ""),
    }
    press(page, "Undo")
    qtbot.waitUntil(lambda: log_of(samoa) == [])


def test_an_entry_is_linked_to_a_plan_and_to_materials(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    file = samoa.folder / "Slides.pdf"
    file.write_bytes(b"%PDF-1.4")
    with samoa.at("rocb") as session:
        add_material(session, TFA, file, "Slides on release")
        make_pack(session, TFA, samoa.folder / "again.rocb")
    with samoa.at("sina") as session:
        accept(session, [samoa.folder / "again.rocb"], trust=True)
        plan = str(log_action(session, TFA, "share_materials", "2021-11-01", "planned").value)
        workshop = list_actions(session)[0].workshop
    page = opened(open_page, samoa.sina, new=True, kind="share_materials", workshop=workshop)
    page.form.details.toggle.click()
    at_rest(page, qtbot)
    details = page.form.details
    (box,) = details.materials.findChildren(QCheckBox)
    assert box.text() == "Slides on release"
    QTest.keyClick(box, Key.Key_Space)
    details.subtype.set_value("intranet")
    details.barrier.set_value("funds")
    assert details.plan_item.isVisible()
    details.plan_item.set_value(plan)
    press(page, "Save action")
    qtbot.waitUntil(lambda: len(log_of(samoa)) == 2)
    at_rest(page, qtbot)
    done = next(one for one in log_of(samoa) if not one.planned)
    assert (done.subtype, done.barrier, done.plan_item, len(done.materials)) == ("intranet", "funds", plan, 1)
    assert {line.action.id: line.state for line in page.log.shown()} == {plan: "carried_out", done.id: "done"}
