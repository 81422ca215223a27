"""Taking an import back, and bringing it in again: the state is as if it had never come, or as if it came now."""

from rocb_desktop.store.changes import Desk, Written, add_fresh, project, take_in
from rocb_desktop.store.database import Database
from rocb_desktop.store.filling import fill_in, judge_changed
from rocb_desktop.store.taken_rows import give_texts, kept_blocks, move_away, move_back, take_texts


def take_back_import(db: Database, desk: Desk, import_id: str) -> Written:
    """Put the blocks that an import first brought, and the texts it filled in, apart: they count no more. Requests to
    erase stay, and so do the blocks that make them count (domain/staying).

    What was written here meanwhile stays, and so does what was wiped. `Written.blocks` are the blocks that went.
    """
    written = Written()
    with db.atomic():
        kept = kept_blocks(db, import_id)
        texts = take_texts(db, import_id, kept)
        written.blocks, changes, authors = move_away(db, import_id, kept)
        written.touched.update(change.record for change in changes)
        changes += [change for _seq, change, _author in texts]
        authors.update(author for *_row, author in texts)
        take_in(db, written, judge_changed(db, desk.bench, changes, authors, [seq for seq, *_row in texts]))
        project(db, written, gone={(change.record, change.kind) for change in changes})
    return written


def bring_back_import(db: Database, desk: Desk, import_id: str) -> Written:
    """Let an import that was taken back count again; what is erased comes without its text."""
    written = Written()
    with db.atomic():
        blocks = move_back(db, "import=?", import_id)
        if blocks:
            add_fresh(db, desk, blocks, import_id, written)
        judged = fill_in(db, desk.bench, give_texts(db, import_id), import_id, set())
        take_in(db, written, judged)
        project(db, written)
    return written


def read_taken_back(db: Database) -> dict[str, int]:
    """How many blocks of each import are taken back."""
    return dict(db.execute("SELECT import, count(*) FROM taken_back GROUP BY import").fetchall())
