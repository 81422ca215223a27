"""The window around the pages: first paint, sidebar, breakpoints, long work, theme, language, closing."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from small_pages import entries, page_of, press

from rocb_desktop import texts
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.faces import read_face
from rocb_desktop.services.profile.preferences import load_preferences
from rocb_desktop.services.session import STORE, Session, open_session
from rocb_desktop.ui import theme
from rocb_desktop.ui.window import MainWindow

OpenWindow = Callable[..., MainWindow]


def test_the_window_is_painted_before_the_store_and_the_pages_are_imported(office: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from rocb_desktop.ui import app;"
        "a = app.application(); w = app.make_window(Path(sys.argv[1])); w.show(); a.processEvents();"
        "heavy = set('sqlite3 sqlite_utils matplotlib numpy openpyxl nacl pyrage rocb_desktop.ui.page'.split());"
        "print(sorted(heavy & set(sys.modules))); w.work.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(office)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_it_opens_on_the_first_page_of_the_role(window: MainWindow) -> None:
    assert window.windowTitle() == "Action log – ROCB Desktop"
    assert page_of(window).count.text() == "0 actions"
    face = read_face(window.profile)
    assert face is not None
    assert (face.role, face.name) == ("rocb", "Mayumi Ito")


def test_without_a_face_the_store_says_who_it_is(qtbot: QtBot, sina: Path, open_window: OpenWindow) -> None:
    (sina / "face.json").unlink()
    assert read_face(sina) is None
    window = open_window(sina, entries)
    assert window.role == ""
    with qtbot.waitSignal(window.ready):
        window.show()
    assert window.role == "participant"
    assert window.sidebar._head.accessibleName() == "Sina Leota. Participant, Samoa"


def test_a_page_is_built_once_and_told_where_to_arrive(window: MainWindow) -> None:
    first = page_of(window)
    window.go("send")
    window.go("log", new=True)
    assert page_of(window) is first
    assert first.arrived[-1] == {"new": True}
    with pytest.raises(KeyError):
        window.go("charts")


def test_the_sidebar_opens_pages_by_enter_and_says_what_waits(qtbot: QtBot, window: MainWindow) -> None:
    window.sidebar.set_counts({"send": 2})
    window.sidebar.setFocus()
    press(window, "Down")
    assert window.pages.key == "log"
    press(window, "Return")
    assert window.pages.key == "send"
    names = [item.data(Qt.ItemDataRole.AccessibleTextRole) for item in window.sidebar._list.rows()]
    assert names == ["Show the menu", "Search", "Action log", "Send and receive, 2 things wait"]


@pytest.mark.parametrize(("width", "sidebar"), [(1366, 216), (1200, 216), (1199, 184), (900, 184), (899, 48)])
def test_the_sidebar_follows_the_width(qtbot: QtBot, window: MainWindow, width: int, sidebar: int) -> None:
    window.resize(width, 600)
    qtbot.waitUntil(lambda: window.sidebar.width() == sidebar)
    qtbot.waitUntil(lambda: window.pages.width() == width - sidebar)


def test_the_window_shrinks_to_200_percent_on_a_small_laptop(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(683, 384)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (683, 384))


def test_a_notice_does_not_hold_the_window_tall(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    words = "They are on this computer only. When it breaks or is lost, the paper brings them back, and you go on. " * 2
    page.notices.show_message("warn", "Put your keys on paper now", words)
    window.resize(1024, 600)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (1024, 600))
    qtbot.waitUntil(lambda: page.notices.height() > 40)
    assert window.minimumSizeHint().height() < 384
    message = page.notices._message
    assert message is not None and message.height() >= message.heightForWidth(message.width())  # and is not cut


@lane("write")
def _work_long(session: Session) -> Outcome:
    session.progress(1, 4)
    session.stop_requested.wait(10)
    session.progress(2, 4)
    return Outcome()


def test_long_work_stands_in_the_status_bar_and_esc_stops_it(qtbot: QtBot, window: MainWindow) -> None:
    window.work.run(_work_long, label="Importing")
    qtbot.waitUntil(lambda: "Importing, 25 %" in window.status.text())
    assert "Press Esc to stop" in window.status.text()
    qtbot.waitUntil(lambda: window.menus.stop.isEnabled())
    press(window, "Esc")
    qtbot.waitUntil(lambda: page_of(window).notices.text() == "Stopped. Nothing was changed.")
    assert "Importing" not in window.status.text()


def test_the_status_bar_says_when_the_work_was_saved(qtbot: QtBot, window: MainWindow) -> None:
    page_of(window).save.click()
    qtbot.waitUntil(lambda: "All changes saved at " in window.status.text())
    assert "No internet needed" in window.status.text()


def test_nothing_is_called_saved_while_words_are_only_on_the_screen(qtbot: QtBot, window: MainWindow) -> None:
    page_of(window).text.set_text("half a sent")
    assert "Saving what you type" in window.status.text()
    qtbot.waitUntil(lambda: "All changes saved at " in window.status.text())


def test_keys_that_never_pause_are_kept_all_the_same(qtbot: QtBot, window: MainWindow) -> None:
    page, typed = page_of(window), 0
    begun = QElapsedTimer()
    begun.start()
    while page.draft.dirty or not typed:  # no event is handled meanwhile, so no timer either
        typed += 1
        page.text.set_text(f"key {typed}")
        assert not begun.hasExpired(3000)
    qtbot.waitUntil(lambda: "All changes saved at " in window.status.text())


def test_the_theme_is_changed_at_once_and_kept(qtbot: QtBot, window: MainWindow) -> None:
    window.set_theme("dark")
    assert theme.current().theme == "dark"
    assert load_preferences().theme == "dark"


def test_another_language_builds_the_pages_again_and_loses_nothing(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    page.text.set_text("half a sent")
    window.set_language("fr")
    qtbot.waitUntil(lambda: window.pages.current_page() is not page)
    assert texts.language() == "fr"
    qtbot.waitUntil(lambda: page_of(window).text.text() == "half a sent")
    window.close()
    session = open_session(window.profile)
    assert session.profile.lang == "fr"
    session.close()
    face = read_face(window.profile)
    assert face is not None


def test_a_store_that_cannot_be_opened_says_why_and_can_be_tried_again(
    qtbot: QtBot, office: Path, open_window: OpenWindow
) -> None:
    (office / STORE).rename(office / "moved.sqlite")
    window = open_window(office, entries)
    window.show()
    qtbot.waitUntil(lambda: bool(_words(window, f"There is no profile in the folder “{office}”.")))
    (office / "moved.sqlite").rename(office / STORE)
    with qtbot.waitSignal(window.ready):
        window.open_store()
    assert page_of(window).count.text() == ""


def _words(window: MainWindow, sentence: str) -> list[QWidget]:
    return [found for found in window.findChildren(QWidget) if getattr(found, "text", str)() == sentence]


def test_closing_keeps_what_is_typed_and_where_the_window_stood(qtbot: QtBot, window: MainWindow) -> None:
    page_of(window).text.set_text("not saved yet")
    window.close()
    assert not window.work.is_open
    assert load_preferences().window != ""
    session = open_session(window.profile)
    assert session.db.execute("SELECT count(*) FROM draft").fetchone()[0] == 1
    session.close()


def test_every_control_of_the_frame_has_a_name(window: MainWindow) -> None:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName(), widget


def test_a_narrow_window_has_its_status_bar_only_for_long_work(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(683, 384)
    qtbot.waitUntil(lambda: not window.status.isVisible())
    job = window.work.run(_work_long, label="Importing")
    qtbot.waitUntil(window.status.isVisible)
    job.stop()
    qtbot.waitUntil(lambda: not window.status.isVisible())


def test_it_begins_as_large_as_a_small_screen_and_then_where_it_stood(
    qtbot: QtBot, office: Path, open_window: OpenWindow
) -> None:
    first = open_window(office, entries)
    first.show_where_it_stood()
    assert first.isMaximized() == (first.screen().availableSize().width() < 1440)
    first.showNormal()
    first.resize(950, 610)
    first.close()
    second = open_window(office, entries)
    second.show_where_it_stood()
    assert not second.isMaximized()
    assert second.width() <= 950
