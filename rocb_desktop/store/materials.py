"""Materials, own ones and evidence: rows to domain objects, and which blobs they speak of."""

from collections.abc import Iterable, Sequence

from rocb_desktop.domain.change import parse_change
from rocb_desktop.domain.erasure import ERASED
from rocb_desktop.domain.material import MAX_SIZE, Evidence, Material, OwnMaterial, StoredFile, is_hash
from rocb_desktop.store.database import Database

# Of a record that names no blob, or one that nobody could send, nothing can be shown.
_TRUE = f"length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*' AND size BETWEEN 0 AND {MAX_SIZE}"


def read_materials(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Material]:
    """Materials by workshop and name shown."""
    rows = db.execute(
        "SELECT id, workshop, hash, size, name, title, version, date FROM material"
        f" WHERE {_TRUE} AND ({where}) ORDER BY workshop, coalesce(nullif(title, ''), name) COLLATE NOCASE, id",
        values,
    )
    return [
        Material(record, workshop or "", StoredFile(digest, size, name or "", title or ""), version or 1, date or "")
        for record, workshop, digest, size, name, title, version, date in rows
    ]


def read_evidence(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[Evidence]:
    """Evidence by action, oldest first."""
    rows = db.execute(
        "SELECT id, person, action, hash, size, name, title, date FROM evidence"
        f" WHERE {_TRUE} AND ({where}) ORDER BY action, date, name COLLATE NOCASE, id",
        values,
    )
    return [
        Evidence(record, person or "", action or "", StoredFile(digest, size, name or "", title or ""), date or "")
        for record, person, action, digest, size, name, title, date in rows
    ]


def read_own_materials(db: Database, where: str = "1", values: Sequence[object] = ()) -> list[OwnMaterial]:
    """Own materials by workshop and name shown."""
    rows = db.execute(
        "SELECT id, person, workshop, hash, size, name, title, date FROM own_material"
        f" WHERE {_TRUE} AND ({where}) ORDER BY workshop, coalesce(nullif(title, ''), name) COLLATE NOCASE, id",
        values,
    )
    return [
        OwnMaterial(record, person or "", workshop or "", StoredFile(digest, size, name or "", title or ""), date or "")
        for record, person, workshop, digest, size, name, title, date in rows
    ]


# Kinds of which a record names a file.
FILE_KINDS = ("material", "evidence", "own_material", "source_document")


def named_query(tables: Iterable[str] = FILE_KINDS) -> str:
    """Hash and size of every blob that these tables speak of: a copy of an older version has not all of them."""
    return " UNION ".join(f"SELECT hash, size FROM {table} WHERE {_TRUE}" for table in tables)


def named_blobs(db: Database) -> dict[str, int]:
    """Size by hash of every blob that a live record speaks of."""
    return dict(db.execute(named_query()).fetchall())


def taken_back_blobs(db: Database) -> set[str]:
    """Hashes of which only what was taken back speaks: an import that is brought in again needs them."""
    return _hashes(db.execute(f"SELECT meta, body FROM taken_back_change WHERE kind IN {FILE_KINDS}"))


def erased_blobs(db: Database) -> set[str]:
    """Hashes of the files that erased changes about a person speak of, while their texts are not deleted yet."""
    kinds = tuple(kind for kind in FILE_KINDS if kind != "material")
    return _hashes(db.execute(f"SELECT meta, body FROM change WHERE held=? AND kind IN {kinds}", (ERASED,)))


def _hashes(rows: Iterable[tuple[bytes, bytes]]) -> set[str]:
    found = ((parse_change(meta, body).fields or {}).get("hash") for meta, body in rows)
    return {digest for digest in found if isinstance(digest, str) and is_hash(digest)}
