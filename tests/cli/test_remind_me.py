"""`remind-me` as a desktop starts it: it looks, says at most one thing, and changes nothing in the store."""

from pathlib import Path

import pytest
from commands import Run
from samoa import Samoa, make_samoa

from rocb_desktop.services.reminding.places import entry_folder
from rocb_desktop.services.session import STORE


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    return make_samoa(tmp_path / "samoa")


def test_it_says_what_is_due_and_shows_nothing_without_a_tray(run: Run, samoa: Samoa) -> None:
    before = (samoa.sina / STORE).read_bytes()
    answer = run("remind-me", "--profile", samoa.sina, "--today", "2021-12-20", "--json")
    assert answer.code == 0
    assert answer.json == {
        "due": "The follow-up survey closes on 25 December 2021: Trade Facilitation Agreement.",
        "shown": False,
    }
    assert (samoa.sina / STORE).read_bytes() == before


def test_nothing_due_is_no_mistake(run: Run, samoa: Samoa) -> None:
    answer = run("remind-me", "--profile", samoa.folder / "rocb", "--today", "2021-12-20")
    assert (answer.code, answer.out.strip()) == (0, "Nothing is due.")


def test_a_profile_that_is_gone_ends_quietly_with_a_code(run: Run, tmp_path: Path) -> None:
    assert run("remind-me", "--profile", tmp_path / "gone").code == 1


def test_the_entry_is_put_there_and_taken_away(run: Run, samoa: Samoa) -> None:
    assert run("remind-me", "--profile", samoa.sina, "--switch", "on", "--json").json == {"on": True}
    (entry,) = entry_folder().iterdir()
    assert "remind-me" in entry.read_text(encoding="utf-8")
    assert run("remind-me", "--profile", samoa.sina, "--switch", "off", "--json").json == {"on": False}
    assert list(entry_folder().iterdir()) == []
