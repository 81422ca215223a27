"""Texts that an earlier file brought as their hash alone: whoever relays may leave them out, to no effect."""

from collections.abc import Mapping, Sequence

from rocb_desktop.domain.change import ERASED as HASHED
from rocb_desktop.domain.change import Change
from rocb_desktop.domain.kinds import TEXT_MISSING
from rocb_desktop.store.blocks import Signed
from rocb_desktop.store.database import Database
from rocb_desktop.store.erasures import index_requests
from rocb_desktop.store.judging import Bench, Judged, judge_rows, keys_to_judge, settle, verdicts_for
from rocb_desktop.store.taken_rows import texts_taken


def is_text_missing(db: Database) -> bool:
    return db.execute("SELECT 1 FROM change WHERE held=? LIMIT 1", (TEXT_MISSING,)).fetchone() is not None


def texts_in(signed: Sequence[Signed]) -> dict[str, Change]:
    return {change.id: change for block, *_bytes in signed for change in block.changes if change.fields is not None}


def fill_in(
    db: Database, bench: Bench, texts: Mapping[str, Change], imported: str | None, left_out: set[str]
) -> Judged:
    """Take the texts that are missing here; blocks whose text was taken back are put into `left_out` instead.

    A text may let in somebody whose word takes an erasure back, and so let another text in.
    """
    judged = Judged()
    while is_text_missing(db) and (rows := _missing(db, texts, left_out)):
        changes = [texts[name] for _seq, _block, name, _author in rows]
        for seq, block, name, _author in rows:
            db.execute("UPDATE change SET body=? WHERE seq=?", (texts[name].body, seq))
            if imported is not None and block is not None:
                db.execute("INSERT OR REPLACE INTO filled VALUES (?,?,?)", (block, name, imported))
        authors = {author or bench.own[0] for *_row, author in rows}
        seqs = [row[0] for row in rows]
        index_requests(db, zip(seqs, changes, strict=True))
        _merge(judged, judge_changed(db, bench, changes, authors, seqs))
    return judged


def judge_changed(
    db: Database, bench: Bench, changes: Sequence[Change], authors: set[str], seqs: Sequence[int]
) -> Judged:
    """Judge again what `changes` of `authors` bear on, which came or went, and the rows `seqs` themselves."""
    keys = keys_to_judge(db, changes, authors)
    verdicts = verdicts_for(db, bench, keys)
    judged = judge_rows(db, bench, seqs, verdicts)
    _merge(judged, settle(db, bench, keys, verdicts, changes))
    return judged


def _missing(
    db: Database, texts: Mapping[str, Change], left_out: set[str]
) -> list[tuple[int, str | None, str, str | None]]:
    query = (
        "SELECT c.seq, b.id, c.id, b.author FROM change c LEFT JOIN block b ON b.seq = c.block"
        " WHERE c.held=? AND substr(c.body, 1, 7)=? AND (b.author, c.id) NOT IN (SELECT author, id FROM wiped)"
        " ORDER BY c.seq"
    )
    rows = [row for row in db.execute(query, (TEXT_MISSING, HASHED)) if row[2] in texts]
    taken = texts_taken(db) if rows else set()
    left_out |= {row[1] for row in rows if (row[1], row[2]) in taken}
    return [row for row in rows if (row[1], row[2]) not in taken]


def _merge(into: Judged, other: Judged) -> None:
    into.touched |= other.touched
    into.held |= other.held
    into.keys |= other.keys
