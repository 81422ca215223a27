"""Participants: people at a glance, one of them beside, and every decision about them from the keyboard."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest
from fiji import Fiji, make_fiji
from hands import button_of, press, tab_to, wait_ready, words_on
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.name_lines import NamedLine
from rocb_desktop.services.national.attendance import add_names
from rocb_desktop.services.national.reminders import list_reminders
from rocb_desktop.services.national.roster import RosterPerson
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.session import Clock, Session
from rocb_desktop.ui.dialogs.attendance_dialog import AttendanceDialog
from rocb_desktop.ui.dialogs.contact_card_dialog import ContactCardDialog
from rocb_desktop.ui.dialogs.entry_dialog import EntryDialog
from rocb_desktop.ui.dialogs.join_dialog import JoinDialog
from rocb_desktop.ui.dialogs.left_dialog import LeftDialog
from rocb_desktop.ui.dialogs.names_dialog import NamesDialog
from rocb_desktop.ui.dialogs.new_key_dialog import NewKeyDialog
from rocb_desktop.ui.dialogs.person_note_dialog import PersonNoteDialog
from rocb_desktop.ui.dialogs.reminders_dialog import RemindersDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.focal_home_page import FocalHomePage
from rocb_desktop.ui.pages.national_return_page import NationalReturnPage
from rocb_desktop.ui.pages.participants_page import ParticipantsPage
from rocb_desktop.ui.pages.people_page import PeoplePage

OpenPage = Callable[..., Page]
Dialog = TypeVar("Dialog", bound=QDialog)


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    fiji = make_fiji(tmp_path_factory.mktemp("made") / "fiji")
    with fiji.at("focal") as session:
        add_names(session, "2021/5", [NamedLine("Bola Litia", email="bola@example.fj")])
    return fiji


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    shutil.copytree(made_fiji.folder, tmp_path / "fiji")
    return Fiji(tmp_path / "fiji")


@pytest.fixture
def page(open_page: OpenPage, fiji: Fiji) -> ParticipantsPage:
    return cast(ParticipantsPage, open_page(fiji.folder / "focal", "participants"))


def names(page: ParticipantsPage) -> list[str]:
    return [row.name for row in page.view.table.rows_model.rows()]


def person(page: ParticipantsPage) -> RosterPerson:
    assert page.pane.person is not None
    return page.pane.person


def opened(qtbot: QtBot, page: Page, kind: type[Dialog]) -> Dialog:
    def found() -> list[Dialog]:
        return [one for one in page.window().findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    dialog = found()[0]
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def open_person(qtbot: QtBot, page: ParticipantsPage, key: str) -> None:
    qtbot.waitUntil(lambda: page.ready)
    page.arrive(person=key)
    qtbot.waitUntil(lambda: page.pane.person is not None and page.pane.person.key == key)


def test_it_opens_on_the_matrix_with_somebody_who_owes_a_reply(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(page.view.matrix.hasFocus)
    assert "6 people, 4 replies are missing." in page.header.context_label.text()
    assert names(page) == ["Asenaca Vuli", "Bola Litia", "Jone Ratu", "Litia Bola", "Tomasi Bale", "Vani Kuru"]
    assert person(page).name == "Asenaca Vuli"
    assert "No reply, survey closed on 10 October 2021" in words_on(page.pane)


def test_arrows_in_the_matrix_change_who_is_shown(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(page.view.matrix.hasFocus)
    QTest.keyClick(page.view.matrix, Qt.Key.Key_Down)
    QTest.keyClick(page.view.matrix, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: person(page).name == "Jone Ratu")


def test_people_are_found_by_name_and_state(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(lambda: page.ready)
    QTest.keyClicks(page.view.filter.name, "bola")
    assert names(page) == ["Bola Litia", "Litia Bola"]
    QTest.keyClicks(page.view.filter.name, "zz")
    assert "Nobody is found with these words." in words_on(page.view)
    press(page.view, "Show everybody")
    assert len(names(page)) == 6
    combo = page.view.filter.state
    combo.setCurrentIndex(combo.findData("new_name"))
    page.view.filter.changed.emit()
    assert names(page) == ["Bola Litia"]
    workshop = page.view.filter.workshop
    combo.setCurrentIndex(0)
    workshop.setCurrentIndex(1)
    page.view.filter.changed.emit()
    assert names(page) == ["Jone Ratu", "Litia Bola"]
    assert len(page.view.matrix.matrix.columns) == 1


def test_two_spellings_are_joined_by_a_press_taken_apart_and_undone(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(lambda: page.ready and page.questions.isVisible())
    assert "Bola Litia and Litia Bola" in words_on(page.questions)
    press(page.questions, "Same person")
    qtbot.waitUntil(lambda: len(names(page)) == 5 and page.ready)
    assert not page.questions.isVisible()
    open_person(qtbot, page, "bola litia")
    assert "Spellings of the name" in words_on(page.pane)
    press(page.pane, "Take apart")
    qtbot.waitUntil(lambda: len(names(page)) == 6 and page.ready)
    assert not page.questions.isVisible()
    press(page.notices, "Undo")
    qtbot.waitUntil(lambda: len(names(page)) == 5)


def test_different_people_are_not_asked_about_again(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(lambda: page.ready and page.questions.isVisible())
    press(page.questions, "Two people")
    qtbot.waitUntil(lambda: not page.questions.isVisible())
    assert len(names(page)) == 6


def test_a_name_is_joined_by_hand(qtbot: QtBot, page: ParticipantsPage) -> None:
    open_person(qtbot, page, "vani kuru")
    press(page.pane, "Same person as")
    dialog = opened(qtbot, page, JoinDialog)
    assert not dialog.join_button.isEnabled()
    QTest.keyClicks(dialog.search, "tomasi")
    tab_to(dialog.list)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    press(dialog.join_button)
    qtbot.waitUntil(lambda: "Vani Kuru" not in names(page))


def test_an_absence_is_noted_and_undone(qtbot: QtBot, page: ParticipantsPage) -> None:
    open_person(qtbot, page, "vani kuru")
    page.pane.attendance_asked.emit(person(page).row.seats[4].workshop)
    dialog = opened(qtbot, page, AttendanceDialog)
    assert dialog.attended.value() == "yes" and not dialog.remove_button.isVisible()
    dialog.attended.set_value("no")
    dialog.note.set_text("Was ill")
    press(dialog.save_button)
    qtbot.waitUntil(lambda: "Invited, did not attend, Was ill" in words_on(page.pane))
    press(page.notices, "Undo")
    qtbot.waitUntil(lambda: "Was ill" not in words_on(page.pane))


def test_a_name_that_was_added_can_be_taken_off(qtbot: QtBot, page: ParticipantsPage) -> None:
    open_person(qtbot, page, "bola litia")
    assert "New name: ROCB A/P learns of it with the return." in words_on(page.pane)
    press(page.pane, "Attendance")
    dialog = opened(qtbot, page, AttendanceDialog)
    press(dialog.remove_button)
    qtbot.waitUntil(lambda: "Bola Litia" not in names(page))


def test_an_officer_left_and_came_back(qtbot: QtBot, page: ParticipantsPage) -> None:
    open_person(qtbot, page, "vani kuru")
    press(page.pane, "Has left")
    dialog = opened(qtbot, page, LeftDialog)
    dialog.stand_in.set_text("Vani Kuru")
    press(dialog.save_button)
    qtbot.waitUntil(lambda: "nobody stands in for themselves" in dialog.stand_in.error())
    dialog.stand_in.set_text("")
    press(dialog.save_button)
    qtbot.waitUntil(lambda: "Nobody answers for Vani Kuru." in words_on(page.pane))
    press(page.pane, "Name a stand-in")
    dialog = opened(qtbot, page, LeftDialog)
    dialog.stand_in.set_text("Litia Bola")
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Litia Bola answers." in words_on(page.pane))
    press(page.pane, "Did not leave")
    qtbot.waitUntil(lambda: person(page).left is None)


def test_a_note_stays_with_the_person(qtbot: QtBot, page: ParticipantsPage) -> None:
    open_person(qtbot, page, "vani kuru")
    press(page.pane, "Write a note")
    dialog = opened(qtbot, page, PersonNoteDialog)
    QTest.keyClicks(dialog.text.edit, "Call in the morning")
    press(dialog.save_button)
    qtbot.waitUntil(lambda: "Call in the morning" in words_on(page.pane))
    button_of(page.pane, "Change the note")


def test_pasted_names_are_shown_and_added(qtbot: QtBot, page: ParticipantsPage, tmp_path: Path) -> None:
    qtbot.waitUntil(lambda: page.ready)
    page.arrive(new=True)
    dialog = opened(qtbot, page, NamesDialog)
    assert not dialog.add_button.isEnabled()
    dialog.text.set_text("Ilai Naro; Officer\nJone Ratu\n;;")
    qtbot.waitUntil(lambda: dialog.add_button.text() == "Add 1 name")
    assert "1 line holds no name" in words_on(dialog)
    listed = tmp_path / "names.txt"
    listed.write_text("Ilai Naro\nSemi Tora\n", encoding="utf-8")
    dialog.read_file(listed)
    qtbot.waitUntil(lambda: dialog.add_button.text() == "Add 2 names")
    wait_ready(qtbot, dialog)
    press(dialog.add_button)
    qtbot.waitUntil(lambda: {"Ilai Naro", "Semi Tora"} <= set(names(page)))
    press(page.notices, "Undo")
    qtbot.waitUntil(lambda: "Semi Tora" not in names(page))


def test_reminders_are_looked_at_changed_saved_and_logged(
    qtbot: QtBot, page: ParticipantsPage, tmp_path: Path, fiji: Fiji, session_of: Callable[[Path], Session]
) -> None:
    qtbot.waitUntil(lambda: page.ready)
    page.remind()
    dialog = opened(qtbot, page, RemindersDialog)
    wait_ready(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.save_button.text() == "Save 5 e-mails")
    dialog.text.set_text("My own words")
    QTest.keyClick(dialog.people.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Dear Bola Litia," in dialog.text.text())
    assert dialog.words.context_label.text() == "bola@example.fj"
    dialog.language.changed.emit("fr")
    qtbot.waitUntil(lambda: "Bonjour Bola Litia," in dialog.text.text())
    QTest.keyClick(dialog.people.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.people.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.save_button.text() == "Save 4 e-mails")
    assert [one.text for one in dialog.chosen()][0] == "My own words"
    dialog.save(tmp_path)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*.eml"))) == 4 and not dialog.is_working)
    log = list_reminders(session_of(fiji.folder / "focal"))
    assert {(one.name, one.lang) for one in log} >= {("Bola Litia", "fr"), ("Asenaca Vuli", "en")}
    dialog.reject()
    qtbot.waitUntil(lambda: len(page.view.log.rows_model.rows()) == 4)
    page.arrive(log=True)
    assert page.view.log.isVisible()


def test_one_person_is_reminded_by_copy_or_mail_program(
    qtbot: QtBot, page: ParticipantsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []

    def take(url: QUrl) -> bool:
        went.append(url.toString())
        return len(went) > 1

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    open_person(qtbot, page, "vani kuru")
    press(page.pane, "Remind")
    dialog = opened(qtbot, page, RemindersDialog)
    wait_ready(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.people.ticked() == ["vani kuru"])
    press(dialog.copy_button)
    qtbot.waitUntil(lambda: "Noted as reminded: Vani Kuru." in words_on(dialog))
    assert "Dear Vani Kuru," in QGuiApplication.clipboard().text()
    press(dialog.mail_button)
    qtbot.waitUntil(lambda: "Your e-mail program did not open." in words_on(dialog))
    press(dialog.mail_button)
    qtbot.waitUntil(lambda: not dialog.is_working and len(went) == 2)
    assert went[1].startswith("mailto:?subject=")
    dialog.reject()
    qtbot.waitUntil(lambda: len(person(page).reminders) == 2)
    assert "(2 reminders)" in words_on(page.pane)


def test_what_is_coming_is_empty_when_all_surveys_are_open(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(lambda: page.ready)
    page.remind()
    dialog = opened(qtbot, page, RemindersDialog)
    wait_ready(qtbot, dialog)
    dialog.about.set_value("coming")
    dialog.about.changed.emit("coming")
    qtbot.waitUntil(lambda: "Nobody owes a reply now." in words_on(dialog))
    assert not dialog.save_button.isEnabled()
    dialog.reject()


def test_a_missing_reply_can_be_entered_for_the_person(qtbot: QtBot, page: ParticipantsPage) -> None:
    open_person(qtbot, page, "vani kuru")
    press(page.pane, "Enter the reply")
    dialog = opened(qtbot, page, EntryDialog)
    wait_ready(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.facts is not None and dialog.facts.chosen_name() == "Vani Kuru")
    dialog.reject()


def test_ctrl_n_adds_names(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(page.view.matrix.hasFocus)
    QTest.keyClick(page.view.matrix, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    opened(qtbot, page, NamesDialog)


def test_the_pane_leads_to_reply_key_and_give_back(qtbot: QtBot, page: ParticipantsPage) -> None:
    open_person(qtbot, page, "litia bola")
    press(page.pane, "Lost the laptop")
    dialog = opened(qtbot, page, NewKeyDialog)
    assert "Litia Bola" in dialog.steps.title
    dialog.reject()
    press(page.pane, "Open reply")
    window = page.window()
    qtbot.waitUntil(lambda: bool(window.findChildren(NationalReturnPage)))
    (returns,) = window.findChildren(NationalReturnPage)
    qtbot.waitUntil(lambda: returns.pane.detail is not None and returns.pane.detail.reply.name == "Litia Bola")


def test_the_contact_card_is_asked_for_confirmed_and_changed(qtbot: QtBot, open_page: OpenPage, fiji: Fiji) -> None:
    home = cast(FocalHomePage, open_page(fiji.folder / "focal", "home"))
    qtbot.waitUntil(home.card_task.isVisible)
    press(home.card_button)
    window = home.window()
    qtbot.waitUntil(lambda: bool(window.findChildren(PeoplePage)))
    (people,) = window.findChildren(PeoplePage)
    qtbot.waitUntil(people.contact_card.right_button.hasFocus)
    assert "Is this still right?" in words_on(people.contact_card)
    press(people.contact_card.right_button)
    qtbot.waitUntil(lambda: "Checked on" in people.contact_card.context_label.text())
    press(people.contact_card.change_button)
    dialog = opened(qtbot, people, ContactCardDialog)
    dialog.name.set_text("")
    press(dialog.save_button)
    qtbot.waitUntil(lambda: bool(dialog.name.error()))
    dialog.name.set_text("Mere Qalo")
    dialog.phone.set_text("+679 123 4567")
    press(dialog.save_button)
    qtbot.waitUntil(lambda: "+679 123 4567" in words_on(people.contact_card))
    press(people.notices, "Undo")
    qtbot.waitUntil(lambda: "+679 123 4567" not in words_on(people.contact_card))


def test_in_a_small_window_the_person_lies_over_the_people(qtbot: QtBot, page: ParticipantsPage) -> None:
    qtbot.waitUntil(page.view.matrix.hasFocus)
    page.window().resize(683, 384)
    qtbot.waitUntil(lambda: not page.right.isVisible())
    QTest.keyClick(page.view.matrix, Qt.Key.Key_Down)
    page.view.matrix.opened.emit("vani kuru", "")
    qtbot.waitUntil(page.back_button.hasFocus)
    assert not page.left.isVisible() and person(page).name == "Vani Kuru"
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return)
    qtbot.waitUntil(page.left.isVisible)


def test_without_a_workshop_it_says_what_to_do(qtbot: QtBot, open_page: OpenPage, tmp_path: Path, clock: Clock) -> None:
    create_profile(tmp_path / "new", "focal_point", "TO", "Sione Tupou", clock=clock)
    page = open_page(tmp_path / "new", "participants")
    qtbot.waitUntil(lambda: "No workshop yet" in words_on(page))
