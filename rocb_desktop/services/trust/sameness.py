"""Are we the same? Eight words over what counts here, for two people to compare by telephone."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rocb_desktop.domain.administration import by_code, name_of
from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.sending.receipt_dates import IN_RETURN
from rocb_desktop.services.session import Session
from rocb_desktop.store.taken_back import read_taken_back
from rocb_desktop.texts import _, format_date

# What a person keeps to himself is on no second computer; the own edits that no file carried yet are not either.
_EVERYTHING = (
    "SELECT DISTINCT c.id FROM change c JOIN block b ON b.seq = c.block"
    " WHERE c.held IS NULL AND b.audience<>'person' ORDER BY c.id"
)
# The replies that a return lists, as they were in the blocks that its note names: not what came since.
_OF_RETURN = (
    "SELECT DISTINCT c.id FROM change c JOIN block b ON b.seq = c.block JOIN received_block r ON r.block = b.id"
    " WHERE c.held IS NULL AND r.stage=? AND r.number=? AND r.administration=? AND substr(r.received, 21)=?"
    " AND c.record IN (SELECT j.value FROM national_return n, json_each(n.replies) j WHERE n.id=?) ORDER BY c.id"
)


@dataclass(frozen=True, slots=True)
class Sameness:
    """The words of `count` changes. `waiting` own edits no file has carried yet, so they are not among them;
    `taken_back` names the imports that are not, with the days they came.
    """

    about: str
    words: tuple[Word, ...]
    count: int
    waiting: int
    taken_back: tuple[str, ...]
    number: int = 0


@lane("read")
def compare_all(session: Session) -> Sameness:
    """For two officers of one office: all that both can have."""
    ids = _ids(session.db.execute(_EVERYTHING))
    waiting = session.db.execute("SELECT count(*) FROM change WHERE block IS NULL").fetchone()[0]
    return Sameness(_("Everything in this office"), _words("all", ids), len(ids), waiting, _taken_back(session))


@lane("read")
def compare_return(session: Session, round_number: int, administration: str = "") -> Sameness:
    """For a focal point and ROCB A/P: the replies of the newest national return that is here.

    Raises UserError: not_allowed, unknown_administration, no_return.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    code = _code(session, administration)
    record = derive("national_return", str(round_number), code)
    row = session.db.execute("SELECT number FROM national_return WHERE id=?", (record,)).fetchone()
    if row is None:
        raise UserError("no_return", administration=code)
    number = int(row[0])
    end = derive("received", IN_RETURN, str(round_number), str(number))[4:16]  # of the note's own record
    ids = _ids(session.db.execute(_OF_RETURN, (IN_RETURN, number, code, end, record)))
    about = _("National return no. {number} of {administration}, Survey {year}").format(
        number=number, administration=name_of(code), year=round_number
    )
    words = _words(f"return {round_number} {code} {number}", ids)
    return Sameness(about, words, len(ids), 0, _taken_back(session), number)


@lane("read")
def list_returns(session: Session) -> list[tuple[int, str, int]]:
    """Round, administration and number of every national return that is here, the newest round first."""
    rows = session.db.execute("SELECT round, administration, number FROM national_return ORDER BY 1 DESC, 2").fetchall()
    return [(int(survey), code, number) for survey, code, number in rows if str(survey).isdigit()]


def _code(session: Session, text: str) -> str:
    if not text:
        return session.profile.administration
    found = by_code(text)
    if found is None:
        raise UserError("unknown_administration", administration=text)
    return found.code


def _ids(rows: Iterable[tuple[str]]) -> list[str]:
    return [row[0] for row in rows]


def _words(scope: str, ids: Iterable[str]) -> tuple[Word, ...]:
    digest = hashlib.sha256("\n".join(ids).encode()).hexdigest()
    return words_of([f"same {scope} {digest}"])


def _taken_back(session: Session) -> tuple[str, ...]:
    imports = read_taken_back(session.db)
    rows = session.db.execute("SELECT id, name, sender_name, at FROM import ORDER BY at, name").fetchall()
    said = _("{file} from {sender}, {date}")
    return tuple(
        said.format(file=name, sender=sender, date=format_date(datetime.fromisoformat(at).astimezone().date()))
        for id, name, sender, at in rows
        if id in imports
    )
