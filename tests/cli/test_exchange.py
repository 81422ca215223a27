"""`preview`, `import`, `inspect`: the same keys always, and each file whole or not at all."""

from pathlib import Path

import pytest
from commands import Run
from region import Region, everything

KEYS = {
    "file",
    "kind",
    "sender",
    "new",
    "changed",
    "same",
    "conflicts",
    "waiting",
    "held",
    "taken_back",
    "refused",
    "hides",
    "why",
    "warnings",
    "details",
}
COUNTS = ("new", "changed", "same", "conflicts", "waiting", "held", "taken_back", "refused")


def counts(answer: dict[str, int]) -> dict[str, int]:
    """The counts that are not 0."""
    return {name: answer[name] for name in COUNTS if answer[name]}


def test_a_preview_says_what_would_happen_and_changes_nothing(run: Run, region: Region) -> None:
    before = everything(region.folder / "rocb")
    seen = run("preview", region.file("return"), "--profile", region.folder / "rocb", "--json")
    assert seen.code == 0 and set(seen.json) == KEYS
    assert seen.json["kind"] == "return" and set(seen.json["sender"]) == {"name", "administration", "words", "trusted"}
    assert seen.json["sender"]["administration"] == "WS" and seen.json["sender"]["trusted"] is True
    assert set(seen.json["details"]) == set(COUNTS)
    assert counts(seen.json) == {"new": len(seen.json["details"]["new"])}
    assert everything(region.folder / "rocb") == before
    assert "Nothing is imported yet." in run("preview", region.file("return"), "--profile", region.folder / "rocb").out


def test_the_second_import_brings_nothing_new(run: Run, region: Region) -> None:
    office = ("--profile", region.folder / "rocb", "--json")
    first = run("import", region.file("return"), *office)
    assert first.code == 0 and set(first.json) == KEYS | {"import"} and len(first.json["import"]) == 16
    again = run("import", region.file("return"), *office).json
    assert counts(again) == {"same": first.json["new"]} and again["import"] != first.json["import"]
    assert "Nothing new in this file." in run("import", region.file("return"), *office[:2]).out


def test_an_unknown_sender_waits_until_the_words_were_compared(run: Run, region: Region) -> None:
    region.join("mata", "participant", "WS", "Mata Faleafa")
    region.receive("mata", "pack")
    region.make_reply("mata", "mata")
    desk = ("--profile", region.folder / "focal", "--json")
    waits = run("import", region.file("mata"), *desk).json
    assert counts(waits) == {"waiting": 2} and waits["sender"]["trusted"] is False
    assert all(one["why"] for one in waits["details"]["waiting"])
    assert waits["sender"]["words"] in run("preview", region.file("mata"), *desk[:2]).out
    trusted = run("import", region.file("mata"), "--trust", *desk).json
    assert counts(trusted) == {"new": 2} and trusted["sender"]["trusted"] is True


def test_several_files_have_the_same_totals_and_each_its_own(run: Run, region: Region, tmp_path: Path) -> None:
    broken = tmp_path / "broken.rocb"
    broken.write_bytes(region.file("return").read_bytes()[:-5])
    office = ("--profile", region.folder / "rocb", "--json")
    some = run("import", region.file("card"), broken, region.file("return"), *office)
    assert some.code == 0 and "error" not in some.json
    assert some.json["refused"] == 1 and some.json["same"] == 1 and some.json["new"] == 8
    assert [one["refused"] for one in some.json["files"]] == [0, 1, 0]
    assert some.json["files"][1]["error"]["code"] == "damaged_file"
    assert some.json["details"]["refused"][0]["file"] == "broken.rocb"


@pytest.mark.parametrize("verb", ["preview", "import"])
def test_when_all_are_refused_it_is_an_error(verb: str, run: Run, region: Region, tmp_path: Path) -> None:
    missing = tmp_path / "gone.rocb"
    me = ("--profile", region.folder / "sina", "--json")
    one = run(verb, missing, *me)
    assert one.code == 1 and set(one.json) == {"error"} and set(one.json["error"]) == {"code", "message", "hint"}
    assert one.json["error"]["code"] == "bad_path" and one.err.splitlines()[0] == one.json["error"]["message"]
    both = run(verb, missing, region.file("return"), *me)
    assert both.code == 1 and both.json["error"]["code"] == "bad_path" and both.json["refused"] == 2
    assert [one["error"]["code"] for one in both.json["files"]] == ["bad_path", "not_for_you"]


def test_inspect_opens_what_this_profile_can_open(run: Run, region: Region) -> None:
    seen = run("inspect", region.file("return"), "--profile", region.folder / "rocb", "--json").json
    assert (seen["format"], seen["kind"], seen["sealed"], seen["signature"]) == ("rocb/1", "return", True, "good")
    assert seen["size"] == region.file("return").stat().st_size and seen["to"][0]["administration"] == "ROCB"
    assert seen["records"]["reply"] == 1 and len(seen["blocks"]) == 4
    replies = [one for block in seen["blocks"] for one in block["changes"] if one["kind"] == "reply"]
    assert replies[0]["fields"]["q3_text"] == "Queues are shorter"
    assert "All signatures are good." in run("inspect", region.file("return"), "--profile", region.folder / "rocb").out
    refused = run("inspect", region.file("return"), "--profile", region.folder / "sina", "--json")
    assert refused.json["error"]["code"] == "not_for_you"
