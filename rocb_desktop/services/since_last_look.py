"""What came in since this person last looked at Home on this computer: a line for each kind, leading to where it is."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.history.record_names import RecordNames
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.store.came_in import CameIn, newest_import, read_came_in
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.store.undecided import read_undecided

_SETTING = "looked_at_home"  # of this store: it is no change, and travels nowhere
_NAMED = 2  # of several records of one kind, so many are named


@dataclass(frozen=True, slots=True)
class NewThing:
    """`count` records of one kind that came in: `names` of the first, and the page to see them on, at `what`.

    `kind` is receipt, correction, accepted, workshop, material, feedback, reply, return, contact or conflict.
    """

    kind: str
    count: int
    names: tuple[str, ...]
    page: str
    what: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SinceLastLook:
    """`looked` is the day of the last look, None before the first. The things came in after the mark `began`; `mark` is
    to be kept once they were seen. `more`: so much came in that the counts are of the newest alone.
    """

    looked: date | None
    things: tuple[NewThing, ...]
    began: int
    mark: int
    today: date
    more: bool = False


@lane("read")
def since_last_look(session: Session, after: int | None = None) -> SinceLastLook:
    """What is new. `after` is the mark of an earlier look, for as long as the page that showed it stays open."""
    kept = json.loads(read_setting(session.db, _SETTING, "{}"))
    looked = datetime.fromisoformat(kept["at"]).astimezone().date() if kept else None
    mark = int(kept.get("mark", 0)) if after is None else after
    newest, today = newest_import(session.db), session.clock.today()
    if looked is None or newest <= mark:
        return SinceLastLook(looked, (), mark if looked is not None else newest, newest, today)
    came, more = read_came_in(session.db, mark, session.desk.key)
    return SinceLastLook(looked, tuple(_things(session, came)), mark, newest, today, more)


@lane("write")
def note_look(session: Session, mark: int) -> Outcome:
    """Remember that this person saw what came in up to `mark`."""
    write_setting(session.db, _SETTING, json.dumps({"at": session.clock.now().isoformat(), "mark": mark}))
    return Outcome()


def _things(session: Session, came: list[CameIn]) -> Iterable[NewThing]:
    names = RecordNames(session)
    by_kind: dict[str, list[CameIn]] = {}
    for one in came:
        for kind in _told_as(session, one):
            by_kind.setdefault(kind, []).append(one)
    for kind, told in _TOLD[Role(session.profile.role)].items():
        found = by_kind.get(kind, [])
        if found:
            first = found[0]
            shown = (_name(session, names, one) for one in found[:_NAMED])
            where = told.where(names.values(first.record), first.record) if told.where is not None else ()
            yield NewThing(kind, len(found), tuple(name for name in shown if name), told.page, where)


def _name(session: Session, names: RecordNames, one: CameIn) -> str:
    """What a record is about; to a participant without their own name."""
    values = names.values(one.record)
    if session.profile.role == Role.PARTICIPANT and one.kind in ("review", "reply"):
        values = names.values(str(values.get("reply"))) if one.kind == "review" else values
        return names.title(str(values.get("workshop")))
    return names.about(one.record, one.kind, values)


def _told_as(session: Session, one: CameIn) -> list[str]:
    """What a record is called in the list; nothing for what says nothing by itself."""
    told = {
        "received": "receipt",
        "workshop": "workshop",
        "material": "material",
        "feedback": "feedback",
        "reply": "reply",
        "reply_on_behalf": "reply",
        "national_return": "return",
        "card": "contact",
    }
    found = [told[one.kind]] if one.kind in told else []
    if one.kind == "review":
        row = session.db.execute("SELECT decision FROM review WHERE id=?", (one.record,)).fetchone()
        found = [{"correct": "correction", "accept": "accepted"}.get(row[0] if row else "", "")]
    if read_undecided(session.db, one.record):
        found.append("conflict")
    return [kind for kind in found if kind]


@dataclass(frozen=True, slots=True)
class _Told:
    """Where a kind is seen: a page, and how it finds the one thing there."""

    page: str
    where: Callable[[Mapping[str, object], str], tuple[tuple[str, str], ...]] | None = None


def _workshop(values: Mapping[str, object], record: str) -> tuple[tuple[str, str], ...]:
    return (("workshop", str(values.get("workshop") or record)),)


def _reply(_values: Mapping[str, object], record: str) -> tuple[tuple[str, str], ...]:
    return (("reply", record),)


def _conflicts(_values: Mapping[str, object], _record: str) -> tuple[tuple[str, str], ...]:
    return (("show", "conflicts"),)


def _feedback(_values: Mapping[str, object], record: str) -> tuple[tuple[str, str], ...]:
    return (("feedback", record),)


_CONFLICT = _Told("history", _conflicts)
# By role, what is told and in which order: what asks for something comes first.
_TOLD: Mapping[Role, Mapping[str, _Told]] = {
    Role.PARTICIPANT: {
        "correction": _Told("survey"),
        "conflict": _CONFLICT,
        "feedback": _Told("feedback", _feedback),
        "accepted": _Told("survey"),
        "receipt": _Told("send"),
        "workshop": _Told("materials", _workshop),
        "material": _Told("materials", _workshop),
    },
    Role.FOCAL_POINT: {
        "reply": _Told("national_return", _reply),
        "conflict": _CONFLICT,
        "feedback": _Told("feedback", _feedback),
        "receipt": _Told("send"),
        "workshop": _Told("workshops", _workshop),
        "contact": _Told("people"),
    },
    Role.ROCB: {
        "return": _Told("inbox"),
        "reply": _Told("inbox"),
        "conflict": _CONFLICT,
        "contact": _Told("people"),
        "workshop": _Told("workshops", _workshop),
    },
}
