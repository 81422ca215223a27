"""Files on their way into the store: staged, hashed, and placed only when somebody signed for them."""

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import MAX_SIZE, StoredFile
from rocb_desktop.exchange.bundle import MAX_ALL, Bundle, is_zip, open_bundle
from rocb_desktop.exchange.streams import Tick, copy_stream
from rocb_desktop.reports.files import file_error, streamed
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import (
    CHANGED,
    PARTS_FOLDER,
    WAITING_FOLDER,
    blob_path,
    is_here,
    opened,
    size_of,
    staging_folder,
    ticks,
)
from rocb_desktop.store.materials import named_blobs
from rocb_desktop.texts import _, ngettext

_DAY = 24 * 3600


@dataclass(slots=True)
class StagedBlobs:
    """Blobs on their way in. What was added and is wanted gets its place when the block ends well, or nothing does."""

    session: Session
    folder: Path
    wanted: dict[str, int] = field(default_factory=dict)
    _added: dict[str, Path] = field(default_factory=dict)
    _number: int = 0

    def want_missing(self) -> None:
        """Want every blob that a record speaks of by now and that is not here."""
        for digest, size in named_blobs(self.session.db).items():
            if digest not in self._added and not is_here(self.session, StoredFile(digest, size, "", "")):
                self.wanted[digest] = size

    def add_file(self, path: Path, tick: Tick) -> tuple[str, int]:
        """Add a file from outside: SHA-256 and size."""
        staged = self._next()
        with opened(path) as source, streamed(staged) as target:
            found = copy_stream(source, target, MAX_SIZE, tick)
        self._added[found[0]] = staged
        return found

    def add_bundle(self, bundle: Bundle, tick: Tick) -> None:
        """Add what is wanted of a bundle. Raises the UserErrors of extracting."""
        for packed in bundle.blobs:
            if packed.hash and packed.hash not in self.wanted:
                continue
            staged = self._next()
            with streamed(staged) as target:
                digest, _size = bundle.extract(packed, target, self.session.keys.identities, tick)
            if digest in self.wanted:
                self._added[digest] = staged
            else:
                staged.unlink(missing_ok=True)

    def promised(self, bundle: Bundle) -> int:
        """How many wanted blobs a bundle holds; of a sealed one, at most."""
        named = sum(packed.hash in self.wanted for packed in bundle.blobs if packed.hash)
        return named + min(sum(not packed.hash for packed in bundle.blobs), len(self.wanted))

    def arrived(self) -> list[str]:
        """The wanted blobs that were added."""
        return [digest for digest in self._added if digest in self.wanted]

    def place(self) -> None:
        for digest in self.arrived():
            path = blob_path(self.session, digest)
            try:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                os.replace(self._added[digest], path)
            except OSError as error:
                if not path.is_file():  # on Windows a file that is open stays: it is the same one
                    raise file_error(error, path) from error

    def _next(self) -> Path:
        self._number += 1
        return self.folder / str(self._number)


@contextmanager
def staged_blobs(session: Session) -> Iterator[StagedBlobs]:
    """A folder of its own for blobs on their way in; nothing is left of it, nor of one that a crash left."""
    _tidy(session)
    folder = staging_folder(session, session.ids.token(8).hex())
    staged = StagedBlobs(session, folder)
    try:
        yield staged
        staged.place()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tidy(session: Session) -> None:
    """Of a computer that stopped while files came in, nothing is wanted after a day."""
    for left in staging_folder(session).iterdir():
        with suppress(OSError):
            old = session.clock.now().timestamp() - left.stat().st_mtime > _DAY
            if old and left.name not in (PARTS_FOLDER, WAITING_FOLDER):
                shutil.rmtree(left, ignore_errors=True)


def keep_file(session: Session, path: Path) -> tuple[str, int]:
    """Copy a file that a person chose into the store: its SHA-256 and size. Raises UserError bad_path, too_large ..."""
    size = size_of(path)
    if size > MAX_SIZE:
        raise UserError("too_large", limit=f"{MAX_SIZE // 2**20} MB")
    with staged_blobs(session) as staged:
        found = staged.add_file(path, ticks(session, size))
        staged.wanted[found[0]] = found[1]
    return found


def is_bundle(path: Path) -> bool:
    """Whether a file begins as a zip does, with other files beside ours perhaps."""
    with opened(path) as stream:
        return is_zip(stream.read(4))


def rocb_in(path: Path) -> bytes | None:
    """The file of ours in a zip, without what else is in it; None for what is no such zip.

    Raises UserError damaged_file, too_large, and what opening a file may raise.
    """
    if not is_bundle(path):
        return None
    with opened(path) as stream, open_bundle(stream) as bundle:
        return bundle.read_rocb()


def take_blobs(staged: StagedBlobs, path: Path | None, *, keep: bool, progress: Callable[[int, int], None]) -> int:
    """Take what a received file brings of all that records name by now and that is missing; the count. Without `keep`
    nothing is unpacked, and of a sealed file the count is the most that it can be.
    """
    if path is None or not is_bundle(path):
        return 0
    staged.want_missing()
    if not staged.wanted:
        return 0
    with opened(path) as stream, open_bundle(stream) as bundle:
        if not keep:
            return staged.promised(bundle)
        before, done, total = len(staged.arrived()), 0, sum(packed.size for packed in bundle.blobs)

        def tick(more: int) -> None:
            nonlocal done
            done += more
            progress(min(done, total), total)

        staged.add_bundle(bundle, tick)
    return len(staged.arrived()) - before


def brings_missing(session: Session, path: Path, named: Collection[str]) -> bool:
    """Whether a file brings other files that are missing here; `named` are the hashes that its own records name. Of a
    sealed file, whether it may.
    """
    if not named or not is_bundle(path):
        return False
    wanted = {digest: size for digest, size in named_blobs(session.db).items() if digest in named}
    missing = {hash for hash, size in wanted.items() if not is_here(session, StoredFile(hash, size, "", ""))}
    with opened(path) as stream, open_bundle(stream) as bundle:
        return any(packed.hash in missing for packed in bundle.blobs if packed.hash) or (
            bool(missing) and any(not packed.hash for packed in bundle.blobs)
        )


@lane("write")
def copy_missing(session: Session, path: Path) -> Outcome:
    """Fill in what is not here yet: from the very file that is missing, or from a pack or another file of ours.

    Raises UserError not_the_file when it is neither.
    """
    tick = ticks(session, 2 * size_of(path))
    with staged_blobs(session) as staged, opened(path) as stream:
        staged.want_missing()
        digest, _size = copy_stream(stream, None, MAX_ALL, tick)
        if digest in staged.wanted:
            staged.add_file(path, tick)
        elif is_bundle(path):
            with open_bundle(stream) as bundle:
                if not bundle.blobs:
                    raise UserError("not_the_file", name=path.name)
                staged.add_bundle(bundle, tick)
        else:
            raise UserError("not_the_file", name=path.name)
        count = len(staged.arrived())
    return Outcome(CHANGED, copied_words(count), None, count)


def copied_words(count: int) -> str:
    """What came of looking for missing files."""
    if not count:
        return _("Nothing that is missing was in this file.")
    said = ngettext(
        "{n} file was copied. It is complete and not changed.",
        "{n} files were copied. They are complete and not changed.",
        count,
    )
    return said.format(n=count)
