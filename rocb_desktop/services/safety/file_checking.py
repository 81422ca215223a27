"""Whether the files that records speak of are here and are those that were signed; damaged ones make way for good."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import MAX_SIZE, StoredFile
from rocb_desktop.exchange.streams import Tick, copy_stream
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.safety.backups import second_place
from rocb_desktop.services.safety.blob_mirror import bring_back_blobs, mirror_blobs
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import CHANGED, blob_path, blobs_in, checked_blob, is_here, ticks
from rocb_desktop.store.materials import named_blobs, read_evidence, read_materials, read_own_materials
from rocb_desktop.store.source_documents import read_source_documents
from rocb_desktop.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class FilesChecked:
    """`whole` files are here and what was signed; `missing` ones were not copied here yet; `spoiled` are copies in the
    second place that went bad.
    """

    whole: int = 0
    missing: tuple[StoredFile, ...] = ()
    damaged: tuple[StoredFile, ...] = ()
    spoiled: tuple[Path, ...] = ()

    @property
    def error(self) -> UserError | None:
        """What to do about damaged ones."""
        if self.spoiled and not self.damaged:
            said = ngettext(
                "{n} file in your second place is damaged. Put right copies it there again.",
                "{n} files in your second place are damaged. Put right copies them there again.",
                len(self.spoiled),
            )
            return UserError("not_the_file", problem=said.format(n=len(self.spoiled)))
        if not self.damaged:
            return None
        names = ", ".join(file.shown for file in self.damaged)
        said = _(
            "Damaged on this computer: {names}. Put right removes the damaged copy; a good one comes from your second"
            " place or from a pack file."
        )
        return UserError("not_the_file", problem=said.format(names=names))

    @property
    def words(self) -> str:
        """How many are whole, and how many are to be copied yet."""
        said = []
        if self.whole:
            said.append(ngettext("{n} file was checked.", "{n} files were checked.", self.whole).format(n=self.whole))
        if self.missing:
            count = len(self.missing)
            words = ngettext("{n} file is not copied here yet.", "{n} files are not copied here yet.", count)
            said.append(words.format(n=count))
        return " ".join(said)


def check_files(session: Session) -> FilesChecked:
    """Read every file that a record speaks of; changes nothing."""
    db = session.db
    found = [one.file for one in read_materials(db)] + [one.file for one in read_own_materials(db)]
    found += [one.file for one in read_source_documents(db)]
    found += [one.file for one in read_evidence(db)]
    files = {file.hash: file for file in found}
    mirrored = _mirrored(session)
    tick = ticks(session, sum(file.size for file in files.values()) + sum(mirrored.values()))
    missing: list[StoredFile] = []
    damaged: list[StoredFile] = []
    for file in files.values():
        try:
            checked_blob(session, file, tick)
        except UserError as error:
            (missing if error.code == "not_copied" else damaged).append(file)
    spoiled = tuple(path for path in mirrored if _is_spoiled(path, tick))
    return FilesChecked(len(files) - len(missing) - len(damaged), tuple(missing), tuple(damaged), spoiled)


def _mirrored(session: Session) -> dict[Path, int]:
    """The copies in the second place with their sizes; none when it is not connected."""
    second = second_place(session)
    try:
        return {path: path.stat().st_size for path in blobs_in(second)} if second is not None else {}
    except OSError:
        return {}


def _is_spoiled(path: Path, tick: Tick) -> bool:
    """Whether a copy in the second place is another than its name says; one that cannot be read now is not known."""
    try:
        with path.open("rb") as stream:
            return copy_stream(stream, None, 2 * MAX_SIZE, tick)[0] != path.name
    except (OSError, UserError):
        return False


@lane("write")
def put_files_right(session: Session) -> Outcome:
    """Remove damaged copies here and in the second place; when that is connected, each place gets what it misses.

    The value is what is still missing.
    """
    found = check_files(session)
    damaged = [*(blob_path(session, file.hash) for file in found.damaged), *found.spoiled]
    for path in damaged:
        with suppress(OSError):  # one that is open on Windows goes the next time
            path.unlink()
    named, second = named_blobs(session.db), second_place(session)
    tick = ticks(session, 2 * sum(named.values()))
    back = bring_back_blobs(session.profile.path, named, [second] if second is not None else [], tick)
    if second is not None and found.spoiled:
        back += mirror_blobs(session, second)[0]
    left = sum(not is_here(session, StoredFile(digest, size, "", "")) for digest, size in named.items())
    count = len(damaged)
    said = [
        ngettext("{n} damaged file was removed.", "{n} damaged files were removed.", count).format(n=count),
        ngettext("{n} file was copied again.", "{n} files were copied again.", back).format(n=back),
    ]
    if left:
        said.append(_("Still missing: {n}. Copy from a pack file, or ask who has them.").format(n=left))
    return Outcome(CHANGED, " ".join(said), None, left)
