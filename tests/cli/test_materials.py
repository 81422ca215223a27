"""Materials, evidence and parts as commands."""

from pathlib import Path

from commands import Run
from enclosed import document, photo
from region import Region

W = "2021/7"


def test_the_way_of_a_material(run: Run, region: Region, tmp_path: Path) -> None:
    rocb, sina = region.folder / "rocb", region.folder / "sina"
    source = document(tmp_path)
    added = run("material", "add", "--workshop", W, source, "--title", "Overview", "--profile", rocb, "--json").json
    assert (added["name"], added["title"], added["workshop"], added["here"]) == (
        "tfa-overview.pdf",
        "Overview",
        W,
        True,
    )
    assert run("pack", "make", "--workshop", W, "--out", tmp_path / "thin.rocb", "--profile", rocb).code == 0
    made = run(
        "pack", "make", "--workshop", W, "--out", tmp_path / "full.rocb", "--with-files", "--profile", rocb, "--json"
    )
    assert made.json["size"] == (tmp_path / "full.rocb").stat().st_size > 50_000
    assert run("import", tmp_path / "thin.rocb", "--profile", sina).code == 0
    assert "Not copied yet" in run("material", "list", "--profile", sina).out
    refused = run("material", "save", added["id"], "--out", tmp_path / "copy.pdf", "--profile", sina, "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "not_copied")
    told = run("import", tmp_path / "full.rocb", "--profile", sina)
    assert "1 file was copied." in told.out
    saved = run("material", "save", added["id"], "--out", tmp_path / "copy.pdf", "--profile", sina, "--json")
    assert saved.json == {"file": str(tmp_path / "copy.pdf"), "unchanged": True}
    assert (tmp_path / "copy.pdf").read_bytes() == source.read_bytes()
    assert run("material", "copy", source, "--profile", sina, "--json").json["error"]["code"] == "not_the_file"
    assert run("material", "rename", added["id"], "--title", "", "--profile", rocb).code == 0
    assert run("material", "remove", added["id"], "--profile", rocb).code == 0
    assert run("material", "list", "--workshop", W, "--profile", rocb, "--json").json == []
    assert run("material", "unused", "--delete", "--profile", rocb, "--json").json["deleted"] == 1


def test_evidence(run: Run, region: Region, tmp_path: Path) -> None:
    sina = region.folder / "sina"
    action = run("action", "list", "--profile", sina, "--json").json[0]["id"]
    added = run("evidence", "add", action, photo(tmp_path), "--smaller", "--profile", sina, "--json").json
    assert added["size"] < 450_000
    listed = run("evidence", "list", "--action", action, "--profile", sina)
    assert "training.jpg" in listed.out
    out = tmp_path / "with.rocb"
    made = run("reply", "make", "--workshop", W, "--out", out, "--with-evidence", "--profile", sina)
    assert "with evidence" in made.out and out.stat().st_size > added["size"]
    assert run("evidence", "save", added["id"], "--out", tmp_path / "e.jpg", "--profile", sina).code == 0
    assert run("evidence", "remove", added["id"], "--profile", sina).code == 0
    assert run("evidence", "list", "--profile", sina, "--json").json == []


def test_parts(run: Run, region: Region, tmp_path: Path) -> None:
    rocb, sina = region.folder / "rocb", region.folder / "sina"
    source = tmp_path / "large.rocb"
    run("material", "add", "--workshop", W, document(tmp_path, size=350_000), "--profile", rocb)
    run("pack", "make", "--workshop", W, "--out", source, "--with-files", "--profile", rocb)
    files = run("parts", "split", source, "--size", "100KB", "--out", tmp_path, "--profile", rocb, "--json").json[
        "files"
    ]
    assert [Path(name).name for name in files] == [f"large.{n}of4.rocb" for n in range(1, 5)]
    seen = run("preview", files[2], "--profile", sina, "--json")
    assert seen.code == 0 and seen.json["waiting"] == 1
    some = run("import", files[2], files[0], "--profile", sina)
    assert "2 of 4 parts are here. Missing: 2, 4." in some.out
    (kept,) = run("parts", "list", "--profile", sina, "--json").json
    assert (kept["here"], kept["missing"], kept["name"]) == ([1, 3], [2, 4], "large.rocb")
    joined = run("parts", "join", *files, "--out", tmp_path / "joined.rocb", "--profile", sina)
    assert joined.code == 0 and (tmp_path / "joined.rocb").read_bytes() == source.read_bytes()
    assert run("import", files[3], files[1], "--profile", sina).code == 0
    assert run("material", "list", "--profile", sina, "--json").json[0]["here"]
    run("import", files[0], "--profile", sina)
    assert run("parts", "drop", kept["id"], "--profile", sina).code == 0
    assert run("parts", "list", "--profile", sina, "--json").json == []
    for size in ("5", "x", "5TB"):
        assert run("parts", "split", source, "--size", size, "--out", tmp_path, "--profile", rocb).code in (1, 2)


def test_own_files_and_sharing(run: Run, region: Region, tmp_path: Path) -> None:
    sina = region.folder / "sina"
    source = document(tmp_path, "notes.pdf", seed=5)
    added = run("material", "own", "add", "--workshop", W, source, "--title", "Notes", "--profile", sina, "--json").json
    assert (added["name"], added["title"], added["workshop"], added["here"]) == ("notes.pdf", "Notes", W, True)
    shared = ("material", "share", added["id"], "--workshop", W, "--profile", sina)
    about = ("--with", "the audit team", "--how", "meeting", "--reached", "14", "--date", "2021-06-03")
    done = run(*shared, *about, "--json").json
    log = run("action", "list", "--profile", sina, "--json").json
    entry = next(one for one in log if one["id"] == done["id"])
    assert (entry["type"], entry["reached"], entry["audience"]) == ("share_materials", 14, "the audit team")
    refused = run(*shared, "--date", "2001-01-01", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "bad_value")
    assert run("material", "own", "rename", added["id"], "--title", "Our notes", "--profile", sina).code == 0
    assert "Our notes" in run("material", "own", "list", "--workshop", W, "--profile", sina).out
    assert run("material", "save", added["id"], "--out", tmp_path / "copy.pdf", "--profile", sina).code == 0
    assert run("material", "own", "remove", added["id"], "--profile", sina).code == 0
    assert run("material", "own", "list", "--profile", sina, "--json").json == []
