"""A participant's survey reply: filled from the log, saved, looked at, and made into a sealed file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.change import Value, derive, parse_change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.kinds import Audience, Role, contact_id
from rocb_desktop.domain.material import Evidence
from rocb_desktop.domain.pc_date import DateDoubt
from rocb_desktop.domain.questionnaire import (
    Problem,
    changed_questions,
    check,
    needed_ready,
    normalise,
    question_states,
    to_send,
)
from rocb_desktop.domain.reply import logged_entries, offered_texts, prefill
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import default_name
from rocb_desktop.services.drafts import drop_draft
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.pc_date import doubt_about_today, reckoned_day
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_named, questionnaire_of
from rocb_desktop.services.sending.bundling import bundled
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.sending.enclosing import FOCAL_POINT, evidence_blocks, own_evidence
from rocb_desktop.services.sending.sent import keep_sent
from rocb_desktop.services.sending.signing import blocks_where, make_header, seal_file, sign_again, sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.blobs import evidence_blobs
from rocb_desktop.services.survey.evidence import evidence_after
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.effects import read_effects
from rocb_desktop.store.people import Officer, PersonRow, read_officers, read_person
from rocb_desktop.store.projects import read_projects
from rocb_desktop.texts import _

OPEN = "open"
PAGE = "survey"  # under which what is being typed into a reply is kept as a draft
_OF_ONESELF = "('erase', 'vouch')"  # that own words are erased, or an own key is ended, goes along with every reply


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """A reply as the form shows it: what is kept, and on top what the log fills in where nothing was answered."""

    workshop: Workshop
    questionnaire: Questionnaire
    answers: Mapping[str, Value]
    from_log: frozenset[str]
    offered: Mapping[str, list[str]]
    problems: tuple[Problem, ...]
    states: Mapping[int, str]
    needed: tuple[int, int]
    version: int  # of the last file made; 0 before the first
    changed: bool  # answers differ from those of the last file
    person: PersonRow | None
    log: Mapping[str, Value]  # what the log says, answered otherwise or not
    today: date
    latest: date  # the last day that an answer may name: today, or later while nobody knows what day it is
    doubt: DateDoubt | None = None
    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # ids of log entries by the box they tick
    changed_questions: tuple[int, ...] = ()  # of a newer version of the survey than these answers were begun with

    @property
    def may_send(self) -> bool:
        """The survey is open or closed, or nobody knows: nobody is kept from sending by a wrong computer."""
        return self.doubt is not None or self.today >= self.workshop.window.opens


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Exactly what a reply's file would hold, and who could open it."""

    form: ReplyForm
    person: PersonRow
    answers: Mapping[str, Value]
    to: str  # focal-point, rocb or open
    receiver: str
    receiver_name: str
    offices: tuple[tuple[str, str], ...]  # administration and public age key of each office that can open it
    name: str
    evidence: tuple[Evidence, ...] = ()  # what may go along to the focal point, when the person says so


def reply_id(workshop: str, person: str) -> str:
    return derive("reply", workshop, person)


@lane("read")
def reply_form(session: Session, workshop: str, draft: Mapping[str, Value] | None = None) -> ReplyForm:
    """The form of one workshop; `draft` holds answers typed and not saved yet."""
    return form_of(session, find_workshop(session, workshop), doubt_about_today(session), draft)


def form_of(
    session: Session, the_workshop: Workshop, doubt: DateDoubt | None, draft: Mapping[str, Value] | None = None
) -> ReplyForm:
    """The form of a workshop that was found already, with what is said against the date of this computer."""
    questionnaire = questionnaire_of(session, the_workshop)
    record = reply_id(the_workshop.id, me(session))
    state = session.state(record)
    asked = {one.id for one in questionnaire.fields}  # what an older version asked stays in the record
    kept = {name: value for name, value in (state.values if state else {}).items() if name in asked}
    kept = {name: value for name, value in kept.items() if value not in (None, "", [])}
    actions = read_actions(session.db, "workshop=? AND person=?", (the_workshop.id, me(session)))
    latest = session.clock.today() if doubt is None else doubt.latest
    projects = read_projects(session.db, "workshop=? AND person=?", (the_workshop.id, me(session)))
    effects = read_effects(session.db, "workshop=? AND person=?", (the_workshop.id, me(session)))
    from_log = prefill(actions, the_workshop, latest, projects)
    logged = _new_from_log(from_log, kept)
    answers = {**logged, **kept, **(draft or {})}
    problems = tuple(check(questionnaire, answers, start=the_workshop.start, today=latest))
    states = question_states(questionnaire, answers, list(problems))
    version = state.values.get("version") if state else None
    waiting = session.db.execute("SELECT 1 FROM change WHERE record=? AND block IS NULL LIMIT 1", (record,)).fetchone()
    return ReplyForm(
        the_workshop,
        questionnaire,
        answers,
        frozenset(name for name in from_log if answers.get(name) == from_log[name]),
        offered_texts(actions, the_workshop, latest, projects, effects),
        problems,
        states,
        needed_ready(questionnaire, states),
        version if isinstance(version, int) else 0,
        waiting is not None or not version,
        read_person(session.db, me(session)),
        from_log,
        reckoned_day(session, doubt),
        latest,
        doubt,
        logged_entries(actions, the_workshop, latest),
        _changed_since(session, record, the_workshop, questionnaire),
    )


def _changed_since(session: Session, record: str, workshop: Workshop, now: Questionnaire) -> tuple[int, ...]:
    """Questions that a newer version of the survey asks otherwise than the one the kept answers were given to."""
    rows = session.db.execute("SELECT meta, body FROM change WHERE record=? AND held IS NULL", (record,))
    said = [parse_change(*row) for row in rows]
    form = max(said, key=lambda change: (change.hlc, change.id)).form if said else workshop.questionnaire
    if form == workshop.questionnaire:
        return ()
    try:
        return changed_questions(questionnaire_named(session, form), now)
    except OSError:  # nobody has the older one any more: every question may be another
        return tuple(one.number for one in now.questions)


def _new_from_log(logged: Mapping[str, Value], kept: Mapping[str, Value]) -> dict[str, Value]:
    """What the log fills in: nothing for an action whose box the person has answered already."""
    answered = {name for name in kept if name.startswith("q1_")}
    return {name: value for name, value in logged.items() if not _box(name) & answered}


def _box(name: str) -> set[str]:
    """The tick that a detail of question 1 belongs to, and the detail itself."""
    stem, _sep, last = name.rpartition("_")
    return {stem, name} if last in ("date", "channel", "audience", "reached", "text") else {name}


@lane("write")
def save_reply(
    session: Session, workshop: str, answers: Mapping[str, Value], shown: Mapping[str, Value] | None = None
) -> Outcome:
    """Keep the answers, ready or not; a field that was emptied is said to be empty.

    `shown`: the answers that the form began with. What differs from them is kept, and nothing that somebody else (a
    command on this profile) answered meanwhile is taken back.
    """
    the_workshop = find_workshop(session, workshop)
    if shown is not None:
        edited = {name: answers.get(name) for name in {*answers, *shown} if answers.get(name) != shown.get(name)}
        answers = {**reply_form(session, workshop).answers, **edited}
    edit = _edit(session, the_workshop, answers)
    drop_draft(session, PAGE, the_workshop.id)
    if edit is None:
        return Outcome(message=_("Your answers are saved."))
    changes, written = session.commit([edit])
    return Outcome(frozenset(written.tables), _("Your answers are saved."), undo_of(changes), edit.record)


def _edit(session: Session, workshop: Workshop, answers: Mapping[str, Value]) -> Edit | None:
    """The answers that differ from what is kept, as an edit; None when none does.

    Unticked boxes are said to be no as soon as one box is ticked (rule 6), so that making the file adds nothing.
    """
    questionnaire = questionnaire_of(session, workshop)
    known = [one.id for one in questionnaire.fields]
    unknown = [name for name in answers if name not in known]
    if unknown:
        raise UserError("bad_value", field=unknown[0], value=unknown[0])
    wanted = normalise(answers, questionnaire)
    person = me(session)
    record = reply_id(workshop.id, person)
    state = session.state(record)
    before: dict[str, Value] = {name: state.values.get(name) for name in known} if state else {}
    changed = {name: wanted.get(name) for name in known if wanted.get(name) != (before.get(name) or None)}
    if not changed:
        return None
    fields: dict[str, Value] = {"workshop": workshop.id, "person": person, **changed}
    return Edit(record, "reply", fields, workshop.questionnaire)


@lane("read")
def outgoing(session: Session, workshop: str, to: str | None = None) -> Outgoing:
    """What leaves this computer. Raises UserError: reply_has_problems, no_office_key, bad_value."""
    form = reply_form(session, workshop)
    if not form.workshop.surveyed:
        raise UserError("not_surveyed")
    if form.problems:
        raise UserError("reply_has_problems", field=form.problems[0].field, problem=form.problems[0].text)
    if form.person is None:
        raise UserError("missing_name")
    chosen, receiver, officers = _receivers(session, to)
    answers = to_send(form.questionnaire, form.answers)
    version = form.version + 1 if form.changed else form.version
    day = f"{form.workshop.round}-{form.workshop.number:02d}"
    code = session.profile.administration
    # Files of one version for different readers lie beside one another: none takes the place of another.
    kind = {FOCAL_POINT: "reply", OPEN: "reply-open"}.get(chosen, "reply-to-rocb")
    name = default_name(code, kind, day, reply_id(form.workshop.id, me(session)), version)
    person = PersonRow(form.person.id, form.person.name, code, "", "", "") if chosen == OPEN else form.person
    receiver_name = officers[0].name if officers else ""
    offices = tuple(dict.fromkeys((one.administration or ROCB, one.office) for one in officers))
    kept = evidence_after(session, me(session), form.workshop.id) if chosen == FOCAL_POINT else ()
    evidence = tuple(one for one in kept if one.here)
    return Outgoing(form, person, answers, chosen, receiver, receiver_name, offices, name, evidence)


def _receivers(session: Session, to: str | None) -> tuple[str, str, list[Officer]]:
    """Way, office and the officers whose office keys open the file. ROCB A/P's come after a focal point's: it can
    open the reply when the focal point has left.
    """
    code = session.profile.administration
    national = read_officers(session.db, Role.FOCAL_POINT, code)
    region = read_officers(session.db, Role.ROCB)
    chosen = to or ("focal-point" if national else "rocb")
    if chosen == OPEN:
        return chosen, "", []
    if chosen not in ("focal-point", "rocb"):
        raise UserError("bad_value", field="to", value=chosen)
    found = national if chosen == "focal-point" else region
    if not found:
        raise UserError("no_office_key", receiver=chosen)
    return (chosen, code, [*national, *region]) if chosen == "focal-point" else (chosen, ROCB, region)


@lane("write")
def make_reply(
    session: Session, workshop: str, path: Path, to: str | None = None, with_evidence: bool = False
) -> Outcome:
    """Write the reply's file; a reply that changed since the last file becomes its next version.

    With evidence it goes to the focal point, and ROCB A/P cannot open it in their place.
    """
    leaving = outgoing(session, workshop, to)
    the_workshop = leaving.form.workshop
    evidence = own_evidence(session, the_workshop.id, leaving.to) if with_evidence else []
    offices = [(code, office) for code, office in leaving.offices if not evidence or code == leaving.receiver]
    readers = [office for _code, office in offices]
    blobs = evidence_blobs(session, {one.id for one in evidence})
    record = reply_id(the_workshop.id, me(session))
    version = leaving.form.version
    target = path / leaving.name if path.is_dir() else path
    # the file gets its name when what it holds is kept
    with bundled(session, target, blobs) as put, session.db.atomic():
        edit = _edit(session, the_workshop, leaving.answers)
        if leaving.form.changed or edit is not None:
            version += 1
            fields: dict[str, Value] = {
                **(edit.fields if edit is not None else {}),
                "workshop": the_workshop.id,
                "person": me(session),
                "version": version,
                "date": session.clock.today().isoformat(),
            }
            session.commit([Edit(record, "reply", fields, the_workshop.questionnaire)])
            drop_draft(session, PAGE, the_workshop.id)
        blocks = [*_blocks(session, leaving, record), *(evidence_blocks(session, evidence) if evidence else [])]
        header = make_header(session, "reply", offices)
        made = put(seal_file(session, header, blocks, readers), readers)
        sent = keep_sent(session, header, target, made, leaving.receiver, record, version)
    return Outcome(frozenset({"reply", "sent"}), _("Your file is ready."), None, sent)


def _blocks(session: Session, leaving: Outgoing, record: str) -> list[SignedBlock]:
    """All about this reply and its person, and no text of another reply of theirs.

    An open file holds a block of its own, in which no e-mail, post or division stands.
    """
    person = me(session)
    wanted = [record, person, contact_id(person)]
    said = session.db.execute(f"SELECT DISTINCT record FROM change WHERE kind IN {_OF_ONESELF} AND block IS NULL")
    sign_waiting(session, Audience.ROCB, {*wanted, *(str(row[0]) for row in said)})
    if leaving.to == OPEN:
        nonce = session.ids.token(8).hex()
        sign_again(session, Audience.ROCB, [record, person], nonce)
        return blocks_where(session, "author=? AND nonce=?", (session.keys.key, nonce))
    where = f"c.record IN (?3, ?4, ?5) OR (b.author=?6 AND c.kind IN {_OF_ONESELF})"
    return carry(session, Audience.ROCB, rows_where(session, Audience.ROCB, where, (*wanted, session.desk.key)))
