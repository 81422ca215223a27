"""`review` and `return`: the focal point's desk."""

from pathlib import Path

from commands import Run
from region import WORKSHOP, Region


def test_a_reply_is_judged_by_its_workshop_and_name(run: Run, region: Region) -> None:
    desk = ("--profile", region.folder / "focal", "--json")
    asked = run("review", f"{WORKSHOP}/sina  LEOTA", "--return", "Say by how much", *desk)
    assert asked.json["status"] == "correction_asked" and asked.json["name"] == "Sina Leota"
    assert run("review", asked.json["reply"], "--accept", *desk).json["status"] == "accepted"
    refused = run("review", f"{WORKSHOP}/Nobody", "--accept", *desk)
    assert (refused.code, refused.json["error"]["code"]) == (1, "unknown_person")
    refused = run("review", f"{WORKSHOP}/Sina Leota", "--return", " ", *desk)
    assert refused.json["error"]["code"] == "missing_correction"
    assert run("review", f"{WORKSHOP}/Sina Leota", *desk).code == 2
    assert run("review", f"{WORKSHOP}/Sina Leota", "--accept", "--return", "x", *desk).code == 2


def test_a_return_has_numbers_and_is_sealed(run: Run, region: Region, tmp_path: Path) -> None:
    desk = ("return", "make", "--profile", region.folder / "focal")
    signed = ("--signed-by", "The Comptroller", "--post", "Head", "--date", "2021-10-20")
    made = run(*desk, "--round", 2021, "--out", tmp_path, *signed, "--json").json
    assert made["number"] == 2 and Path(made["file"]).name.startswith("WS_return_2021_")
    head = run("inspect", made["file"], "--profile", region.folder / "rocb", "--json").json
    fields = [one["fields"] for block in head["blocks"] for one in block["changes"] if one["kind"] == "national_return"]
    assert fields[-1]["signed_by"] == "The Comptroller" and fields[-1]["date"] == "2021-10-20"
    empty = run(*desk, "--round", 2020, "--out", tmp_path, "--json")
    assert empty.json["error"]["code"] == "nothing_to_send"
    assert "Accept a reply first" in empty.json["error"]["hint"]
    assert run(*desk, "--round", 2021, "--out", tmp_path, "--date", "tomorrow").code == 2


def test_a_return_without_a_reply_is_made_once_to_say_so(run: Run, region: Region, tmp_path: Path) -> None:
    desk = ("--profile", region.folder / "focal", "--json")
    run("review", f"{WORKSHOP}/Sina Leota", "--return", "Say by how much", *desk)
    make = ("return", "make", "--round", 2021, "--out", tmp_path, "--profile", region.folder / "focal")
    assert "not accepted any more" in run(*make).out
    again = run(*make, "--json")
    assert (again.code, again.json["error"]["code"]) == (1, "nothing_to_send")


def test_only_a_focal_point_may(run: Run, region: Region, tmp_path: Path) -> None:
    for who in ("sina", "rocb"):
        refused = run("return", "make", "--round", 2021, "--out", tmp_path, "--profile", region.folder / who, "--json")
        assert refused.json["error"]["code"] == "not_allowed"
        assert "This is for: focal points." in refused.json["error"]["hint"]
