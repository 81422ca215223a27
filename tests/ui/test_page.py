"""A page with the real widgets over a real store: four states, save, notices, errors at the field, stale, drafts."""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.drafts import take_draft
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import add_workshop, list_workshops
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.ui.page import FormField, Page
from rocb_desktop.ui.problem_panel import ProblemPanel
from rocb_desktop.ui.undo import UndoList
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.progress import ProgressPanel
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.work import Work

WorkOf = Callable[[Path], Work]
pytestmark = pytest.mark.usefixtures("styled")


class Window:
    """What a page needs of its window."""

    def __init__(self, work: Work) -> None:
        self.undo = UndoList(work)

    def go(self, key: str, **what: Any) -> None: ...
    def choose_files(self) -> None: ...
    def open_files(self, files: Sequence[Path]) -> None: ...
    def take_back(self, undo: Undo) -> None:
        self.undo.run(undo)

    def undo_last(self) -> None:
        self.undo.undo()

    def redo_last(self) -> None:
        self.undo.redo()


class WorkshopsForTest(Page):
    """Lists workshops and adds one: a small page with all that pages have."""

    shows = frozenset({"workshop"})
    title = "Workshops"
    icon = "calendar-range"

    def __init__(self, work: Work, window: Window) -> None:
        super().__init__(work, window)
        self.name = LineField("Title")
        self.end = LineField("Last day")
        self.said = QLabel()
        self.times = 0
        self.save = button("Add workshop", "primary", on_press=self.add)
        self.set_buttons(self.save)
        for widget in (self.name, self.end, self.said):
            self.sheet.add(widget)
        self.draft = self.keep_draft("", self.read, self.name, self.end)

    def read(self) -> Mapping[str, Any]:
        return {"title": self.name.text(), "end": self.end.text()}

    def add(self) -> None:
        self.do(add_workshop, self.name.text(), "regional", "2021-06-01", self.end.text(), done=self.added)

    def added(self, _outcome: Outcome) -> None:
        self.draft.drop()

    def reload(self) -> None:
        self.load(list_workshops)

    def show_content(self, value: Any) -> None:
        self.times += 1
        if not value:
            self.show_empty("No workshops yet", "Add one.", button("Add workshop", "primary"))
            return
        self.said.setText(", ".join(one.title for one in value))

    def form_fields(self) -> Mapping[str, FormField]:
        return {"title": self.name, "end": self.end}


@pytest.fixture
def work(office: Path, work_of: WorkOf) -> Work:
    return work_of(office)


@pytest.fixture
def page(qtbot: QtBot, work: Work) -> WorkshopsForTest:
    made = WorkshopsForTest(work, Window(work))
    qtbot.addWidget(made)
    return made


def shown(qtbot: QtBot, page: Page) -> None:
    """The page on the screen, with its first content."""
    page.resize(900, 600)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: page.ready and page.states.state not in ("waiting", "loading"))


def test_a_page_loads_when_it_is_first_seen(qtbot: QtBot, page: WorkshopsForTest) -> None:
    assert page.times == 0
    shown(qtbot, page)
    assert page.states.state == "content"
    assert page.said.text() == "Canines"
    assert page.times == 1


def test_an_empty_page_says_why_and_what_next(qtbot: QtBot, sina: Path, work_of: WorkOf) -> None:
    work = work_of(sina)
    page = WorkshopsForTest(work, Window(work))
    qtbot.addWidget(page)
    shown(qtbot, page)
    assert page.states.state == "empty"
    labels = [label.text() for label in page.states.findChildren(QLabel)]
    assert "No workshops yet" in labels
    assert "Add one." in labels


def test_the_skeleton_comes_only_when_loading_takes_long(qtbot: QtBot, page: WorkshopsForTest) -> None:
    waiting: list[Callable[[], None]] = []
    page.work.run(_hold, waiting)  # the read lane is busy with something else
    page.show()
    qtbot.waitUntil(lambda: page.states.state == "loading")
    qtbot.waitUntil(lambda: bool(waiting))
    waiting[0]()
    qtbot.waitUntil(lambda: page.states.state == "content")


@lane("read")
def _hold(session: Session, waiting: list[Callable[[], None]]) -> None:
    gate = threading.Event()
    waiting.append(gate.set)
    gate.wait(10)


def test_a_problem_can_be_tried_again(qtbot: QtBot, tmp_path: Path, work_of: WorkOf) -> None:
    folder = tmp_path / "later"
    page = WorkshopsForTest(work := work_of(folder), Window(work))
    qtbot.addWidget(page)
    shown_problem = page.states
    page.show()
    qtbot.waitUntil(lambda: shown_problem.state == "problem")
    panel = page.findChild(ProblemPanel)
    assert panel is not None
    create_profile(folder, "rocb", "ROCB", "Mayumi Ito")
    panel.again_button.click()
    qtbot.waitUntil(lambda: page.states.state == "empty")


def test_saving_says_so_and_reloads_what_is_seen(qtbot: QtBot, page: WorkshopsForTest) -> None:
    shown(qtbot, page)
    page.name.set_text("Free Zone")
    page.end.set_text("2021-06-10")
    page.save.click()
    qtbot.waitUntil(lambda: page.said.text() == "Canines, Free Zone")
    qtbot.waitUntil(lambda: page.notices.text() == "The workshop is in the register.")


def test_a_second_press_of_save_does_not_save_twice(qtbot: QtBot, page: WorkshopsForTest) -> None:
    shown(qtbot, page)
    page.name.set_text("Free Zone")
    page.end.set_text("2021-06-10")
    page.save.click()
    page.save.click()
    qtbot.waitUntil(lambda: not page.work.jobs())
    qtbot.waitUntil(lambda: page.said.text() == "Canines, Free Zone")


def test_a_refusal_stands_above_the_form_and_at_the_field_and_the_text_stays(
    qtbot: QtBot, page: WorkshopsForTest
) -> None:
    shown(qtbot, page)
    page.name.set_text("Free Zone")
    page.end.set_text("in June")
    page.save.click()
    qtbot.waitUntil(lambda: bool(page.notices.text()))
    assert "“in June” is not a date" in page.notices.text()
    assert "in June" in page.end.error()
    assert page.end.edit.hasFocus()
    assert page.name.text() == "Free Zone"
    page.end.set_text("2021-06-10")
    page.save.click()
    qtbot.waitUntil(lambda: page.notices.text() == "The workshop is in the register.")
    assert page.end.error() == ""


def test_a_hidden_page_reloads_only_when_it_is_seen_again(qtbot: QtBot, page: WorkshopsForTest) -> None:
    shown(qtbot, page)
    page.hide()
    page.work.run(add_workshop, "E-Commerce", "regional", "2021-06-01", "2021-06-02")
    qtbot.waitUntil(lambda: not page.work.jobs())
    qtbot.waitUntil(lambda: not page.ready)
    assert page.times == 1
    shown(qtbot, page)
    assert page.said.text() == "Canines, E-Commerce"


def test_a_change_of_other_tables_leaves_the_page_alone(qtbot: QtBot, page: WorkshopsForTest) -> None:
    shown(qtbot, page)
    page.draft.touched()
    page.flush_drafts()
    qtbot.waitUntil(lambda: not page.work.jobs())
    assert page.times == 1


@lane("write")
def _work_long(session: Session) -> Outcome:
    for step in range(100_000):
        session.progress(step, 100_000)
    session.stop_requested.wait(10)
    session.progress(100_000, 100_000)
    return Outcome()


def test_long_work_shows_a_bar_with_stop_on_its_page(qtbot: QtBot, page: WorkshopsForTest) -> None:
    shown(qtbot, page)
    page.do(_work_long, label="Counting")
    qtbot.waitUntil(lambda: page.findChild(ProgressPanel) is not None)
    panel = page.findChild(ProgressPanel)
    assert panel is not None
    assert panel.title_label.text() == "Counting"
    panel.stop_button.click()
    qtbot.waitUntil(lambda: page.notices.text() == "Stopped. Nothing was changed.")
    qtbot.waitUntil(lambda: page.findChild(ProgressPanel) is None)


def test_what_is_typed_is_kept_and_offered_again_until_it_is_saved(
    qtbot: QtBot, page: WorkshopsForTest, office: Path, work: Work
) -> None:
    shown(qtbot, page)
    with qtbot.waitSignal(page.draft.kept):
        QTest.keyClicks(page.name.edit, "Data An")
    again = WorkshopsForTest(work, Window(work))
    qtbot.addWidget(again)
    again.draft.offer(lambda data: again.name.set_text(data["title"]))
    qtbot.waitUntil(lambda: again.name.text() == "Data An")
    again.end.set_text("2021-06-10")
    again.add()
    kept: list[object] = []
    qtbot.waitUntil(lambda: again.notices.text() != "")
    work.run(take_draft, again.key, "", done=kept.append)
    qtbot.waitUntil(lambda: bool(kept))
    assert kept == [None]


def test_leaving_a_field_keeps_the_draft_at_once(qtbot: QtBot, page: WorkshopsForTest) -> None:
    shown(qtbot, page)
    page.name.edit.setFocus()
    QTest.keyClicks(page.name.edit, "Free")
    page.end.edit.setFocus()
    assert not page.draft.dirty
    with qtbot.waitSignal(page.draft.kept):
        assert page.work.jobs("write")


def test_a_notice_offers_undo_and_is_replaced_by_the_next(qtbot: QtBot, page: WorkshopsForTest) -> None:
    shown(qtbot, page)
    actions: list[Action] = []
    page.work.run(list_workshops, done=lambda found: page.do(log_action, found[0].id, "others", text="A quiz"))
    qtbot.waitUntil(lambda: page.notices.text() == "Action saved.")
    undo = next(made for made in page.notices.findChildren(QPushButton) if made.text() == "Undo")
    undo.click()
    qtbot.waitUntil(lambda: not page.work.jobs())
    page.work.run(list_actions, done=actions.extend)
    qtbot.waitUntil(lambda: not page.work.jobs())
    assert actions == []


def test_first_focus_is_taken_when_the_content_is_there(qtbot: QtBot, page: WorkshopsForTest) -> None:
    page.arrive()
    shown(qtbot, page)
    qtbot.waitUntil(page.name.edit.hasFocus)


def test_a_page_of_its_own_layout_replaces_the_sheet(qtbot: QtBot, page: WorkshopsForTest) -> None:
    own = PageScroll()
    own.add(page.said)
    page.set_content(own)
    shown(qtbot, page)
    assert own.isVisible()
    assert page.said.isVisible()


def test_an_unknown_error_is_no_secret(qtbot: QtBot, page: WorkshopsForTest) -> None:
    shown(qtbot, page)
    page.show_error(ZeroDivisionError())
    assert page.notices.text() == "Something went wrong in the app. Your data is safe. Try again."
    page.show_error(UserError("disk_full"))
    assert "not enough space" in page.notices.text()
    assert page.name.edit.testAttribute(Qt.WidgetAttribute.WA_Disabled) is False
