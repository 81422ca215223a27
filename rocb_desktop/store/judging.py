"""Which stored changes count: judged again when other things are said of their authors, or they are erased."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rocb_desktop.domain.authority import NOBODY, Block, Verdict
from rocb_desktop.domain.change import Change, parse_change
from rocb_desktop.domain.erasure import ERASED, erased_ids
from rocb_desktop.domain.kinds import KINDS
from rocb_desktop.store.authority import (
    PENDING,
    has_ended,
    spoken_keys,
    verdicts_on,
    vouched_keys,
    write_standings,
)
from rocb_desktop.store.blocks import last_seq
from rocb_desktop.store.database import Database
from rocb_desktop.store.erasures import hold_erased, judge_erasures, named_ids, names_words_on_keys

_ROWS = (
    "SELECT c.seq, c.record, c.kind, c.meta, c.body, c.held, b.author, b.id, b.audience, b.administration"
    " FROM change c LEFT JOIN block b ON b.seq = c.block WHERE "
)


@dataclass(frozen=True, slots=True)
class Bench:
    """What judging goes by: the anchor, and the key and administration whose newest words no block carries yet."""

    anchor: Collection[str]
    own: tuple[str, str]


@dataclass(slots=True)
class Judged:
    """What moved: records to show anew, those of them with something erased, and whether a key's verdict is another."""

    touched: set[str] = field(default_factory=set)
    held: dict[str, str] = field(default_factory=dict)
    keys: bool = False


def keys_to_judge(db: Database, changes: Collection[Change], authors: Collection[str]) -> set[str]:
    """Keys on which the verdict may be another once `changes` of `authors` have come, or gone."""
    keys = {*authors, *spoken_keys(changes)}
    if _moves_levels(changes) or has_ended(db, authors) or names_words_on_keys(db, changes):
        keys |= vouched_keys(db)
    return keys


def _moves_levels(changes: Iterable[Change]) -> bool:
    """Whether `changes` may let in or shut out a key that itself speaks about others."""
    limits = {"ends", "admits"}
    return any(c.kind == "grant" or (c.kind == "vouch" and limits & (c.fields or {}).keys()) for c in changes)


def verdicts_for(
    db: Database, bench: Bench, keys: Collection[str], arriving: Iterable[Block] = ()
) -> dict[str, Verdict]:
    return verdicts_on(db, keys, bench.anchor, bench.own, arriving)


def settle(
    db: Database,
    bench: Bench,
    keys: Collection[str],
    verdicts: Mapping[str, Verdict],
    changes: Collection[Change],
    upto: int | None = None,
) -> Judged:
    """Keep the verdicts on `keys`, and hold or release what moves with them and with `changes`, which came or went.

    Changes in rows after `upto` were judged by these verdicts when they were written, but for what is erased.
    """
    judged = Judged()
    changed = write_standings(db, verdicts, {*keys, *verdicts})
    judged.keys = bool(changed)
    last = last_seq(db, "change") if upto is None else upto
    if changed:
        query = (
            _ROWS + "c.block IN (SELECT seq FROM block WHERE author IN (SELECT value FROM json_each(?)))"
            " AND +c.seq<=? AND c.held IS NOT ?"  # the plus: not through all rows, but through the blocks of these keys
        )
        rows = db.execute(query, (json.dumps(sorted(changed)), last, ERASED)).fetchall()
        if bench.own[0] in changed:
            rows += db.execute(_ROWS + "c.block IS NULL AND c.held IS NOT ?", (ERASED,)).fetchall()
        _judge(db, bench, rows, verdicts, judged)
    _settle_erasures(db, bench, changes, judged)
    return judged


def judge_all(db: Database, bench: Bench) -> None:
    """Judge every change from nothing."""
    db.execute("DELETE FROM standing")
    keys = {row[0] for row in db.execute("SELECT DISTINCT author FROM block")} | {bench.own[0], *bench.anchor}
    keys |= vouched_keys(db)
    verdicts = verdicts_for(db, bench, keys)
    write_standings(db, verdicts, {*keys, *verdicts})
    judged = Judged(keys=True)
    _judge(db, bench, db.execute(_ROWS + "1"), verdicts, judged)
    _settle_erasures(db, bench, (), judged)


def judge_rows(
    db: Database, bench: Bench, seqs: Collection[int], verdicts: Mapping[str, Verdict] | None = None
) -> Judged:
    """Hold or release single changes, by their rows."""
    judged = Judged()
    query = _ROWS + "c.seq IN (SELECT value FROM json_each(?))"
    rows = db.execute(query, (json.dumps(sorted(seqs)),)).fetchall()
    if verdicts is None:
        verdicts = verdicts_for(db, bench, {row[6] or bench.own[0] for row in rows})
    _judge(db, bench, rows, verdicts, judged)
    return judged


def _judge(
    db: Database, bench: Bench, rows: Iterable[tuple[Any, ...]], verdicts: Mapping[str, Verdict], judged: Judged
) -> None:
    moved: list[tuple[str | None, int]] = []
    for seq, record, kind, meta, body, before, author, block, audience, office in rows:
        verdict = verdicts.get(author or bench.own[0], NOBODY)
        change = parse_change(meta, body)
        if block is None:
            where = (bench.own[0], PENDING, str(KINDS[kind].audience), verdict.standing.administration)
        else:
            where = (author, block, audience, office)
        held = verdict.held(change, *where)
        judged.touched.add(record)  # also what stays as it was: a reply's row shows its author's standing
        if held != before:
            moved.append((held, seq))
    db.conn.executemany("UPDATE change SET held=? WHERE seq=?", moved)


def _settle_erasures(db: Database, bench: Bench, changes: Collection[Change], judged: Judged) -> None:
    """A request counts or not as its author does; what it names is held or released with it."""
    ids = named_ids(db) if judged.keys else named_ids(db, {change.id for change in changes})
    ids |= {name for change in changes for name in erased_ids(change)}
    erased, released = judge_erasures(db, bench.anchor, ids)
    if erased:
        hold_erased(db, erased)
        query = "SELECT DISTINCT record FROM change WHERE seq IN (SELECT value FROM json_each(?))"
        rows = db.execute(query, (json.dumps(sorted(erased)),)).fetchall()
        judged.touched.update(row[0] for row in rows)
        judged.held.update((row[0], ERASED) for row in rows)
    if released:
        judged.touched |= judge_rows(db, bench, released).touched
