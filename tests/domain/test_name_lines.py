"""Pasted names: numbered lists, table cells, mails; what cannot be a name is told and nothing else is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop.domain.name_lines import MOST_LINES, NamedLine, read_name_lines


@pytest.mark.parametrize(
    ("line", "name", "post", "email"),
    [
        ("Sina Leota", "Sina Leota", "", ""),
        ("1. Sina Leota", "Sina Leota", "", ""),
        ("(2) Sina Leota", "Sina Leota", "", ""),
        ("- Sina  Leota", "Sina Leota", "", ""),
        ("Sina Leota\tSenior officer\tsina@example.org", "Sina Leota", "Senior officer", "sina@example.org"),
        ("3\tSina Leota\tSenior officer", "Sina Leota", "Senior officer", ""),
        ("Sina Leota; sina@example.org; Audit", "Sina Leota", "Audit", "sina@example.org"),
        ("Sina Leota <sina@example.org>", "Sina Leota", "", "sina@example.org"),
        ("Sina Leota     Audit", "Sina Leota", "Audit", ""),
        ("Sukarno", "Sukarno", "", ""),
    ],
)
def test_a_line(line: str, name: str, post: str, email: str) -> None:
    assert read_name_lines(line) == ([NamedLine(name, post, email)], [])


def test_lines_without_a_name_are_told_with_their_number() -> None:
    found, bad = read_name_lines("Sina Leota\n\n;;;\nsomebody@example.org\n" + "x" * 130)
    assert [one.name for one in found] == ["Sina Leota"]
    assert [(one.number, bool(one.problem)) for one in bad] == [(3, True), (4, True), (5, True)]


def test_a_very_long_text_is_read_to_its_limit() -> None:
    found, _bad = read_name_lines("\n".join(f"Person {number}" for number in range(MOST_LINES + 50)))
    assert len(found) == MOST_LINES


@given(st.text())
def test_no_text_stops_the_reading(text: str) -> None:
    found, bad = read_name_lines(text)
    assert all(one.name for one in found)
    assert all(line.problem for line in bad)
