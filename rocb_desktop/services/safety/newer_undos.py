"""What came since a safe copy is kept: imports that were taken back since then stay taken back, to the byte."""

from rocb_desktop.services.session import Session
from rocb_desktop.store.database import Database
from rocb_desktop.store.imports import mark_undone
from rocb_desktop.store.taken_back import bring_back_import, take_back_import

_HEAD = "id, author, nonce, audience, administration, number, back, header, signature, import"
_CHANGE = "id, block, record, kind, meta, body"
_UNDONE = "SELECT id, max(undone) FROM import GROUP BY id"


def bring_undos(session: Session, copy: Database) -> set[str]:
    """Take back, or bring in again, what `copy` (the newer store) has otherwise than this one; the tables to read."""
    here = dict(session.db.execute(_UNDONE).fetchall())
    tables: set[str] = set()
    for imported, undone in copy.execute(_UNDONE).fetchall():
        if bool(undone) == bool(here.get(imported, undone)):
            continue
        move = take_back_import if undone else bring_back_import
        tables |= move(session.db, session.desk, imported).tables
        mark_undone(session.db, imported, undone)
    return tables


def bring_taken_back(session: Session, copy: Database) -> None:
    """The blocks and texts that lie apart in `copy` and that are nowhere here: they can be brought in again still."""
    known = "SELECT id FROM block UNION ALL SELECT id FROM taken_back"
    here = {row[0] for row in session.db.execute(known)}
    heads = [row for row in copy.execute(f"SELECT {_HEAD} FROM taken_back ORDER BY seq") if row[0] not in here]
    blocks = {row[0] for row in heads}
    changes = copy.execute(f"SELECT {_CHANGE} FROM taken_back_change ORDER BY seq")
    rows = [row for row in changes if row[1] in blocks]
    db = session.db.conn
    db.executemany(f"INSERT INTO taken_back({_HEAD}) VALUES (?,?,?,?,?,?,?,?,?,?)", heads)
    db.executemany(f"INSERT INTO taken_back_change({_CHANGE}) VALUES (?,?,?,?,?,?)", rows)
    texts = copy.execute("SELECT block, id, import, body FROM taken_back_text").fetchall()
    db.executemany("INSERT OR IGNORE INTO taken_back_text(block, id, import, body) VALUES (?,?,?,?)", texts)
