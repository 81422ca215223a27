"""Judges the date of this computer by what its store knows; every Home, the status bar and the form of a reply ask."""

from datetime import date, datetime

import rocb_desktop
from rocb_desktop.domain.pc_date import DateDoubt, doubt, newest_known
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session

_NEWEST_FILES = 300  # the newest files that came in say enough, however large the store is


@lane("read")
def doubt_about_today(session: Session) -> DateDoubt | None:
    """Why the date of this computer looks wrong; None when it may be right.

    A file is signed as a whole with the time it was made, so that nothing in it is newer. A day that was given to a
    command (`--today`) is no computer's date: only the files speak against it.
    """
    offices: list[date] = []
    others: list[date] = []
    for made, office in _newest_by_sender(session):
        day = _day(made)
        if day is not None:
            (offices if office else others).append(day)
    released = None if session.clock.told else date.fromisoformat(rocb_desktop.__released__)
    return doubt(session.clock.today(), newest_known(released, offices, others))


def reckoned_day(session: Session, found: DateDoubt | None) -> date:
    """The day that windows and delays are reckoned with: today, or, while that is in doubt, the newest day known."""
    return session.clock.today() if found is None else found.known


def latest_day(session: Session) -> date:
    """The last day that an answer or an action may name as past."""
    found = doubt_about_today(session)
    return session.clock.today() if found is None else found.latest


def _newest_by_sender(session: Session) -> list[tuple[str, int]]:
    query = (
        "SELECT max(i.created), max(coalesce(s.role IN ('rocb', 'anchor'), 0)) FROM"
        " (SELECT sender, created FROM import WHERE created<>'' ORDER BY rowid DESC LIMIT ?) i"
        " LEFT JOIN standing s ON s.key = i.sender WHERE i.sender<>? GROUP BY i.sender"
    )
    return session.db.execute(query, (_NEWEST_FILES, session.desk.key)).fetchall()


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None  # a time that nobody can read says nothing
