"""Lines that a person types or pastes: checked while they are typed, and kept as a file when they are whole."""

import hashlib
from dataclasses import dataclass

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import ENDING
from rocb_desktop.exchange.line_words import line_problems
from rocb_desktop.exchange.text_lines import Reading, read_lines
from rocb_desktop.exchange.wrapping import MAX_TYPED, unwrap
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.sent import files_folder
from rocb_desktop.services.session import Session


@dataclass(frozen=True, slots=True)
class Entry:
    """How far the typing is: `good` of `total` lines check (`total` 0: no line was read yet); what to put right."""

    good: int
    total: int
    problems: tuple[str, ...]
    whole: bool


def check_entry(text: str) -> Entry:
    """What is read of a text so far. It needs no store and takes a few milliseconds."""
    found = _read(text)
    return Entry(len(found.good), found.total, line_problems(found), found.data is not None)


def _read(text: str) -> Reading:
    return read_lines(text[:MAX_TYPED])


@lane("write")
def keep_entry(session: Session, text: str) -> Outcome:
    """Write what whole lines hold as a file, to be looked at as any other; the value is its path.

    Raises UserError: damaged_file (not whole yet), disk_full, cannot_open.
    """
    data = _read(text).data
    if data is None:
        raise UserError("damaged_file", problem=" ".join(line_problems(_read(text))))
    path = files_folder(session) / f"typed_{hashlib.sha256(data).hexdigest()[:8]}{ENDING}"
    write_whole(path, unwrap(data))
    return Outcome(value=path)
