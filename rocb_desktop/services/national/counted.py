"""Which replies of a workshop count for an administration, before they are merged or compiled (rule 5)."""

from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.reply import Reply
from rocb_desktop.services.session import Session
from rocb_desktop.store.replies import read_replies

_OURS = "coalesce(r.administration, p.administration)=?"
_READ = f"r.workshop=? AND {_OURS} AND r.source<>'national'"
_COUNTS = "(r.source<>'own' OR (r.status='accepted' AND r.version IS NOT NULL))"


def counted_replies(session: Session, workshop: str, code: str) -> tuple[tuple[Reply, ...], int]:
    """Accepted replies and those entered on behalf, an own signed one before one on behalf of the same person; and how
    many wait for a decision.
    """
    found = read_replies(session.db, f"{_READ} AND r.counts=1 AND {_COUNTS}", (workshop, code))
    own = {normalise_name(one.name) for one in found if one.status == "accepted"}
    kept = tuple(one for one in found if one.status == "accepted" or normalise_name(one.name) not in own)
    query = (
        "SELECT count(*) FROM reply r LEFT JOIN person p ON p.id = r.person"
        f" WHERE {_READ} AND r.source='own' AND r.version IS NOT NULL AND r.status IN ('to_review', 'direct')"
    )
    return kept, int(session.db.execute(query, (workshop, code)).fetchone()[0])


def heads_of(session: Session, record: str) -> set[str]:
    """The newest changes of a record: what somebody judged who saw it now."""
    state = session.state(record)
    return {change.id for changes in state.heads.values() for change in changes} if state is not None else set()
