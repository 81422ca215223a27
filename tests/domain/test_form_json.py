"""A questionnaire out of a file nobody trusts: exactly a questionnaire, or a sentence."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop import paths
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire, Wording
from rocb_desktop.domain.questionnaire import load, parse

SHIPPED = paths.resource_text("questionnaires", "followup-1.json")


def refused(text: str) -> UserError:
    with pytest.raises(UserError) as caught:
        parse(text)
    assert caught.value.code == "bad_questionnaire"
    return caught.value


def changed(*path: str | int, value: object) -> str:
    data = json.loads(SHIPPED)
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(data)


def test_what_ships_reads_and_travels_as_it_is() -> None:
    read = parse(SHIPPED)
    assert read == load()
    assert read.source == SHIPPED
    assert parse(read.source) == read


def test_a_newer_version_may_ask_more() -> None:
    data = json.loads(SHIPPED)
    data["version"] = 2
    extra = copy.deepcopy(data["questions"][3])
    extra["number"] = 8
    extra["fields"] = [extra["fields"][0] | {"id": "q8", "label": {"en": "More", "to": "Lahi ange"}}]
    data["questions"].append(extra)
    read = parse(json.dumps(data))
    assert read.version == 2
    question = read.question(8)
    assert question is not None
    assert question.fields[0].label == "More"
    assert question.fields[0].wording.in_language("to") == "Lahi ange"
    assert question.fields[0].wording.in_language("fr") == "More"
    assert read.question(9) is None


def test_a_wording_without_any_text_is_empty() -> None:
    assert str(Wording()) == ""


def test_short_texts_fit_a_line() -> None:
    channel, example = load().field("q1_share_materials_channel"), load().field("q3_text")
    assert channel is not None
    assert example is not None
    assert channel.one_line
    assert not example.one_line


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"followup"',
        "[" * 100_000,
        "{" * 50_000,
        '{"name": NaN}',
        '{"name": 1.5}',
        '{"version": ' + "9" * 5000 + "}",
        '{"name": "a", "name": "b"}',
        " " * 500_001,
        "\x00",
    ],
)
def test_what_is_no_questionnaire_at_all(text: str) -> None:
    assert refused(text).what().startswith("This questionnaire cannot be read.")


@pytest.mark.parametrize(
    ("path", "value", "part"),
    [
        (["name"], "../followup", "name"),
        (["name"], 3, "name"),
        (["version"], 0, "version"),
        (["version"], True, "version"),
        (["version"], "1", "version"),
        (["title"], "Survey", "title"),
        (["title"], {"fr": "Enquête"}, "title.en"),
        (["title"], {"en": ""}, "title"),
        (["title"], {"en": "x" * 2001}, "title.en"),
        (["questions"], [], "questions"),
        (["questions"], {"1": {}}, "questions"),
        (["questions", 0], "Q1", "questions[1]"),
        (["questions", 1, "number"], 1, "questions"),
        (["questions", 0, "required"], "yes", "questions[1].required"),
        (["questions", 2, "missing"], None, "questions[3].missing"),
        (["questions", 0, "fields"], [], "questions[1].fields"),
        (["questions", 2, "fields", 0, "kind"], "slider", "questions[3].fields[1].kind"),
        (["questions", 2, "fields", 0, "options"], [], "questions[3].fields[1].options"),
        (["questions", 2, "fields", 0, "options", 0, "id"], "Yes!", "questions[3].fields[1].options[1].id"),
        (["questions", 2, "fields", 0, "options", 1, "id"], "yes", "questions[3].fields[1].options"),
        (["questions", 2, "fields", 0, "id"], "q4", "questions"),
        (["questions", 2, "fields", 1, "shown_if"], {"q77": "yes"}, "q3_text"),
        (["questions", 2, "fields", 1, "required_if"], {}, "questions[3].fields[2].required_if"),
        (["questions", 2, "fields", 1, "max"], 10**6, "questions[3].fields[2].max"),
        (["questions", 2, "fields", 0, "shown_if"], {"q1_none": "yes"}, "questions[3].fields"),
    ],
)
def test_a_part_that_is_not_right_is_named(path: list[str | int], value: object, part: str) -> None:
    assert refused(changed(*path, value=value)).values == {"part": part}


def test_a_needed_question_says_what_is_missing() -> None:
    data = json.loads(SHIPPED)
    del data["questions"][2]["missing"]
    assert refused(json.dumps(data)).values == {"part": "questions[3].missing"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def places(data: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place of the shipped questionnaire."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [found for key, value in inside for found in [(*at, key), *places(value, (*at, key))]]


@given(st.sampled_from(places(json.loads(SHIPPED))), JSON)
def test_any_damage_is_a_questionnaire_or_a_sentence(path: tuple[str | int, ...], value: object) -> None:
    try:
        read = parse(changed(*path, value=value))
    except UserError as error:
        assert error.code == "bad_questionnaire"
        assert error.what()
    else:
        assert isinstance(read, Questionnaire)
        assert read.title
