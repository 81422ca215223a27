"""Cards, badges, messages, steps, key figures: what they say, to eyes and to ears."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop.paths import resource
from rocb_desktop.tokens import contrast_ratio, load
from rocb_desktop.ui import theme
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.badge_words import BADGES, BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card, NextTaskCard
from rocb_desktop.ui.widgets.cell_states import STATES
from rocb_desktop.ui.widgets.empty import EmptyPage
from rocb_desktop.ui.widgets.kpi import KpiCard
from rocb_desktop.ui.widgets.label import FileNameLabel
from rocb_desktop.ui.widgets.message import ErrorSummary, Message
from rocb_desktop.ui.widgets.progress import ProgressPanel, WorkStep
from rocb_desktop.ui.widgets.rows import CounterCard, ItemRow
from rocb_desktop.ui.widgets.step_list import Step, StepList
from rocb_desktop.ui.widgets.words import KeyWords

InWindow = Callable[..., QWidget]


@pytest.mark.parametrize("key", sorted(BADGES))
def test_a_badge_has_an_icon_a_word_and_readable_colours(key: str) -> None:
    kind = BADGES[key]
    assert resource("icons", f"{kind.icon}.svg").is_file()
    assert badge(key, n=2, date="31 Dec", month="December", when="in May", name="Ana Vula").text
    for values in (load("light"), load("dark")):
        assert contrast_ratio(values[kind.ink_role], values[kind.ground_role]) >= 4.5


@pytest.mark.parametrize("state", sorted(STATES))
def test_a_cell_of_a_matrix_has_a_word_and_a_visible_icon(state: str) -> None:
    kind = STATES[state]
    assert kind.word
    assert kind.look == "dot" or resource("icons", f"{kind.icon}.svg").is_file()
    for values in (load("light"), load("dark")):
        assert contrast_ratio(values[kind.tone], values[kind.ground_role]) >= 4.5


def test_badges_are_the_fixed_list_and_count_in_plural() -> None:
    assert badge("problem", n=1).text == "1 problem"
    assert badge("problem", n=3).text == "3 problems"
    assert badge("in_return", n=2).text == "In national return no. 2"
    with pytest.raises(KeyError):
        badge("brilliant")


def test_a_badge_widget_says_its_word_and_never_shrinks(qtbot: QtBot) -> None:
    made = Badge("reply_due")
    qtbot.addWidget(made)
    small = made.sizeHint()
    assert made.accessibleName() == made.text() == "Reply due"
    assert made.minimumSizeHint() == small and small.height() >= 22
    made.set_badge("closed_late")
    assert made.sizeHint().width() > small.width()
    assert BadgeSpec("ready").kind.tone == "ok"


def test_a_card_is_named_by_its_title(in_window: InWindow) -> None:
    made = Card("26 of 33 administrations replied", "Survey 2021")
    made.add(QLabel("body"))
    made.set_foot("Source: Table 1.")
    made.set_corner(button("Copy", small=True))
    in_window(made)
    assert made.accessibleName() == "26 of 33 administrations replied"
    made.set_foot("Source: Table 2.")
    made.set_title("")
    assert not made.title_label.isVisible()


def test_the_bar_of_a_card_says_look_here(qapp: QApplication, in_window: InWindow) -> None:
    theme.apply(qapp, "light")
    made = Card("The backup could not be saved", kind="failed")
    in_window(made)
    picture = made.grab().toImage()
    assert picture.pixelColor(2, picture.height() // 2) == QColor(load("light").err)
    made.set_kind("card")
    assert made.grab().toImage().pixelColor(2, picture.height() // 2) == QColor(load("light").surface)


def test_the_next_task_has_one_button_and_moves_it_below_when_narrow(qtbot: QtBot, in_window: InWindow) -> None:
    go = button("Continue my reply", "primary")
    made = NextTaskCard("Answer the follow-up survey", "Closes on 29 October 2021.", go)
    made.set_progress(4, 7, "4 of 7 answers filled from your action log")
    in_window(made, width=900)
    assert made.accessibleName() == "Answer the follow-up survey"
    assert go.x() > made.task_label.x() + 300
    made.window().resize(400, 500)
    qtbot.waitUntil(lambda: go.mapTo(made, go.rect().topLeft()).x() < 60)
    made.set_task("You are up to date", "The next survey opens in December 2021.", "Nothing to do")
    assert made.lead_label.text() == "Nothing to do"


def test_a_message_is_one_text_for_ears_and_its_words_are_plain(qtbot: QtBot, in_window: InWindow) -> None:
    made = Message("warn", "Please check <one> answer.", 'Direct effects is "Yes" & empty.', closable=True)
    in_window(made)
    assert made.text() == 'Please check <one> answer. Direct effects is "Yes" & empty.'
    assert made.accessibleName() == made.text()
    assert "&lt;one&gt;" in next(label.text() for label in made.findChildren(QLabel))
    made.set_message("ok", "Saved.")
    assert made.property("role") == "message-ok"
    with qtbot.waitSignal(made.closed):
        qtbot.mouseClick(made.findChild(QToolButton), Qt.MouseButton.LeftButton)
    assert not made.isVisible()


def test_the_error_summary_takes_the_keyboard_and_leads_to_the_field(qtbot: QtBot, in_window: InWindow) -> None:
    made = ErrorSummary()
    in_window(made)
    assert not made.isVisible()
    made.set_problems(
        "There are 2 problems to correct before you can send",
        [("q3_text", "Question 3: write one example"), ("q5_text", "Question 5: name the project")],
    )
    links = made.links()
    assert links[0].hasFocus()
    assert "Question 5: name the project" in made.accessibleDescription()
    qtbot.keyClick(links[0], Qt.Key.Key_Tab)
    with qtbot.waitSignal(made.followed) as told:
        qtbot.keyClick(links[1], Qt.Key.Key_Return)
    assert told.args == ["q5_text"]
    made.set_problems("", [])
    assert not made.isVisible()


def test_steps_are_told_with_their_state(in_window: InWindow) -> None:
    made = StepList("Where is my reply?", [Step("You made the file", "18 May 2021", "done"), Step("You send it")])
    in_window(made)
    assert made.accessibleDescription() == "You made the file, done. 18 May 2021 You send it, not yet."
    made.set_steps([Step("You send it", state="now")])
    assert len(made.steps()) == 1 and "now" in made.accessibleDescription()
    assert not made.grab().isNull()


def test_a_key_figure_is_one_spoken_sentence_with_its_count(in_window: InWindow) -> None:
    made = KpiCard("Replies received", "38 %", note="58 of 153. Likely range 31–46 %")
    made.set_range(0.38, 0.31, 0.46)
    in_window(made)
    assert made.accessibleName() == "Replies received: 38 %"
    assert made.accessibleDescription() == "58 of 153. Likely range 31–46 %"
    made.set_value("10", "days", "Canines, 31 December")
    made.set_filled(0.5)
    assert made.accessibleName() == "Replies received: 10 days"


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_the_point_of_a_range_stays_on_its_bar(qapp: QApplication, share: float, in_window: InWindow) -> None:
    theme.apply(qapp, "light")
    made = KpiCard("Sub-regional workshops", "100 %")
    made.set_range(share, max(share - 0.2, 0), min(share + 0.2, 1))
    in_window(made)
    picture = made.bar.grab().toImage()
    dark = [x for x in range(picture.width()) if picture.pixelColor(x, 7) == QColor(load("light").primary)]
    assert len(dark) >= 2 and abs((dark[0] + dark[-1]) / 2 - share * picture.width()) < 4


def test_key_words_can_be_heard_in_order(in_window: InWindow) -> None:
    made = KeyWords("canoe lantern river maple seven harbour quiet violet".split(), "44713 09325")
    in_window(made)
    assert made.accessibleDescription().startswith("1 canoe, 2 lantern")
    assert made.accessibleDescription().endswith("8 violet")
    made.setFocus()
    assert made.hasFocus()
    made.set_words(["canoe"], "")
    assert made.accessibleDescription() == "1 canoe"


def test_long_work_is_stopped_with_escape(qtbot: QtBot, in_window: InWindow) -> None:
    made = ProgressPanel("Importing 24 return files", "Stop import", "If you stop, nothing is added.")
    made.set_progress(15, 24, "return-2021-VU-v1.rocb", "About 20 seconds left.")
    made.set_steps([WorkStep("Checked signatures", "done", "24 of 24"), WorkStep("Reading replies", "now")])
    in_window(made)
    assert any(label.text() == "62 %" for label in made.findChildren(QLabel))
    made.stop_button.setFocus()
    with qtbot.waitSignal(made.stop_pressed):
        qtbot.keyClick(made.stop_button, Qt.Key.Key_Escape)
    made.set_stopping()
    assert not made.stop_button.isEnabled()
    assert made.stop_button.accessibleDescription() == "If you stop, nothing is added."


def test_an_empty_page_says_why_and_what_next(in_window: InWindow) -> None:
    go = button("Import returns", "primary", "file-input")
    made = EmptyPage("No replies yet", "Survey 2022 opens on 10 May 2022.", [go])
    in_window(made)
    assert made.accessibleName() == "No replies yet" and go.isVisible()
    made.set_words("No workshops yet", "Open a workshop pack.")
    assert made.accessibleName() == "No workshops yet"


def test_rows_and_counters_have_names(qtbot: QtBot) -> None:
    row = ItemRow("Shared materials", "3 May 2021", icon="share-2", end=Badge("saved"))
    counter = CounterCard(4, "new", "Added to your list", "plus", "ok")
    qtbot.addWidget(row)
    qtbot.addWidget(counter)
    assert row.accessibleName() == "Shared materials. 3 May 2021"
    counter.set_count(5)
    assert counter.accessibleName() == "5 new. Added to your list"


def test_a_long_file_name_is_whole_in_its_tooltip(in_window: InWindow) -> None:
    made = FileNameLabel("WS_reply_2021-07_k3f9_v2_with_a_very_long_name.rocb")
    in_window(made, width=120)
    assert made.width() < 130
    assert made.toolTip() == "WS_reply_2021-07_k3f9_v2_with_a_very_long_name.rocb"
