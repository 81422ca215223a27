"""`preview`, `import`, `inspect`: the same keys always, and each file whole or not at all."""

from pathlib import Path

import pytest
from commands import Run
from hidden_log import delete_all, many_actions
from region import Region, everything

KEYS = {
    "blobs",
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
    seen = run("preview", region.file("mata"), *desk[:2]).out
    assert waits["sender"]["words"] in seen and "--trust" in seen and "--unchecked HOW" in seen
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


def test_an_import_is_listed_and_taken_back(run: Run, region: Region) -> None:
    office = ("--profile", region.folder / "rocb", "--json")
    first = run("import", region.file("return"), *office).json
    listed = run("imports", *office).json
    assert listed[0]["import"] == first["import"] and listed[0]["undone"] is None
    assert listed[0]["new"] == first["new"] and listed[0]["files"][0]["name"] == "return.rocb"
    undone = run("undo", first["import"], *office)
    assert undone.code == 0 and undone.json["import"] == first["import"] and undone.json["records"]
    assert run("imports", *office).json[0]["undone"]
    assert run("tables", "--round", 2021, *office).json["tables"]["1"]["totals"]["all"]["replied"] == 0
    again = run("preview", region.file("return"), *office).json
    assert counts(again) == {"taken_back": first["new"]} and again["details"]["taken_back"]
    assert counts(run("import", region.file("return"), *office).json) == {"taken_back": first["new"]}
    assert counts(run("import", region.file("return"), "--again", *office).json) == {"new": first["new"]}
    told = run("undo", first["import"], *office[:2]).out
    assert "Erasures are not undone" in told
    assert run("imports", *office[:2]).out.splitlines()[0].split()[0] == "Import"
    wrong = run("undo", "nothing", *office)
    assert wrong.code == 1 and wrong.json["error"]["code"] == "bad_value"


def test_a_reply_is_let_in_unchecked(run: Run, region: Region) -> None:
    region.join("mata", "participant", "WS", "Mata Faleafa")
    region.receive("mata", "pack")
    region.make_reply("mata", "mata")
    desk = ("--profile", region.folder / "focal", "--json")
    came = run("import", region.file("mata"), "--unchecked", "phone", *desk).json
    assert counts(came) == {"new": 2}
    assert came["sender"]["trusted"] is False and came["sender"]["how"] == "phone"
    assert "Key not checked" in run("preview", region.file("mata"), *desk[:2]).out
    checked = run("import", region.file("mata"), "--trust", *desk).json
    assert checked["sender"]["trusted"] is True and "how" not in checked["sender"]
    assert run("import", region.file("mata"), "--unchecked", "x" * 300, *desk).json["error"]["code"] == "bad_value"


def test_a_folder_has_its_files_and_what_is_none_of_ours(run: Run, region: Region, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "return.rocb").write_bytes(region.file("return").read_bytes())
    (stick / "photo.jpg").write_bytes(b"photo")
    office = ("--profile", region.folder / "rocb", "--json")
    seen = run("preview", stick, *office)
    assert seen.code == 0 and seen.json["others"] == ["photo.jpg"] and len(seen.json["files"]) == 1
    assert "Not files of ROCB Desktop: photo.jpg" in run("preview", stick, *office[:2]).out
    came = run("import", stick, *office).json
    assert came["new"] == seen.json["new"] and came["import"]
    (stick / "return.rocb").unlink()
    empty = run("import", stick, *office)
    assert empty.code == 0 and empty.json["files"] == [] and empty.json["others"] == ["photo.jpg"]


def test_hiding_many_records_needs_their_number(run: Run, region: Region) -> None:
    desk = ("--profile", region.folder / "focal", "--json")
    assert run("import", many_actions(region, 12), *desk).code == 0
    deleting = delete_all(region)
    seen = run("preview", deleting, *desk).json
    assert seen["hides"] == 12 and any("12 records are not shown any more" in one for one in seen["warnings"])
    assert "--hide 12" in run("preview", deleting, *desk[:2]).out
    before = everything(region.folder / "focal")["change"]
    for words in ((), ("--hide", 11)):
        refused = run("import", deleting, *words, *desk)
        assert refused.code == 1 and refused.json["error"]["code"] == "hides_records"
        assert everything(region.folder / "focal")["change"] == before
    done = run("import", deleting, "--hide", 12, *desk)
    assert done.code == 0 and done.json["hides"] == 12
