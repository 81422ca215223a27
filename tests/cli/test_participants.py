"""`participants`, `remind` and `contacts`: the focal point's people without a screen."""

from pathlib import Path

from commands import Run
from region import WORKSHOP, Region


def test_people_are_noted_joined_and_listed(run: Run, region: Region, tmp_path: Path) -> None:
    desk = ("--profile", region.folder / "focal", "--json")
    names = tmp_path / "names.txt"
    names.write_text("1. Pita Leota\nLeota Pita\n;;\n", encoding="utf-8")
    looked = run("participants", "import", names, "--workshop", WORKSHOP, "--dry-run", *desk).json
    assert looked["added"] == 0 and [one["state"] for one in looked["names"]] == ["new", "new"]
    assert looked["bad"][0]["line"] == 3
    assert run("participants", "import", names, "--workshop", WORKSHOP, *desk).json["added"] == 2
    found = run("participants", "list", *desk).json
    assert found["same_person"] == [["Leota Pita", "Pita Leota"]]
    run("participants", "join", "Leota Pita", "Pita Leota", *desk)
    run("participants", "note", "Pita Leota", "--workshop", WORKSHOP, "--attended", "no", *desk)
    run("participants", "left", "Pita Leota", "--since", "2021-09", "--stand-in", "Sina Leota", *desk)
    found = run("participants", "list", "--state", "absent", *desk).json
    assert [(one["name"], one["left"]["stand_in"]) for one in found["people"]] == [("Pita Leota", "Sina Leota")]
    run("participants", "left", "Pita Leota", "--back", *desk)
    run("participants", "part", "Leota Pita", *desk)
    run("participants", "remove", "Leota Pita", "--workshop", WORKSHOP, *desk)
    assert "Leota Pita" not in run("participants", "list", "--profile", region.folder / "focal").out
    assert run("participants", "add", "Leota Pita", "--workshop", WORKSHOP, *desk).code == 0
    assert run("participants", "list", "--name", "zzz", *desk).json["people"] == []


def test_reminders_are_shown_written_and_logged(run: Run, region: Region, tmp_path: Path) -> None:
    desk = ("--profile", region.folder / "focal", "--today", "2021-10-15", "--json")
    run("participants", "add", "Pita Leota", "--workshop", WORKSHOP, *desk)
    looked = run("remind", "--round", 2021, *desk).json
    assert [one["name"] for one in looked["reminders"]] == ["Pita Leota"] and looked["reminders"][0]["file"] is None
    assert run("remind", "--log", *desk).json == []
    made = run("remind", "--round", 2021, "--out", tmp_path, "--lang", "fr", *desk).json
    assert Path(made["reminders"][0]["file"]).is_file() and "octobre" in made["reminders"][0]["text"]
    assert [one["way"] for one in run("remind", "--log", *desk).json] == ["eml"]
    refused = run("remind", "--person", "Nobody", *desk)
    assert refused.json["error"]["code"] == "unknown_person"
    refused = run("remind", "--round", 2021, "--profile", region.folder / "rocb", "--json")
    assert refused.json["error"]["code"] == "not_allowed" and "focal point" in refused.json["error"]["message"]


def test_contacts_say_when_they_were_checked(run: Run, region: Region) -> None:
    desk = ("--profile", region.folder / "focal", "--today", "2021-10-15")
    found = run("contacts", *desk, "--json").json
    assert [(one["name"], one["verified"], one["due"]) for one in found][:1] == [("Lani Fuimaono", None, True)]
    assert "Never checked" in run("contacts", *desk).out
    assert run("contacts", "--right-today", *desk, "--json").json[0]["verified"] == "2021-10-15"
