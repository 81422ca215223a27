"""Turns waiting edits into signed blocks, and puts blocks into a file."""

import json
from collections.abc import Collection, Iterable, Sequence

from rocb_desktop.domain.change import Change, parse_change
from rocb_desktop.domain.kinds import KINDS, Audience, Role, audience_of
from rocb_desktop.exchange.block import SignedBlock, make_block
from rocb_desktop.exchange.file import Addressee, Have, Header, Sender, office_mark, write_file
from rocb_desktop.services.profile.clones import origin_to_sign
from rocb_desktop.services.profile.office_renewals import kept_renewals
from rocb_desktop.services.session import Session
from rocb_desktop.store.blocks import header_row, insert_headers, last_block, last_seq, read_blocks


def sign_waiting(session: Session, audience: Audience, records: Collection[str] | None = None) -> None:
    """Sign the waiting edits of one class as the next block; `records` picks some of them, None all."""
    kinds = sorted(name for name, kind in KINDS.items() if kind.audience is audience or kind.openly)
    rows = session.db.execute("SELECT seq, record, kind, meta, body FROM change WHERE block IS NULL ORDER BY seq")
    asked = [row for row in rows if row[2] in kinds and (records is None or row[1] in records)]
    said = [(row[0], parse_change(row[3], row[4])) for row in asked]
    picked = [(row, change) for row, change in said if audience_of(change) is audience]
    if not picked:
        return
    with session.db.atomic():
        seq, _block = _sign(session, audience, [change for _row, change in picked], origin_to_sign(session))
        session.db.conn.executemany("UPDATE change SET block=? WHERE seq=?", [(seq, row) for row, _change in picked])


def sign_again(
    session: Session, audience: Audience, records: Sequence[str], nonce: str, *, only_here: bool = False
) -> None:
    """Sign every change of `records` made here in the stream `nonce` as well, for a file that may hold nothing else.

    So no other block has to go along for the chain. The changes then stand in two blocks; they count once, by their
    ids: `only_here` signs what still waits nowhere else. What others wrote into these records, held and waiting for a
    reason, is not signed along.
    """
    mine = "SELECT seq FROM block WHERE author=?1"
    query = f"""SELECT max(CASE WHEN block IS NULL THEN seq END), id, record, kind, meta, body FROM change
        WHERE record IN (SELECT value FROM json_each(?2)) AND held IS NULL AND (block IS NULL OR block IN ({mine}))
        AND id NOT IN (SELECT id FROM change WHERE block IN ({mine} AND nonce=?3 AND audience=?4))
        GROUP BY id ORDER BY min(seq)"""
    rows = session.db.execute(query, (session.keys.key, json.dumps(list(records)), nonce, audience)).fetchall()
    if not rows:
        return
    with session.db.atomic():
        # signed in the order in which they will lie in the store: those that stay where they are come first
        moved = sorted(row for row in rows if only_here and row[0])
        added = [row for row in rows if not (only_here and row[0])]
        changes = [parse_change(meta, body) for *_names, meta, body in (*moved, *added)]
        seq, _block = _sign(session, audience, changes, nonce)
        session.db.conn.executemany("UPDATE change SET block=? WHERE seq=?", [(seq, row[0]) for row in moved])
        session.db.conn.executemany(
            "INSERT INTO change(id, block, record, kind, meta, body) VALUES (?,?,?,?,?,?)",
            [(row[1], seq, *row[2:]) for row in added],
        )


def _sign(session: Session, audience: Audience, changes: Sequence[Change], nonce: str) -> tuple[int, SignedBlock]:
    keys = session.keys
    office = "" if session.profile.role == Role.ROCB else session.profile.administration
    number, back = last_block(session.db, keys.key, nonce, audience)
    block = make_block(keys.seed, nonce, audience, office, number + 1, back, changes)
    seq = last_seq(session.db, "block") + 1
    insert_headers(session.db, [header_row(seq, block.block, block.header, block.signature, None)])
    return seq, block


def blocks_where(session: Session, where: str, values: Sequence[object] = ()) -> list[SignedBlock]:
    """The blocks that `where` (over the table `block`) picks, oldest first, byte for byte."""
    return [SignedBlock(*found) for found in read_blocks(session.db, where, values)]


def blocks_about(session: Session, audience: Audience, records: Collection[str]) -> list[SignedBlock]:
    """Every block of a class with a change of one of `records`."""
    if not records:
        return []
    marks = ",".join("?" * len(records))
    where = f"audience=? AND seq IN (SELECT block FROM change WHERE record IN ({marks}))"
    return blocks_where(session, where, (audience, *records))


def make_header(
    session: Session,
    kind: str,
    to: Iterable[tuple[str, str]],
    *,
    with_anchor: bool = False,
    have: Have | None = None,
) -> Header:
    """Header of a new file; `to` are administrations with their public age keys, `have` what is held of theirs."""
    profile, keys = session.profile, session.keys
    return Header(
        session.ids.token(8).hex(),
        kind,
        Sender(keys.key, profile.name, profile.role, profile.administration, keys.office),
        tuple(Addressee(code, office_mark(office)) for code, office in to),
        session.anchor if with_anchor else (),
        session.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        have or {},
        renewals=kept_renewals(session) if with_anchor else (),
    )


def seal_file(session: Session, header: Header, blocks: Iterable[SignedBlock], readers: Sequence[str]) -> bytes:
    """The bytes of a file, sealed to `readers` and to oneself; with no reader it is open."""
    recipients = [*readers, session.keys.office] if readers else []
    return write_file(header, blocks, session.keys.seed, recipients)
