"""`receipt`, `track`, `board`, `same` and `--dry-run`: three people on three computers, through files alone."""

from pathlib import Path

from commands import Run
from region import WORKSHOP, Region


def state(run: Run, region: Region, who: str) -> str:
    told = run("track", "--round", 2021, "--profile", region.folder / who, "--json").json
    assert isinstance(told, list) and len(told) == 1
    return str(told[0]["state"]["word"])


def test_a_receipt_goes_all_the_way_back(run: Run, region: Region, tmp_path: Path) -> None:
    at = {who: ("--profile", region.folder / who, "--json") for who in ("rocb", "focal", "sina")}
    made = run("receipt", "make", "--for", region.file("reply"), "--out", tmp_path / "one.rocb", *at["focal"]).json
    assert made["size"] == (tmp_path / "one.rocb").stat().st_size and made["administration"] == "WS"
    assert state(run, region, "sina") == "file_made"
    run("import", tmp_path / "one.rocb", *at["sina"])
    assert state(run, region, "sina") == "in_return"
    run("import", region.file("return"), *at["rocb"])
    run("receipt", "make", "--for", region.file("return"), "--out", tmp_path / "two.rocb", *at["rocb"])
    run("import", tmp_path / "two.rocb", *at["focal"])
    (tmp_path / "all").mkdir()
    files = run("receipt", "make-all", "--out", tmp_path / "all", *at["focal"]).json["files"]
    assert len(files) == 1
    run("import", files[0]["file"], *at["sina"])
    assert state(run, region, "sina") == "received_by_rocb"
    said = run("track", "--round", 2021, "--profile", region.folder / "sina").out
    assert "Sina Leota" in said and "Received by ROCB A/P" in said


def test_a_correction_is_among_the_answers_of_track(run: Run, region: Region, tmp_path: Path) -> None:
    focal, sina = (("--profile", region.folder / who, "--json") for who in ("focal", "sina"))
    run("review", f"{WORKSHOP}/Sina Leota", "--return", "Since when?", *focal)
    run("receipt", "make", "--for", region.file("reply"), "--out", tmp_path / "one.rocb", *focal)
    run("import", tmp_path / "one.rocb", *sina)
    (told,) = run("track", "--round", 2021, *sina).json
    assert (told["state"]["word"], told["correction"]) == ("correction_asked", "Since when?")


def test_a_dry_run_says_what_leaves_and_writes_nothing(run: Run, region: Region, tmp_path: Path) -> None:
    out = tmp_path / "none.rocb"
    for who, words in (
        ("focal", ("return", "make", "--round", 2021)),
        ("focal", ("receipt", "make", "--for", region.file("reply"))),
        ("rocb", ("pack", "make", "--workshop", WORKSHOP)),
        ("focal", ("key", "card")),
        ("sina", ("reply", "make", "--workshop", WORKSHOP)),
    ):
        desk = ("--out", out, "--dry-run", "--profile", region.folder / who)
        told = run(*words, *desk, "--json").json
        assert told["written"] is False and told["size"] > 0 and told["sections"], words
        said = run(*words, *desk)
        assert said.code == 0 and "Nothing was written." in said.out and told["sections"][0]["heading"] in said.out
    many = run("receipt", "make-all", "--out", tmp_path, "--dry-run", "--profile", region.folder / "focal", "--json")
    assert [one["kind"] for one in many.json["files"]] == ["receipt"]
    assert not out.exists() and not list(tmp_path.glob("*.rocb"))


def test_the_board_and_the_words(run: Run, region: Region) -> None:
    rocb = ("--profile", region.folder / "rocb")
    before = run("board", "--round", 2021, *rocb, "--json").json["administrations"]
    assert [(one["administration"], one["number"]) for one in before] == [("FJ", 0), ("WS", 0)]
    assert "Samoa" in run("board", "--round", 2021, *rocb).out
    run("import", region.file("return"), *rocb)
    theirs = run("same", "--round", 2021, "--administration", "WS", *rocb, "--json").json
    ours = run("same", "--round", 2021, "--profile", region.folder / "focal", "--json").json
    assert theirs["words"] == ours["words"] and theirs["number"] == 1 and len(theirs["numbers"]) == 8
    assert run("same", *rocb, "--json").json["words"] != theirs["words"]
    assert theirs["words"] in run("same", "--round", 2021, "--administration", "Samoa", *rocb).out
