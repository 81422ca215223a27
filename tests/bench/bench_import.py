"""Import of replies into a store that holds as many, against sqlite3's bare executemany of the same JSON lines."""

import hashlib
import json
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import made
from desk import line, rocb_desk, timed

from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import write_file
from rocb_desktop.exchange.seal import new_identity, recipient_of, seal
from rocb_desktop.services.arriving import exchange
from rocb_desktop.services.safety.backups import backup_if_old
from rocb_desktop.services.sending.signing import make_header
from rocb_desktop.services.session import Session
from rocb_desktop.store.changes import add_blocks


def bare_executemany(blocks: Sequence[SignedBlock], into: int) -> float:
    """Seconds to write the JSON lines of `blocks` with their ids into one indexed table that holds `into` rows."""
    rows = [(change.id, change.meta, change.body) for one in blocks for change in one.block.changes]
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bare.sqlite", isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE line (id TEXT PRIMARY KEY, meta BLOB, body BLOB)")
        old = [(f"{number:032x}", b"x" * 100, b"x" * 400) for number in range(into)]
        connection.executemany("INSERT INTO line VALUES (?,?,?)", old)

        def write() -> None:
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO line VALUES (?,?,?)", rows)
            connection.execute("COMMIT")

        seconds = timed(write)
        connection.close()
    return seconds


def parse_and_write(blocks: Sequence[SignedBlock], into: int) -> float:
    """Seconds of the least any reader of these lines must do: parse, hash, and write them and a row of columns."""
    lines = [(change.id, change.meta, change.body) for one in blocks for change in one.block.changes]
    columns = ("workshop", "q3", "q4", "q5", "q7", "q3_text", *(f"q1_{name}" for name in ACTIONS))
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "typed.sqlite", isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE line (id TEXT PRIMARY KEY, meta BLOB, body BLOB)")
        connection.execute(f"CREATE TABLE typed (id TEXT PRIMARY KEY, {', '.join(columns)})")
        marks = ",".join("?" * (len(columns) + 1))
        old = [(f"{number:032x}", *["x" * 8] * len(columns)) for number in range(into)]
        connection.executemany(f"INSERT INTO typed VALUES ({marks})", old)

        def write() -> None:
            rows = []
            for _id, meta, body in lines:
                hashlib.sha256(meta + hashlib.sha256(body).digest()).hexdigest()
                record, fields = json.loads(meta)[0], json.loads(body)[1]
                rows.append((record, *(fields.get(name) for name in columns)))
            connection.execute("BEGIN")
            connection.executemany("INSERT INTO line VALUES (?,?,?)", lines)
            connection.executemany(f"INSERT INTO typed VALUES ({marks})", rows)
            connection.execute("COMMIT")

        seconds = timed(write)
        connection.close()
    return seconds


def file_of(session: Session, blocks: Sequence[SignedBlock], folder: Path) -> Path:
    """A file sealed to this desk by this desk."""
    header = make_header(session, "return", [])
    path = folder / "many.rocb"
    path.write_bytes(write_file(header, blocks, session.keys.seed, [session.keys.office]))
    return path


def run(count: int, rounds: int) -> None:
    for name, own in (("one desk's rows, one block", False), ("own replies, a block each", True)):
        floors, parsed, imports, again = [], [], [], []
        for _round in range(rounds):
            with rocb_desk() as session, tempfile.TemporaryDirectory() as folder:
                seed = session.keys.seed
                if own:
                    old, new = list(made.own_replies(count)), list(made.own_replies(count, count))
                else:
                    old, new = [made.desk_replies(seed, count)], [made.desk_replies(seed, count, count)]
                add_blocks(session.db, session.desk, [(b.block, b.header, b.signature) for b in old], None)
                path = file_of(session, new, Path(folder))
                backup_if_old(session)
                floors.append(bare_executemany(new, count))
                parsed.append(parse_and_write(new, count))
                imports.append(timed(partial(exchange.accept, session, [path])))
                again.append(timed(partial(exchange.accept, session, [path])))
        floor, least = statistics.median(floors), statistics.median(parsed)
        for what, ours in (("import", statistics.median(imports)), ("the same again", statistics.median(again))):
            print(line(f"{what}, {count} into {count}, {name}", ours, floor, "s", "bare executemany"))
            print(line(f"{what}, {count} into {count}, {name}", ours, least, "s", "parse, hash, write"))


def sizes(counts: Sequence[int]) -> None:
    """Bytes a reply, sealed to three readers."""
    readers = [recipient_of(new_identity()) for _reader in range(3)]
    with rocb_desk() as session:
        for count in counts:
            for name, blocks in (
                ("own replies", list(made.own_replies(count))),
                ("rows of one desk", [made.desk_replies(session.keys.seed, count)]),
            ):
                data = write_file(make_header(session, "return", []), blocks, session.keys.seed, readers)
                empty = f"{len(data)} in all, the seal alone {len(seal(b'', readers))}"
                print(f"bytes a reply, {count:>6} {name:<17} {len(data) / count:8.0f}   ({empty})")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    run(count, 3)
    sizes((1, 100, count))
