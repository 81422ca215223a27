"""`recommendation`, `project`, `effect`, `mission-report` and `note`: the same verbs without a screen."""

from pathlib import Path

import docx
import pytest
from commands import Run
from samoa import TFA, Samoa, make_samoa


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    return make_samoa(tmp_path / "samoa")


def test_what_the_log_led_to_is_added_and_listed(run: Run, samoa: Samoa) -> None:
    desk = ("--profile", samoa.sina, "--today", "2021-12-21")
    text = "Measure release times"
    due = ("--owner", "Deputy", "--due", "2022-06-30")
    advice = run("recommendation", "add", "--workshop", TFA, "--text", text, *due, *desk, "--json").json["id"]
    project = ("--title", "Release study", "--stage", "planned", "--recommendation", advice)
    run("project", "add", "--workshop", TFA, *project, *desk)
    effect = ("--title", "Release", "--before", "5", "--after", "2,5", "--unit", "days")
    run("effect", "add", "--workshop", TFA, *effect, *desk)
    found = run("recommendation", "list", *desk, "--json").json
    assert [(one["number"], one["text"], one["state"], one["since"]) for one in found] == [
        (1, text, "proposed", "2021-12-21")
    ]
    assert run("project", "list", *desk).out == "Release study (New project, Planned).\n"
    assert run("effect", "list", "--workshop", TFA, *desk).out == "Release: from 5 days to 2,5 days.\n"
    assert "R1" in run("recommendation", "list", "--workshop", TFA, *desk).out
    assert run("effect", "list", *desk, "--json").json[0]["after"] == "2,5"
    refused = run("recommendation", "add", "--workshop", TFA, "--text", " ", *desk, "--json")
    assert refused.json["error"]["code"] == "bad_value"


def test_a_report_is_written_as_word_and_as_pdf(run: Run, samoa: Samoa, tmp_path: Path) -> None:
    desk = ("--workshop", TFA, "--profile", samoa.sina, "--today", "2021-12-21", "--json")
    run("recommendation", "add", "--text", "Measure release times", *desk)
    made = run("mission-report", "--out", tmp_path / "a.docx", *desk).json
    assert [one["met"] for one in made["checks"]] == [False] * 4
    word = docx.Document(str(tmp_path / "a.docx"))
    assert word.paragraphs[0].text == "Mission report"
    assert word.tables[1].rows[1].cells[1].text == "Measure release times"
    run("mission-report", "--out", tmp_path / "a.pdf", *desk)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert run("mission-report", "--out", tmp_path / "a.txt", *desk).json["error"]["code"] == "bad_value"


def test_a_note_is_written_in_either_language(run: Run, samoa: Samoa) -> None:
    desk = ("--workshop", TFA, "--profile", samoa.sina, "--today", "2021-12-21")
    run("action", "add", "--type", "share_materials", "--date", "2021-06-10", "--reached", 14, *desk)
    words = run("note", *desk).out
    assert "Done since then: Shared materials (10 June 2021, 14 people)." in words
    assert "Nothing more is planned yet." in words
    assert "10 juin 2021" in run("note", "--lang", "fr", *desk, "--json").json["words"]
