"""The newest changes of records: what somebody judged who looked at them, and whether it is still all there is."""

from collections.abc import Iterable, Sequence

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.quote import limit_id
from rocb_desktop.domain.reply import Reply
from rocb_desktop.services.session import Session
from rocb_desktop.store.changes import states_of


def heads_of(session: Session, record: str) -> set[str]:
    """The newest changes of one record."""
    return heads_of_all(session, [record]).get(record, set())


def heads_of_all(session: Session, records: Iterable[str]) -> dict[str, set[str]]:
    """The newest changes of each of `records` that anything is said of, in one read."""
    states = states_of(session.db, {*records})
    return {
        record: {change.id for changes in state.heads.values() for change in changes}
        for record, state in states.items()
    }


def said_by(session: Session, replies: Sequence[Reply]) -> dict[str, set[str]]:
    """By reply: the newest changes of it and of the limits of its texts, lifted ones as well."""
    limits = {one.id: [limit_id(one.id, field, one.administration) for field in one.answers] for one in replies}
    heads = heads_of_all(session, [*limits, *(limit for some in limits.values() for limit in some)])
    return {
        reply: set().union(*(heads.get(record, set()) for record in (reply, *some))) for reply, some in limits.items()
    }


def check_seen(seen: Sequence[str] | None, now: Iterable[str]) -> None:
    """Nothing is decided about what nobody was shown. Raises UserError changed_since; without `seen` nothing."""
    if seen is not None and set(seen) != set(now):
        raise UserError("changed_since")
