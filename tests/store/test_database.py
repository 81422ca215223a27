"""The store's file: migrated with a copy kept, refused when newer, and every failure of SQLite in plain words."""

import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database as Plain

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.store import database, first_steps
from rocb_desktop.store.database import Database, copy_database, open_database, told_plainly
from rocb_desktop.store.first_steps import Schema
from rocb_desktop.store.migrations import SCHEMA
from rocb_desktop.store.settings import read_setting, write_setting


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    found = open_database(path)
    yield found
    found.close()


def refusal(path: Path, readonly: bool = False) -> str:
    with pytest.raises(UserError) as refused:
        open_database(path, readonly=readonly)
    return refused.value.code


def digest(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def shape(path: Path) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()


def an_older_store(path: Path, steps: int) -> None:
    """As a version with only the first steps left it, with something kept in it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        SCHEMA.apply(Plain(connection, execute_plugins=False), stop_before=SCHEMA.known()[steps].name)
        connection.execute("INSERT INTO setting VALUES ('name', 'Sina')")


# Opening


def test_a_new_store_has_every_step_and_is_safe_against_power_cuts(db: Database) -> None:
    assert [step.name for step in SCHEMA.applied(db)] == [step.name for step in SCHEMA.known()]
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert db.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert db.execute("PRAGMA trusted_schema").fetchone()[0] == 0


@pytest.mark.parametrize("steps", range(1, len(SCHEMA.known())))
def test_an_older_store_is_copied_first_and_keeps_what_it_holds(path: Path, tmp_path: Path, steps: int) -> None:
    an_older_store(path, steps)
    before = shape(path)
    backup = tmp_path / "backups" / "before-update.sqlite"
    with closing(open_database(path, backup=backup)) as db:
        assert read_setting(db, "name") == "Sina"
        assert not SCHEMA.pending(db)
    assert shape(backup) == before
    with closing(open_database(backup)) as copy:
        assert read_setting(copy, "name") == "Sina"
    new = path.with_name("new.sqlite")
    open_database(new).close()
    assert shape(new) == shape(path)


def test_the_first_steps_are_those_of_0_2(tmp_path: Path) -> None:
    """What is in a store of 0.2 was released, and nothing else stands among it."""
    shutil.copy(Path(__file__).parents[1] / "files" / "stores" / "0.2.sqlite", tmp_path / "store.sqlite")
    with closing(sqlite3.connect(tmp_path / "store.sqlite")) as connection:
        released = {row[0] for row in connection.execute("SELECT name FROM _sqlite_migrations")}
    first = [step.name for step in SCHEMA.known() if step.fn.__module__ == first_steps.__name__]
    assert set(first) == released
    assert first == [step.name for step in SCHEMA.known()][: len(first)]


def test_a_new_or_current_store_makes_no_copy(path: Path, tmp_path: Path) -> None:
    for _time in range(2):
        open_database(path, backup=tmp_path / "backup.sqlite").close()
    assert not (tmp_path / "backup.sqlite").exists()


def test_a_step_that_fails_leaves_the_store_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_database(path).close()
    before = shape(path)
    later = Schema("rocb")
    for step in SCHEMA.known():
        later(name=step.name)(step.fn)

    @later()
    def m9000_breaks(db: Plain) -> None:
        db.execute("CREATE TABLE later (id TEXT)")
        db.execute("INSERT INTO nowhere VALUES (1)")

    monkeypatch.setattr(database, "SCHEMA", later)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        open_database(path)
    monkeypatch.undo()
    assert shape(path) == before
    open_database(path).close()


def test_a_newer_store_is_refused_and_left_as_it_is(path: Path) -> None:
    with closing(open_database(path)) as db:
        with db.atomic():
            db.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('rocb', 'm9999_later', 'x')"
            )
    before = digest(path.parent)
    assert refusal(path) == refusal(path, readonly=True) == "newer_store"
    after = digest(path.parent)  # SQLite may leave its two helper files beside the store, with nothing in the log
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) <= {"store.sqlite-shm", "store.sqlite-wal"}


def test_a_reader_reads_while_somebody_writes_and_cannot_write(path: Path, db: Database) -> None:
    write_setting(db, "name", "Sina")
    with closing(open_database(path, readonly=True)) as reader:
        with db.atomic():
            db.execute("UPDATE setting SET value='Ana'")
            assert read_setting(reader, "name") == "Sina"
        assert read_setting(reader, "name") == "Ana"
        with pytest.raises(UserError) as refused:
            write_setting(reader, "name", "Ben")
        assert refused.value.code == "store_readonly"


def test_a_reader_does_not_make_a_store(path: Path) -> None:
    assert refusal(path, readonly=True) == "cannot_open"
    assert not path.exists()


@pytest.mark.parametrize("name", ["a b", "50%", "what?", "né#1", "a&b=c"])
def test_any_folder_name(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and "?" in name:
        pytest.skip("Windows has no such name")
    folder = tmp_path / name
    folder.mkdir()
    open_database(folder / "store.sqlite").close()
    assert (folder / "store.sqlite").stat().st_size


# What goes wrong


def test_no_database_is_said_to_be_damaged_and_kept(path: Path) -> None:
    path.write_bytes(b"this is a text and no database at all, " * 200)
    before = digest(path.parent)
    assert refusal(path) == refusal(path, readonly=True) == "store_damaged"
    assert digest(path.parent) == before


def test_a_damaged_page_is_met_where_it_is_read(path: Path) -> None:
    with closing(open_database(path)) as db:
        with db.atomic():
            db.conn.executemany("INSERT INTO setting VALUES (?,?)", [(f"key {n}", "x" * 500) for n in range(500)])
    data = bytearray(path.read_bytes())
    data[-20 * 4096 :] = b"\xa5" * 20 * 4096
    path.write_bytes(data)
    with closing(open_database(path)) as db:
        ways: list[Callable[[sqlite3.Cursor], object]] = [
            list,
            lambda rows: rows.fetchall(),
            lambda rows: [rows.fetchone() for _row in range(500)],
        ]
        for read in ways:
            with pytest.raises(UserError) as refused:
                read(db.execute("SELECT value FROM setting NOT INDEXED"))
            assert refused.value.code == "store_damaged"


def test_a_full_disk_leaves_all_or_nothing(db: Database) -> None:
    write_setting(db, "name", "Sina")
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(UserError) as refused, db.atomic():
        db.execute("UPDATE setting SET value='Ana'")
        with db.atomic():
            for number in range(100):
                db.execute("INSERT INTO setting VALUES (?,?)", (str(number), "x" * 4000))
    assert refused.value.code == "disk_full"
    assert db.execute("SELECT * FROM setting").fetchall() == [("name", "Sina")]
    db.execute(f"PRAGMA max_page_count={pages + 1000}")
    write_setting(db, "name", "Ben")
    assert read_setting(db, "name") == "Ben"


def test_two_writers_one_waits_and_is_told(path: Path, db: Database) -> None:
    with closing(open_database(path)) as other:
        other.execute("PRAGMA busy_timeout=20")
        with db.atomic():
            db.execute("INSERT INTO setting VALUES ('a', 'b')")
            with pytest.raises(UserError) as refused:
                write_setting(other, "c", "d")
        assert refused.value.code == "store_busy"
        write_setting(other, "c", "d")


def test_stop_is_no_error(db: Database) -> None:
    write_setting(db, "name", "Sina")
    db.conn.set_progress_handler(lambda: 1, 1000)
    count = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM (SELECT x FROM n LIMIT ?)"
    )
    with pytest.raises(Cancelled), db.atomic():
        db.execute("DELETE FROM setting")
        db.execute(count, (10_000_000,)).fetchone()
    db.conn.set_progress_handler(None, 0)
    assert read_setting(db, "name") == "Sina"


def test_a_mistake_of_ours_is_not_dressed_up(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        db.execute("SELECT * FROM nowhere")
    with pytest.raises(sqlite3.IntegrityError), told_plainly():
        db.conn.executemany("INSERT INTO setting VALUES (?,?)", [("a", "b"), ("a", "c")])


def test_savepoints_roll_back_what_is_inside(db: Database) -> None:
    with db.atomic():
        write_setting(db, "kept", "yes")
        with pytest.raises(ValueError, match="inside"), db.atomic():
            write_setting(db, "lost", "yes")
            raise ValueError("inside")
        with db.taken_back():
            write_setting(db, "seen", "yes")
            assert read_setting(db, "seen") == "yes"
    assert db.execute("SELECT key FROM setting").fetchall() == [("kept",)]


# Copies


def test_a_copy_is_whole_also_of_a_store_in_use(path: Path, db: Database, tmp_path: Path) -> None:
    write_setting(db, "name", "Sina")
    target = tmp_path / "backups" / "copy.sqlite"
    target.parent.mkdir()
    target.with_name("copy.sqlite.part").write_bytes(b"what a crash left of an earlier copy " * 500)
    copy_database(db.connection, target)
    assert [found.name for found in target.parent.iterdir()] == ["copy.sqlite"]
    with closing(open_database(target)) as copy:
        assert read_setting(copy, "name") == "Sina"
        assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_copy_that_cannot_be_made_is_told(db: Database, tmp_path: Path) -> None:
    (tmp_path / "backups").write_bytes(b"a file where a folder belongs")
    with pytest.raises(UserError) as refused:
        copy_database(db.connection, tmp_path / "backups" / "copy.sqlite")
    assert refused.value.code == "cannot_open"


def test_a_store_may_be_carried_to_another_folder(path: Path, db: Database, tmp_path: Path) -> None:
    write_setting(db, "name", "Sina")
    db.close()
    (tmp_path / "stick").mkdir()
    shutil.copy(path, tmp_path / "stick" / "store.sqlite")
    with closing(open_database(tmp_path / "stick" / "store.sqlite")) as moved:
        assert read_setting(moved, "name") == "Sina"
