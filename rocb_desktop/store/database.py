"""The one SQLite file of a profile: opened, guarded and copied here; SQLite's own errors become sentences."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlite_utils

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.store.migrations import SCHEMA

_BUSY_MS = 5000
_CACHE_KB = 32_000  # a large import spills nothing before its end
_CODES = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "store_readonly",
    sqlite3.SQLITE_BUSY: "store_busy",
    sqlite3.SQLITE_LOCKED: "store_busy",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_CORRUPT: "store_damaged",
    sqlite3.SQLITE_NOTADB: "store_damaged",
    sqlite3.SQLITE_IOERR: "disk_failed",
    sqlite3.SQLITE_IOERR_WRITE: "disk_full",  # a quota or a limit on a file's size; SQLite knows only ENOSPC as full
}
# After one of these SQLite may have ended the whole transaction, savepoints included: whoever meets it must give up.
STORE_CODES = frozenset(_CODES.values()) - {"cannot_open"}


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn SQLite's errors that a person can do something about into UserError; let every other one through."""
    try:
        yield
    except sqlite3.Error as error:
        plain = _plain(error)
        if plain is None:
            raise
        raise plain from error


def _plain(error: sqlite3.Error) -> Exception | None:
    code = getattr(error, "sqlite_errorcode", None) or 0
    if code == sqlite3.SQLITE_INTERRUPT:
        return Cancelled()
    known = _CODES.get(code, _CODES.get(code & 0xFF))
    return UserError(known) if known is not None else None


class PlainCursor(sqlite3.Cursor):
    """A cursor that tells what goes wrong between two rows as plainly: a damaged page is met only when it is read."""

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except sqlite3.Error as error:  # not told_plainly: this runs for every row
            plain = _plain(error)
            if plain is None:
                raise
            raise plain from error

    def fetchone(self) -> Any:
        with told_plainly():
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with told_plainly():
            return super().fetchall()


class _TakenBackError(Exception):
    """Ends `Database.taken_back`; nobody else sees it."""


class Database(sqlite_utils.Database):
    """sqlite-utils' database on a connection that we set up; `atomic()` is the only way to write."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection, execute_plugins=False)
        self._after_commit: list[Callable[[], object]] = []

    @property
    def connection(self) -> sqlite3.Connection:
        return self.conn

    @contextmanager
    def atomic(self) -> Iterator["Database"]:
        """A transaction, or a savepoint inside one: all of it or nothing, also when SQLite or the disk says no."""
        outermost = not self.conn.in_transaction
        if outermost:
            self._after_commit.clear()
        with told_plainly(), super().atomic():
            yield self
        while outermost and self._after_commit:
            self._after_commit.pop(0)()

    def after_commit(self, do: Callable[[], object]) -> None:
        """Call `do` when the transaction under way is on the disk; never when it is taken back."""
        self._after_commit.append(do)

    @contextmanager
    def taken_back(self) -> Iterator["Database"]:
        """A transaction whose writes are all undone at its end: to see what would be."""
        try:
            with self.atomic():
                yield self
                raise _TakenBackError
        except _TakenBackError:
            return

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] | None = None) -> sqlite3.Cursor:
        with told_plainly():
            return self.conn.cursor(PlainCursor).execute(sql, parameters or ())


def open_database(path: Path, *, readonly: bool = False, backup: Path | None = None) -> Database:
    """Open a store, or make it. A copy goes to `backup` before its shape changes.

    Raises UserError: newer_store (made by a newer app, left as it is), store_damaged, cannot_open, ...
    """
    with told_plainly():
        # sqlite-utils begins and ends transactions itself; None keeps Python from opening others
        mode = "ro" if readonly else "rwc"
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)
        try:
            return _set_up(connection, path, readonly, backup)
        except BaseException:
            connection.close()
            raise


def _set_up(connection: sqlite3.Connection, path: Path, readonly: bool, backup: Path | None) -> Database:
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    connection.execute("PRAGMA trusted_schema=OFF")
    db = Database(connection)
    _refuse_newer(db)
    if readonly:
        connection.execute("PRAGMA query_only=ON")
        return db
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
    pending = SCHEMA.pending(db)
    if pending and SCHEMA.applied(db) and backup is not None:
        copy_database(connection, backup)
    if pending:
        SCHEMA.apply(db)
    connection.execute("PRAGMA foreign_keys=ON")
    return db


def _refuse_newer(db: Database) -> None:
    """sqlite-utils says nothing about steps it does not know: a store with such a step was made by a newer app."""
    known = {step.name for step in SCHEMA.pending(db)} | {step.name for step in SCHEMA.applied(db)}
    ours = {step.name for step in SCHEMA.known()}
    if known - ours:
        raise UserError("newer_store")


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """A whole, consistent copy through SQLite's backup API; the copy appears under its name only when complete.

    Raises UserError: cannot_open, disk_full, ...
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)  # what a crash left of an earlier one
        with told_plainly(), closing(sqlite3.connect(unfinished)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, which can be opened from a stick that is read only
        unfinished.replace(target)
    except OSError as error:
        raise UserError("cannot_open", path=str(target)) from error


def put_back(source: Database, target: Database) -> None:
    """Make `target` what `source` is, in one transaction of SQLite's: other connections see the one or the other.

    Raises UserError: disk_full, store_busy, ...
    """
    with told_plainly():
        # backup() would wait for another writer without end
        target.connection.execute("BEGIN IMMEDIATE")
        target.connection.execute("COMMIT")
        source.connection.backup(target.connection)
