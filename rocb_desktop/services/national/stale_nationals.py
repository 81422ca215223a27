"""Which national replies are older than what their people say now, and whose answers are new or other since."""

from collections.abc import Mapping, Sequence

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.compiling import held_replies, texts_in
from rocb_desktop.domain.reply import Reply
from rocb_desktop.services.national.newest import said_by
from rocb_desktop.services.session import Session
from rocb_desktop.store.blocks import marks
from rocb_desktop.store.changes import states_of
from rocb_desktop.store.replies import read_replies


def changed_since_compiled(
    session: Session, nationals: Sequence[Reply], counted: Mapping[str, Sequence[Reply]]
) -> dict[str, tuple[str, ...]]:
    """By workshop: names of those whose answers its national reply does not know; "" for one that is gone. `counted`
    are the replies of people that count, by workshop. A national reply that knows all is not listed.
    """
    states = states_of(session.db, {one.id for one in nationals})
    kept = {one.workshop: states[one.id].values for one in nationals if one.id in states}
    there = {workshop: counted.get(workshop, ()) for workshop in kept}
    said = said_by(session, [reply for replies in there.values() for reply in replies])
    gone = {
        workshop: sorted(held_replies(values) - {one.id for one in there[workshop]})
        for workshop, values in kept.items()
    }
    names = _names(session, [one for some in gone.values() for one in some])
    found = {}
    for workshop, values in kept.items():
        new = [one.name for one in there[workshop] if not _is_known(one, said[one.id], values)]
        found[workshop] = tuple(dict.fromkeys([*new, *(names.get(one, "") for one in gone[workshop])]))
    return {workshop: who for workshop, who in found.items() if who}


def _is_known(reply: Reply, now: set[str], kept: Mapping[str, Value]) -> bool:
    return reply.id in held_replies(kept) and now <= texts_in(kept.get("judged"))


def _names(session: Session, replies: Sequence[str]) -> dict[str, str]:
    if not replies:
        return {}
    return {one.id: one.name for one in read_replies(session.db, f"r.id IN ({marks(replies)})", replies)}
