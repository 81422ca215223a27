"""A reply filled from the log."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.action import STATUSES, TYPES, Action
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.effect import Effect
from rocb_desktop.domain.project import Project
from rocb_desktop.domain.questionnaire import check, load
from rocb_desktop.domain.reply import CONSENTS, Reply, offered_texts, prefill
from rocb_desktop.domain.workshop import Workshop

START, END = PartialDate(2021, 4, 12), PartialDate(2021, 4, 15)
WORKSHOP = Workshop("w7", 2021, 7, "A workshop", "regional", START, END)
TODAY = date(2021, 10, 14)
SHARED = Action("a", "w7", "p", "share_materials", date=PartialDate(2021, 5, 3), reached=14)


def filled(*actions: Action) -> dict[str, object]:
    return {**prefill(actions, WORKSHOP, TODAY)}


def test_a_done_action_ticks_its_box_with_its_details() -> None:
    assert filled(replace(SHARED, channel="Intranet", audience="Clearance team")) == {
        "q1_share_materials": "yes",
        "q1_share_materials_date": "2021-05-03",
        "q1_share_materials_channel": "Intranet",
        "q1_share_materials_audience": "Clearance team",
        "q1_share_materials_reached": 14,
    }


@pytest.mark.parametrize(
    "action",
    [
        replace(SHARED, status="planned"),
        replace(SHARED, date=None),
        replace(SHARED, date=PartialDate(2021, 4, 11)),
        replace(SHARED, date=PartialDate(2021, 10, 15)),
        replace(SHARED, workshop="another"),
        replace(SHARED, type="of a newer version"),
    ],
)
def test_what_is_not_done_between_the_workshop_and_today_ticks_nothing(action: Action) -> None:
    """Rule 7."""
    assert filled(action) == {}
    assert offered_texts([replace(action, text="T", effect="E")], WORKSHOP, TODAY) == {}


def test_the_first_and_last_day_count_and_so_does_a_month() -> None:
    assert filled(replace(SHARED, date=START))["q1_share_materials"] == "yes"
    assert filled(replace(SHARED, date=PartialDate.of(TODAY)))["q1_share_materials"] == "yes"
    assert filled(replace(SHARED, date=PartialDate(2021, 4)))["q1_share_materials_date"] == "2021-04"


def test_several_actions_of_a_type_are_one_answer() -> None:
    later = replace(SHARED, id="b", date=PartialDate(2021, 6, 1), reached=6, channel="E-mail", audience="Legal")
    latest = replace(SHARED, id="c", date=PartialDate(2021, 7, 1), reached=None, channel="E-mail", audience=" ")
    assert filled(latest, later, SHARED) == {
        "q1_share_materials": "yes",
        "q1_share_materials_date": "2021-05-03",
        "q1_share_materials_channel": "E-mail",
        "q1_share_materials_audience": "Legal",
        "q1_share_materials_reached": 20,
    }


def test_others_brings_its_text() -> None:
    one = replace(SHARED, type="others", text="Open day", reached=None)
    other = replace(one, id="b", text="Self-assessment")
    assert filled(one, other)["q1_others_text"] == "Open day\nSelf-assessment"
    assert "q1_others_text" not in filled(replace(one, text=""))


def test_a_long_log_is_cut_to_what_the_question_takes() -> None:
    many = [replace(SHARED, id=str(n), channel=f"channel number {n}", reached=600_000) for n in range(30)]
    answers = filled(*many)
    assert answers["q1_share_materials_reached"] == 1_000_000
    assert len(str(answers["q1_share_materials_channel"])) == 200


def test_texts_of_the_log_are_offered_not_filled_in() -> None:
    done = replace(SHARED, text="Sent the slides", effect="One checklist for release")
    again = replace(done, id="b", date=PartialDate(2021, 5, 1), text="Showed them")
    assert offered_texts([done, again], WORKSHOP, TODAY) == {
        "q2_operational_text": ["Showed them", "Sent the slides"],
        "q2_strategic_text": ["Showed them", "Sent the slides"],
        "q3_text": ["One checklist for release"],
        "q4_text": ["One checklist for release"],
    }
    assert "q3_text" not in filled(done)


ENTRIES = st.lists(
    st.builds(
        Action,
        id=st.just("a"),
        workshop=st.just("w7"),
        person=st.just("p"),
        type=st.sampled_from(list(TYPES)),
        status=st.sampled_from(list(STATUSES)),
        date=st.none() | st.dates(date(2021, 1, 1), date(2022, 1, 1)).map(PartialDate.of),
        channel=st.text(max_size=300),
        audience=st.text(max_size=300),
        reached=st.none() | st.integers(0, 10**6),
        text=st.text(max_size=600),
    ),
    max_size=8,
)


@given(ENTRIES)
def test_whatever_is_logged_the_filled_answers_can_be_sent(entries: list[Action]) -> None:
    """But for the text of Others, which a log may lack."""
    answers = prefill(entries, WORKSHOP, TODAY)
    found = check(load(), {**answers, "q3": "no", "q4": "no", "q5": "no"}, start=START, today=TODAY)
    assert {one.field for one in found} <= {"q1_others_text", *([] if answers else ["q1_share_materials"])}


@pytest.mark.parametrize(
    ("given_consent", "consent", "quotable"),
    [
        ("public", "public", True),
        ("members_anonymous", "members_anonymous", True),
        ("count_only", "count_only", False),
        (None, "", False),
        ("everybody", "", False),
        (["public"], "", False),
    ],
)
def test_silence_and_unknown_words_allow_nothing(given_consent: Value, consent: str, quotable: bool) -> None:
    reply = Reply("r", "w7", "p", "Sina Leota", "WS", {"q7": given_consent})
    assert (reply.consent, reply.quotable) == (consent, quotable)


def test_consent_levels_are_those_of_question_7() -> None:
    asked = load().field("q7")
    assert asked is not None
    assert tuple(option.id for option in asked.options) == CONSENTS


def test_a_project_ticks_question_5_and_offers_its_words() -> None:
    project, elsewhere = Project("j", "w7", "p", "Single window", "new"), Project("k", "w8", "p", "Scanner", "new")
    assert prefill([], WORKSHOP, TODAY, [project, elsewhere]) == {"q5": "yes"}
    assert prefill([], WORKSHOP, TODAY, [elsewhere]) == {}
    effect = Effect("e", "w7", "p", "Release time", "5", "2", "days")
    assert offered_texts([], WORKSHOP, TODAY, [project, elsewhere], [effect]) == {
        "q3_text": ["Release time: from 5 days to 2 days."],
        "q4_text": ["Release time: from 5 days to 2 days."],
        "q5_text": ["Single window (New project)."],
    }
