"""The focal point's round: seats, the national row, what a return would say; the next task of Home."""

from datetime import date
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji

from rocb_desktop.domain.clearing import WITH_HEAD
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.clearance import set_clearance
from rocb_desktop.services.national.compiling import compile_reply
from rocb_desktop.services.national.focal_home import focal_home
from rocb_desktop.services.national.quotes import limit_quote
from rocb_desktop.services.national.return_desk import ReturnDesk, return_desk
from rocb_desktop.services.national.returns import ACCEPT, find_reply, reply_detail, review_reply
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.sending.outbox import make_return_file
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.session import Clock, Session, open_session


@pytest.fixture
def fiji(tmp_path: Path) -> Fiji:
    return make_fiji(tmp_path / "fiji")


def desk_of(session: Session) -> ReturnDesk:
    found = return_desk(session)
    assert found is not None
    return found


def seats(desk: ReturnDesk) -> dict[str, list[str]]:
    return {row.name: [seat.status for seat in row.seats] for row in desk.rows}


def test_who_replied_to_what(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        desk = desk_of(session)
    assert seats(desk) == {
        "Asenaca Vuli": ["did_not_attend", "accepted", "no_reply", "did_not_attend", "to_review"],
        "Jone Ratu": ["accepted", "did_not_attend", "to_review", "did_not_attend", "no_reply"],
        "Litia Bola": ["to_review", "to_review", "accepted", "did_not_attend", "did_not_attend"],
        "Tomasi Bale": ["did_not_attend", "did_not_attend", "correction_asked", "to_review", "did_not_attend"],
        "Vani Kuru": ["did_not_attend", "did_not_attend", "did_not_attend", "accepted", "no_reply"],
    }
    assert (desk.ready, desk.expected) == (4, 13)
    assert desk.next_due() == date(2021, 11, 27)
    assert [seat.status for seat in desk.national] == ["accepted"] * 4 + ["to_review"]
    assert (desk.national[2].accepted, desk.national[2].corrections, desk.national[2].missing) == (1, 1, 1)


def test_before_a_survey_opens_nobody_is_missing(fiji: Fiji) -> None:
    with fiji.at("focal", date(2021, 10, 1)) as session:
        desk = desk_of(session)
    assert seats(desk)["Vani Kuru"][4] == "not_due"
    assert desk.next_due() == date(2021, 10, 24)


def test_without_lists_of_names_nobody_knows_how_many_are_missing(tmp_path: Path) -> None:
    fiji = make_fiji(tmp_path / "unnamed", names=False)
    with fiji.at("focal") as session:
        desk = desk_of(session)
    assert desk.expected is None
    assert seats(desk)["Litia Bola"] == ["to_review", "to_review", "accepted", "not_known", "not_known"]


def test_after_the_return_only_news_ask_for_another(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        assert desk_of(session).changed
        made = make_return_file(session, 2021, "Ratu Isoa", "Comptroller", "2021-11-05")
        assert Path(made.value.path).parent == fiji.folder / "focal" / "files"
        desk = desk_of(session)
        assert (desk.changed, desk.number) == (False, 1)
        assert [seat.status for seat in desk.national] == ["in_return"] * 4 + ["to_review"]
        review_reply(session, desk.to_review[0].id, ACCEPT)
        assert desk_of(session).changed


def test_newer_answers_of_a_sent_reply_ask_for_another_return(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        make_return_file(session, 2021)
    newer = fiji.send("Vani Kuru", 4, date(2021, 11, 5), q3="not_yet")
    with fiji.at("focal") as session:
        accept(session, [newer])
        review_reply(session, find_reply(session, "2021/4/Vani Kuru").id, ACCEPT)
        assert desk_of(session).changed


def test_what_changed_since_the_judged_version(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        detail = reply_detail(session, find_reply(session, "2021/3/Jone Ratu").id)
    assert (detail.judged, detail.reply.version, detail.own) == (1, 2, False)
    assert [(one.field, one.question) for one in detail.differences] == [("q5", 5), ("q5_text", 5)]


def test_a_correction_that_was_asked_for_is_shown(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        detail = reply_detail(session, find_reply(session, "2021/3/Tomasi Bale").id)
    assert (detail.asked_for, detail.asked) == (True, "Say what works better now.")


def test_home_names_the_first_thing_that_keeps_the_rest_from_going_on(fiji: Fiji) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    with fiji.at("focal") as session:
        home = focal_home(session)
        assert home.task == "review"
        assert [(file.way, file.kind) for file in home.files] == [("in", "reply")] * 6
        accept(session, [strange])
        home = focal_home(session)
        assert (home.task, len(home.waiting)) == ("check_sender", 1)


def test_home_ends_up_to_date(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        for reply in desk_of(session).to_review:
            review_reply(session, reply.id, ACCEPT)
        assert focal_home(session).task == "make_return"
        make_return_file(session, 2021)
        assert focal_home(session).task == "hand_on"
        make_receipts(session, fiji.folder)
        assert focal_home(session).task == "up_to_date"


def test_a_new_focal_point_begins_with_the_key_card(tmp_path: Path) -> None:
    clock = Clock(date(2021, 11, 5))
    create_profile(tmp_path / "new", "focal_point", "TO", "Sione Tupou", clock=clock)
    session = open_session(tmp_path / "new", clock=clock)
    assert focal_home(session).task == "make_card"
    assert return_desk(session) is None
    make_card(session, tmp_path / "card.rocb")
    assert focal_home(session).task == "send_card"
    session.close()


def test_a_limit_of_another_reply_asks_for_no_return(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        make_return_file(session, 2021)
        limit_quote(session, find_reply(session, "2021/3/Jone Ratu").id, "q4_text", "count_only")  # still to review
        assert not desk_of(session).changed
        limit_quote(session, find_reply(session, "2021/3/Litia Bola").id, "q4_text", "count_only")
        assert desk_of(session).changed
        make_return_file(session, 2021)
        assert not desk_of(session).changed
        limit_quote(session, find_reply(session, "2021/3/Litia Bola").id, "q4_text", "public")  # lifted
        assert desk_of(session).changed


def test_the_desk_asks_the_store_as_often_for_many_replies_as_for_few(fiji: Fiji) -> None:
    def statements(session: Session) -> int:
        asked: list[str] = []
        session.db.conn.set_trace_callback(asked.append)
        desk_of(session)
        session.db.conn.set_trace_callback(None)
        return len(asked)

    with fiji.at("focal") as session:
        set_clearance(session, 2021, WITH_HEAD)
        compile_reply(session, "2021/3")
        before = statements(session)
        for reply in desk_of(session).to_review:
            review_reply(session, reply.id, ACCEPT)
        for number in (1, 2, 4, 5):
            compile_reply(session, f"2021/{number}")
        assert statements(session) <= before + 3 < 60
