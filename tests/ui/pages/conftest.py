"""Profiles and windows that tests of pages share."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa, make_samoa

from rocb_desktop.paths import resource
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.rounds import import_workbook
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Path:
    """The profile of ROCB A/P, still empty."""
    folder = tmp_path / "desk"
    create_profile(folder, "rocb", "ROCB", "Mayumi Ito", clock=clock)
    return folder


@pytest.fixture
def survey(desk: Path, clock: Clock) -> Path:
    """The profile of ROCB A/P with Survey 2021 as it can be rebuilt."""
    session = open_session(desk, clock=clock)
    import_workbook(session, resource("demo", "survey-2021.xlsx"))
    session.close()
    return desk


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    """A participant with three workshops, and the desks around her."""
    return make_samoa(tmp_path / "samoa")


@pytest.fixture
def logged(samoa: Samoa) -> Samoa:
    """Two actions and a plan in the log of the workshop whose survey is open."""
    with samoa.at("sina", date(2021, 12, 1)) as session:
        log_action(session, TFA, "share_materials", "2021-06-10", reached=14, audience="colleagues")
        log_action(session, TFA, "inhouse_workshop", "2021-07-05", reached=22, effect="One checklist for all.")
        log_action(session, TFA, "submit_report", "2022-02-01", status="planned")
    return samoa


@pytest.fixture
def clock() -> Clock:
    """21 December 2021, as the windows of tests/ui/conftest.py have it."""
    return Clock(date(2021, 12, 21))


@pytest.fixture
def session_of(clock: Clock) -> Iterator[Callable[[Path], Session]]:
    """A session of a profile beside the window's own; closed when the test ends."""
    made: list[Session] = []

    def open_it(profile: Path) -> Session:
        made.append(open_session(profile, clock=clock))
        return made[-1]

    yield open_it
    for session in made:
        session.close()


@pytest.fixture
def open_page(open_window: Callable[..., MainWindow], qtbot: QtBot) -> OpenPage:
    """`open_page(profile, key, width=1366, height=768, **what)`: a window in front, its page loaded."""

    def open_it(profile: Path, key: str, width: int = 1366, height: int = 768, **what: object) -> Page:
        window = open_window(profile)
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        qtbot.waitUntil(lambda: bool(window.pages.key))
        window.go(key, **what)
        page = window.pages.current_page()
        assert page is not None
        qtbot.waitUntil(lambda: page.ready and page.states.state in ("content", "empty", "problem"))
        return page

    return open_it
