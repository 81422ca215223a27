"""The files that came along with one that waits for its sender: kept as they came, and let in or removed with it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.bundle import MAX_ALL, open_bundle
from rocb_desktop.exchange.mail import is_mail
from rocb_desktop.exchange.streams import copy_stream
from rocb_desktop.exchange.wrapping import bundle_inside
from rocb_desktop.reports.files import streamed
from rocb_desktop.services.arriving.blob_intake import StagedBlobs, is_bundle
from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.services.arriving.gathering import Parcel
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import STAGING, WAITING_FOLDER, looks, opened, staging_folder
from rocb_desktop.store.imports import MAX_WAITING_BYTES, read_waiting
from rocb_desktop.texts import _

_DAY = 24 * 3600
_REMOVED = ".removed"  # ending of what Undo may bring back


@dataclass(slots=True)
class WaitingFiles:
    """What happens in one import to the files of what waits. Without `keep` it is only looked at."""

    session: Session
    keep: bool
    _new: dict[str, Path] = field(default_factory=dict)

    @contextmanager
    def bundle_of(self, parcel: Parcel, data: bytes, staged: StagedBlobs) -> Iterator[Path | None]:
        """Where the zip lies that came with a file: it itself, what a mail carried, or what was kept; None for none."""
        if parcel.path is not None and _has_blobs(parcel.path):
            yield parcel.path
        elif parcel.waits and (kept := self._new.get(parcel.waits) or kept_files(self.session, parcel.waits)):
            yield kept
        elif is_mail(data) and (inside := bundle_inside(data)) is not None:
            path = staged.folder / "from a mail"
            path.write_bytes(inside)
            yield path
            path.unlink(missing_ok=True)
        else:
            yield None

    def note(self, parcel: Parcel, result: FileResult, bundle: Path | None) -> FileResult:
        """A file that waits keeps what came with it (a mail has it inside); its result says when there is no room."""
        if not result.waits or bundle is None or parcel.path is None or bundle != parcel.path:
            return result
        if not self._has_room(result.waits, bundle):
            said = _("There is no room for the files that came with it: open it again when you know its sender.")
            return replace(result, why=f"{result.why} {said}".strip())
        self._new[result.waits] = bundle
        if self.keep:
            self._new[result.waits] = self._copied(result.waits, bundle)
        return result

    def _has_room(self, waits: str, bundle: Path) -> bool:
        """Within what the waiting room may hold, files of ours and those that came with them together."""
        others = {row[0]: row[8] for row in read_waiting(self.session.db)}
        used = sum(others.values()) + sum(kept_size(self.session, one) for one in others if one != waits)
        used += sum(path.stat().st_size for one, path in self._new.items() if one != waits and not self.keep)
        return bool(used + bundle.stat().st_size <= MAX_WAITING_BYTES)

    def _copied(self, waits: str, bundle: Path) -> Path:
        target = staging_folder(self.session, WAITING_FOLDER) / waits
        with opened(bundle) as source, streamed(target) as written:
            digest = copy_stream(source, written, MAX_ALL, looks(self.session))[0]
            written.flush()
            written.seek(0)
            if copy_stream(written, None, MAX_ALL, looks(self.session))[0] != digest:
                raise UserError("cannot_open", path=str(target))
        return target


def kept_files(session: Session, waits: str) -> Path | None:
    """The zip that came with a file of the waiting room."""
    place = _place(session, waits)
    return place if place.is_file() else None


def kept_size(session: Session, waits: str) -> int:
    """Bytes of what came with a file of the waiting room."""
    kept = kept_files(session, waits)
    return kept.stat().st_size if kept is not None else 0


def put_aside(session: Session, waits: str) -> None:
    """What came with a file that was removed stays for Undo, for a day."""
    kept = kept_files(session, waits)
    if kept is not None:
        kept.touch()
        kept.replace(kept.with_suffix(_REMOVED))


def put_back(session: Session, waits: str) -> None:
    """Undo of `put_aside`."""
    aside = _place(session, waits).with_suffix(_REMOVED)
    if aside.is_file():
        aside.replace(_place(session, waits))


def drop_files_of_gone(session: Session, *, removed: bool = False) -> None:
    """Delete what came with files that wait no more, because they were let in or erased; with `removed` also what is
    kept for Undo.
    """
    oldest = session.clock.now().timestamp() - _DAY
    with session.db.atomic():  # nobody else lets a file wait meanwhile
        waiting = {str(row[0]) for row in read_waiting(session.db)}
        for path in sorted(_folder(session).glob("*")):
            kept = path.name in waiting
            if path.suffix == _REMOVED and not removed:
                kept = path.stat().st_mtime > oldest
            if not kept:
                with suppress(OSError):  # one that is open on Windows goes the next time
                    path.unlink()


def _has_blobs(path: Path) -> bool:
    if not is_bundle(path):
        return False
    with opened(path) as stream, open_bundle(stream) as bundle:
        return bool(bundle.blobs)


def _place(session: Session, waits: str) -> Path:
    return _folder(session) / waits


def _folder(session: Session) -> Path:
    """Where the files of all that waits lie; it is made when the first of them comes."""
    return session.profile.path / STAGING / WAITING_FOLDER
