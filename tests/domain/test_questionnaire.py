"""The follow-up questionnaire: its seven questions in two languages, what blocks sending, what an empty box means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop import texts
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.questionnaire import (
    ACTIONS,
    Answers,
    Field,
    answer_from_text,
    check,
    load,
    needed_ready,
    normalise,
    question_states,
    to_send,
)

FULL: dict[str, Value] = {"q1_share_materials": "yes", "q3": "no", "q4": "yes", "q5": "no"}
START, TODAY = PartialDate(2021, 4, 12), date(2021, 10, 14)

# Anything a file or an older version may hold under our fields' names.
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=20),
    st.sampled_from(["yes", "no", "not_yet", "operational", "2021-05-03"]),
    st.lists(st.one_of(st.sampled_from(["operational", "strategic", "not_yet", "skills"]), st.integers()), max_size=4),
)
ANSWERS = st.dictionaries(st.sampled_from([one.id for one in load().fields] + ["q99"]), VALUES, max_size=12)


def problems(answers: Answers) -> list[tuple[str, str]]:
    return [(one.field, one.text) for one in check(load(), answers, start=START, today=TODAY)]


def field(id: str) -> Field:
    found = load().field(id)
    assert found is not None
    return found


def test_seven_questions_four_of_them_needed() -> None:
    asked = load()
    assert (asked.name, asked.version) == ("followup", 1)
    assert [one.number for one in asked.questions] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.number for one in asked.questions if one.required] == [1, 3, 4, 5]


def test_field_ids_are_for_ever() -> None:
    """They are fields of stored and travelling records: add, never rename or remove."""
    ids = {one.id for one in load().fields}
    details = {f"q1_{action}_{name}" for action in ACTIONS for name in ("date", "channel", "audience", "reached")}
    assert ids == details | {f"q1_{action}" for action in ACTIONS} | {
        *("q1_none", "q1_others_text", "q2", "q2_operational_text", "q2_strategic_text", "q3", "q3_text"),
        *("q4", "q4_text", "q5", "q5_text", "q6", "q6_assistance", "q6_text", "q7"),
    }


@pytest.mark.parametrize(
    ("id", "options"),
    [
        ("q2", ["operational", "strategic", "not_yet"]),
        ("q3", ["yes", "not_yet", "no"]),
        ("q4", ["yes", "no"]),
        ("q5", ["yes", "no"]),
        ("q6", ["skills", "funds", "equipment", "legislation", "communication", "priority", "other"]),
        ("q7", ["public", "members_attributed", "members_anonymous", "count_only"]),
    ],
)
def test_options(id: str, options: list[str]) -> None:
    assert [one.id for one in field(id).options] == options


def test_every_text_is_there_in_both_languages() -> None:
    asked = load()
    worded = [asked.wording]
    for question in asked.questions:
        worded += [question.title_wording, question.short_wording, question.hint_wording, question.missing]
        for one in question.fields:
            worded += [one.wording, one.hint_wording, one.missing, one.clash, *(o.wording for o in one.options)]
    for wording in worded:
        assert set(wording.texts) in ({"en", "fr"}, set())
        assert all(wording.texts.values())


def test_the_form_speaks_the_reader_s_language() -> None:
    question = load().questions[2]
    assert load().title == "Follow-up survey"
    assert question.title == "Did you see direct effects in your administration?"
    assert question.short == "Direct effects"
    assert question.hint == "A direct effect is a result that people can see or count."
    assert [one.label for one in field("q7").options][0] == "Yes, with our name, also in public"
    assert field("q3_text").hint.startswith("What is better now?")
    texts.use("fr")
    assert question.title == "Avez-vous constaté des effets directs dans votre administration\N{NARROW NO-BREAK SPACE}?"
    assert field("q3_text").label == "Donnez un exemple"


def test_what_is_needed_to_send() -> None:
    assert [id for id, _text in problems({})] == ["q1_share_materials", "q3", "q4", "q5"]
    assert problems(FULL) == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"q3": "yes"}, [("q3_text", "Write one example of the direct effect")]),
        ({"q3": "yes", "q3_text": "  \n"}, [("q3_text", "Write one example of the direct effect")]),
        ({"q3": "yes", "q3_text": "Release takes 20 minutes less."}, []),
        ({"q3": "not_yet"}, []),
        ({"q1_others": "yes"}, [("q1_others_text", "Describe the other action")]),
        ({"q1_others": "yes", "q1_others_text": "Open day"}, []),
        ({"q1_share_materials": None, "q1_none": "yes"}, []),
        (
            {"q1_none": "yes"},
            [("q1_none", "“None yet” cannot stand beside an action. Remove one of the ticks.")],
        ),
        (
            {"q1_share_materials": None, "q1_submit_report": "no"},
            [("q1_share_materials", "Tick what you did, or “None yet”")],
        ),
        ({"q3": "maybe"}, [("q3", "This answer is not one of the choices")]),
        ({"q3": 5}, [("q3", "This answer is not one of the choices")]),
        ({"q3": ["no"]}, [("q3", "This answer is not one of the choices")]),
        ({"q1_submit_report": "perhaps"}, [("q1_submit_report", "This answer is not one of the choices")]),
        ({"q1_share_materials_date": "2021-05-03"}, []),
        ({"q1_share_materials_date": "2021-05"}, []),
        (
            {"q1_share_materials_date": "3 May"},
            [("q1_share_materials_date", "“3 May” is not a date the app can read.")],
        ),
        (
            {"q1_share_materials_date": 20210503},
            [("q1_share_materials_date", "This answer cannot be read. Write it again")],
        ),
        (
            {"q1_share_materials_date": "2001-01-01"},
            [
                (
                    "q1_share_materials_date",
                    "This date is before the workshop (12 April 2021). Choose a later date.",
                )
            ],
        ),
        (
            {"q1_share_materials_date": "2021-10-15"},
            [("q1_share_materials_date", "This date is after today. Choose an earlier date.")],
        ),
        ({"q1_share_materials_reached": 0}, []),
        (
            {"q1_share_materials_reached": -1},
            [("q1_share_materials_reached", "Write a whole number from 0 to 1,000,000")],
        ),
        (
            {"q1_share_materials_reached": "many"},
            [("q1_share_materials_reached", "Write a whole number from 0 to 1,000,000")],
        ),
        (
            {"q1_share_materials_reached": True},
            [("q1_share_materials_reached", "Write a whole number from 0 to 1,000,000")],
        ),
        (
            {"q1_share_materials_channel": "x" * 201},
            [("q1_share_materials_channel", "The text is too long: 201 of 200 characters")],
        ),
        # details of what is not ticked are hidden, so they block nothing
        ({"q1_submit_report_date": "never"}, []),
        # questions 2, 6 and 7 never block
        ({"q2": ["nonsense"], "q6": "x", "q7": "y", "q6_text": "z" * 9999}, []),
    ],
)
def test_problems(answers: dict[str, Value], expected: list[tuple[str, str]]) -> None:
    assert problems(FULL | answers) == expected


def test_a_problem_names_its_question() -> None:
    assert [one.question for one in check(load(), {})] == [1, 3, 4, 5]


def test_problems_are_said_in_the_reader_s_language() -> None:
    texts.use("fr")
    assert problems(FULL | {"q3": "yes"}) == [("q3_text", "Écrivez un exemple de l’effet direct")]


def test_an_unticked_box_is_no_once_anything_is_ticked() -> None:
    """Rule 6."""
    ticked = normalise({"q1_share_materials": "yes", "q3": ""})
    assert ticked == {f"q1_{action}": "yes" if action == "share_materials" else "no" for action in ACTIONS}
    none_yet = normalise({"q1_none": "yes"})
    assert none_yet == {"q1_none": "yes"} | {f"q1_{action}": "no" for action in ACTIONS}


def test_nothing_ticked_is_not_known() -> None:
    assert normalise({"q3": "no"}) == {"q3": "no"}
    assert normalise({f"q1_{action}": "no" for action in ACTIONS}) == {}
    assert normalise({"q1_none": "no", "q1_others": "maybe"}) == {}


def test_not_yet_gives_way_to_what_was_applied() -> None:
    assert normalise({"q2": ["not_yet", "strategic"]})["q2"] == ["strategic"]
    assert normalise({"q2": ["not_yet"]})["q2"] == ["not_yet"]
    assert normalise({"q2": ["not_yet", "not_yet"]})["q2"] == ["not_yet"]
    assert normalise({"q2": [3, "not_yet", "newer_option"]})["q2"] == [3, "newer_option"]


def test_what_leaves_is_what_is_shown() -> None:
    answers: Answers = {
        "q1_share_materials": "yes",
        "q1_share_materials_reached": 14,
        "q1_submit_report_channel": "a note nobody ticked",
        "q3": "no",
        "q3_text": "written, then changed to no",
        "q2": ["operational"],
        "q2_operational_text": "Checks",
        "q2_strategic_text": "hidden",
        "draft_of_something": "x",
        "q5": None,
    }
    sent = to_send(load(), answers)
    assert sent == {f"q1_{action}": "no" for action in ACTIONS} | {
        "q1_share_materials": "yes",
        "q1_share_materials_reached": 14,
        "q2": ["operational"],
        "q2_operational_text": "Checks",
        "q3": "no",
    }
    assert list(sent) == [one.id for one in load().fields if one.id in sent]


def test_states_of_the_questions() -> None:
    answers: dict[str, Value] = {"q1_share_materials": "yes", "q3": "yes", "q4": "yes", "q6_text": "Good"}
    states = question_states(load(), answers, check(load(), answers))
    assert states == {
        1: "ready",
        2: "optional",
        3: "problem",
        4: "ready",
        5: "to_answer",
        6: "ready",
        7: "optional",
    }
    assert needed_ready(load(), states) == (2, 4)


@pytest.mark.parametrize(
    ("id", "text", "value"),
    [
        ("q1_share_materials", "yes", "yes"),
        ("q3", "Not yet", "not_yet"),
        ("q2", "operational, strategic", ["operational", "strategic"]),
        ("q6", "skills", ["skills"]),
        ("q1_share_materials_reached", "14", 14),
        ("q1_share_materials_date", "2021-5-3", "2021-05-03"),
        ("q3_text", " 20 minutes less ", "20 minutes less"),
        ("q3", "", None),
    ],
)
def test_typed_answers(id: str, text: str, value: Value) -> None:
    assert answer_from_text(load(), id, text) == value


@pytest.mark.parametrize(
    ("id", "text", "code"),
    [
        ("q99", "yes", "bad_value"),
        ("q3", "maybe", "bad_value"),
        ("q2", "operational,nonsense", "bad_value"),
        ("q4", "not yet", "bad_value"),
        ("q1_share_materials_reached", "1.5", "bad_value"),
        ("q1_share_materials_reached", "9" * 5000, "bad_value"),
        ("q1_share_materials_reached", "²", "bad_value"),
        ("q1_share_materials_date", "yesterday", "bad_date"),
        ("q3_text", "x" * 2001, "bad_value"),
    ],
)
def test_typed_answers_that_are_none(id: str, text: str, code: str) -> None:
    with pytest.raises(UserError) as caught:
        answer_from_text(load(), id, text)
    assert caught.value.code == code


def test_a_version_that_does_not_ship() -> None:
    with pytest.raises(OSError, match="followup-99"):
        load("followup", 99)


@given(ANSWERS)
def test_normalising_is_done_once(answers: dict[str, Value]) -> None:
    once = normalise(answers)
    assert normalise(once) == once
    ticks = {f"q1_{action}" for action in ACTIONS}
    assert (ticks & once.keys() in (set(), ticks)) and all(once.get(id) in ("yes", "no", None) for id in ticks)
    ticked = {id for id in (*ticks, "q1_none") if answers.get(id) == "yes"}
    assert {id for id in (*ticks, "q1_none") if once.get(id) == "yes"} == ticked
    kept = {id: value for id, value in answers.items() if id not in ticks | {"q1_none", "q2", "q6"}}
    assert all(once.get(id) == value for id, value in kept.items() if value not in (None, "", []))


@given(ANSWERS)
def test_checking_never_fails_and_agrees_with_what_leaves(answers: dict[str, Value]) -> None:
    found = check(load(), answers, start=START, today=TODAY)
    assert all(one.text and load().field(one.field) for one in found)
    sent = to_send(load(), answers)
    assert to_send(load(), sent) == sent
    if not found:
        assert check(load(), sent, start=START, today=TODAY) == []


@given(st.sampled_from(load().fields), st.text(max_size=30))
def test_any_typed_text_is_an_answer_or_refused(one: Field, text: str) -> None:
    try:
        value = answer_from_text(load(), one.id, text)
    except UserError as error:
        assert error.code in ("bad_value", "bad_date")
        return
    answers: dict[str, Value] = {one.id: value}
    if one.shown_if is not None:
        answers[one.shown_if.field] = one.shown_if.value
    assert one.id not in {problem.field for problem in check(load(), answers) if value and one.kind != "tick"}


@pytest.mark.parametrize("name", ["../followup", "a/../followup", "/tmp/followup", "", "followup\n", "Followup"])
def test_a_name_that_is_no_word_never_becomes_a_path(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rocb_desktop.paths.resource_text", lambda *_parts: pytest.fail("a file was opened"))
    with pytest.raises(OSError):
        load(name)
