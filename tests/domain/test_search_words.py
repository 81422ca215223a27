"""Folding and marking: what a person types meets what somebody else wrote, whatever keyboard each of them has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.search_words import MOST_WORDS, excerpt, finds_any, holds, index_words, mark, typed_words


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("senor okubo", "Señor Ōkubo"),
        ("SEÑOR", "Sen\u0303or"),
        ("tui", "Tuʻi Lauʻahi"),
        ("tu'i", "Tu’i"),
        ("tuʻi", "Tui"),
        ("lauahi", "Lau‘ahi"),
        ("atelier", "L’atelier d’Apia"),
        ("d'apia", "L’atelier d’Apia"),
        ("followup", "A follow-up in May"),
        ("follow-u", "A follow‑up in May"),
        ("png", "PNG/PG"),
        ("2021 7", "2021/7"),
        ("dong hung", "Đông Hưng"),
        ("oeuvre", "Œuvre"),
        ("strasse", "Straße"),
        ("istanbul", "İSTANBUL"),
        ("関", "税関"),
        ("ไทย", "ภาษาไทย"),
        ("हिन्द", "हिन्दी"),
        ("sina@", "sina@customs.ws"),
    ],
)
def test_what_is_typed_finds_what_is_written(typed: str, written: str) -> None:
    assert holds(written, typed_words(typed))
    assert any(marked for _text, marked in mark(written, typed_words(typed)))


@pytest.mark.parametrize(
    ("typed", "written"), [("tua", "Tuʻi"), ("list", "checklist"), ("sina leota", "Sina Fuimaono"), ("png", "PG")]
)
def test_what_is_not_there_is_not_found(typed: str, written: str) -> None:
    assert not holds(written, typed_words(typed))


def test_only_whole_words_are_marked() -> None:
    assert mark("Queues at Apia. (Queue)", ("queu",)) == (
        ("Queues", True),
        (" at Apia. (", False),
        ("Queue", True),
        (")", False),
    )
    assert mark("Nothing here", ("x",)) == (("Nothing here", False),)
    assert mark("", ("x",)) == ()
    assert finds_any("a b", ("x", "b")) and not finds_any("a b", ("x",))


def test_an_excerpt_begins_with_a_word_near_the_first_that_was_found() -> None:
    text = "word " * 40 + "found\nhere " + "more " * 60
    parts = excerpt(text, ("fou",))
    said = "".join(part for part, _marked in parts)
    assert said.startswith("… word word") and said.endswith("…") and "found here" in said
    assert len(said) < 200 and "\n" not in said
    assert excerpt("short", ("x",)) == (("short", False),)
    assert excerpt("x" * 500, ("y",))[0][0] == "x" * 120


def test_very_much_typed_is_cut() -> None:
    assert len(typed_words(" ".join(map(str, range(100))))) == MOST_WORDS
    assert typed_words("a a A á") == ("a",)
    assert typed_words("  -'' * \" ( ) \x00 ") == ()


@given(st.text())
def test_every_text_is_found_by_itself(text: str) -> None:
    typed = typed_words(text)
    assert holds(text, typed)
    parts = mark(text, typed)
    assert "".join(part for part, _marked in parts) == text
    assert any(marked for _part, marked in parts) == bool(typed)
    assert all(" " not in word for word in (*typed, *index_words(text)))


@given(st.text(), st.text())
def test_marks_and_excerpts_never_fail_and_lose_nothing(text: str, other: str) -> None:
    typed = typed_words(other)
    assert "".join(part for part, _marked in mark(text, typed)) == text
    assert finds_any(text, typed) == any(marked for _part, marked in mark(text, typed))
    excerpt(text, typed)
