"""`check` and `backup`."""

import sqlite3
from pathlib import Path

from commands import Run
from region import Region, everything


def test_a_whole_store_is_said_to_be_whole_and_left_alone(run: Run, region: Region) -> None:
    region.receive("rocb", "return")
    for who in ("rocb", "focal", "sina"):
        before = everything(region.folder / who)
        found = run("check", "--profile", region.folder / who, "--json")
        assert found.code == 0 and found.json["ok"] is True and found.json["changes"]["count"] > 0
        assert everything(region.folder / who) == before
    assert "Your data is whole." in run("check", "--profile", region.folder / "sina").out


def test_tables_that_differ_are_named_and_made_again(run: Run, region: Region) -> None:
    desk = region.folder / "focal"
    whole = everything(desk)
    write(desk, "UPDATE reply SET effects = 1")
    found = run("check", "--profile", desk, "--json")
    assert found.code == 1 and found.json["tables"]["differ"] == ["reply"]
    assert found.json["error"]["code"] == "tables_differ" and found.err
    assert run("check", "--repair", "--profile", desk, "--json").json["ok"] is True
    assert everything(desk) == whole


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
    assert copy.parent == region.folder / "sina" / "backups" and copy.name == "store-2021-10-15-090500.sqlite"
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT count(*) FROM action").fetchone() == (1,)
    connection.close()
    assert str(copy) in run("backup", "--profile", region.folder / "sina", "--today", "2021-10-15").out


def write(profile: Path, statement: str) -> None:
    connection = sqlite3.connect(profile / "store.sqlite")
    connection.execute(statement)
    connection.commit()
    connection.close()
