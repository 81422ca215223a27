"""Two spellings of one name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.person import Person, may_be_same, normalise_name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sina Leota", "SINA  LEOTA", True),
        ("Sina Leota", " sina\tleota\n", True),
        ("Marie Kaló", "Marie Kalo\u0301", True),
        ("Ｓｉｎａ", "sina", True),
        ("Strauß", "STRAUSS", True),
        ("Suharto", "suharto", True),
        ("Sina Leota", "Leota Sina", False),
        ("Marie Kaló", "Marie Kalo", False),
        ("Abdul Rahman bin Said", "Abdul Rahman", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert (normalise_name(one) == normalise_name(other)) is same


@given(st.text())
def test_comparing_once_is_enough(name: str) -> None:
    assert normalise_name(normalise_name(name)) == normalise_name(name)


@given(st.text())
def test_the_form_in_which_a_name_was_typed_does_not_matter(name: str) -> None:
    forms = [unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name), f"  {name} "]
    assert {normalise_name(form) for form in forms} == {normalise_name(name)}


def test_the_same_person_is_asked_about_within_one_administration() -> None:
    sina = Person("p1", "Sina Leota", "WS")
    assert may_be_same(sina, Person("p2", "sina leota", "WS"))
    assert not may_be_same(sina, sina)
    assert not may_be_same(sina, Person("p2", "Sina Leota", "TO"))
    assert not may_be_same(sina, Person("p2", "Sina Leota-Ah", "WS"))
