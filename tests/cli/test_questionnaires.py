"""`questionnaire`, `intake` and `enter`: the Excel form out and in, and a reply on behalf."""

from pathlib import Path

from commands import Run
from filled_forms import put_in
from region import WORKSHOP, Region

ANSWERS = {"q1_share_materials": "Oui", "q3": "pas encore", "q4": "Oui", "q5": "Non"}


def test_the_form_goes_out_and_comes_back(run: Run, region: Region, tmp_path: Path) -> None:
    desk = ("--profile", region.folder / "focal", "--json")
    out = tmp_path / "form.xlsx"
    made = run("questionnaire", "--workshop", WORKSHOP, "--out", out, "--lang", "fr", "--participant", "Ana Sio", *desk)
    assert made.json["files"] == [str(out)]
    put_in(out, ANSWERS)
    looked = run("intake", out, "--dry-run", *desk).json
    assert [(one["participant"], one["version"]) for one in looked["accepted"]] == [("Ana Sio", 1)]
    assert looked["replies"] == []
    done = run("intake", out, "--received", "2021-10-10", *desk).json
    assert len(done["replies"]) == 1
    assert run("intake", out, *desk).json["already_here"] == [str(out)]


def test_bad_cells_and_the_question_are_told(run: Run, region: Region, tmp_path: Path) -> None:
    desk = ("--profile", region.folder / "focal", "--json")
    out, blank = tmp_path / "form.xlsx", tmp_path / "blank.xlsx"
    run("questionnaire", "--workshop", WORKSHOP, "--out", out, "--participant", "Ana Sio", *desk)
    put_in(out, {**ANSWERS, "q3": "perhaps"})
    refused = run("intake", out, *desk)
    assert (refused.code, refused.json["error"]["code"]) == (1, "bad_cell")
    (bad,) = refused.json["problems"]
    assert (bad["file"], bad["sheet"], bad["says"]) == (str(out), "Questionnaire", "perhaps")
    assert "cell" in bad and "Not yet" in bad["takes"]
    put_in(out, ANSWERS)
    record = run("intake", out, *desk).json["replies"]
    run("questionnaire", "--workshop", WORKSHOP, "--out", blank, *desk)
    put_in(blank, {**ANSWERS, "@name": "ana sio", "q5": "Yes", "q5_text": "More"})
    asked = run("intake", blank, *desk)
    assert (asked.code, asked.json["same_person"][0]["same"]["reply"]) == (1, record[0])
    assert "--same yes" in run("intake", blank, "--profile", region.folder / "focal").err
    assert run("intake", blank, "--same", "yes", *desk).json["replies"] == record


def test_one_for_each_person_and_a_participants_own(run: Run, region: Region, tmp_path: Path) -> None:
    desk = ("--profile", region.folder / "focal", "--json")
    made = run("questionnaire", "--workshop", WORKSHOP, "--out", tmp_path / "forms", "--all", *desk).json["files"]
    assert made and all(Path(one).is_file() for one in made)
    mine = tmp_path / "mine.xlsx"
    me = ("--profile", region.folder / "sina")
    assert run("questionnaire", "--workshop", WORKSHOP, "--out", mine, *me).code == 0
    refused = run("intake", mine, *me, "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "not_allowed")


def test_a_reply_is_entered_on_behalf(run: Run, region: Region, tmp_path: Path) -> None:
    desk = ("--profile", region.folder / "focal", "--json")
    letter = tmp_path / "letter.txt"
    letter.write_text("We did it", encoding="utf-8")
    entry = ("enter", "--workshop", WORKSHOP, "--participant", "Ana Sio", "--source", "email", "--file", letter)
    done = run(*entry, "--received", "2021-10-10", "--set", "q3=yes", "--set", "q3_text=We did it", *desk)
    assert done.code == 0 and done.json["reply"]
    asked = run(*entry, "--set", "q3=no", *desk)
    assert (asked.code, asked.json["error"]["code"]) == (1, "same_person")
    same = run(*entry, "--set", "q3=not_yet", "--same", "yes", *desk).json["reply"]
    assert same == done.json["reply"]
    again = run(*entry, "--set", "q3=no", "--another", *desk).json["reply"]
    assert again != done.json["reply"]
    assert run("enter", "--workshop", WORKSHOP, "--participant", "Ana Sio", "--source", "gossip", *desk).code == 2
