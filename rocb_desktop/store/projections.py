"""The typed tables that pages read, made from the state of records: which kind goes where, and what follows what."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.careful import careful_values
from rocb_desktop.domain.change import RecordState, Value
from rocb_desktop.store import reply_rows, workshop_rows
from rocb_desktop.store.blocks import chunks, marks
from rocb_desktop.store.cells import cell, exact_day
from rocb_desktop.store.database import Database

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """A kind whose fields are the columns of its table, in this order after the id."""

    columns: tuple[str, ...]


PLAIN: Mapping[str, Plain] = {
    "round": Plain(("number", "title", "note")),
    "participation": Plain(("workshop", "name", "administration", "post", "email", "role", "attended", "mode")),
    "name_list": Plain(("workshop", "names")),
    "questionnaire": Plain(("name", "version", "definition")),
    "office": Plain(("name", "contact_name", "contact_email", "notice")),
    "card": Plain(("key", "name", "role", "administration", "office")),
    "person": Plain(("name", "administration")),
    "contact": Plain(("person", "post", "division", "email", "phone", "verified")),
    "action": Plain(
        (
            *("person", "workshop", "type", "status", "date", "channel", "audience", "reached", "text", "effect"),
            *("subtype", "barrier", "due", "promised", "materials", "recommendation", "plan_item", "handed_to"),
            "handed_from",
        )
    ),
    "material": Plain(("workshop", "hash", "size", "name", "media", "title", "version", "date")),
    "evidence": Plain(("person", "action", "hash", "size", "name", "media", "title", "date")),
    "own_material": Plain(("person", "workshop", "hash", "size", "name", "media", "title", "date")),
    "recommendation": Plain(("person", "workshop", "number", "text", "owner", "due", "state", "date", "note")),
    "project": Plain(
        ("person", "workshop", "title", "novelty", "stage", "term", "support", "text", "recommendation", "date")
    ),
    "effect": Plain(("person", "workshop", "action", "title", "value_before", "value_after", "unit", "date", "text")),
    "mission_report": Plain(
        ("workshop", "person", "addressee", "summary", "course", "lessons", "plan", "annexes", "finished", "version")
    ),
    "gap": Plain(("person", "workshop", "number", "standard", "situation", "gap", "recommendation")),
    "attendance": Plain(("workshop", "administration", "listed", "name", "role", "attended", "post", "email", "note")),
    "same_as": Plain(("administration", "listed", "same_as")),
    "stand_in": Plain(("administration", "listed", "name", "gone_on", "stand_in", "note")),
    "clearance": Plain(
        ("round", "administration", "state", "since", "name", "post", "date", "how", "naming", "judged")
    ),
    "quote_limit": Plain(("reply", "field", "administration", "consent", "judged")),
    "desk_note": Plain(("about", "administration", "text", "date")),
    "reminder": Plain(("administration", "name", "workshops", "way", "lang", "date", "due")),
    "source_document": Plain(("reply", "hash", "size", "name", "media", "title", "date")),
    "feedback": Plain(("round", "workshop", "date", "figures", "practices", "note")),
    "review": Plain(("reply", "administration", "decision", "text", "judged", "date", "reviewer")),
    "received": Plain(("date", "blocks")),
    "national_return": Plain(("round", "administration", "number", "signed_by", "post", "date", "replies")),
}
_TABLE = {"reply_on_behalf": "reply", "national_reply": "reply"}
TABLES = (*PLAIN, "workshop", "reply")


def project(
    db: Database, states: Mapping[str, RecordState], touched: Collection[str], was: Collection[tuple[str, str]] = ()
) -> set[str]:
    """Write the rows of `touched` records anew; a record that is deleted or held has none. Returns the tables.

    `was` are touched records with the kinds of changes that went from the store.
    """
    kinds = {record: state.kind for record, state in states.items()}
    gone = _said_to_be(db, [record for record in touched if record not in kinds])
    gone |= {(record, kind) for record, kind in was if record not in kinds}
    _project_conflicts(db, states, touched)
    live = {record: state for record, state in states.items() if not state.deleted}
    gone |= {(record, kind) for record, kind in kinds.items() if record not in live}
    tables = {_TABLE.get(kind, kind) for kind in (*kinds.values(), *(kind for _record, kind in gone))} & set(TABLES)
    _project_received(db, states, {record for record, kind in (*kinds.items(), *gone) if kind == "received"})
    for table in sorted(tables, key=lambda table: (table == "reply", table)):  # a reply's row reads the others
        _delete(db, table, "id", [record for record, kind in gone if _TABLE.get(kind, kind) == table])
        mine = [state for state in live.values() if _TABLE.get(state.kind, state.kind) == table]
        _write(db, table, _rows(db, table, mine))
    return tables


def _said_to_be(db: Database, records: Sequence[str]) -> set[tuple[str, str]]:
    """Records of which nothing counts, with every kind that somebody gave them: a forged one hides no true one."""
    found: set[tuple[str, str]] = set()
    for some in chunks(records):
        query = f"SELECT DISTINCT record, kind FROM change WHERE record IN ({marks(some)})"
        found.update(db.execute(query, some).fetchall())
    return found


def _rows(db: Database, table: str, states: list[RecordState]) -> list[Row]:
    if table == "reply":
        return reply_rows.rows(db, states)
    if table == "workshop":
        return [workshop_rows.row(state) for state in states]
    columns = PLAIN[table].columns
    said = ((state.record, careful_values(state)) for state in states)
    return [(record, *(cell(name, values.get(name)) for name in columns)) for record, values in said]


def _write(db: Database, table: str, rows: list[Row]) -> None:
    if rows:
        db.conn.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks(rows[0])})", rows)


def _delete(db: Database, table: str, column: str, keys: Iterable[str]) -> None:
    db.conn.executemany(f"DELETE FROM {table} WHERE {column}=?", [(key,) for key in keys])


def _project_received(db: Database, states: Mapping[str, RecordState], records: Collection[str]) -> None:
    """The days on which an office received blocks, with whose office that was ("" for ROCB A/P), or brought them to
    the stage of a national return with a number.
    """
    _delete(db, "received_block", "received", records)
    offices = _offices(db, sorted(records))
    for record in records:
        state = states.get(record)
        if state is None or state.deleted:
            continue
        day, blocks = exact_day(state.values.get("date")), state.values.get("blocks")
        if day is not None and isinstance(blocks, list):
            about = (record, offices.get(record, ""), day, *_stage(state.values))
            rows = [(block, *about) for block in blocks if isinstance(block, str)]
            db.conn.executemany("INSERT OR IGNORE INTO received_block VALUES (?,?,?,?,?,?)", rows)


def _stage(values: Mapping[str, Value]) -> tuple[str, int]:
    stage, number = values.get("stage"), values.get("number")
    return (stage if isinstance(stage, str) else ""), (number if type(number) is int else 0)


def _offices(db: Database, records: Sequence[str]) -> dict[str, str]:
    """Administration of the desk that wrote each of `records`."""
    found: dict[str, str] = {}
    for some in chunks(records):
        query = (
            "SELECT c.record, s.administration FROM change c LEFT JOIN block b ON b.seq = c.block"
            " LEFT JOIN setting me ON me.key = 'key' JOIN standing s ON s.key = coalesce(b.author, me.value)"
            f" WHERE c.record IN ({marks(some)}) AND c.held IS NULL"
        )
        found.update(db.execute(query, some).fetchall())
    return found


def _project_conflicts(db: Database, states: Mapping[str, RecordState], touched: Collection[str]) -> None:
    _delete(db, "conflict", "record", touched)
    rows = [(state.record, state.kind, name) for state in states.values() for name in state.conflicts]
    db.conn.executemany("INSERT INTO conflict VALUES (?,?,?)", rows)


def followers(db: Database, states: Mapping[str, RecordState], touched: Collection[str]) -> set[str]:
    """Replies, not touched themselves, whose row depends on a touched review or receipt: as it was and as it is.

    To be asked before the tables are written.
    """
    kinds = {record: states[record].kind for record in touched if record in states}
    around = [record for record in touched if kinds.get(record, "review") in ("review", "received")]
    found, received = _leaned_on(db, around)
    for record in around:
        values = states[record].values if record in states else {}
        found.add(str(values.get("reply")))
        blocks = values.get("blocks")
        received += [block for block in blocks if isinstance(block, str)] if isinstance(blocks, list) else []
    for some in chunks(received):
        query = (
            "SELECT DISTINCT c.record FROM block b JOIN change c ON c.block = b.seq"
            f" WHERE b.id IN ({marks(some)}) AND c.kind = 'reply'"
        )
        found.update(row[0] for row in db.execute(query, some))
    return found - {record for record, kind in kinds.items() if kind in ("reply", "reply_on_behalf", "national_reply")}


def _leaned_on(db: Database, records: Sequence[str]) -> tuple[set[str], list[str]]:
    """Replies and blocks that the reviews and receipts among `records` spoke of until now."""
    replies: set[str] = set()
    blocks: list[str] = []
    for some in chunks(records):
        replies.update(row[0] for row in db.execute(f"SELECT reply FROM review WHERE id IN ({marks(some)})", some))
        query = f"SELECT j.value FROM received r, json_each(r.blocks) j WHERE r.id IN ({marks(some)})"
        blocks += [row[0] for row in db.execute(query, some)]
    return replies, blocks


def clear(db: Database) -> None:
    for table in (*TABLES, "received_block", "conflict"):
        db.execute(f"DELETE FROM {table}")


def dump(db: Database) -> dict[str, list[Row]]:
    """Every row of every typed table, in order: two stores of one state have the same dump."""
    tables = (*TABLES, "received_block", "conflict", "standing")
    return {table: sorted(db.execute(f"SELECT * FROM {table}"), key=repr) for table in tables}
