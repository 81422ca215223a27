"""What Home says to a participant on every day of the clock: plain words, a way on, and never a reproach."""

from datetime import date
from pathlib import Path

import pytest
from samoa import CANINES, PCA, READY, TFA, Samoa, make_samoa

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import CORRECT, find_reply, review_reply
from rocb_desktop.services.sending.outbox import make_reply_file, save_copy
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.services.survey.replies import save_reply
from rocb_desktop.ui.views.survey.home_tasks import NextTask, next_task, small_tasks


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    """Sina has answered the oldest survey and given its file away; its receipt came."""
    samoa = make_samoa(tmp_path / "samoa")
    give(samoa, PCA, date(2021, 10, 2), tmp_path / "stick")
    take_in(samoa, tmp_path / "stick", date(2021, 10, 3))
    return samoa


def give(samoa: Samoa, workshop: str, day: date, stick: Path) -> Path:
    stick.mkdir(exist_ok=True)
    with samoa.at("sina", day) as session:
        save_reply(session, workshop, READY)
        made = make_reply_file(session, workshop).value
        return Path(save_copy(session, made.file, stick).value)


def take_in(samoa: Samoa, stick: Path, day: date, ask: str = "") -> None:
    """The focal point opens what lies on the stick, perhaps asks for a correction, and makes receipts."""
    with samoa.at("focal", day) as session:
        accept(session, sorted(stick.glob("*.rocb")), trust=True)
        if ask:
            review_reply(session, find_reply(session, f"{TFA}/Sina Leota").id, CORRECT, ask)
        receipts = [Path(one.path) for one in make_receipts(session).value]
    with samoa.at("sina", day) as session:
        accept(session, receipts)


def task(samoa: Samoa, day: date) -> NextTask:
    with samoa.at("sina", day) as session:
        return next_task(participant_home(session))


@pytest.mark.parametrize(
    ("day", "said", "sentence", "press"),
    [
        (date(2021, 11, 1), "You are up to date.", "The next survey opens in December 2021.", ""),
        (
            date(2021, 11, 20),
            "You are up to date.",
            "The next survey opens on 4 December 2021: Trade Facilitation Agreement.",
            "",
        ),
        (date(2021, 12, 3), "You are up to date.", "The next survey opens on 4 December 2021: Trade", ""),
        (date(2021, 12, 4), "Answer the follow-up", "Closes on 25 December 2021. You have 21 days left.", "Start"),
        (date(2021, 12, 18), "Answer the follow-up", "Closes on 25 December 2021. You have 7 days left.", "Start"),
        (date(2021, 12, 24), "Answer the follow-up", "Closes on 25 December 2021. You have 1 day left.", "Start"),
        (date(2021, 12, 25), "Answer the follow-up", "Closes today, 25 December 2021.", "Start"),
        (date(2021, 12, 26), "Answer the follow-up", "Closed on 25 December 2021. Late replies are accepted.", "Start"),
        (date(2023, 2, 28), "Answer the follow-up", "Closed on 25 December 2021. Late replies are accepted.", "Start"),
    ],
)
def test_what_is_next_on_a_day(samoa: Samoa, day: date, said: str, sentence: str, press: str) -> None:
    found = task(samoa, day)
    assert found.task.startswith(said)
    assert found.sentence.startswith(sentence)
    assert found.action.startswith(press)
    assert bool(found.action) == bool(press) == bool(found.lead)


def test_an_open_survey_comes_before_a_closed_one(samoa: Samoa) -> None:
    assert "Canines" in task(samoa, date(2022, 3, 10)).task
    with samoa.at("sina", date(2022, 3, 10)) as session:
        states = {line.workshop.natural_name: line.survey for line in participant_home(session).lines}
    assert states == {PCA: "file_made", TFA: "overdue", CANINES: "due"}


def test_a_file_made_and_given_to_nobody_is_next(samoa: Samoa) -> None:
    with samoa.at("sina", date(2021, 12, 10)) as session:
        save_reply(session, TFA, READY)
        made = make_reply_file(session, TFA).value
        home = participant_home(session)
    found = next_task(home)
    assert found.task == "Send the file of your reply: Trade Facilitation Agreement"
    assert "10 December 2021" in found.sentence
    assert (found.page, dict(found.what)) == ("send", {"file": made.file})
    assert small_tasks(home) == []


def test_no_receipt_after_two_weeks_asks_and_then_offers_rocb(samoa: Samoa, tmp_path: Path) -> None:
    give(samoa, TFA, date(2021, 12, 20), tmp_path / "lost")
    assert task(samoa, date(2022, 1, 2)).task == "You are up to date."
    found = task(samoa, date(2022, 1, 3))
    assert found.task == "Ask Lani Fuimaono if your file arrived."
    assert found.sentence == "You sent it on 20 December 2021, and have no receipt yet."
    assert "to ROCB A/P directly" in task(samoa, date(2022, 1, 9)).sentence


def test_a_correction_is_next_in_the_words_of_the_focal_point(samoa: Samoa, tmp_path: Path) -> None:
    give(samoa, TFA, date(2021, 12, 10), tmp_path / "stick2")
    take_in(samoa, tmp_path / "stick2", date(2021, 12, 12), ask="Question 4: which work is meant?")
    found = task(samoa, date(2021, 12, 13))
    assert found.task == "Correct your reply: Trade Facilitation Agreement"
    assert found.sentence == "Your focal point asks: Question 4: which work is meant?"
    assert found.action == "Correct my reply"


@pytest.mark.parametrize("day", [date(2001, 1, 1), date(2099, 1, 1)])
def test_a_wrong_date_shouts_nothing_and_keeps_nobody_from_answering(samoa: Samoa, day: date) -> None:
    with samoa.at("sina", day) as session:
        home = participant_home(session)
        found = next_task(home)
        assert home.doubt is not None
        assert home.doubt.today == day
        assert {line.survey for line in home.lines} == {"file_made", "opens"}
        assert all(line.form.may_send for line in home.lines)
    assert found.task == "Look at your surveys"
    assert "overdue" not in found.sentence.lower()
    assert found.action == "Survey replies"
    assert home.backup_days is None


@pytest.mark.parametrize("day", [date(2001, 1, 1), date(2099, 1, 1)])
def test_a_wrong_date_still_lets_a_reply_be_filled_and_made(samoa: Samoa, day: date) -> None:
    answers = {**READY, "q1_none": None, "q1_submit_report": "yes", "q1_submit_report_date": "2021-07-01"}
    with samoa.at("sina", day) as session:
        save_reply(session, TFA, answers)
        assert make_reply_file(session, TFA).value.version == 1
