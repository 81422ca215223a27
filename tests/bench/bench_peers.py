"""The same replies into a store that holds as many: ours beside what others do, in one run.

Peers: a log with one message a field, merged by the last clock (as Actual Budget's), in SQLite; pycrdt, one map a
reply, when it is installed (`pip install pycrdt`); PouchDB's bulkDocs, when ROCB_POUCHDB names a folder in which
`npm install pouchdb` was run. None of them verifies who wrote what, judges who may write, keeps both sides of a
conflict, fills typed tables or shows a preview: they are here for their cost.
"""

import importlib.util
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import made
from bench_growth import fill
from desk import line, rocb_desk, timed

from rocb_desktop.domain.change import Change
from rocb_desktop.exchange.file import write_file
from rocb_desktop.services.arriving import exchange
from rocb_desktop.services.safety.backups import backup_if_old
from rocb_desktop.services.sending.signing import make_header

_POUCH = """
const PouchDB = require(process.argv[2] + "/node_modules/pouchdb");
const fs = require("fs");
(async () => {
  const [old, fresh] = JSON.parse(fs.readFileSync(process.argv[3], "utf8"));
  const db = new PouchDB(process.argv[4]);
  await db.bulkDocs(old);
  const start = process.hrtime.bigint();
  await db.bulkDocs(fresh);
  console.log(Number(process.hrtime.bigint() - start) / 1e9);
})();
"""


def changes(count: int, first: int) -> list[Change]:
    found = [change for block in made.own_replies(count, first) for change in block.block.changes]
    return [change for change in found if change.kind == "reply"]


def ours(count: int, own: bool) -> float:
    """From the sealed file to the commit, with signatures, standing of each author, typed tables and the result.

    `own`: each reply signed by its author and vouched for; else rows that one desk entered.
    """
    with rocb_desk() as session, tempfile.TemporaryDirectory() as folder:
        fill(session, count)
        seed = session.keys.seed
        blocks = made.known_replies(seed, count, count) if own else [made.desk_replies(seed, count, count)]
        path = Path(folder) / "many.rocb"
        header = make_header(session, "return", [])
        path.write_bytes(write_file(header, blocks, session.keys.seed, [session.keys.office]))
        backup_if_old(session)
        return timed(partial(exchange.accept, session, [path]))


def connection(folder: str) -> sqlite3.Connection:
    found = sqlite3.connect(Path(folder) / "peer.sqlite", isolation_level=None)
    found.execute("PRAGMA journal_mode=WAL")
    found.execute("PRAGMA synchronous=FULL")
    return found


def bare_rows(count: int) -> float:
    """sqlite3's executemany of the same JSON lines into one table with a key: the floor."""
    with tempfile.TemporaryDirectory() as folder:
        db = connection(folder)
        db.execute("CREATE TABLE line (id TEXT PRIMARY KEY, meta BLOB, body BLOB)")
        rows = [[(c.id, c.meta, c.body) for c in changes(count, first)] for first in (0, count)]
        db.executemany("INSERT INTO line VALUES (?,?,?)", rows[0])

        def write() -> None:
            db.execute("BEGIN")
            db.executemany("INSERT INTO line VALUES (?,?,?)", rows[1])
            db.execute("COMMIT")

        seconds = timed(write)
        db.close()
        return seconds


def log_of_fields(count: int) -> float:
    """One message a field; each is kept, and written to the row when its clock is the latest for that field."""
    with tempfile.TemporaryDirectory() as folder:
        db = connection(folder)
        db.execute("CREATE TABLE message (at TEXT PRIMARY KEY, row TEXT, field TEXT, value TEXT)")
        db.execute("CREATE INDEX message_field ON message(row, field, at)")
        db.execute("CREATE TABLE value (row TEXT, field TEXT, value TEXT, PRIMARY KEY (row, field))")

        def take(found: Sequence[Change]) -> None:
            db.execute("BEGIN")
            for change in found:
                for number, (name, value) in enumerate((change.fields or {}).items()):
                    at = f"{change.hlc:020d}-{change.id}-{number:03d}"
                    query = "SELECT max(at) FROM message WHERE row=? AND field=?"
                    last = db.execute(query, (change.record, name)).fetchone()[0]
                    if last is None or last < at:
                        row = (change.record, name, json.dumps(value))
                        db.execute("INSERT OR REPLACE INTO value VALUES (?,?,?)", row)
                    message = (at, change.record, name, json.dumps(value))
                    db.execute("INSERT OR IGNORE INTO message VALUES (?,?,?,?)", message)
            db.execute("COMMIT")

        take(changes(count, 0))
        fresh = changes(count, count)
        seconds = timed(partial(take, fresh))
        db.close()
        return seconds


def documents(found: Sequence[Change]) -> list[Mapping[str, Any]]:
    return [{"_id": change.record, **(change.fields or {})} for change in found]


def crdt(count: int) -> float:
    """Applying one update that holds all of them, in memory."""
    pycrdt = importlib.import_module("pycrdt")

    def doc_of(found: Sequence[Change]) -> Any:
        doc = pycrdt.Doc()
        root = doc.get("replies", type=pycrdt.Map)
        with doc.transaction():
            for one in documents(found):
                root[one["_id"]] = pycrdt.Map({name: value for name, value in one.items() if name != "_id"})
        return doc

    doc = doc_of(changes(count, 0))
    update = doc_of(changes(count, count)).get_update()
    return timed(partial(doc.apply_update, update))


def pouchdb(count: int, place: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "replies.json"
        data.write_text(json.dumps([documents(changes(count, first)) for first in (0, count)]), encoding="utf-8")
        command = ["node", "-e", _POUCH, "bench", place, str(data), str(Path(folder) / "db")]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def run(count: int, rounds: int) -> None:
    peers: dict[str, Callable[[int], float]] = {
        "ours, each signed by its author": partial(ours, own=True),
        "ours, rows of one desk": partial(ours, own=False),
        "log with one message a field": log_of_fields,
    }
    if importlib.util.find_spec("pycrdt") is not None:
        peers["pycrdt, in memory, not saved"] = crdt
    if place := os.environ.get("ROCB_POUCHDB"):
        peers["PouchDB bulkDocs"] = partial(pouchdb, place=place)
    floor = statistics.median(bare_rows(count) for _round in range(rounds))
    for name, peer in peers.items():
        seconds = statistics.median(peer(count) for _round in range(rounds))
        print(line(f"{count:,} into {count:,}, {name}", seconds, floor, "s", "bare executemany"))


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, 3)
