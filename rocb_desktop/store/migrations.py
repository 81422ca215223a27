"""Every change of the store's shape, oldest first. A step that was released is never edited again."""

from sqlite_utils import Database

from rocb_desktop.store import first_steps
from rocb_desktop.store.first_steps import run
from rocb_desktop.store.search_shape import create_search

SCHEMA = first_steps.SCHEMA  # what follows comes after those


@SCHEMA()
def m0010_log(db: Database) -> None:
    """What more an action says; materials of one's own; what came of the log: recommendations, projects, effects, the
    mission report with its gaps.
    """
    texts = ("subtype", "barrier", "due", "materials", "recommendation", "plan_item", "handed_to", "handed_from")
    order = (*texts[:3], "promised", *texts[3:])
    columns = (f"{name} {'INTEGER' if name == 'promised' else 'TEXT'}" for name in order)
    run(
        db,
        *(f"ALTER TABLE action ADD COLUMN {column}" for column in columns),
        "ALTER TABLE contact ADD COLUMN phone TEXT",
        "ALTER TABLE contact ADD COLUMN verified TEXT",
        """CREATE TABLE own_material (
            id TEXT PRIMARY KEY, person TEXT, workshop TEXT, hash TEXT, size INTEGER, name TEXT, media TEXT,
            title TEXT, date TEXT
        )""",
        """CREATE TABLE recommendation (
            id TEXT PRIMARY KEY, person TEXT, workshop TEXT, number INTEGER, text TEXT, owner TEXT, due TEXT,
            state TEXT, date TEXT, note TEXT
        )""",
        """CREATE TABLE project (
            id TEXT PRIMARY KEY, person TEXT, workshop TEXT, title TEXT, novelty TEXT, stage TEXT, term TEXT,
            support TEXT, text TEXT, recommendation TEXT, date TEXT
        )""",
        """CREATE TABLE effect (
            id TEXT PRIMARY KEY, person TEXT, workshop TEXT, action TEXT, title TEXT, value_before TEXT,
            value_after TEXT, unit TEXT, date TEXT, text TEXT
        )""",
        """CREATE TABLE mission_report (
            id TEXT PRIMARY KEY, workshop TEXT, person TEXT, addressee TEXT, summary TEXT, course TEXT, lessons TEXT,
            plan TEXT, annexes TEXT, finished TEXT, version INTEGER
        )""",
        """CREATE TABLE gap (
            id TEXT PRIMARY KEY, person TEXT, workshop TEXT, number INTEGER, standard TEXT, situation TEXT, gap TEXT,
            recommendation TEXT
        )""",
    )


@SCHEMA()
def m0010_national(db: Database) -> None:
    """A focal point's desk: who attended, spellings joined, who left, national replies cleared by a head, reminders."""
    run(
        db,
        """CREATE TABLE attendance (
            id TEXT PRIMARY KEY, workshop TEXT, administration TEXT, listed TEXT, name TEXT, role TEXT, attended TEXT,
            post TEXT, email TEXT, note TEXT
        )""",
        "CREATE INDEX attendance_workshop ON attendance(workshop)",
        "CREATE TABLE same_as (id TEXT PRIMARY KEY, administration TEXT, listed TEXT, same_as TEXT)",
        """CREATE TABLE stand_in (
            id TEXT PRIMARY KEY, administration TEXT, listed TEXT, name TEXT, gone_on TEXT, stand_in TEXT, note TEXT
        )""",
        """CREATE TABLE clearance (
            id TEXT PRIMARY KEY, round TEXT, administration TEXT, state TEXT, since TEXT, name TEXT, post TEXT,
            date TEXT, how TEXT, naming TEXT, judged TEXT
        )""",
        """CREATE TABLE quote_limit (
            id TEXT PRIMARY KEY, reply TEXT, field TEXT, administration TEXT, consent TEXT, judged TEXT
        )""",
        "CREATE TABLE desk_note (id TEXT PRIMARY KEY, about TEXT, administration TEXT, text TEXT, date TEXT)",
        """CREATE TABLE reminder (
            id TEXT PRIMARY KEY, administration TEXT, name TEXT, workshops TEXT, way TEXT, lang TEXT, date TEXT,
            due TEXT
        )""",
        """CREATE TABLE source_document (
            id TEXT PRIMARY KEY, reply TEXT, hash TEXT, size INTEGER, name TEXT, media TEXT, title TEXT, date TEXT
        )""",
        "CREATE INDEX source_document_reply ON source_document(reply)",
        """CREATE TABLE feedback (
            id TEXT PRIMARY KEY, round TEXT, workshop TEXT, date TEXT, figures TEXT, practices TEXT, note TEXT
        )""",
        "CREATE INDEX reply_national ON reply(workshop, administration) WHERE source = 'national' AND counts = 1",
    )


@SCHEMA()
def m0011_workshop(db: Database) -> None:
    """The programme of a workshop travels with it."""
    run(db, "ALTER TABLE workshop ADD COLUMN programme TEXT")


@SCHEMA()
def m0011_search(db: Database) -> None:
    """The index of the search over everything, which is made in the background."""
    create_search(db)


@SCHEMA()
def m0011_home(db: Database) -> None:
    """A survey that was opened again: until when, and why."""
    run(
        db,
        "ALTER TABLE workshop ADD COLUMN reopened_until TEXT",
        "ALTER TABLE workshop ADD COLUMN reopened_why TEXT",
    )
