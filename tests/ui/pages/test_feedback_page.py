"""The feedback on screen: figures beside one's own, good practices found by topic and words, empty before it came."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from pytestqt.qtbot import QtBot
from samoa import TFA, Samoa

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.feedback.making import make_feedback
from rocb_desktop.services.national.on_behalf import Entry, enter_reply
from rocb_desktop.services.region.workshops import add_workshop
from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.feedback_page import FeedbackPage
from rocb_desktop.ui.views.survey.home_tasks import next_task

OpenPage = Callable[..., Page]
ANSWERS = {
    "q1_share_materials": "yes",
    "q3": "yes",
    "q3_text": "<b>Queues</b> are shorter",
    "q4": "yes",
    "q4_text": "One form less",
    "q5": "no",
    "q7": "public",
}


def bring(samoa: Samoa) -> Path:
    """Sina's reply reaches ROCB A/P, which makes the feedback; Sina and the focal point receive it."""
    with samoa.at("sina", date(2021, 12, 10)) as session:
        save_reply(session, TFA, ANSWERS)
        reply = Path(make_reply(session, TFA, samoa.folder).value.path)
    with samoa.at("focal", date(2021, 12, 11)) as session:
        accept(session, [reply], trust=True)
    with samoa.at("rocb", date(2021, 12, 12)) as session:
        accept(session, [reply], trust=True)
        add_workshop(session, "Free Zone", "regional", "2021-05-04", "2021-05-06", ("FJ", "TO"), number=3)
        for code in ("FJ", "TO"):
            entered = {"q1_share_materials": "yes", "q3": "no", "q4": "yes", "q5": "no"}
            enter_reply(session, Entry("2021/3", code, f"Officer of {code}", "paper", "2021-12-10"), entered)
        file = Path(make_feedback(session, 2021, samoa.folder, note="Thank you").value.path)
    for who in ("sina", "focal"):
        with samoa.at(who, date(2021, 12, 13)) as session:
            accept(session, [file])
    return file


def test_before_it_came(open_page: OpenPage, samoa: Samoa) -> None:
    page = cast(FeedbackPage, open_page(samoa.sina, "feedback"))
    assert page.states.state == "empty"


def test_the_region_beside_ones_own(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    bring(samoa)
    page = cast(FeedbackPage, open_page(samoa.sina, "feedback"))
    (table,) = page.figures.tables()
    cells = [[cell.text for cell in row.cells] for row in table.figures.rows]
    assert cells[0][:3] == ["Shared materials", "Yes", "3\xa0of\xa03\xa0†"]
    assert [row[1] for row in cells[-3:]] == ["Yes", "Yes", "No, or not yet"]
    assert page.figures_card.title_label.text() == "What 3 replies of the region said"
    assert page.note.text() == "Thank you" and page.own_card.isHidden()
    qtbot.waitUntil(table.hasFocus)


def test_good_practices_are_found_by_topic_and_by_words(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    bring(samoa)
    page = cast(FeedbackPage, open_page(samoa.sina, "feedback"))
    assert [one.text for one in page.practices.shown()] == ["<b>Queues</b> are shorter", "One form less"]
    page.practices.tabs.choose("efficiency")
    assert [one.text for one in page.practices.shown()] == ["One form less"]
    page.practices.tabs.choose("all")
    qtbot.keyClicks(page.practices.search, "queues")
    assert [one.beside for one in page.practices.shown()] == ["A member administration"]
    qtbot.keyClicks(page.practices.search, "xyz")
    qtbot.waitUntil(lambda: not page.practices.nothing.isHidden())


def test_a_focal_point_sees_the_own_good_practices(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    bring(samoa)
    page = cast(FeedbackPage, open_page(samoa.folder / "focal", "feedback", 683, 384))
    assert not page.own_card.isHidden()
    assert page.own.shown()[0].beside.startswith("With our name, also in public. Sina Leota")


def test_home_asks_to_read_it_until_it_was_looked_at(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    bring(samoa)
    with samoa.at("sina") as session:
        home = participant_home(session)
        assert home.feedback
        assert next_task(replace(home, next=None, files=())).page == "feedback"
    page = open_page(samoa.sina, "feedback", feedback=home.feedback)
    qtbot.waitUntil(lambda: page.ready)
    with samoa.at("sina") as session:
        assert participant_home(session).feedback == ""
