"""The register: a workshop explained beside its row, a new one added, its participants read, its pack made."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from rocb_desktop.services.arriving.exchange import preview
from rocb_desktop.services.region.workshops import add_workshop, list_workshops
from rocb_desktop.services.session import Session
from rocb_desktop.ui.dialogs.pack_dialog import PackDialog
from rocb_desktop.ui.dialogs.programme_dialog import ProgrammeDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.workshops_page import WorkshopsPage
from rocb_desktop.ui.views.workshop.workshop_form import office_words, read_offices
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
OpenSession = Callable[[Path], Session]
Key = Qt.Key


def opened(open_page: OpenPage, profile: Path, *size: int, **what: object) -> WorkshopsPage:
    return cast(WorkshopsPage, open_page(profile, "workshops", *size, **what))


def titles(page: WorkshopsPage) -> list[str]:
    model = page.list.table.rows_model
    return [model.columns[0].text(row) for row in model.rows()]


def roster(folder: Path, *rows: tuple[str, str]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Participants"
    sheet.append(["name", "administration"])
    for row in rows:
        sheet.append(list(row))
    book.save(folder / "roster.xlsx")
    return folder / "roster.xlsx"


def pack_dialog(page: WorkshopsPage, qtbot: QtBot) -> PackDialog:
    QTest.mouseClick(page.list.details.pack_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.findChildren(PackDialog)))
    return page.findChildren(PackDialog)[0]


def test_an_empty_register_says_what_to_do(open_page: OpenPage, desk: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk)
    assert page.states.state == "empty"
    add = next(made for made in page.findChildren(QPushButton) if made.text() == "Add workshop" and made.isVisible())
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.form.title.control.hasFocus)
    assert page.header.title_label.text() == "Add a workshop"


def test_the_register_lists_the_round_by_number(open_page: OpenPage, survey: Path) -> None:
    page = opened(open_page, survey)
    assert titles(page)[0] == "1. PCA (Pacific)" and titles(page)[-1] == "9. Canines"
    words = "9 of 9 workshops are in Survey 2021. It opens six months after each workshop."
    assert page.header.context_label.text() == words


def test_the_arrows_explain_the_next_workshop(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    qtbot.waitUntil(page.list.table.hasFocus)
    for _step in range(8):
        QTest.keyClick(page.list.table, Key.Key_Down)
    assert page.list.details.title_label.text() == "Canines"
    assert page.list.details.facts.facts() == {
        "Workshop": "WCO Regional Workshop on Canines",
        "Dates": "June 2021, online",
        "Took part": "18 administrations",
        "Participant list": "No list yet",
        "Replies": "2\xa0of\xa018\xa0†, 11\xa0%. Likely range 3–33\xa0%",
        "Survey opens": "about December 2021",
        "Survey closes": "about January 2022",
        "Workshop pack": "Not made yet",
    }


def test_a_link_from_another_page_arrives_at_its_workshop(
    open_page: OpenPage, survey: Path, session_of: OpenSession
) -> None:
    wanted = next(one.id for one in list_workshops(session_of(survey)) if one.number == 4)
    page = opened(open_page, survey, workshop=wanted)
    assert page.list.details.title_label.text() == "E-Commerce"


def test_a_workshop_with_days_says_them(open_page: OpenPage, desk: Path, session_of: OpenSession) -> None:
    add_workshop(session_of(desk), "Origin", "regional", "2021-05-04", "2021-05-07", ("FJ", "CK"), mode="hybrid")
    add_workshop(session_of(desk), "Valuation", "accreditation", "2021-02-01", "2021-02-05")
    page = opened(open_page, desk)
    facts = page.list.details.facts.facts()
    assert facts["Dates"] == "4 May 2021 to 7 May 2021, hybrid"
    assert facts["Took part"] == "2 administrations: CK, FJ. 1 is not a WCO member"
    assert facts["Survey closes"] == "28 November 2021" and facts["National returns due"] == "12 December 2021"
    QTest.keyClick(page.list.table, Key.Key_Down)
    facts = page.list.details.facts.facts()
    assert facts["Took part"] == "Not known"
    assert facts["Survey"] == "Not surveyed: only regional and sub-regional ones are"


def test_a_workshop_is_added_by_keyboard(open_page: OpenPage, desk: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk, new=True)
    qtbot.waitUntil(page.form.title.control.hasFocus)
    QTest.keyClicks(page.form.title.edit, "Regional Workshop on Origin")
    page.form.start.set_value(date(2022, 3, 14))
    page.form.end.set_value(date(2022, 3, 17))
    assert page.follows.facts.facts() == {
        "Round": "Survey 2022",
        "Survey opens": "17 September 2022",
        "Survey closes": "8 October 2022",
    }
    page.form.administrations.edit.setFocus()
    QTest.keyClicks(page.form.administrations.edit, "fj, Samoa, Hong Kong, China")
    assert page.form.named.text() == "3 administrations: Fiji, Hong Kong, China, Samoa."
    window = cast(MainWindow, page.window())
    window.press_primary()
    qtbot.waitUntil(lambda: titles(page) == ["1. Regional Workshop on Origin"])
    assert page.notices.text() == "The workshop is in the register."
    assert page.list.details.facts.facts()["Took part"] == "3 administrations: FJ, HK, WS"
    assert page.choice.number == 2022


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(open_page: OpenPage, desk: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk, new=True)
    page.form.title.set_text("Origin")
    page.form.administrations.set_text("FJ, Atlantis")
    assert page.form.named.text() == "1 administration: Fiji. Not known: Atlantis."
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.form.administrations.error()))
    assert page.form.administrations.error() == "The app does not know the administration “Atlantis”."
    assert page.form.administrations.edit.hasFocus() and page.form.title.text() == "Origin"
    page.form.administrations.set_text("FJ")
    page.form.end.set_value(date(2021, 1, 1))
    page.form.start.set_value(date(2021, 2, 1))
    page.form.end.set_value(date(2021, 1, 1))
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.form.end.error() == "The last day is before the first day.")


def test_the_last_day_follows_the_first_until_it_is_chosen(open_page: OpenPage, desk: Path) -> None:
    form = opened(open_page, desk, new=True).form
    form.start.set_value(date(2022, 3, 14))
    assert form.end.value() == date(2022, 3, 14)
    form.start.set_value(date(2021, 3, 1))
    assert form.end.value() == date(2021, 3, 1)
    form.end.set_value(date(2021, 3, 4))
    form.start.set_value(date(2021, 3, 2))
    assert form.end.value() == date(2021, 3, 4)


def test_only_the_month_is_known(open_page: OpenPage, desk: Path, qtbot: QtBot) -> None:
    page = opened(open_page, desk, new=True)
    page.form.end.set_value(date(2020, 11, 1))
    page.form.start.set_value(date(2020, 11, 1))
    page.form.month_only.setFocus()
    QTest.keyClick(page.form.month_only, Key.Key_Space)
    assert (page.form.entry().start, page.form.entry().end) == ("2020-11", "2020-11")
    assert page.form.end.edit.text() == "November 2020"
    assert page.follows.facts.facts()["Survey opens"] == "about May 2021"


def test_an_accreditation_workshop_is_listed_and_not_surveyed(open_page: OpenPage, desk: Path) -> None:
    page = opened(open_page, desk, new=True)
    page.form.kind.set_value("accreditation")
    page.form.kind.changed.emit("accreditation")
    assert page.follows.facts.facts()["Survey"].startswith("Listed, not surveyed")


def test_what_was_typed_outlives_a_visit_to_another_page(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey, new=True)
    QTest.keyClicks(page.form.title.edit, "Origin")
    QTest.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
    assert page.notices.text() == "What you typed was not saved."
    back = next(made for made in page.notices.findChildren(QPushButton) if made.text() == "Take it back")
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert page.form.title.text() == "Origin"
    window = cast(MainWindow, page.window())
    window.go("inbox")
    window.go("workshops", new=True)
    qtbot.waitUntil(lambda: page.form.title.text() == "Origin")


def test_a_pack_with_names_and_the_words_for_the_handout(
    open_page: OpenPage, survey: Path, tmp_path: Path, qtbot: QtBot, session_of: OpenSession
) -> None:
    page = opened(open_page, survey)
    page.import_roster(roster(tmp_path, ("Sina Leota", "WS"), ("Jone Ratu", "FJ")), page.list.table.row())
    qtbot.waitUntil(lambda: page.list.details.facts.facts()["Participant list"] == "2 people")
    dialog = pack_dialog(page, qtbot)
    assert dialog.with_names.isChecked() and dialog.with_names.isEnabled()
    assert len(dialog.key_words.accessibleDescription().split(", ")) == 8
    dialog.copy_words()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 8
    assert dialog.suggested_name() == "ROCB_pack_2021-01.rocb"
    dialog.make(tmp_path / "pack.rocb")
    qtbot.waitUntil(lambda: [made.text() for made in dialog.buttons()] == ["Show in folder", "Done"])
    assert "The pack is ready" in dialog.notices.text()
    found = preview(session_of(survey), [tmp_path / "pack.rocb"])
    assert found.files[0].kind == "pack"
    dialog.accept()
    qtbot.waitUntil(lambda: page.list.details.facts.facts()["Workshop pack"] == "Made on 21 December 2021")


def test_without_a_list_no_names_are_offered(open_page: OpenPage, survey: Path, qtbot: QtBot) -> None:
    page = opened(open_page, survey)
    dialog = pack_dialog(page, qtbot)
    assert not dialog.with_names.isEnabled() and not dialog.with_names.isChecked()
    assert dialog.names_hint.text() == "There is no participant list for PCA (Pacific) yet."
    dialog.reject()


def test_a_pack_that_cannot_be_written_says_why(
    open_page: OpenPage, survey: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(open_page, survey)
    dialog = pack_dialog(page, qtbot)
    dialog.make(tmp_path / "no such folder" / "pack.rocb")
    qtbot.waitUntil(lambda: bool(dialog.notices.text()))
    assert not (tmp_path / "no such folder").exists()
    assert [made.text() for made in dialog.buttons()] == ["Cancel", "Make pack"]
    dialog.reject()


def test_a_bad_participant_list_names_its_cells(
    open_page: OpenPage, survey: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(open_page, survey)
    page.import_roster(roster(tmp_path, ("Sina Leota", "XX")), page.list.table.row())
    qtbot.waitUntil(lambda: "Sheet Participants, row 2" in page.notices.text())
    assert page.list.details.facts.facts()["Participant list"] == "No list yet"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
@pytest.mark.parametrize("new", [False, True])
def test_both_faces_shrink_to_every_window(open_page: OpenPage, survey: Path, size: tuple[int, int], new: bool) -> None:
    page = opened(open_page, survey, *size, new=new)
    assert (page.window().width(), page.window().height()) == size


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("FJ, WS", ("FJ", "WS")),
        ("PNG; samoa\nFJ\tFJ", ("PG", "WS", "FJ")),
        ("Hong Kong, China, Macao, China, China", ("HK", "MO", "CN")),
        (" , ;", ()),
        ("XX", ("XX",)),
    ],
)
def test_administrations_are_read_as_people_write_them(text: str, codes: tuple[str, ...]) -> None:
    assert read_offices(text) == codes


def test_words_for_nobody() -> None:
    assert office_words(()) == ""


def test_a_programme_is_written(open_page: OpenPage, desk: Path, session_of: OpenSession, qtbot: QtBot) -> None:
    add_workshop(session_of(desk), "Origin", "regional", "2021-05-04", "2021-05-07", ("FJ",))
    page = opened(open_page, desk)
    assert "Programme" not in page.list.details.facts.facts()
    QTest.mouseClick(page.list.details.programme_button, Qt.MouseButton.LeftButton)
    dialog = page.findChildren(ProgrammeDialog)[0]
    qtbot.waitUntil(dialog.text.control.hasFocus)
    QTest.keyClicks(dialog.text.control, "Day 1, 09:00 Opening")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: page.list.details.facts.facts().get("Programme") == "Written")
    assert "Programme saved." in page.notices.text()
    assert list_workshops(session_of(desk))[0].programme == "Day 1, 09:00 Opening"
