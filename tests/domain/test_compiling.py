"""Rule 5 for people: what is proposed for each answer, in any order of the replies; consent is never raised."""

from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.compiling import (
    JOINED,
    WRITTEN,
    consent_of,
    holds_words_of,
    join_texts,
    lines_of,
    words_from,
)
from rocb_desktop.domain.form import Answers
from rocb_desktop.domain.questionnaire import load
from rocb_desktop.domain.quote import effective_consent, lowest_consent
from rocb_desktop.domain.reply import CONSENTS

FORM = load()


def proposals(*replies: Answers) -> dict[str, Value]:
    return {one.field.id: one.proposal for one in lines_of(FORM, {f"r{n}": one for n, one in enumerate(replies)})}


def test_yes_comes_before_not_yet_before_no_before_not_known() -> None:
    assert proposals({"q3": "no"}, {"q3": "not_yet"}, {})["q3"] == "not_yet"
    assert proposals({"q3": "no"}, {"q3": "yes", "q3_text": "Less time"})["q3"] == "yes"
    assert "q4" not in proposals({"q3": "no"}, {"q3": "no"})


def test_none_yet_loses_against_a_tick() -> None:
    found = proposals({"q1_none": "yes"}, {"q1_submit_report": "yes"})
    assert found["q1_submit_report"] == "yes" and "q1_none" not in found
    assert proposals({"q1_none": "yes"}, {"q1_none": "yes"})["q1_none"] == "yes"


def test_details_days_numbers_choices_and_texts() -> None:
    one: Answers = {
        "q1_share_materials": "yes",
        "q1_share_materials_date": "2021-06-02",
        "q1_share_materials_reached": 14,
    }
    two: Answers = {
        "q1_share_materials": "yes",
        "q1_share_materials_date": "2021-05-30",
        "q1_share_materials_reached": 9,
    }
    found = proposals({**one, "q2": ["not_yet"], "q4": "yes", "q4_text": "A"}, {**two, "q2": ["strategic"], "q4": "yes",
                                                                               "q4_text": "B"})  # fmt: skip
    assert found["q1_share_materials_date"] == "2021-05-30" and found["q1_share_materials_reached"] == 14
    assert found["q2"] == ["strategic"] and found["q4_text"] == "A\nB"


def test_a_text_is_joined_only_while_it_fits() -> None:
    long = "x" * next(one.max for one in FORM.fields if one.id == "q4_text")
    lines = lines_of(FORM, {"a": {"q4": "yes", "q4_text": long}, "b": {"q4": "yes", "q4_text": "short"}})
    text = next(one for one in lines if one.field.id == "q4_text")
    assert join_texts(text.field, text.said) == "" and text.taken == ("a",)


def test_who_agrees_is_not_asked() -> None:
    lines = lines_of(FORM, {"a": {"q3": "no", "q5": "yes"}, "b": {"q3": "no", "q5": "no"}, "c": {"q5": "yes"}})
    told = {one.field.id: one for one in lines}
    assert not told["q3"].differs and told["q5"].differs
    assert [one.replies for one in told["q5"].said] == [("a", "c"), ("b",)]
    assert told["q5"].taken == ("a", "c")


def test_words_taken_from_one_person_carry_that_persons_consent() -> None:
    lines = lines_of(FORM, {"a": {"q4": "yes", "q4_text": "A"}, "b": {"q4": "yes", "q4_text": "B"}})
    text = next(one for one in lines if one.field.id == "q4_text")
    assert holds_words_of(text.field, ("a",), text.said) == {"a"}
    assert holds_words_of(text.field, (JOINED,), text.said) == {"a", "b"}
    assert holds_words_of(text.field, (WRITTEN,), text.said) == {"a", "b"}
    consents = {"a": "public", "b": "members_anonymous", "c": ""}
    assert consent_of(consents, ["public"]) == "public"
    assert consent_of(consents, ["public", "count_only", "members_anonymous"]) == "count_only"
    assert consent_of(consents, ["public", ""]) == ""
    assert consent_of(consents, ()) == ""


def test_whose_words_a_kept_text_may_hold() -> None:
    kept: dict[str, Value] = {
        "replies": ["a", "b"],
        "taken": ["q3_text=a", "q4_text=joined", "q5_text=written", "q6=gone", 7],
    }
    assert words_from(kept, "q3_text") == {"a"}
    for field in ("q4_text", "q5_text", "q6", "never"):
        assert words_from(kept, field) == {"a", "b"}
    assert words_from({"replies": "a", "taken": "q3_text=a"}, "q3_text") == set()


@given(st.lists(st.sampled_from([*CONSENTS, ""]), min_size=1))
def test_the_lowest_consent_is_never_above_any(given_ones: list[str]) -> None:
    lowest = lowest_consent(given_ones)
    assert all(effective_consent(one, lowest) == lowest for one in given_ones if lowest)
    assert lowest == "" if "" in given_ones else lowest in given_ones


@given(st.sampled_from([*CONSENTS, "", "forged"]), st.sampled_from([*CONSENTS, "", "forged"]))
def test_a_limit_lowers_and_never_raises(consent: str, limit: str) -> None:
    found = effective_consent(consent, limit)
    assert found == "" if consent not in CONSENTS else CONSENTS.index(found) >= CONSENTS.index(consent)


@given(st.permutations(["yes", "not_yet", "no"]), st.permutations(["yes", "no", "no"]))
def test_the_order_of_the_replies_changes_no_proposal(effects: list[str], projects: list[str]) -> None:
    replies: list[Answers] = [{"q3": one, "q5": other} for one, other in zip(effects, projects, strict=True)]
    assert proposals(*replies)["q3"] == "yes" and proposals(*replies)["q5"] == "yes"
