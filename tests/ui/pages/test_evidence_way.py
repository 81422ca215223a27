"""Evidence on its way in the window: ticked before the file is made, read beside the reply at the focal point's."""

from pathlib import Path
from typing import cast

from enclosed import document
from hands import words_on
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from samoa import Samoa
from survey_steps import OpenPage, choose, form_of, go_to_file, opened, wait_for

from rocb_desktop.exchange.bundle import open_bundle
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.survey.actions import list_actions
from rocb_desktop.services.survey.evidence import add_evidence
from rocb_desktop.ui.pages.national_return_page import NationalReturnPage
from rocb_desktop.ui.round_choice import RoundChoice
from rocb_desktop.ui.views.survey.leaving_view import LeavingView


def test_evidence_goes_along_when_it_is_ticked(
    open_page: OpenPage, logged: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    with logged.at("sina") as session:
        action = next(one for one in list_actions(session) if one.type == "inhouse_workshop")
        add_evidence(session, action.id, document(tmp_path, "Programme.pdf"))
    page = opened(open_page, logged)
    for number, words in ((3, "Not yet"), (4, "Yes"), (5, "No"), (7, "Yes, without our name")):
        choose(form_of(page).cards[number], words)
    page._check()
    wait_for(page, "check", qtbot)
    page._look()
    wait_for(page, "leaving", qtbot)
    leaving = page.findChildren(LeavingView)[0]
    assert leaving.with_evidence.text() == "With 1 file kept with your actions (50 KB)"
    assert not leaving.with_evidence.isChecked()
    leaving.with_evidence.setChecked(True)
    with qtbot.waitSignal(page.work.saved):
        next(made for made in page.header.findChildren(QPushButton) if made.text() == "Make the file").click()
    made = next(path for path in (logged.sina / "files").iterdir())
    with made.open("rb") as stream, open_bundle(stream) as bundle:
        assert [packed.name for packed in bundle.blobs] == ["blobs/1.age"]
    with logged.at("focal") as session:
        accept(session, [made], trust=True)
    page.window().close()
    desk = cast(NationalReturnPage, open_page(logged.folder / "focal", "national_return"))
    RoundChoice.of(desk.work).choose(2021)
    qtbot.waitUntil(lambda: "Programme.pdf" in words_on(desk.pane))
    assert "Document, 50 KB" in words_on(desk.pane)


def test_without_evidence_nothing_is_asked(open_page: OpenPage, logged: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, logged)
    for number, words in ((3, "Not yet"), (4, "Yes"), (5, "No"), (7, "Yes, without our name")):
        choose(form_of(page).cards[number], words)
    send = go_to_file(page, qtbot)
    assert send.file is not None
    assert Path(send.file.sent.path).read_bytes()[:3] == b"age"
