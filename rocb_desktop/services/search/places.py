"""Where a hit leads: the page that shows the thing to this role, and what on it; the history shows everything."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.session import Session

Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Place:
    """A page by its key, and what the window tells it to arrive at."""

    page: str
    what: Mapping[str, str] = field(default_factory=dict)


def place_of(session: Session, source: str, record: str, values: Fields) -> Place:
    """The page of a record of one table, with what the record says."""
    aside = _ASIDE.get(source)
    if aside is not None:
        return aside(session, record)
    find = _BY_ROLE.get((session.profile.role, source)) or _OF_ALL.get(source)
    return (find(session, record, values) if find is not None else None) or Place("history", {"record": record})


Find = Callable[[Session, str, Fields], Place | None]


def _at_workshop(page: str) -> Find:
    """Its workshop, or the record itself where it is one."""

    def find(session: Session, record: str, values: Fields) -> Place | None:
        workshop = values.get("workshop", record)
        return Place(page, {"workshop": workshop}) if isinstance(workshop, str) else None

    return find


def _action(_session: Session, record: str, values: Fields) -> Place | None:
    action = values.get("action", record)
    return Place("actions", {"action": action}) if isinstance(action, str) else None


def _results(_session: Session, record: str, values: Fields) -> Place | None:
    """What came of the log has a tab of its own there."""
    workshop = values.get("workshop", "")
    return Place("actions", {"tab": "results", "workshop": workshop}) if isinstance(workshop, str) else None


def _feedback(_session: Session, record: str, _values: Fields) -> Place:
    return Place("feedback", {"feedback": record})


def _own_reply(session: Session, record: str, values: Fields) -> Place | None:
    """The participant's own; a review leads to the reply that it is about."""
    about = session.state(str(values.get("reply", record)))
    workshop = about.values.get("workshop") if about is not None else None
    return Place("survey", {"workshop": workshop}) if isinstance(workshop, str) else None


def _reply_to_review(session: Session, record: str, values: Fields) -> Place | None:
    reply = str(values.get("reply", record))
    row = session.db.execute("SELECT 1 FROM reply WHERE id=? AND source='own'", (reply,)).fetchone()
    return Place("national_return", {"reply": reply}) if row else None


def _person(session: Session, record: str, values: Fields) -> Place | None:
    """The key that wrote the name, where it is known here."""
    query = (
        "SELECT b.author FROM change c JOIN block b ON b.seq = c.block JOIN standing s ON s.key = b.author"
        " WHERE c.record=? AND c.held IS NULL ORDER BY c.seq DESC LIMIT 1"
    )
    row = session.db.execute(query, (record,)).fetchone()
    key = values.get("key") or (row[0] if row else None)
    return Place("people", {"person": key}) if isinstance(key, str) else None


def _sent(_session: Session, record: str) -> Place:
    return Place("send", {"file": record})


def _import(_session: Session, record: str) -> Place:
    return Place("history", {"imported": record})


def _waiting(session: Session, record: str) -> Place:
    row = session.db.execute("SELECT sender FROM waiting WHERE id=?", (record,)).fetchone()
    return Place("people", {"person": row[0]} if row else {})


_ASIDE: Mapping[str, Callable[[Session, str], Place]] = {"sent": _sent, "import": _import, "waiting": _waiting}
_OF_WORKSHOP = ("workshop", "name_list", "material", "own_material")
_OF_ALL: Mapping[str, Find] = {"person": _person, "contact": _person, "card": _person}
_BY_ROLE: Mapping[tuple[str, str], Find] = {
    **{(Role.PARTICIPANT, one): _at_workshop("materials") for one in _OF_WORKSHOP},
    **{(Role.FOCAL_POINT, one): _at_workshop("workshops") for one in (*_OF_WORKSHOP, "attendance", "participation")},
    **{(Role.PARTICIPANT, one): _at_workshop("mission_report") for one in ("mission_report", "gap")},
    **{(Role.PARTICIPANT, one): _results for one in ("recommendation", "project", "effect")},
    **{(role, "feedback"): _feedback for role in (Role.PARTICIPANT, Role.FOCAL_POINT)},
    **{(Role.PARTICIPANT, one): _action for one in ("action", "evidence")},
    **{(Role.PARTICIPANT, one): _own_reply for one in ("reply", "review")},
    **{(Role.FOCAL_POINT, one): _reply_to_review for one in ("reply", "review")},
    **{(Role.ROCB, one): _at_workshop("workshops") for one in (*_OF_WORKSHOP, "participation")},
}
