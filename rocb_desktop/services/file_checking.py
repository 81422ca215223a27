"""Whether the files that records speak of are here and are those that were signed; damaged ones make way for good."""

from dataclasses import dataclass

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import StoredFile
from rocb_desktop.services.backups import second_place
from rocb_desktop.services.blob_mirror import bring_back_blobs
from rocb_desktop.services.blobs import CHANGED, blob_path, checked_blob, is_here, ticks
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.store.materials import named_blobs, read_evidence, read_materials
from rocb_desktop.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class FilesChecked:
    """`whole` files are here and what was signed; `missing` ones were not copied here yet."""

    whole: int = 0
    missing: tuple[StoredFile, ...] = ()
    damaged: tuple[StoredFile, ...] = ()

    @property
    def error(self) -> UserError | None:
        """What to do about damaged ones."""
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
    found = [one.file for one in read_materials(session.db)] + [one.file for one in read_evidence(session.db)]
    files = {file.hash: file for file in found}
    tick = ticks(session, sum(file.size for file in files.values()))
    missing: list[StoredFile] = []
    damaged: list[StoredFile] = []
    for file in files.values():
        try:
            checked_blob(session, file, tick)
        except UserError as error:
            (missing if error.code == "not_copied" else damaged).append(file)
    return FilesChecked(len(files) - len(missing) - len(damaged), tuple(missing), tuple(damaged))


@lane("write")
def put_files_right(session: Session) -> Outcome:
    """Remove damaged copies, and bring back what is missing from the second place when it is connected.

    The value is what is still missing.
    """
    damaged = check_files(session).damaged
    for file in damaged:
        blob_path(session, file.hash).unlink(missing_ok=True)
    named, second = named_blobs(session.db), second_place(session)
    tick = ticks(session, 2 * sum(named.values()))
    back = bring_back_blobs(session.profile.path, named, [second] if second is not None else [], tick)
    left = sum(not is_here(session, StoredFile(digest, size, "", "")) for digest, size in named.items())
    count = len(damaged)
    said = [
        ngettext("{n} damaged file was removed.", "{n} damaged files were removed.", count).format(n=count),
        ngettext("{n} file came back.", "{n} files came back.", back).format(n=back),
    ]
    if left:
        said.append(_("Still missing: {n}. Copy from a pack file, or ask who has them.").format(n=left))
    return Outcome(CHANGED, " ".join(said), None, left)
