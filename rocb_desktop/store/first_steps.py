"""The steps of 0.1 and 0.2, oldest first: they made the stores that people have, and are never edited again."""

from sqlite_utils import Database, Migrations


class Schema(Migrations):
    """The steps, and the names this version knows."""

    def known(self) -> list[Migrations._Migration]:
        return list(self._migrations)


SCHEMA = Schema("rocb")


@SCHEMA()
def m0001_growing_set(db: Database) -> None:
    """Blocks and changes with their bytes as they came; everything else can be rebuilt from them."""
    run(
        db,
        """CREATE TABLE import (
            id TEXT NOT NULL, at TEXT NOT NULL, name TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL,
            sender TEXT NOT NULL, sender_name TEXT NOT NULL, administration TEXT NOT NULL, PRIMARY KEY (id, file)
        )""",
        """CREATE TABLE block (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, author TEXT NOT NULL, nonce TEXT NOT NULL,
            audience TEXT NOT NULL, administration TEXT NOT NULL, number INTEGER NOT NULL, back TEXT NOT NULL,
            header BLOB NOT NULL, signature BLOB NOT NULL, import TEXT
        )""",
        "CREATE INDEX block_author ON block(author)",
        """CREATE TABLE change (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL, block INTEGER REFERENCES block(seq),
            record TEXT NOT NULL, kind TEXT NOT NULL, meta BLOB NOT NULL, body BLOB NOT NULL, held TEXT
        )""",
        "CREATE INDEX change_record ON change(record)",
        "CREATE INDEX change_block ON change(block)",
        "CREATE INDEX change_grant ON change(kind) WHERE kind IN ('grant', 'vouch')",
        "CREATE INDEX change_held ON change(held) WHERE held IS NOT NULL",
        "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
        """CREATE TABLE draft (
            page TEXT NOT NULL, record TEXT NOT NULL, data TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (page, record)
        )""",
        """CREATE TABLE waiting (
            id TEXT PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, sender TEXT NOT NULL,
            sender_name TEXT NOT NULL, administration TEXT NOT NULL, anchor TEXT NOT NULL, data BLOB NOT NULL
        )""",
        """CREATE TABLE sent (
            file TEXT PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL,
            receiver TEXT NOT NULL, size INTEGER NOT NULL, record TEXT NOT NULL, version INTEGER NOT NULL,
            digest TEXT NOT NULL
        )""",
    )


@SCHEMA()
def m0002_projections(db: Database) -> None:
    """The typed tables that pages read: made from the changes, checked against them, rebuilt when in doubt."""
    run(
        db,
        """CREATE TABLE standing (
            key TEXT PRIMARY KEY, role TEXT NOT NULL, administration TEXT NOT NULL, granted_by TEXT NOT NULL,
            disputed INTEGER NOT NULL, ended INTEGER NOT NULL, name TEXT NOT NULL, office TEXT NOT NULL,
            checked TEXT NOT NULL
        )""",
        "CREATE INDEX standing_role ON standing(role, administration)",
        """CREATE TABLE conflict (
            record TEXT NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL, PRIMARY KEY (record, field)
        )""",
        "CREATE TABLE round (id TEXT PRIMARY KEY, number INTEGER, title TEXT, note TEXT)",
        """CREATE TABLE workshop (
            id TEXT PRIMARY KEY, round INTEGER, number INTEGER, title TEXT, short_title TEXT, kind TEXT, mode TEXT,
            start TEXT, end TEXT, administrations TEXT, participated INTEGER, surveyed INTEGER, reason TEXT,
            status TEXT, questionnaire TEXT, opens TEXT, closes TEXT, approximate INTEGER
        )""",
        "CREATE INDEX workshop_round ON workshop(round, number)",
        """CREATE TABLE participation (
            id TEXT PRIMARY KEY, workshop TEXT, name TEXT, administration TEXT, post TEXT, email TEXT, role TEXT,
            attended TEXT, mode TEXT
        )""",
        "CREATE INDEX participation_workshop ON participation(workshop)",
        "CREATE TABLE name_list (id TEXT PRIMARY KEY, workshop TEXT, names TEXT)",
        "CREATE TABLE questionnaire (id TEXT PRIMARY KEY, name TEXT, version INTEGER, definition TEXT)",
        "CREATE TABLE office (id TEXT PRIMARY KEY, name TEXT, contact_name TEXT, contact_email TEXT, notice TEXT)",
        "CREATE TABLE card (id TEXT PRIMARY KEY, key TEXT, name TEXT, role TEXT, administration TEXT, office TEXT)",
        """CREATE TABLE person (
            id TEXT PRIMARY KEY, name TEXT, administration TEXT
        )""",
        """CREATE TABLE contact (
            id TEXT PRIMARY KEY, person TEXT UNIQUE, post TEXT, division TEXT, email TEXT
        )""",
        """CREATE TABLE action (
            id TEXT PRIMARY KEY, person TEXT, workshop TEXT, type TEXT, status TEXT, date TEXT, channel TEXT,
            audience TEXT, reached INTEGER, text TEXT, effect TEXT
        )""",
        "CREATE INDEX action_workshop ON action(workshop)",
        """CREATE TABLE reply (
            id TEXT PRIMARY KEY, workshop TEXT, person TEXT, author TEXT, administration TEXT, name TEXT, source TEXT,
            version INTEGER, date TEXT, share_materials INTEGER, submit_report INTEGER, make_recommendations INTEGER,
            inhouse_workshop INTEGER, operational_manual INTEGER, others INTEGER, effects INTEGER, efficiency INTEGER,
            project INTEGER, consent TEXT, answers TEXT, received TEXT, status TEXT, counts INTEGER, undecided INTEGER
        )""",
        "CREATE INDEX reply_workshop ON reply(workshop, administration) WHERE counts = 1",
        "CREATE INDEX reply_all ON reply(workshop)",
        """CREATE TABLE review (
            id TEXT PRIMARY KEY, reply TEXT, administration TEXT, decision TEXT, text TEXT, judged TEXT, date TEXT,
            reviewer TEXT
        )""",
        "CREATE INDEX review_reply ON review(reply)",
        "CREATE TABLE received (id TEXT PRIMARY KEY, date TEXT, blocks TEXT)",
        """CREATE TABLE received_block (
            block TEXT NOT NULL, received TEXT NOT NULL, administration TEXT NOT NULL, date TEXT NOT NULL,
            PRIMARY KEY (block, received)
        )""",
        """CREATE TABLE national_return (
            id TEXT PRIMARY KEY, round TEXT, administration TEXT, number INTEGER, signed_by TEXT, post TEXT, date TEXT,
            replies TEXT
        )""",
    )


@SCHEMA()
def m0003_handed(db: Database) -> None:
    """When and how a file made here left: copied to a stick or folder, or put into a message."""
    run(db, "CREATE TABLE handed (file TEXT NOT NULL, at TEXT NOT NULL, way TEXT NOT NULL)")


@SCHEMA()
def m0003_own_replies(db: Database) -> None:
    """Who answered in person is asked before every count, and most rows of an old round were entered by an office."""
    run(db, "CREATE INDEX reply_own ON reply(workshop, administration) WHERE source = 'own' AND counts = 1")


@SCHEMA()
def m0004_standing_person(db: Database) -> None:
    """A key may take the place of another: whose words its words are, and whom to judge again with that one."""
    run(
        db,
        "ALTER TABLE standing ADD COLUMN person TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE standing ADD COLUMN replaces TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX standing_replaces ON standing(replaces) WHERE replaces <> ''",
    )


@SCHEMA()
def m0004_material(db: Database) -> None:
    """Files of workshops and of actions: what was signed about each; their bytes lie beside the store, by hash."""
    run(
        db,
        """CREATE TABLE material (
            id TEXT PRIMARY KEY, workshop TEXT, hash TEXT, size INTEGER, name TEXT, media TEXT, title TEXT,
            version INTEGER, date TEXT
        )""",
        "CREATE INDEX material_workshop ON material(workshop)",
        """CREATE TABLE evidence (
            id TEXT PRIMARY KEY, person TEXT, action TEXT, hash TEXT, size INTEGER, name TEXT, media TEXT, title TEXT,
            date TEXT
        )""",
        "CREATE INDEX evidence_action ON evidence(action)",
    )


@SCHEMA()
def m0004_import_counts(db: Database) -> None:
    """What each file of an import did, when its sender made it, and whether the import was taken back since."""
    run(
        db,
        "ALTER TABLE import ADD COLUMN counts TEXT NOT NULL DEFAULT '{}'",
        "ALTER TABLE import ADD COLUMN created TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE import ADD COLUMN undone TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX import_sender ON import(sender)",
    )


@SCHEMA()
def m0004_receipts(db: Database) -> None:
    """What other desks said they hold of our streams, and what the last receipt for each sender told them."""
    run(
        db,
        """CREATE TABLE have (
            holder TEXT NOT NULL, stream TEXT NOT NULL, number INTEGER NOT NULL, block TEXT NOT NULL,
            created TEXT NOT NULL, PRIMARY KEY (holder, stream)
        )""",
        "CREATE TABLE receipt (key TEXT PRIMARY KEY, told TEXT NOT NULL, file TEXT NOT NULL)",
        "ALTER TABLE received_block ADD COLUMN stage TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE received_block ADD COLUMN number INTEGER NOT NULL DEFAULT 0",
    )


@SCHEMA()
def m0005_taken_back(db: Database) -> None:
    """Blocks and texts of imports that were taken back, as they came; which import brought a text that was missing."""
    run(
        db,
        """CREATE TABLE taken_back (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, author TEXT NOT NULL, nonce TEXT NOT NULL,
            audience TEXT NOT NULL, administration TEXT NOT NULL, number INTEGER NOT NULL, back TEXT NOT NULL,
            header BLOB NOT NULL, signature BLOB NOT NULL, import TEXT NOT NULL
        )""",
        """CREATE TABLE taken_back_change (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL, block TEXT NOT NULL, record TEXT NOT NULL, kind TEXT NOT NULL,
            meta BLOB NOT NULL, body BLOB NOT NULL
        )""",
        "CREATE INDEX taken_back_change_block ON taken_back_change(block)",
        "CREATE INDEX block_import ON block(import) WHERE import IS NOT NULL",
        "CREATE TABLE filled (block TEXT NOT NULL, id TEXT NOT NULL, import TEXT NOT NULL, PRIMARY KEY (block, id))",
        """CREATE TABLE taken_back_text (
            block TEXT NOT NULL, id TEXT NOT NULL, import TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (block, id)
        )""",
    )


@SCHEMA()
def m0005_erasure(db: Database) -> None:
    """What requests to erase name, and what was wiped for good; how many blocks of an ended key count."""
    run(
        db,
        "CREATE TABLE erasure (id TEXT NOT NULL, request INTEGER NOT NULL, PRIMARY KEY (id, request))",
        "CREATE INDEX erasure_request ON erasure(request)",
        "CREATE TABLE wiped (id TEXT PRIMARY KEY)",
        "ALTER TABLE standing ADD COLUMN counted TEXT NOT NULL DEFAULT ''",
    )


@SCHEMA()
def m0006_mailbox(db: Database) -> None:
    """What lies in the mailbox folder, as it was when it was last looked at; it can be looked at again."""
    run(
        db,
        """CREATE TABLE mailbox (
            name TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime INTEGER NOT NULL, digest TEXT NOT NULL,
            state TEXT NOT NULL, since TEXT NOT NULL, why TEXT NOT NULL
        )""",
    )


@SCHEMA()
def m0007_have(db: Database) -> None:
    """What a desk said last counts, whatever the date of its computer."""
    run(db, "DELETE FROM have WHERE stream = ''", "ALTER TABLE have DROP COLUMN created")


@SCHEMA()
def m0008_sent_together(db: Database) -> None:
    """Of a file made here: the first of the files it was made with, and how many others go along with it."""
    run(
        db,
        "ALTER TABLE sent ADD COLUMN made_with TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sent ADD COLUMN blobs INTEGER NOT NULL DEFAULT 0",
    )


@SCHEMA()
def m0008_receipt_stream(db: Database) -> None:
    """Streams of this desk in which it tells one person what came of their words; a stream is found at once."""
    run(
        db,
        "CREATE TABLE receipt_stream (nonce TEXT PRIMARY KEY)",
        "CREATE INDEX block_stream ON block(author, nonce, audience, number)",
        "DROP INDEX block_author",
    )


@SCHEMA()
def m0009_mailbox_holds(db: Database) -> None:
    """What each file of the mailbox folder holds, so that it is opened once."""
    run(db, "ALTER TABLE mailbox ADD COLUMN holds TEXT NOT NULL DEFAULT ''")


@SCHEMA()
def m0009_wiped_author(db: Database) -> None:
    """What was wiped is known by its author as well: a copy of somebody's words in another's block is not theirs."""
    run(
        db,
        "CREATE TABLE wiped_body (author TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (author, id))",
        "INSERT OR IGNORE INTO wiped_body SELECT coalesce(b.author, me.value, ''), c.id FROM change c"
        " LEFT JOIN block b ON b.seq = c.block LEFT JOIN setting me ON me.key = 'key'"
        " WHERE c.held = 'erased' AND c.id IN (SELECT id FROM wiped)",
        "INSERT OR IGNORE INTO wiped_body SELECT b.author, c.id FROM taken_back_change c"
        " JOIN taken_back b ON b.id = c.block"
        " WHERE substr(c.body, 1, 7) = x'7368613235363a' AND c.id IN (SELECT id FROM wiped)",
        "DROP TABLE wiped",
        "ALTER TABLE wiped_body RENAME TO wiped",
    )


def run(db: Database, *statements: str) -> None:
    """The statements of one step, in their order."""
    for statement in statements:
        db.execute(statement)
