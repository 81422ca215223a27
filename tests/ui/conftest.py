"""Real profiles and real windows for tests of the screen."""

import gc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import small_pages
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import add_workshop
from rocb_desktop.services.session import Clock, open_session
from rocb_desktop.ui import theme
from rocb_desktop.ui.app import make_window
from rocb_desktop.ui.registry import entries_for
from rocb_desktop.ui.window import Entries, MainWindow
from rocb_desktop.ui.work import Work

InWindow = Callable[..., QWidget]
OpenWindow = Callable[..., MainWindow]

CLOCK = Clock(date(2021, 12, 21))


@pytest.fixture
def in_window(qapp: QApplication, qtbot: QtBot) -> Iterator[InWindow]:
    """`in_window(widget, ..., width=640, height=500)`: the widgets below one another, in front, with the keyboard."""
    theme.apply(qapp, "light")
    kept: list[QWidget] = []

    def put(*widgets: QWidget, width: int = 640, height: int = 500) -> QWidget:
        window = QWidget()
        kept.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield put
    kept.clear()


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    """Tests come in any order, and the first widget of a process without an application aborts it."""
    return qapp


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    """What a test copied goes with it: the offscreen clipboard outlives Python and would crash the end of the run."""
    yield
    if isinstance(QGuiApplication.instance(), QGuiApplication):
        QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def tidy_widgets() -> Iterator[None]:
    """As in the app: widgets are destroyed here and now, never by the garbage collector on a lane's thread."""
    gc.disable()
    yield
    if QApplication.instance() is not None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.enable()


@pytest.fixture
def styled(qapp: QApplication) -> None:
    """The light look, as the app puts it on."""
    theme.apply(qapp, "light")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A profile of ROCB A/P with one workshop."""
    folder = tmp_path / "office"
    create_profile(folder, "rocb", "ROCB", "Mayumi Ito", clock=CLOCK)
    session = open_session(folder, clock=CLOCK)
    add_workshop(session, "Canines", "regional", "2021-06-01", "2021-06-04")
    session.close()
    return folder


@pytest.fixture
def sina(tmp_path: Path) -> Path:
    """A participant's profile, still empty."""
    folder = tmp_path / "sina"
    create_profile(folder, "participant", "WS", "Sina Leota", clock=CLOCK)
    return folder


@pytest.fixture
def work_of() -> Iterator[Callable[[Path], Work]]:
    """Work on a profile, closed when the test ends."""
    made: list[Work] = []

    def open_work(profile: Path) -> Work:
        work = Work(
            lambda: open_session(profile, clock=CLOCK), lambda: open_session(profile, clock=CLOCK, readonly=True)
        )
        made.append(work)
        return work

    yield open_work
    for work in made:
        if work.is_open:
            work.close()


@pytest.fixture
def open_window(qtbot: QtBot, styled: None) -> Iterator[OpenWindow]:
    """Opens a window on a profile; it is closed when the test ends."""
    made: list[MainWindow] = []

    def open_it(profile: Path, entries: Entries = entries_for) -> MainWindow:
        window = make_window(profile, CLOCK, entries)
        made.append(window)
        qtbot.addWidget(window)
        return window

    yield open_it
    for window in made:
        window.close()


@pytest.fixture
def window(qtbot: QtBot, office: Path, open_window: OpenWindow) -> MainWindow:
    """A window of ROCB A/P with two small pages, open, in front and at rest."""
    made = open_window(office, small_pages.entries)
    made.resize(1366, 768)
    with qtbot.waitSignal(made.ready):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: not made.work.jobs())
    qtbot.waitUntil(made.isActiveWindow)
    return made
