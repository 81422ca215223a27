"""Exactly what leaves, before any file is made; and the words by which two computers find out that they agree."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fiji import Fiji
from hands import press, put_in_front, wait_ready, words_on
from pytestqt.qtbot import QtBot
from region import Region

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.sending.sent import list_sent
from rocb_desktop.services.trust.sameness import compare_return
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog, look_first
from rocb_desktop.ui.dialogs.same_dialog import SameDialog
from rocb_desktop.ui.work import Work

WorkOf = Callable[[Path], Work]
pytestmark = pytest.mark.usefixtures("styled")


def test_receipts_are_seen_before_they_are_made(qtbot: QtBot, work_of: WorkOf, fiji: Fiji) -> None:
    agreed: list[bool] = []
    dialog = ContentsDialog(work_of(fiji.folder / "focal"), "Make receipts", "receipts")
    look_first(dialog, lambda: agreed.append(True))
    put_in_front(qtbot, dialog)
    wait_ready(qtbot, dialog)
    qtbot.waitUntil(lambda: len(dialog.files.contents) == 5)
    said = words_on(dialog)
    assert "The file holds this and nothing else" in said and "Tomasi Bale, Fiji" in said
    assert "The focal points of Fiji, ROCB A/P and the person it is about may see this." in said
    assert "Nothing is made yet." in said and dialog.make_button.hasFocus()
    press(dialog.make_button)
    assert agreed == [True]
    with fiji.at("focal") as session:
        assert [one for one in list_sent(session) if one.kind == "receipt"] == []


def test_nobody_to_tell_says_so(qtbot: QtBot, work_of: WorkOf, region: Region) -> None:
    dialog = ContentsDialog(work_of(region.folder / "rocb"), "Make receipts", "receipts")
    put_in_front(qtbot, dialog)
    wait_ready(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.notices.text().startswith("Nobody has anything new"))
    assert not dialog.make_button.isEnabled() and dialog.close_button.hasFocus()


def test_words_of_a_return_to_read_aloud(qtbot: QtBot, work_of: WorkOf, region: Region) -> None:
    with region.at("rocb") as session:
        accept(session, [region.file("return")])
        wanted = compare_return(session, 2021, "WS")
    dialog = SameDialog(work_of(region.folder / "rocb"), "rocb")
    put_in_front(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.found is not None and not dialog.is_working)
    assert dialog.found == wanted
    assert "National return no. 1 of Samoa, Survey 2021" in words_on(dialog)
    assert dialog.words.accessibleDescription().endswith(f"8 {wanted.words[-1].text}")
    dialog.compare(None)
    qtbot.waitUntil(lambda: dialog.found != wanted and not dialog.is_working)
    assert "Everything in this office" in words_on(dialog) and "that no file has carried yet" in words_on(dialog)
