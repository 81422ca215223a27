"""Buttons, fields and choices: names for ears, keyboard, errors between hint and field."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCalendarWidget, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop import texts
from rocb_desktop.ui.widgets.button import button, icon_button, set_off
from rocb_desktop.ui.widgets.choice import RadioRow, RadioTile, TileGroup, tick
from rocb_desktop.ui.widgets.details import Details
from rocb_desktop.ui.widgets.field import ChoiceField, DateField, Field, LineField, NumberField, TextField
from rocb_desktop.ui.widgets.link import LinkLabel

InWindow = Callable[..., QWidget]


def test_a_button_is_pressed_by_the_keyboard_and_says_its_name(qtbot: QtBot, in_window: InWindow) -> None:
    pressed: list[str] = []
    made = button("Make national return", "primary", "package", on_press=lambda: pressed.append("yes"))
    in_window(made)
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert pressed == ["yes"]
    assert made.accessibleName() == "Make national return"
    assert made.height() >= 36


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot, in_window: InWindow, key: Qt.Key) -> None:
    pressed: list[str] = []
    words = button("Receive files", on_press=lambda: pressed.append("words"))
    icon = icon_button("Close", "x", on_press=lambda: pressed.append("icon"))
    in_window(words, icon)
    for made in (words, icon):
        made.setFocus()
        qtbot.keyClick(made, key)
        qtbot.keyClick(made, key, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["words", "icon"]


def test_an_off_button_says_why(qtbot: QtBot) -> None:
    made = button("Accept reply")
    qtbot.addWidget(made)
    set_off(made, "Correct the problem first.")
    assert not made.isEnabled()
    assert made.toolTip() == made.accessibleDescription() == "Correct the problem first."
    set_off(made, "")
    assert made.isEnabled()


def test_an_icon_alone_has_a_name(qtbot: QtBot) -> None:
    made = icon_button("Bold", "bold")
    qtbot.addWidget(made)
    assert made.accessibleName() == made.toolTip() == "Bold"


def test_a_link_is_followed_with_enter(qtbot: QtBot, in_window: InWindow) -> None:
    made = LinkLabel("Show the whole reply", "4 answers did not change.")
    in_window(made)
    made.setFocus()
    with qtbot.waitSignal(made.pressed):
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert made.accessibleName() == "4 answers did not change. Show the whole reply"


def test_a_field_ties_label_hint_and_error_to_its_input(in_window: InWindow) -> None:
    made = LineField("Name", "As in your passport.", optional=True)
    in_window(made)
    buddies = [label.buddy() for label in made.findChildren(QLabel) if label.text() == "Name"]
    assert buddies == [made.edit]
    assert made.edit.accessibleName() == "Name"
    assert made.edit.accessibleDescription() == "Optional. As in your passport."
    made.set_error("Write your name.")
    assert made.edit.accessibleDescription() == "Optional. As in your passport. Write your name."
    assert made.edit.property("role") == "error"
    made.set_error("")
    assert made.error() == "" and made.edit.property("role") == ""


def test_the_error_stands_between_hint_and_input(qtbot: QtBot, in_window: InWindow) -> None:
    made = TextField("Give one example", "What is better now?")
    in_window(made)
    made.set_error("Write one example of the direct effect")
    labels = {label.text(): label for label in made.findChildren(QLabel)}
    tops = [
        labels[text].mapTo(made, labels[text].rect().topLeft()).y()
        for text in ("Give one example", "What is better now?", "Write one example of the direct effect")
    ]
    qtbot.waitUntil(lambda: made.edit.y() > 0)
    assert tops == sorted(tops)
    assert made.edit.y() > tops[-1]


def test_a_field_tells_when_it_is_left_and_not_while_typing(qtbot: QtBot, in_window: InWindow) -> None:
    first, second = LineField("Name"), LineField("E-mail")
    in_window(first, second)
    left: list[str] = []
    first.left.connect(lambda: left.append(first.text()))
    first.focus()
    qtbot.keyClicks(first.edit, "Sina")
    assert left == []
    qtbot.keyClick(first.edit, Qt.Key.Key_Tab)
    assert second.edit.hasFocus()
    assert left == ["Sina"]


def test_tab_leaves_a_text_area_and_too_much_is_counted_not_cut(qtbot: QtBot, in_window: InWindow) -> None:
    text, after = TextField("Describe it", limit=5), button("Save")
    in_window(text, after)
    text.focus()
    qtbot.keyClicks(text.edit, "sevens ")
    assert text.text() == "sevens"
    count = next(label for label in text.findChildren(QLabel) if "of 5" in label.text())
    assert count.text() == "7 of 5 characters" and count.property("role") == "err"
    qtbot.keyClick(text.edit, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_choice_field_gives_values(qtbot: QtBot, in_window: InWindow) -> None:
    made = ChoiceField("Workshop", [(4, "Canines"), (7, "E-Commerce")], value=7)
    in_window(made)
    made.focus()
    with qtbot.waitSignal(made.changed) as told:
        qtbot.keyClick(made.combo, Qt.Key.Key_Up)
    assert told.args == [4] and made.value() == 4
    made.set_options([(9, "Free Zone"), (4, "Canines")])
    assert made.value() == 4


def test_a_date_field_is_written_in_words_and_bounded(qtbot: QtBot, in_window: InWindow) -> None:
    made = DateField("When did you do it?", date(2021, 6, 24), first=date(2021, 4, 12), last=date(2021, 10, 14))
    in_window(made)
    assert made.edit.text() == "24 June 2021"
    with qtbot.waitSignal(made.changed) as told:
        made.edit.set_day(date(2021, 5, 3))
    assert told.args == [date(2021, 5, 3)]
    made.set_value(date(2020, 1, 1))
    assert made.value() == date(2021, 4, 12)


@pytest.mark.parametrize("typed", ["20 May 2026", "20 mai 2026", "2026-05-20", "20/5/2026", "20.5.2026"])
def test_a_day_is_typed_as_a_person_writes_it(qtbot: QtBot, in_window: InWindow, typed: str) -> None:
    made, after = DateField("When did you do it?", date(2026, 5, 29)), button("Save")
    in_window(made, after)
    made.focus()
    qtbot.keySequence(made.edit, "Ctrl+A")
    told: list[date] = []
    made.changed.connect(told.append)
    qtbot.keyClicks(made.edit, typed)
    after.setFocus()
    assert told[-1] == made.value() == date(2026, 5, 20)
    assert made.edit.text() == "20 May 2026" and made.error() == ""


@pytest.mark.parametrize("typed", ["15", "5/2026", "soon"])
def test_what_is_no_date_is_said_and_stays(qtbot: QtBot, in_window: InWindow, typed: str) -> None:
    made, after = DateField("When did you do it?", date(2026, 5, 29)), button("Save")
    in_window(made, after)
    made.focus()
    qtbot.keySequence(made.edit, "Ctrl+A")
    qtbot.keyClicks(made.edit, typed)
    assert made.error() == ""
    after.setFocus()
    assert made.edit.text() == typed
    assert made.error() == "This is not a date. Write, for example, 20 May 2026."
    assert not made.check()
    made.focus()
    qtbot.keySequence(made.edit, "Ctrl+A")
    qtbot.keyClicks(made.edit, "1/6/2026")
    assert made.error() == "" and made.check() and made.value() == date(2026, 6, 1)


def test_a_day_that_is_not_allowed_is_said(qtbot: QtBot, in_window: InWindow) -> None:
    made = DateField("Signed off on", date(2021, 12, 21), last=date(2021, 12, 21))
    in_window(made)
    made.focus()
    qtbot.keySequence(made.edit, "Ctrl+A")
    qtbot.keyClicks(made.edit, "22/12/2021")
    assert not made.check()
    assert made.error() == "This date is too late. The last day is 21 December 2021."
    assert made.value() == date(2021, 12, 21)


@pytest.mark.qt_log_ignore("This plugin does not support")  # what the platform without a screen says of itself
def test_a_day_is_chosen_in_the_calendar_with_the_keyboard(qtbot: QtBot, in_window: InWindow) -> None:
    made = DateField("When did you do it?", date(2026, 5, 20))
    in_window(made)
    made.focus()
    qtbot.keyClick(made.edit, Qt.Key.Key_Tab)
    assert made.edit.calendar_button.hasFocus()
    qtbot.keyClick(made.edit.calendar_button, Qt.Key.Key_Return)
    calendar = made.edit.findChild(QCalendarWidget)
    assert calendar is not None and calendar.isVisible()
    days = calendar.findChild(QTableView)
    qtbot.keyClick(days, Qt.Key.Key_Right)
    qtbot.keyClick(days, Qt.Key.Key_Return)
    assert made.value() == date(2026, 5, 21) and made.edit.text() == "21 May 2026"
    assert not calendar.isVisible()


def test_a_date_field_speaks_the_language_of_the_app(qapp: QApplication) -> None:
    texts.use("fr")
    made = DateField("Quand ?", date(2021, 6, 24))
    assert made.edit.text() == "24 juin 2021"


def test_a_number_field_can_be_empty(in_window: InWindow) -> None:
    made = NumberField("How many people?", optional=True)
    in_window(made)
    assert made.value() is None
    made.set_value(22)
    assert made.value() == 22
    made.set_value(None)
    assert made.value() is None and made.edit.text().strip() == ""


def test_nothing_is_chosen_until_somebody_does(qtbot: QtBot, in_window: InWindow) -> None:
    made = RadioRow("Did you see direct effects?", [("yes", "Yes"), ("not_yet", "Not yet"), ("no", "No")])
    in_window(made)
    assert made.value() is None
    made.setFocus()
    qtbot.keyClick(made.widgets()[0], Qt.Key.Key_Right)
    assert made.widgets()[1].hasFocus() and made.value() is None
    with qtbot.waitSignal(made.changed) as told:
        qtbot.keyClick(made.widgets()[1], Qt.Key.Key_Space)
    assert told.args == ["not_yet"] and made.value() == "not_yet"
    made.set_value(None)
    assert made.value() is None
    assert made.widgets()[0].accessibleName() == "Did you see direct effects?: Yes"


def _tiles() -> TileGroup:
    words = ("Share training materials", "Submit a report", "Make recommendations", "Other action")
    return TileGroup("What did you do?", [(w, RadioTile(w, "share-2")) for w in words], columns=3, tile_width=180)


def test_tiles_are_chosen_with_arrows_and_space(qtbot: QtBot, in_window: InWindow) -> None:
    made = _tiles()
    in_window(made, width=700)
    made.focus()
    first = made.findChildren(RadioTile)[0]
    assert first.hasFocus() and first.height() >= 56
    qtbot.keyClick(first, Qt.Key.Key_Space)
    assert made.value() == "Share training materials"
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert made.value() == "Submit a report"


@pytest.mark.parametrize(("width", "columns"), [(700, 3), (420, 2), (260, 1)])
def test_tiles_lose_columns_when_it_is_narrow(width: int, columns: int, in_window: InWindow) -> None:
    made = _tiles()
    in_window(made, width=width)
    assert made.columns() == columns


def test_a_tile_grows_with_its_words(qtbot: QtBot) -> None:
    made = RadioTile("Élaborer un manuel opérationnel pour toute l'administration des douanes", "book-open")
    qtbot.addWidget(made)
    assert made.heightForWidth(180) > made.heightForWidth(600) == 56


def test_a_tick_has_its_words_as_name(qtbot: QtBot, in_window: InWindow) -> None:
    made = tick("Share training materials", on=True, hint="3 May 2021, 14 colleagues")
    in_window(made)
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert not made.isChecked()
    assert made.accessibleDescription() == "3 May 2021, 14 colleagues"


def test_details_are_closed_until_opened(qtbot: QtBot, in_window: InWindow) -> None:
    made = Details("Details for the help desk")
    made.add_code("Code BKP-03")
    in_window(made)
    assert not made.is_open()
    made.toggle.setFocus()
    qtbot.keyClick(made.toggle, Qt.Key.Key_Space)
    assert made.is_open()


def test_any_widget_can_stand_in_a_field(in_window: InWindow) -> None:
    row = RadioRow("x", [(1, "Yes"), (2, "No")])
    made = Field("Did you see direct effects?", row, "A result that people can see or count.")
    made.set_under(button("Use text from my log"))
    in_window(made)
    made.set_title("And work efficiency?")
    assert row.accessibleName() == "And work efficiency?"
    made.focus()
    assert row.widgets()[0].hasFocus()


def test_a_title_is_shown_as_it_is(in_window: InWindow) -> None:
    """An "&" in the title of a file is no mark of a key, and does not vanish."""
    words = "R&D plan.pdf"
    box, tile = tick(words), RadioTile(words)
    row = RadioRow("File", [(1, words)])
    in_window(box, tile, row)
    for made in (box, tile, *row.widgets()):
        assert isinstance(made, QAbstractButton)
        assert made.shortcut().isEmpty() and made.text() == "R&&D plan.pdf" and words in made.accessibleName()
    group = TileGroup("File", [(1, tile)])
    assert group.isAncestorOf(tile) and tile.accessibleName() == "File: R&D plan.pdf"
