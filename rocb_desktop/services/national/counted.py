"""Which replies count for an administration: for one workshop before they are compiled, and for a round (rule 5)."""

from collections.abc import Iterable, Mapping, Sequence

from rocb_desktop.domain.one_person import entry_of, passed_over
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.session import Session
from rocb_desktop.store.replies import read_replies
from rocb_desktop.store.roster import read_joins
from rocb_desktop.store.workshops import read_workshops

_OURS = "coalesce(r.administration, p.administration)=?"
_PEOPLE = f"{_OURS} AND r.source<>'national'"
_COUNTS = f"{_PEOPLE} AND r.counts=1 AND (r.source<>'own' OR (r.status='accepted' AND r.version IS NOT NULL))"
_NATIONAL = "r.administration=? AND r.source='national' AND r.counts=1"
_ROUND = "w.round=? AND w.surveyed=1"


def counted_replies(session: Session, workshop: str, code: str) -> tuple[tuple[Reply, ...], int]:
    """Accepted replies and those entered on behalf, an own signed one before one on behalf of the same person; and how
    many wait for a decision.
    """
    found = read_replies(session.db, f"r.workshop=? AND {_COUNTS}", (workshop, code))
    query = (
        f"SELECT count(*) FROM reply r LEFT JOIN person p ON p.id = r.person WHERE r.workshop=? AND {_PEOPLE}"
        " AND r.source='own' AND r.version IS NOT NULL AND r.status IN ('to_review', 'direct')"
    )
    return one_a_person(found, read_joins(session.db).get(code, {})), int(
        session.db.execute(query, (workshop, code)).fetchone()[0]
    )


def counted_in_round(session: Session, round_number: int, code: str) -> dict[str, tuple[Reply, ...]]:
    """The same of every workshop of a round, in one read."""
    found = read_replies(session.db, f"{_ROUND} AND {_COUNTS}", (round_number, code))
    return by_workshop(one_a_person(found, read_joins(session.db).get(code, {})))


def by_workshop(replies: Iterable[Reply]) -> dict[str, tuple[Reply, ...]]:
    found: dict[str, tuple[Reply, ...]] = {}
    for one in replies:
        found[one.workshop] = (*found.get(one.workshop, ()), one)
    return found


def one_a_person(replies: Sequence[Reply], joins: Mapping[str, str]) -> tuple[Reply, ...]:
    """Without those that another reply of the same person stands for (rules 5 and 12), as the tables count them."""
    passed = passed_over(map(entry_of, replies), {one.administration: joins for one in replies})
    return tuple(one for one in replies if one.id not in passed)


def round_items(session: Session, round_number: int, code: str) -> list[tuple[Workshop, Reply]]:
    """What an administration says in a round, by workshop: its national reply, without one the replies that count."""
    nationals = by_workshop(read_replies(session.db, f"{_ROUND} AND {_NATIONAL}", (round_number, code)))
    people = counted_in_round(session, round_number, code)
    return [
        (workshop, reply)
        for workshop in read_workshops(session.db, "round=? AND surveyed=1", (round_number,))
        for reply in nationals.get(workshop.id, ())[:1] or people.get(workshop.id, ())
    ]
