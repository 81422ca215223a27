"""Compiling: several people of one workshop, one national reply; what each said is kept as they signed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.change import Value, derive, same_answer
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.compiling import (
    CONSENT,
    JOINED,
    WRITTEN,
    Line,
    consent_of,
    holds_words_of,
    join_texts,
    lines_of,
    taken_from,
)
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.questionnaire import Problem, check, to_send
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.consents import Consents, read_consents
from rocb_desktop.services.national.counted import counted_replies
from rocb_desktop.services.national.newest import check_seen, said_by
from rocb_desktop.services.national.stale_nationals import changed_since_compiled
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of, require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.replies import read_replies
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class Decided:
    """The answer to one field, and where it comes from: ids of replies, JOINED or WRITTEN."""

    value: Value
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compilation:
    """One workshop of this administration, for its national reply.

    `decided` has an answer for each of `lines`, by field: as it was kept, else as rule 5 proposes. `national` is the
    national reply that counts now; `changed` names whose answers are new or other since it was compiled. `consent` is
    the lowest of the people whose words it holds. `waiting` replies are still to review.
    """

    workshop: Workshop
    questionnaire: Questionnaire
    replies: tuple[Reply, ...]
    waiting: int
    lines: tuple[Line, ...]
    decided: Mapping[str, Decided]
    national: Reply | None
    changed: tuple[str, ...]
    consent: str
    problems: tuple[Problem, ...]
    consents: Consents  # of the people's texts
    seen: tuple[str, ...] = ()  # the newest changes of what is shown here

    def name_of(self, reply: str) -> str:
        return next((one.name for one in self.replies if one.id == reply), "")

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """Where the people differ."""
        return tuple(one for one in self.lines if one.differs)


def national_id(workshop: str, administration: str) -> str:
    return derive("national_reply", workshop, administration)


@lane("read")
def compilation(session: Session, workshop: str) -> Compilation:
    """Who said what about a workshop, and what its national reply says or would say. Raises unknown_workshop."""
    place = find_workshop(session, workshop)
    code = session.profile.administration
    sheet = questionnaire_of(session, place)
    replies, waiting = counted_replies(session, place.id, code)
    lines = lines_of(sheet, {one.id: one.answers for one in replies})
    state = session.state(national_id(place.id, code))
    kept = state.values if state is not None and not state.deleted else {}
    decided = {line.field.id: _kept(line, kept) or Decided(line.proposal, line.taken) for line in lines}
    national = read_replies(session.db, "r.id=?", (national_id(place.id, code),))
    answers = {name: one.value for name, one in decided.items()}
    consents = read_consents(session, replies)
    return Compilation(
        place,
        sheet,
        replies,
        waiting,
        tuple(lines),
        decided,
        national[0] if national else None,
        changed_since_compiled(session, national, {place.id: replies}).get(place.id, ()),
        _consent(lines, decided, replies, consents),
        tuple(check(sheet, answers, start=place.start, today=session.clock.today())),
        consents,
        _heads(session, replies),
    )


def _heads(session: Session, replies: Sequence[Reply]) -> tuple[str, ...]:
    return tuple(sorted({id for heads in said_by(session, replies).values() for id in heads}))


def _kept(line: Line, kept: Mapping[str, Value]) -> Decided | None:
    """What was decided, while those it was taken from still say so; a text of the desk stays."""
    id = line.field.id
    taken = taken_from(kept, id)
    value = kept.get(id)
    if taken == (WRITTEN,) and value not in (None, ""):
        return Decided(value, taken)
    if taken == (JOINED,):
        joined = join_texts(line.field, line.said)
        return Decided(joined, taken) if joined else None
    same = next((one for one in line.said if same_answer(one.value, value) and set(taken) & set(one.replies)), None)
    return Decided(same.value, same.replies) if same is not None else None


def _consent(
    lines: Sequence[Line], decided: Mapping[str, Decided], replies: Sequence[Reply], consents: Consents
) -> str:
    """The lowest of the texts it holds, each as far as its author and the administration allow it."""
    known = {one.id: one for one in replies}
    words = [
        consents.of(known[id], one.field.id)
        for one in lines
        for id in holds_words_of(one.field, decided[one.field.id].taken, one.said)
    ]
    return consent_of({one.id: one.consent for one in replies}, words)


def consent_with(found: Compilation, decided: Mapping[str, Decided]) -> str:
    """The consent of the national reply with these decisions; a detail of what is not ticked is not in it."""
    answers = to_send(found.questionnaire, {name: one.value for name, one in decided.items()})
    held = [one for one in found.lines if one.field.id in answers]
    return _consent(held, decided, found.replies, found.consents)


@lane("write")
def compile_reply(
    session: Session,
    workshop: str,
    decided: Mapping[str, Decided] | None = None,
    seen: Sequence[str] | None = None,
) -> Outcome:
    """Keep the national reply of a workshop: `decided` by field, the rest as it was decided before or as rule 5 says.

    `seen` are the changes that the person who decides was shown: `Compilation.seen`. Raises UserError: not_allowed,
    unknown_workshop, not_surveyed, nothing_to_compile, bad_value, reply_has_problems, changed_since (others came).
    """
    require_role(session, Role.FOCAL_POINT)
    found = compilation(session, workshop)
    check_seen(seen, found.seen)
    if not found.workshop.surveyed:
        raise UserError("not_surveyed")
    if not found.replies:
        raise UserError("nothing_to_compile")
    chosen = _chosen(found, decided or {})
    answers = _answers(found, chosen)
    problems = check(found.questionnaire, answers, start=found.workshop.start, today=session.clock.today())
    if problems:
        raise UserError("reply_has_problems", field=problems[0].field, problem=problems[0].text)
    record = national_id(found.workshop.id, session.profile.administration)
    fields: dict[str, Value] = {
        "workshop": found.workshop.id,
        "administration": session.profile.administration,
        **{one.id: answers.get(one.id) for one in found.questionnaire.fields},
        "replies": [one.id for one in found.replies],
        "judged": [*found.seen],
        "taken": [f"{name}={source}" for name, one in sorted(chosen.items()) for source in one.taken],
        "date": session.clock.today().isoformat(),
        "received": _received(found.replies),
        "deleted": False,
    }
    changes, written = session.commit([Edit(record, "national_reply", _said_now(session, record, fields))])
    title = found.workshop.short_title or found.workshop.title
    said = _("National reply kept: {workshop}.").format(workshop=title)
    return Outcome(frozenset(written.tables | {"reply"}), said, undo_of(changes), record)


def _received(replies: Sequence[Reply]) -> str | None:
    """The day that decides whether the national reply is late: in time when one reply was; else the first day, when
    every reply has one; None when nobody can know.
    """
    in_time = [one.received for one in replies if one.late is False]
    days = [day for day in in_time or [one.received for one in replies] if day is not None]
    known = in_time or len(days) == len(replies)
    return str(min(days, key=PartialDate.first)) if days and known else None


def _said_now(session: Session, record: str, fields: Mapping[str, Value]) -> dict[str, Value]:
    """Without what a new record need not say: empty answers, and that it is not removed."""
    if session.state(record) is not None:
        return dict(fields)
    return {name: value for name, value in fields.items() if value not in (None, False)}


def _chosen(found: Compilation, decided: Mapping[str, Decided]) -> dict[str, Decided]:
    known = {one.field.id for one in found.lines}
    extra = {name: one for name, one in decided.items() if name not in known and one.value not in (None, "", [])}
    fields = {one.id for one in found.questionnaire.fields}
    unknown = [name for name in decided if name not in fields or name == CONSENT]
    if unknown:
        raise UserError("bad_value", field=unknown[0], value=unknown[0])
    return {**found.decided, **{name: one for name, one in decided.items() if name in known}, **extra}


def _answers(found: Compilation, chosen: Mapping[str, Decided]) -> dict[str, Value]:
    """What the national reply says; details of what is not ticked leave it, and the consent is never raised."""
    answers = to_send(found.questionnaire, {name: one.value for name, one in chosen.items()})
    consent = consent_with(found, chosen)
    return {**answers, CONSENT: consent} if consent else answers


@lane("write")
def remove_national_reply(session: Session, workshop: str) -> Outcome:
    """Back to merging the people's replies by rule 5. Raises UserError: not_allowed, nothing_to_compile."""
    require_role(session, Role.FOCAL_POINT)
    place = find_workshop(session, workshop)
    code = session.profile.administration
    record = national_id(place.id, code)
    if not read_replies(session.db, "r.id=?", (record,)):
        raise UserError("nothing_to_compile")
    key: dict[str, Value] = {"workshop": place.id, "administration": code}
    changes, written = session.commit([Edit(record, "national_reply", {**key, "deleted": True})])
    said = _("The national reply is removed. The replies are merged question by question again.")
    return Outcome(frozenset(written.tables | {"reply"}), said, undo_of(changes), record)
