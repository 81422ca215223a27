"""Records and their fields in words: every kind, every coded value, and what a newer version may send."""

import pytest

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.kinds import KINDS
from rocb_desktop.domain.questionnaire import load
from rocb_desktop.domain.record_words import field_label, is_free_text, is_told, kind_words, value_text


def text(kind: str, name: str, value: Value) -> str:
    return value_text(kind, name, value, load(), lambda id: f"title of {id}")


def test_every_kind_has_its_own_words() -> None:
    newer = kind_words("something_newer").deed(new=True)
    assert all(kind_words(kind).deed(new=new) != newer for kind in KINDS for new in (True, False))
    assert kind_words("action").deed(new=True) == "Logged an action"
    assert kind_words("action").deed(new=False) == "Changed an action"


@pytest.mark.parametrize(
    ("kind", "name", "value", "words"),
    [
        ("reply", "q3", "not_yet", "Not yet"),
        ("reply", "q1_share_materials", "yes", "Yes"),
        ("reply", "version", 2, "2"),
        ("action", "type", "share_materials", "Share training materials"),
        ("action", "type", "unheard_of", "unheard_of"),
        ("action", "reached", 1234, "1,234"),
        ("action", "workshop", "abc", "title of abc"),
        ("action", "date", "2021-05-03", "3 May 2021"),
        ("action", "date", "some day", "some day"),
        ("workshop", "kind", "sub-regional", "Sub-regional workshop"),
        ("workshop", "kind", "galactic", "galactic"),
        ("workshop", "surveyed", True, "Yes"),
        ("workshop", "surveyed", False, "No"),
        ("workshop", "administrations", ["FJ", "WS"], "Fiji, Samoa"),
        ("workshop", "round", 2021, "2021"),
        ("review", "decision", "correct", "Correction asked"),
        ("grant", "role", "focal_point", "National focal point"),
        ("person", "administration", "WS", "Samoa"),
        ("person", "name", None, ""),
        ("person", "name", "", ""),
        ("workshop", "administrations", [], ""),
        ("something_newer", "x", "as it came", "as it came"),
    ],
)
def test_values_are_said_in_words(kind: str, name: str, value: Value, words: str) -> None:
    assert text(kind, name, value) == words


def test_a_field_is_called_what_was_asked() -> None:
    assert field_label("reply", "q3_text", load()) == "Give one example"
    assert field_label("action", "reached", load()) == "How many were reached"
    assert field_label("something_newer", "colour", load()) == "colour"


def test_ids_and_lists_of_ids_are_not_told() -> None:
    assert not is_told("review", "judged") and not is_told("received", "blocks")
    assert is_told("reply", "q3") and is_told("action", "text")


@pytest.mark.parametrize(
    ("kind", "name", "free"),
    [
        ("reply", "q3_text", True),
        ("reply", "q3", False),
        ("reply", "version", False),
        ("action", "text", True),
        ("action", "type", False),
        ("action", "date", False),
        ("workshop", "title", True),
        ("workshop", "kind", False),
        ("something_newer", "x", False),
    ],
)
def test_only_words_of_one_s_own_can_be_written_anew(kind: str, name: str, free: bool) -> None:
    assert is_free_text(kind, name, load()) is free
