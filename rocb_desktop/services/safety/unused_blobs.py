"""Files of which no record speaks any more: what deleting them would free, and which stay for the way back."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.safety.backups import find_backups
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import CHANGED, blobs_in
from rocb_desktop.store.copies import blobs_in_copy
from rocb_desktop.store.materials import named_blobs, taken_back_blobs
from rocb_desktop.texts import ngettext

KEPT_DAYS = 90  # of a backup: so long the files stay that it speaks of, because copies in the profile hold none


@dataclass(frozen=True, slots=True)
class Unused:
    """Files in the store of which no material and no evidence speaks any more, and that can be deleted. `kept`: how
    many more stay, because a backup or an import that was taken back speaks of them.
    """

    count: int
    size: int
    kept: int = 0


@lane("read")
def unused_files(session: Session) -> Unused:
    """What deleting unused files would free."""
    found, kept = _unused(session)
    return Unused(len(found), sum(path.stat().st_size for path in found), kept)


@lane("write")
def delete_unused(session: Session) -> Outcome:
    """Delete the bytes of which nothing speaks; the person was asked, there is no way back. What a backup of the last
    KEPT_DAYS speaks of stays, and so does what an import brought that was taken back.
    """
    found, kept = _unused(session)
    for path in found:
        with suppress(OSError):  # one that is open on Windows goes the next time
            path.unlink()
    said = ngettext("{n} file was deleted.", "{n} files were deleted.", len(found)).format(n=len(found))
    if kept:
        said = f"{said} {kept_words(kept)}"
    return Outcome(CHANGED, said, None, len(found))


def kept_words(kept: int) -> str:
    """Why files stay of which no record speaks."""
    words = ngettext(
        "{n} file stays: a backup of the last {days} days, or an import that you took back, needs it.",
        "{n} files stay: a backup of the last {days} days, or an import that you took back, needs them.",
        kept,
    )
    return words.format(n=kept, days=KEPT_DAYS)


def _unused(session: Session) -> tuple[list[Path], int]:
    named = named_blobs(session.db)
    found = [path for path in blobs_in(session.profile.path) if path.name not in named]
    needed = _needed(session) if found else set()
    free = [path for path in found if path.name not in needed]
    return free, len(found) - len(free)


def _needed(session: Session) -> set[str]:
    """Hashes that may be asked for when a person goes back."""
    oldest = session.clock.now() - timedelta(days=KEPT_DAYS)
    recent = [copy.path for copy in find_backups(session).copies if copy.at >= oldest]
    return taken_back_blobs(session.db).union(*(blobs_in_copy(path) for path in recent))
