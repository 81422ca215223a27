"""A store of one desk in memory, held against a rebuild after every step."""

from authors import Author, Said, rows
from replicas import memory_store
from talk import ANCHOR, organised, people

from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.store.changes import Desk, Written, add_blocks, rebuild
from rocb_desktop.store.database import Database
from rocb_desktop.store.projections import dump
from rocb_desktop.store.settings import write_setting


class Store:
    """A store of one desk, with the people of a small region; every step is held against a rebuild."""

    def __init__(self, own: str = "reader", db: Database | None = None) -> None:
        self.db: Database = db or memory_store()
        self.who = people()
        self.own = self.who.get(own, Author(own))
        self.desk = Desk(ANCHOR, self.own.key, self.own.administration)
        write_setting(self.db, "key", self.own.key)
        self.begun = organised(self.who)

    def add(self, *blocks: SignedBlock, check: bool = True) -> Written:
        written = add_blocks(self.db, self.desk, rows(blocks), None)
        if check:
            kept = dump(self.db)
            rebuild(self.db, self.desk)
            assert dump(self.db) == kept
        return written

    def begin(self) -> "Store":
        self.add(*self.begun)
        return self

    def held(self, signed: SignedBlock) -> list[str | None]:
        query = "SELECT c.held FROM change c JOIN block b ON b.seq = c.block WHERE b.id=? ORDER BY c.seq"
        return [row[0] for row in self.db.execute(query, (signed.block.id,))]

    def status(self, of: Said) -> tuple[str, int] | None:
        """What the tables say of a reply: its status, and 1 when it counts."""
        row = self.db.execute("SELECT status, counts FROM reply WHERE id=?", (of[0],)).fetchone()
        return (row[0], row[1]) if row else None

    def received(self, of: Said) -> str | None:
        row = self.db.execute("SELECT received FROM reply WHERE id=?", (of[0],)).fetchone()
        return str(row[0]) if row and row[0] else None


def heads(*blocks: SignedBlock) -> list[str]:
    return [change.id for signed in blocks for change in signed.block.changes]
