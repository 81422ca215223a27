"""Text for people and JSON for scripts, from the same values."""

import argparse
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from rocb_desktop.cli.output import as_json, progress_bar, show, table


@dataclass(frozen=True)
class Seen:
    day: date
    names: frozenset[str]
    inner: "Seen | None" = None


def test_json_knows_our_plain_values() -> None:
    seen = Seen(date(2021, 4, 29), frozenset({"b", "a"}), Seen(date(2021, 5, 1), frozenset()))
    assert json.loads(as_json({"seen": seen, "file": Path("a") / "b"})) == {
        "seen": {
            "day": "2021-04-29",
            "names": ["a", "b"],
            "inner": {"day": "2021-05-01", "names": [], "inner": None},
        },
        "file": str(Path("a") / "b"),
    }


def test_json_keeps_letters_and_refuses_what_has_no_plain_form() -> None:
    assert "Tuʻipelehake" in as_json(["Tuʻipelehake"])
    with pytest.raises(TypeError, match="bytes"):
        as_json(b"key")


@pytest.mark.parametrize(("wants_json", "printed"), [(True, "[\n  1\n]\n"), (False, "one\n")])
def test_show_prints_one_of_the_two(wants_json: bool, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(argparse.Namespace(json=wants_json), [1], "one") == 0
    assert capsys.readouterr().out == printed


def test_a_table_aligns_numbers_right_and_wide_letters() -> None:
    drawn = table(["name", "n"], [["Fiji", 3], ["日本", 12], ["Ma\N{COMBINING MACRON}ori", None]])
    assert drawn.splitlines() == [
        "name    n",
        "-----  --",
        "Fiji    3",
        "日本   12",
        "Ma\N{COMBINING MACRON}ori",
    ]


def test_a_table_without_rows_is_its_headings() -> None:
    assert table(["name", "n"], []) == "name  n\n----  -"


def test_no_bar_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    progress_bar("Importing")(1, 2)
    assert capsys.readouterr().err == ""


def test_foreign_words_do_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """A name in a file may clear the screen, colour it, or write a line that looks like ours."""
    name = "Sina\x1b[2J\x9b31m\x07\r\nTrusted: yes\u2028x"
    rows = table(["name"], [[name]])
    assert len(rows.splitlines()) == 3
    for wants_json in (False, True):
        show(argparse.Namespace(json=wants_json), {"name": name}, rows)
        shown = capsys.readouterr().out
        assert not set(shown) & set("\x1b\x9b\x07\r")
    assert json.loads(as_json({"name": name})) == {"name": name}
