"""The tables of the search as migration m0011 makes them. A step that was released is never edited."""

from sqlite_utils import Database

_TABLES = (
    # What is found under which words, and whose name is among them.
    """CREATE TABLE search_doc (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, record TEXT NOT NULL, person TEXT, words TEXT NOT NULL,
        UNIQUE (record, source)
    )""",
    "CREATE INDEX search_doc_person ON search_doc(person) WHERE person IS NOT NULL",
    # The words come folded and parted by spaces (domain/search_words), so that the plainest tokenizer is the right
    # one: what one letter is does not depend on the Unicode tables of this computer's SQLite.
    """CREATE VIRTUAL TABLE search USING fts5(
        words, content='search_doc', content_rowid='id', detail='none', columnsize=0, prefix='1 2 3', tokenize='ascii'
    )""",
    # What was written and is not indexed yet: a record, a row of one table, or all changes from `first` to `last`.
    """CREATE TABLE search_queue (
        seq INTEGER PRIMARY KEY, source TEXT NOT NULL, record TEXT NOT NULL, first INTEGER, last INTEGER
    )""",
)
# Tables that are no projections of changes, with their keys: a trigger marks what is written there.
_ASIDE = (("import", "id"), ("sent", "file"), ("waiting", "id"))


def create_search(db: Database) -> None:
    """Make the tables, and mark everything there is."""
    for statement in _TABLES:
        db.execute(statement)
    for table, key in _ASIDE:
        for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("DELETE", "old")):
            db.execute(
                f"CREATE TRIGGER search_{table}_{event.lower()} AFTER {event} ON {table} BEGIN"
                f" INSERT INTO search_queue(source, record) VALUES ('{table}', {row}.{key}); END"
            )
        db.execute(f"INSERT INTO search_queue(source, record) SELECT DISTINCT '{table}', {key} FROM {table}")
    db.execute("INSERT INTO search_queue SELECT NULL, '', '', 1, coalesce(max(seq), 0) FROM change")
