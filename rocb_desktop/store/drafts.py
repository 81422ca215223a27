"""Drafts: what is being typed in a form, kept until the person saves it or throws it away; never sent."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from rocb_desktop.store.database import Database


def put_draft(db: Database, page: str, record: str, data: Mapping[str, Any], at: str) -> None:
    """Keep `data` (plain JSON values) for a page and record, over what was kept before; `at` is ISO time."""
    text = json.dumps(dict(data), ensure_ascii=False, sort_keys=True)
    db.execute(
        "INSERT INTO draft(page, record, data, at) VALUES (?,?,?,?)"
        " ON CONFLICT(page, record) DO UPDATE SET data=excluded.data, at=excluded.at",
        (page, record, text, at),
    )


def get_draft(db: Database, page: str, record: str) -> dict[str, Any] | None:
    """What was kept for a page and record, or None."""
    row = db.execute("SELECT data FROM draft WHERE page=? AND record=?", (page, record)).fetchone()
    if row is None:
        return None
    data: dict[str, Any] = json.loads(row[0])
    return data


def delete_draft(db: Database, page: str, record: str) -> bool:
    """Forget a draft; False when there was none."""
    return db.execute("DELETE FROM draft WHERE page=? AND record=?", (page, record)).rowcount > 0


def drop_drafts_of_gone(db: Database, records: Collection[str]) -> None:
    """Drop the drafts of those `records` of which nothing counts any more."""
    query = "DELETE FROM draft WHERE record=?1 AND NOT EXISTS (SELECT 1 FROM change WHERE record=?1 AND held IS NULL)"
    db.conn.executemany(query, [(record,) for record in sorted(records)])
