"""Find everywhere with the keyboard alone: type, see, go there, come back; a foreign text is only ever text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from region import WORKSHOP, make_region
from small_pages import actions_of, press
from spoken import unnamed

from rocb_desktop.services.demo.demo import make_demo
from rocb_desktop.services.region.rosters import add_participant
from rocb_desktop.services.search.places import Place
from rocb_desktop.services.search.searching import SearchResult, search_everything
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.ui.dialogs.search_dialog import SearchDialog
from rocb_desktop.ui.index_keeper import IndexKeeper
from rocb_desktop.ui.window import MainWindow

OpenWindow = Callable[..., MainWindow]


@pytest.fixture(scope="module")
def region_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    region = make_region(tmp_path_factory.mktemp("search") / "region")
    with region.at("sina") as session:
        log_action(session, WORKSHOP, "others", "2021-06-01", text="<b>Tuʻi</b> & the ‘okina desk")
    with region.at("rocb") as session:
        workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
        for number in range(60):
            add_participant(session, workshop, f"Officer Number{number}", "WS")
    return region.folder


def opened(qtbot: QtBot, open_window: OpenWindow, profile: Path) -> MainWindow:
    window = open_window(profile)
    window.resize(1366, 768)
    with qtbot.waitSignal(window.ready):
        window.show()
        window.activateWindow()
    keeper = window.findChild(IndexKeeper)
    assert keeper is not None
    qtbot.waitSignal(keeper.caught_up, timeout=10_000).wait()
    page = window.pages.current_page()
    qtbot.waitUntil(lambda: page is not None and page.ready)
    return window


def asked(qtbot: QtBot, window: MainWindow) -> SearchDialog:
    press(window, "Ctrl+Shift+F")
    dialog = window.findChildren(SearchDialog)[-1]
    qtbot.waitUntil(lambda: dialog.field.hasFocus())
    return dialog


def shows(window: MainWindow) -> bool:
    """Whether the page that is shown has its content."""
    page = window.pages.current_page()
    return page is not None and page.ready and page.states.state in ("content", "empty")


def typed(qtbot: QtBot, dialog: SearchDialog, words: str) -> None:
    QTest.keyClicks(dialog.field, words)
    qtbot.waitUntil(lambda: dialog.shown is not None and dialog.shown.text == dialog.field.text())


def key(dialog: SearchDialog, which: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or dialog, which)


def titles(dialog: SearchDialog) -> list[str]:
    return [dialog.rows.index(at).data() for at in range(dialog.rows.rowCount())]


def test_a_participant_types_goes_there_and_comes_back(
    qtbot: QtBot, open_window: OpenWindow, region_folder: Path
) -> None:
    window = opened(qtbot, open_window, region_folder / "sina")
    dialog = asked(qtbot, window)
    assert dialog.title.text() == "What are you looking for?" and not dialog.rows.rows
    typed(qtbot, dialog, "tui okina")
    assert dialog.count.text() == "1 found" and dialog.said == "1 found" and not unnamed(dialog)
    assert titles(dialog) == ["Action log · 1", "WTO TFA, Sina Leota, Samoa"]
    row = dialog.rows.rows[1]
    assert row.line == (("Text: ", False), ("<b>", False), ("Tuʻi", True), ("</b> & the ‘", False), ("okina", True),
                        (" desk", False))  # fmt: skip
    key(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.key == "actions")
    page = window.pages.current_page()
    qtbot.waitUntil(lambda: page is not None and page.ready and page.focusWidget() is QApplication.focusWidget())
    press(window, "Alt+Left")
    assert window.pages.key == "home"


def test_esc_gives_the_keyboard_back(qtbot: QtBot, open_window: OpenWindow, region_folder: Path) -> None:
    window = opened(qtbot, open_window, region_folder / "sina")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    before = QApplication.focusWidget()
    dialog = asked(qtbot, window)
    typed(qtbot, dialog, "zzzz")
    assert dialog.title.text() == "Nothing was found for “zzzz”." and not dialog.count.isVisible()
    key(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is before)
    assert window.pages.key == "home"


def test_arrows_pass_over_headings_and_a_group_opens_alone(
    qtbot: QtBot, open_window: OpenWindow, region_folder: Path
) -> None:
    window = opened(qtbot, open_window, region_folder / "rocb")
    dialog = asked(qtbot, window)
    typed(qtbot, dialog, "wsm")
    rows = dialog.rows.rows
    assert rows[0].is_heading and dialog.list.currentIndex().row() == 1
    key(dialog, Qt.Key.Key_Down)
    assert dialog.list.currentIndex().row() == 2 and dialog.said == rows[2].spoken
    key(dialog, Qt.Key.Key_Up)
    key(dialog, Qt.Key.Key_Up)
    assert dialog.list.currentIndex().row() == 1
    more = next(at for at, row in enumerate(rows) if row.more)
    dialog.list.setCurrentIndex(dialog.rows.index(more))
    key(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.only.text() == "Only: People" and dialog.only.isVisible())
    assert len(dialog.rows.rows) == 52  # a heading, fifty, and that there are more
    key(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.only.isVisible())
    assert dialog.isVisible() and dialog.field.hasFocus()


def test_enter_before_the_answer_waits_for_it(qtbot: QtBot, open_window: OpenWindow, region_folder: Path) -> None:
    window = opened(qtbot, open_window, region_folder / "focal")
    dialog = asked(qtbot, window)
    QTest.keyClicks(dialog.field, "shorter queues")
    key(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.key == "national_return")


def test_enter_never_goes_to_what_other_words_found(qtbot: QtBot, open_window: OpenWindow, region_folder: Path) -> None:
    window = opened(qtbot, open_window, region_folder / "sina")
    dialog = asked(qtbot, window)
    typed(qtbot, dialog, "okina")
    assert dialog.list.currentIndex().isValid()
    dialog.field.setText("zzzz")
    dialog._ask()  # the pause after typing is over, and the answer is on its way
    key(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.shown is not None and dialog.shown.text == "zzzz")
    assert dialog.isVisible() and window.pages.key == "home"
    dialog.field.setText("sina")
    key(dialog, Qt.Key.Key_Return)
    dialog.field.setText("okina desk")  # another thought: Enter was for the words before
    qtbot.waitUntil(lambda: dialog.shown is not None and dialog.shown.text == "okina desk")
    qtbot.waitUntil(lambda: not window.work.jobs("read"))
    assert dialog.isVisible() and window.pages.key == "home"
    key(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.key == "actions")


def test_what_is_saved_now_is_found_a_moment_later(qtbot: QtBot, open_window: OpenWindow, region_folder: Path) -> None:
    window = opened(qtbot, open_window, region_folder / "sina")
    keeper = window.findChild(IndexKeeper)
    assert keeper is not None
    with qtbot.waitSignal(keeper.caught_up):
        window.work.run(log_action, WORKSHOP, "others", "2021-06-02", text="Kokoda workshop")
    dialog = asked(qtbot, window)
    typed(qtbot, dialog, "kokoda")
    assert titles(dialog)[0] == "Action log · 1"


def test_a_newer_text_makes_an_older_answer_worthless(
    qtbot: QtBot, open_window: OpenWindow, region_folder: Path
) -> None:
    window = opened(qtbot, open_window, region_folder / "sina")
    dialog = asked(qtbot, window)
    for words in ("s", "si", "sin", "sina", "sina l"):
        dialog.field.setText(words)
        dialog._ask()
    qtbot.waitUntil(lambda: dialog.shown is not None and not window.work.jobs("read"))
    assert dialog.shown is not None and dialog.shown.text == "sina l"


def test_it_is_in_the_menu_and_in_the_sidebar(qtbot: QtBot, open_window: OpenWindow, region_folder: Path) -> None:
    window = opened(qtbot, open_window, region_folder / "focal")
    assert [one.text() for one in actions_of(window) if one.shortcut().toString() == "Ctrl+Shift+F"] == [
        "Find every&where …"
    ]
    window.sidebar.setFocus()
    window.sidebar._list.setCurrentRow(1)
    QTest.keyClick(window.sidebar._list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(SearchDialog)))
    assert window.sidebar.keys()[0] == "home"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (683, 384)])
def test_it_fits_the_window_and_is_painted(
    qtbot: QtBot, open_window: OpenWindow, region_folder: Path, width: int, height: int
) -> None:
    window = opened(qtbot, open_window, region_folder / "focal")
    window.resize(width, height)
    dialog = asked(qtbot, window)
    typed(qtbot, dialog, "samoa")
    assert dialog.width() <= width and dialog.height() <= height
    picture = QImage(dialog.size(), QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    dialog.render(painter, QPoint())
    painter.end()
    colours = {picture.pixel(x, y) for x in range(0, dialog.width(), 3) for y in range(0, dialog.height(), 3)}
    assert len(colours) > 8


@pytest.mark.parametrize("role", ["participant", "focal_point", "rocb"])
def test_every_sort_of_hit_leads_to_a_page_that_shows(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path, role: str
) -> None:
    window = opened(qtbot, open_window, make_demo(tmp_path / "demo", role))
    places: dict[tuple[str, str], Place] = {}

    def remember(found: SearchResult) -> None:
        hits = (hit for group in found.groups for hit in group.hits)
        places.update({(hit.source, hit.place.page): hit.place for hit in hits})

    for letters in ("a", "e", "s", "t", "w", "2", "m", "r"):
        window.work.run(search_everything, letters, done=remember)
    qtbot.waitUntil(lambda: not window.work.jobs("read"))
    assert len(places) > 5
    for place in places.values():
        window.go(place.page, **place.what)
        qtbot.waitUntil(lambda: shows(window))
