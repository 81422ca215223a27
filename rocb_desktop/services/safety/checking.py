"""Whether a profile is whole: SQLite's own check, every signature, the tables against the changes, and the files."""

from dataclasses import dataclass, field

from rocb_desktop.domain.change import BadLine, change_id, parse_change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.safety.file_checking import FilesChecked, check_files
from rocb_desktop.services.session import Session
from rocb_desktop.store import projections
from rocb_desktop.store.blocks import read_blocks
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.search import differs, rebuild_search
from rocb_desktop.texts import _

_OF_SQLITE = 20  # lines of its report; the first ones say enough
_BLOCKS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`integrity` holds SQLite's complaints, the others what differs: ids of blocks, rows of changes, tables."""

    integrity: tuple[str, ...]
    blocks: int
    bad_blocks: tuple[str, ...]
    changes: int
    bad_changes: tuple[int, ...]
    tables: tuple[str, ...]
    files: FilesChecked = field(default_factory=FilesChecked)

    @property
    def ok(self) -> bool:
        return self.error() is None

    @property
    def repairable(self) -> bool:
        """Only the typed tables differ: they can be made again from the changes."""
        return bool(self.tables) and not (self.integrity or self.bad_blocks or self.bad_changes)

    def error(self) -> UserError | None:
        if self.repairable:
            return UserError("tables_differ", tables=", ".join(self.tables))
        if self.integrity or self.bad_blocks or self.bad_changes:
            return UserError("store_damaged")
        return self.files.error


@lane("write")
def check_store(session: Session) -> CheckResult:
    """Check everything; changes nothing. Raises UserError store_damaged when the file cannot even be read."""
    integrity = _integrity(session)
    if integrity:
        return CheckResult(integrity, 0, (), 0, (), ())
    steps = _Steps(session)
    blocks, bad_blocks = _check_blocks(session, steps)
    changes, bad_changes = _check_changes(session, steps)
    tables = () if bad_changes else _check_tables(session)
    steps.end()
    return CheckResult((), blocks, bad_blocks, changes, bad_changes, tables, check_files(session))


class _Steps:
    """Progress over blocks and changes, which are what takes time."""

    def __init__(self, session: Session) -> None:
        self._session = session
        counts = session.db.execute("SELECT (SELECT count(*) FROM block) + (SELECT count(*) FROM change)")
        self._of = int(counts.fetchone()[0]) + 1
        self._done = 0

    def one(self) -> None:
        self._done += 1
        if self._done % _BLOCKS_AT_ONCE == 0:
            self._session.progress(min(self._done, self._of - 1), self._of)

    def end(self) -> None:
        self._session.progress(self._of, self._of)


def _integrity(session: Session) -> tuple[str, ...]:
    found = [str(row[0]) for row in session.db.execute(f"PRAGMA integrity_check({_OF_SQLITE})")]
    foreign = [f"{row[0]} row {row[1]}" for row in session.db.execute("PRAGMA foreign_key_check")]
    return tuple([line for line in found if line != "ok"] + foreign)


def _check_blocks(session: Session, steps: _Steps) -> tuple[int, tuple[str, ...]]:
    """Every block's signature over the very bytes that are kept."""
    last = session.db.execute("SELECT coalesce(max(seq), 0) FROM block").fetchone()[0]
    count, bad = 0, []
    for start in range(0, last, _BLOCKS_AT_ONCE):
        try:
            for found in read_blocks(session.db, "seq > ? AND seq <= ?", (start, start + _BLOCKS_AT_ONCE)):
                count += 1
                steps.one()
                if not SignedBlock(*found).genuine:
                    bad.append(found[0].id)
        except BadLine:
            bad.append(f"{start + 1}-{start + _BLOCKS_AT_ONCE}")
    return count, tuple(bad)


def _check_changes(session: Session, steps: _Steps) -> tuple[int, tuple[int, ...]]:
    """Every change can be read, and its id, record and kind are those of its bytes."""
    count, bad = 0, []
    for seq, name, record, kind, meta, body in session.db.execute(
        "SELECT seq, id, record, kind, meta, body FROM change ORDER BY seq"
    ):
        count += 1
        steps.one()
        try:
            change = parse_change(meta, body)
        except BadLine:
            bad.append(seq)
            continue
        if (change_id(meta, body), change.record, change.kind) != (name, record, kind):
            bad.append(seq)
    return count, tuple(bad)


def _check_tables(session: Session) -> tuple[str, ...]:
    """The typed tables that differ from what the changes say, and the search that differs from the tables."""
    before = projections.dump(session.db)
    with session.db.taken_back():
        search = ("search",) if differs(session.db) else ()
        rebuild(session.db, session.desk)
        after = projections.dump(session.db)
        return (*(name for name in after if after[name] != before[name]), *search)


@lane("write")
def repair_store(session: Session) -> Outcome:
    """Make every typed table again from the changes, and the search from the tables."""
    rebuild(session.db, session.desk)
    rebuild_search(session.db)
    return Outcome(frozenset(projections.TABLES), _("The tables were made again."))
