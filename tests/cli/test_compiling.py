"""`compile` and `clearance`: the same verbs without a screen."""

from datetime import date
from pathlib import Path

import pytest
from commands import Run
from docx import Document
from fiji import Fiji, make_fiji

from rocb_desktop.services.national.returns import ACCEPT, find_reply, review_reply

PLACE = "2021/3"


@pytest.fixture
def fiji(tmp_path: Path) -> Fiji:
    made = make_fiji(tmp_path / "fiji")
    with made.at("focal", date(2021, 11, 5)) as session:
        review_reply(session, find_reply(session, f"{PLACE}/Jone Ratu").id, ACCEPT)
    return made


def test_a_national_reply_is_shown_decided_and_removed(run: Run, fiji: Fiji) -> None:
    desk = (PLACE, "--profile", fiji.folder / "focal", "--json")
    shown = run("compile", "--show", *desk).json
    assert not shown["compiled"] and [one["key"] for one in shown["lines"] if one["differs"]] == ["q5"]
    made = run("compile", "--set", "q5=no", *desk).json
    assert made["compiled"] and made["answers"]["q5"] == "no" and made["changed"] == []
    taken = next(one for one in made["lines"] if one["key"] == "q5")["from"]
    assert taken == [next(one["id"] for one in made["replies"] if one["name"] == "Litia Bola")]
    words = run("compile", "--show", *desk[:3]).out
    assert "Litia Bola: No" in words and "National reply: No" in words
    assert run("compile", "--set", "q5", *desk).json["error"]["code"] == "bad_value"
    assert run("compile", "--set", "q3=yes", *desk).json["error"]["code"] == "reply_has_problems"
    assert not run("compile", "--remove", *desk).json["compiled"]


def test_a_clearance_is_noted_and_signs_the_return(run: Run, fiji: Fiji, tmp_path: Path) -> None:
    desk = ("--round", 2021, "--profile", fiji.folder / "focal", "--json", "--today", "2021-11-05")
    first = run("clearance", *desk).json
    assert first["state"] == "draft" and len(first["quotes"]) == 6
    quote = first["quotes"][0]
    lowered = run("clearance", "--limit", quote["reply"], quote["key"], "count_only", *desk).json
    assert lowered["quotes"][0]["consent"] == "count_only"
    assert run("clearance", "--state", "cleared", *desk).json["error"]["code"] == "missing_name"
    said = ("--state", "cleared", "--name", "Ratu Isoa", "--post", "Comptroller", "--date", "2021-11-04")
    run("clearance", *said, "--how", "telephone", *desk)
    made = run("return", "make", "--out", tmp_path, *desk).json
    assert (made["signed_by"], made["changed_after_clearance"]) == ("Ratu Isoa", [])
    run("review", "2021/4/Tomasi Bale", "--accept", *desk[2:])
    again = run("return", "make", "--out", tmp_path, "--naming", "not-named", *desk).json
    assert again["changed_after_clearance"] == ["Trade Facilitation Agreement: Tomasi Bale"]
    assert again["naming"] == "not_named" and run("clearance", *desk).json["state"] == "cleared"
    assert run("return", "make", "--out", tmp_path, "--not-signed", *desk).json["signed_by"] == ""


def test_the_sheet_is_a_paper_in_the_language_of_the_head(run: Run, fiji: Fiji, tmp_path: Path) -> None:
    desk = ("--round", 2021, "--profile", fiji.folder / "focal", "--json", "--today", "2021-11-05")
    run("compile", PLACE, *desk[2:])
    for ending, lang in (("docx", "en"), ("pdf", "fr")):
        made = run("clearance", "--out", tmp_path / f"sheet.{ending}", "--lang", lang, *desk)
        assert made.code == 0 and Path(made.json["file"]).stat().st_size > 5_000
    words = "\n".join(cell.text for table in Document(str(tmp_path / "sheet.docx")).tables for cell in table._cells)
    assert "Checks at the wharf take one hour less." in words and "With our name, also in public" in words
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    refused = run("clearance", "--out", tmp_path / "sheet.txt", *desk)
    assert refused.json["error"]["code"] == "bad_value"
    empty = run("clearance", "--out", tmp_path / "none.docx", "--round", 2020, *desk[2:])
    assert empty.json["error"]["code"] == "nothing_to_clear"
