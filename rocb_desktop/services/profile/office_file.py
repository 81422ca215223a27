"""The office file (office.rocb): who ROCB A/P is, to lie beside the program of a new computer before any pack comes."""

from dataclasses import dataclass
from pathlib import Path

from rocb_desktop import paths
from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.authority import admit
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, Role
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.sending.sent import keep_sent
from rocb_desktop.services.sending.signing import make_header, seal_file, sign_waiting
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _

_WHO = "c.kind IN ('grant', 'office') OR (c.kind = 'card' AND s.role = 'rocb')"


@lane("write")
def make_office_file(session: Session, path: Path) -> Outcome:
    """Write the open, signed file that names ROCB A/P's two office keys, its officers and focal points.

    Raises UserError: not_allowed, disk_full, ...
    """
    if session.profile.role != Role.ROCB:
        raise UserError("not_allowed")
    with session.db.atomic():
        waiting = session.db.execute("SELECT record FROM change WHERE block IS NULL AND kind IN ('grant', 'office')")
        sign_waiting(session, Audience.ALL, {str(row[0]) for row in waiting})
        blocks = carry(session, Audience.ALL, rows_where(session, Audience.ALL, _WHO))
        header = make_header(session, "office", [], with_anchor=True)
        data = seal_file(session, header, blocks, [])
        write_whole(path, data)
        sent = keep_sent(session, header, path, data, ROCB, "", 0)
    said = _("The office file is ready. Put it beside the program on new computers; everybody may read it.")
    return Outcome(frozenset({"sent"}), said, None, sent)


@dataclass(frozen=True, slots=True)
class OfficeLook:
    """An office file that was found. `words`: the eight of the office it names; nobody has compared them yet."""

    path: Path
    words: tuple[Word, ...]


@lane("draw")
def find_office_file() -> OfficeLook | None:
    """The first office file beside the program, in its resources or with the profiles that is whole and speaks for the
    keys that it names; None when there is none.
    """
    for path in paths.office_files():
        try:
            return look_into_office(path)
        except UserError:
            continue  # a file of that name that is none is nobody's office; the first pack brings it
    return None


def look_into_office(path: Path) -> OfficeLook:
    """Raises UserError: other_office (its sender is no officer of the office it names), bad_path, damaged_file, ..."""
    file = read_file(read_bytes(path), [])
    verdict = admit((item.block for item in file.blocks), file.header.anchor).get(file.header.sender.key)
    if not file.header.anchor or verdict is None or verdict.standing.role is not Role.ROCB or verdict.disputed:
        raise UserError("other_office")
    return OfficeLook(path, words_of(file.header.anchor))
