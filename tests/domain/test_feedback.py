"""Feedback as it travels: what is written is read, foreign texts harm nobody, a median needs five others."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.feedback import (
    LINES,
    MOST_LETTERS,
    MOST_PRACTICES,
    TOPICS,
    Count,
    Practice,
    Region,
    figures_text,
    fitting,
    practices_text,
    read_feedback,
)

counts = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Count(min(pair), max(pair)))
spreads = st.lists(st.integers(0, 9), min_size=7, max_size=7).map(tuple)
regions = st.builds(
    Region,
    st.integers(0, 500),
    st.integers(0, 50),
    st.none() | st.integers(0, 500),
    st.dictionaries(st.sampled_from(LINES), counts),
    spreads,
)
practices = st.builds(Practice, st.sampled_from(list(TOPICS)), st.text(), st.sampled_from(["", "FJ"]), st.text())


@given(regions, st.lists(practices, max_size=5))
def test_what_is_written_is_read(region: Region, texts: list[Practice]) -> None:
    values = {"round": "2021", "workshop": "", "date": "2021-12-21", "note": "Thank you"}
    told = {**values, "figures": figures_text(region), "practices": practices_text(texts)}
    found = read_feedback("id", told)
    assert found is not None
    assert (found.region, found.practices, found.counted_on) == (region, tuple(texts), date(2021, 12, 21))
    assert all(one.topic == "effects" for one in found.of_topic("effects"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["n", "lines", "spread", "x"]), inner),
    max_leaves=8,
)


@given(json_values, json_values, st.text(max_size=12))
def test_what_nobody_can_read_is_no_feedback_and_no_crash(figures: object, texts: object, day: str) -> None:
    told = {"round": "2021", "date": "2021-12-21", "figures": json.dumps(figures), "practices": json.dumps(texts)}
    found = read_feedback("id", told)
    assert found is None or found.region.n >= 0
    assert read_feedback("id", {**told, "figures": day}) is None or day


def test_more_yes_than_answers_is_no_figure() -> None:
    figures = json.dumps({"n": 5, "lines": {"share_materials": [6, 5]}})
    assert read_feedback("id", {"round": "2021", "date": "2021-12-21", "figures": figures}) is None
    deep = "[" * 100_000
    assert read_feedback("id", {"round": "2021", "date": "2021-12-21", "figures": deep}) is None


def test_a_newer_version_may_say_more() -> None:
    figures = json.dumps({"n": 5, "late": 0, "took_part": 6, "lines": {"mentoring": [1, 2]}, "spread": [1] * 9})
    texts = json.dumps([["effects", "Queues are shorter", "", ""], ["mentoring", "x", "", ""], ["effects", 4, "", ""]])
    found = read_feedback("id", {"round": "2021", "date": "2021-12-21", "figures": figures, "practices": texts})
    assert found is not None
    assert (found.region.lines, found.region.spread) == ({}, ())
    assert found.practices == (Practice("effects", "Queues are shorter"),)


def test_a_median_needs_five_others() -> None:
    region = Region(6, spread=(0, 1, 2, 1, 1, 1, 0))
    assert region.median() == 2.5
    assert region.median(own=1) == 2.5
    assert region.median(own=2) is None
    assert Region(5, spread=(0, 1, 2, 1, 1, 0, 0)).median() == 2.0


@given(st.lists(practices, max_size=40), st.integers(0, 60))
def test_what_has_no_room_is_counted_and_every_topic_keeps_its_part(texts: list[Practice], more: int) -> None:
    long = [replace(one, text="x" * 9_000) for one in texts[:more]]
    found, left = fitting([*texts, *long])
    assert len(found) + left == len(texts) + len(long)
    assert sum(len(one.text) for one in found) <= MOST_LETTERS and len(found) <= MOST_PRACTICES
    assert list(found) == [one for one in [*texts, *long] if one in found][: len(found)]


def test_one_topic_does_not_take_the_room_of_the_others() -> None:
    crowd = [Practice("operational", f"text {n}") for n in range(MOST_PRACTICES)]
    found, left = fitting([*crowd, Practice("project", "the last")])
    assert found[-1] == Practice("project", "the last") and left == 1
