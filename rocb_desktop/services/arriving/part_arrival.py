"""Parts among the files to receive: those that make a whole file become that file, the others are kept and wait."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.parts import PartHead
from rocb_desktop.services.arriving.blob_intake import staged_blobs
from rocb_desktop.services.arriving.file_result import FileResult, RecordResult
from rocb_desktop.services.arriving.gathering import Parcel, read_bytes
from rocb_desktop.services.arriving.parts import PartSet, forget_kept, join_set, keep_given, kept_sets, look_at_part
from rocb_desktop.services.isolation import only_this_file
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import looks

PART = "part"  # the kind of a file of which some parts are missing


@dataclass(slots=True)
class Joined:
    """What is to be received in the place of parts, and what became of the parts that make no whole file yet."""

    parcels: list[Parcel] = field(default_factory=list)
    results: list[FileResult] = field(default_factory=list)
    sets: dict[str, PartSet] = field(default_factory=dict)
    whole: list[PartSet] = field(default_factory=list)


@contextmanager
def joined_parts(session: Session, parcels: Sequence[Parcel], keep: bool) -> Iterator[Joined]:
    """Parcels without parts, and whole files made of parts, those kept before counting too. With `keep` a part that
    still needs others stays here, and a file that was received needs its parts no more.
    """
    joined = _sorted_out(session, parcels)
    if not joined.sets:
        yield joined
        return
    kept = kept_sets(session)
    with staged_blobs(session) as staged:
        for name, parts in joined.sets.items():
            parts.kept = kept[name].kept if name in kept else {}
            _settle(session, parts, staged.folder / name, joined, keep)
        yield joined
        for parts in joined.whole if keep else ():
            forget_kept(session, parts)


def _sorted_out(session: Session, parcels: Sequence[Parcel]) -> Joined:
    joined = Joined()
    for parcel in parcels:
        try:
            head = _head(session, parcel)
        except UserError as error:
            joined.results.append(FileResult(parcel.name, kind=PART, error=error, path=parcel.path))
            continue
        if head is None or parcel.path is None:
            joined.parcels.append(parcel)
        else:
            joined.sets.setdefault(head.set, PartSet(head)).given[head.number] = parcel.path
    return joined


def _head(session: Session, parcel: Parcel) -> PartHead | None:
    try:
        with only_this_file(parcel.name):
            return look_at_part(session, parcel.path) if parcel.path is not None else None
    except UserError as error:
        if error.code != "damaged_file":  # it cannot be read: reading it says why
            return None
        raise


def _settle(session: Session, parts: PartSet, place: Path, joined: Joined, keep: bool) -> None:
    """Join a set that is whole; keep what was brought of another, also when a part kept before went bad."""
    given = tuple(parts.given.values())
    try:
        if not parts.missing:
            join_set(parts, place, looks(session))
            joined.parcels.append(Parcel(parts.name, partial(read_bytes, place), place, parts=given))
            joined.whole.append(parts)
            return
        if keep:
            keep_given(session, parts)
        joined.results.append(_waiting(parts, given))
    except UserError as error:
        if error.code == "disk_full":
            raise
        if keep and error.code == "damaged_file":
            keep_given(session, parts)
        joined.results.append(FileResult(parts.name, kind=PART, error=error, path=given[0], parts=given))


def _waiting(parts: PartSet, given: tuple[Path, ...]) -> FileResult:
    one = RecordResult(parts.head.set, PART, "waiting", parts.words)
    return FileResult(
        parts.name, PART, known=True, counts={"waiting": 1}, details=(one,), why=parts.words, path=given[0], parts=given
    )
