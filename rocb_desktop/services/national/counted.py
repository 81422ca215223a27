"""Which replies count for an administration: for one workshop before they are compiled, and for a round (rule 5)."""

from collections.abc import Mapping, Sequence

from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.spelling import canonical
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.session import Session
from rocb_desktop.store.replies import read_replies
from rocb_desktop.store.roster import read_joins
from rocb_desktop.store.workshops import read_workshops

_OURS = "coalesce(r.administration, p.administration)=?"
_READ = f"r.workshop=? AND {_OURS} AND r.source<>'national'"
_ACCEPTED = "(r.source<>'own' OR (r.status='accepted' AND r.version IS NOT NULL))"
_NATIONAL = "r.workshop=? AND r.administration=? AND r.source='national' AND r.counts=1"


def counted_replies(session: Session, workshop: str, code: str) -> tuple[tuple[Reply, ...], int]:
    """Accepted replies and those entered on behalf, an own signed one before one on behalf of the same person; and how
    many wait for a decision.
    """
    found = read_replies(session.db, f"{_READ} AND r.counts=1 AND {_ACCEPTED}", (workshop, code))
    query = (
        "SELECT count(*) FROM reply r LEFT JOIN person p ON p.id = r.person"
        f" WHERE {_READ} AND r.source='own' AND r.version IS NOT NULL AND r.status IN ('to_review', 'direct')"
    )
    return own_first(found, read_joins(session.db).get(code, {})), int(
        session.db.execute(query, (workshop, code)).fetchone()[0]
    )


def own_first(replies: Sequence[Reply], joins: Mapping[str, str]) -> tuple[Reply, ...]:
    """Without those entered on behalf of somebody whose own signed reply is there, under whatever spelling."""

    def who(one: Reply) -> tuple[str, str]:
        return one.workshop, canonical(joins, normalise_name(one.name))

    own = {who(one) for one in replies if one.source == "own"}
    return tuple(one for one in replies if one.source == "own" or who(one) not in own)


def round_items(session: Session, round_number: int, code: str) -> list[tuple[Workshop, Reply]]:
    """What an administration says in a round, by workshop: its national reply, without one the replies that count."""
    found: list[tuple[Workshop, Reply]] = []
    for workshop in read_workshops(session.db, "round=? AND surveyed=1", (round_number,)):
        national = read_replies(
            session.db,
            "r.workshop=? AND r.administration=? AND r.source='national' AND r.counts=1",
            (workshop.id, code),
        )
        told = national[:1] or counted_replies(session, workshop.id, code)[0]
        found += [(workshop, reply) for reply in told]
    return found


def heads_of(session: Session, record: str) -> set[str]:
    """The newest changes of a record: what somebody judged who saw it now."""
    state = session.state(record)
    return {change.id for changes in state.heads.values() for change in changes} if state is not None else set()
