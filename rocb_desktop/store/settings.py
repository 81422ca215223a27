"""Settings of one profile: small texts that belong to this store and never travel."""

from rocb_desktop.store.database import Database


def read_setting(db: Database, key: str, default: str = "") -> str:
    row = db.execute("SELECT value FROM setting WHERE key=?", (key,)).fetchone()
    return str(row[0]) if row else default


def write_setting(db: Database, key: str, value: str) -> None:
    with db.atomic():
        db.execute("INSERT OR REPLACE INTO setting VALUES (?,?)", (key, value))
