"""Files as evidence in the form of an action: added with it, made smaller, opened, removed and taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from enclosed import document, photo
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa
from spoken import unnamed

from rocb_desktop.domain.material import Evidence
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.survey.evidence import list_evidence
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.actions_page import ActionsPage

OpenPage = Callable[..., Page]


def kept(samoa: Samoa) -> list[Evidence]:
    with samoa.at("sina") as session:
        return list_evidence(session)


def press(page: ActionsPage, words: str, qtbot: QtBot) -> None:
    """Press a button of the page that says this, as soon as it can be seen."""

    def found() -> list[QPushButton]:
        return [made for made in page.findChildren(QPushButton) if made.text() == words and made.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)


def test_files_are_kept_when_the_action_is_saved(
    open_page: OpenPage, samoa: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    with samoa.at("sina") as session:
        workshop = find_workshop(session, TFA).id
    page = cast(ActionsPage, open_page(samoa.sina, "actions", new=True, workshop=workshop, kind="inhouse_workshop"))
    page.form.details.set_open(True)
    row = page.form.evidence
    row.add([document(tmp_path), photo(tmp_path), document(tmp_path, "not this.pdf", seed=5)])
    assert [made.text() for made in row.findChildren(QCheckBox)] == ["Make it smaller (about 400 KB)"]
    assert [new.smaller for new in row.new_files()] == [False, True, False]
    found = [made for made in row.findChildren(QPushButton) if made.accessibleDescription() == "not this.pdf"]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert unnamed(page) == []
    page.save_button.click()
    qtbot.waitUntil(lambda: len(kept(samoa)) == 2, timeout=20_000)
    assert sorted(one.file.name for one in kept(samoa)) == ["tfa-overview.pdf", "training.jpg"]
    assert next(one for one in kept(samoa) if one.file.name == "training.jpg").file.size < 450_000
    assert row.new_files() == []


def test_a_kept_file_is_removed_and_comes_back(
    open_page: OpenPage, logged: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    page = cast(ActionsPage, open_page(logged.sina, "actions"))
    qtbot.waitUntil(lambda: page.ready)
    action = page.log.table.rows_model.rows()[0].action
    page.arrive(action=action.id)
    page.form.details.set_open(True)
    page.form.evidence.add([document(tmp_path)])
    page.save_button.click()
    qtbot.waitUntil(lambda: len(kept(logged)) == 1)
    page.arrive(action=action.id)
    press(page, "Remove", qtbot)  # an action with files shows its details
    qtbot.waitUntil(lambda: kept(logged) == [])
    press(page, "Undo", qtbot)
    qtbot.waitUntil(lambda: len(kept(logged)) == 1)
