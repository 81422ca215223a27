"""`check` and `backup`."""

import sqlite3
from pathlib import Path

from commands import Run
from enclosed import document
from region import WORKSHOP, Region, everything


def test_a_whole_store_is_said_to_be_whole_and_left_alone(run: Run, region: Region) -> None:
    region.receive("rocb", "return")
    for who in ("rocb", "focal", "sina"):
        before = everything(region.folder / who)
        found = run("check", "--profile", region.folder / who, "--json")
        assert found.code == 0 and found.json["ok"] is True and found.json["changes"]["count"] > 0
        assert everything(region.folder / who) == before
    assert "Your data is whole." in run("check", "--profile", region.folder / "sina").out


def all_but_the_search(desk: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row, but for what the search is made of: it is brought up to date whenever there is time."""
    return {name: rows for name, rows in everything(desk).items() if not name.startswith("search")}


def test_tables_that_differ_are_named_and_made_again(run: Run, region: Region) -> None:
    desk = region.folder / "focal"
    whole = all_but_the_search(desk)
    write(desk, "UPDATE reply SET effects = 1")
    found = run("check", "--profile", desk, "--json")
    assert found.code == 1 and found.json["tables"]["differ"] == ["reply"]
    assert found.json["error"]["code"] == "tables_differ" and found.err
    assert run("check", "--repair", "--profile", desk, "--json").json["ok"] is True
    assert all_but_the_search(desk) == whole


def test_files_are_checked_and_put_right(run: Run, region: Region, tmp_path: Path) -> None:
    rocb = region.folder / "rocb"
    run("material", "add", "--workshop", WORKSHOP, document(tmp_path), "--profile", rocb)
    found = run("check", "--profile", rocb, "--json").json["files"]
    assert found == {"whole": 1, "missing": [], "damaged": [], "second_place_damaged": 0}
    blob = next(rocb.glob("blobs/*/*"))
    blob.write_bytes(blob.read_bytes()[:-1])
    damaged = run("check", "--profile", rocb, "--json")
    assert damaged.code == 1 and damaged.json["files"]["damaged"] == ["tfa-overview.pdf"]
    assert damaged.json["error"]["code"] == "not_the_file" and "tfa-overview.pdf" in damaged.err
    assert run("check", "--repair", "--profile", rocb, "--json").json["files"]["missing"] == ["tfa-overview.pdf"]
    assert "1 file is not copied here yet." in run("check", "--profile", rocb).out


def test_a_change_that_was_tampered_with_is_found(run: Run, region: Region) -> None:
    desk = region.folder / "focal"
    write(desk, "UPDATE change SET body = CAST(replace(body, 'shorter', 'longer!') AS BLOB) WHERE kind = 'reply'")
    found = run("check", "--repair", "--profile", desk, "--json")
    assert found.code == 1 and found.json["error"]["code"] == "store_damaged"
    assert len(found.json["changes"]["bad"]) == 1 and len(found.json["signatures"]["bad"]) == 1


def test_a_damaged_file_is_said_to_be_damaged(run: Run, region: Region) -> None:
    store = region.folder / "focal" / "store.sqlite"
    data = bytearray(store.read_bytes())
    data[4096 * 5 : 4096 * 9] = b"\x5a" * 4096 * 4
    store.write_bytes(bytes(data))
    found = run("check", "--profile", region.folder / "focal", "--json")
    assert found.code == 1 and found.json["error"]["code"] == "store_damaged"


def test_a_backup_is_a_whole_copy(run: Run, region: Region) -> None:
    made = run("backup", "--profile", region.folder / "sina", "--today", "2021-10-15", "--json")
    copy = Path(made.json["backup"])
    assert copy.parent == region.folder / "sina" / "backups" and copy.name.startswith("store-2021-10-15-0905")
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT count(*) FROM action").fetchone() == (1,)
    connection.close()
    assert "opened again and checked" in run("backup", "--profile", region.folder / "sina", "--today", "2021-10-15").out


def write(profile: Path, statement: str) -> None:
    connection = sqlite3.connect(profile / "store.sqlite")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_copy_is_put_back_and_what_came_since_is_offered(run: Run, region: Region) -> None:
    sina = ("--profile", region.folder / "sina")
    copy = run("backup", *sina, "--json").json["backup"]
    run("action", "add", *sina, "--workshop", WORKSHOP, "--type", "others", "--text", "Newer", "--date", "2021-06-01")
    told = run("restore", *sina, copy, "--json")
    assert told.code == 0 and told.json["newer_edits"] == 1
    assert "Newer" not in run("action", "list", *sina).out
    assert "Newer" not in run("restore", *sina, copy).out
    assert run("restore", *sina, told.json["kept"]).code == 0
    assert "Newer" in run("action", "list", *sina).out
    assert "store-" in run("restore", *sina).out
    assert run("check", *sina).code == 0


def test_a_store_that_cannot_be_opened_is_put_back(run: Run, region: Region) -> None:
    sina = ("--profile", region.folder / "sina")
    copy = run("backup", *sina, "--json").json["backup"]
    store = region.folder / "sina" / "store.sqlite"
    store.write_bytes(b"no store" * 600)
    assert run("check", *sina).code == 1
    told = run("restore", *sina, copy)
    assert told.code == 0 and "damaged-" in told.out
    assert run("check", *sina).code == 0
    store.unlink()
    assert run("restore", *sina, copy).code == 0
    assert run("check", *sina).code == 0
    refused = run("restore", *sina, region.file("pack"), "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "backup_damaged")
