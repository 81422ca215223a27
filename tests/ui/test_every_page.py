"""Every page of every role, filled as the demo is: it fits each screen in both languages, and speaks to all ears."""

from collections.abc import Callable
from pathlib import Path

import pytest
from clipped import clipped, squeezed_rows
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from spoken import tab_stops, unnamed

from rocb_desktop import texts
from rocb_desktop.services.demo.demo import make_demo
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.registry import ENTRIES, ROLES, entries_for
from rocb_desktop.ui.window import MainWindow

SIZES = ((1366, 768), (1024, 600), (683, 384))
pytestmark = pytest.mark.usefixtures("styled")


@pytest.fixture(scope="module", params=ROLES)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo of a role, made once."""
    return make_demo(tmp_path_factory.mktemp("demo") / "demo", str(request.param))


def settle() -> None:
    """Words that wrap inside cards tell their height one level at a time."""
    for _round in range(6):
        QApplication.processEvents()


def wait_ready(window: MainWindow, page: Page, qtbot: QtBot) -> None:
    """Nothing loads, and nothing is being drawn."""
    qtbot.waitUntil(lambda: page.ready and not window.work.jobs(), timeout=20_000)


def walk(window: MainWindow, qtbot: QtBot, look: Callable[[str, QWidget], list[str]]) -> list[str]:
    """What `look` finds on each page, with the page's name."""
    found: list[str] = []
    for key in window.sidebar.keys():
        window.go(key)
        page = window.pages.current_page()
        assert page is not None
        wait_ready(window, page, qtbot)
        settle()
        if page.states.state not in ("content", "empty"):
            found.append(f"{key}: {page.states.state}")
        found += [f"{key}: {fault}" for fault in look(key, page)]
    return found


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    open_window: Callable[..., MainWindow], demo: Path, qtbot: QtBot, size: tuple[int, int], lang: str
) -> None:
    window = open_window(demo)
    window.resize(*size)
    window.show()
    qtbot.waitUntil(lambda: bool(window.pages.key))
    if texts.language() != lang:
        window.retranslate(lang)
    assert walk(window, qtbot, lambda _key, page: clipped(page)) == []
    assert squeezed_rows(window.sidebar) == []
    assert (window.width(), window.height()) == size


def test_every_control_has_a_name_and_a_role(open_window: Callable[..., MainWindow], demo: Path, qtbot: QtBot) -> None:
    window = open_window(demo)
    window.resize(1366, 768)
    window.show()
    qtbot.waitUntil(lambda: bool(window.pages.key))

    def look(_key: str, page: QWidget) -> list[str]:
        silent = [type(one).__name__ for one in tab_stops(page) if not _role(one)]
        return [*unnamed(page), *silent]

    assert walk(window, qtbot, look) == []


def _role(widget: QWidget) -> bool:
    role = QAccessible.queryAccessibleInterface(widget).role()
    return role not in (QAccessible.Role.NoRole, QAccessible.Role.Client)


def test_each_role_has_pages() -> None:
    assert {entry.role for entry in ENTRIES} == set(ROLES)
    assert all(entries_for(role) for role in ROLES)
