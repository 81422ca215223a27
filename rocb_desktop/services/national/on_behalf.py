"""Entering a reply on behalf of somebody who cannot send one: from paper, a mail, a call or a form, with its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.on_behalf import BY_HAND, SourceDocument
from rocb_desktop.domain.person import clean_name, normalise_name
from rocb_desktop.domain.questionnaire import check, needed_ready, question_states
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.arriving.blob_intake import staged_blobs
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.entering import (
    attach,
    check_day,
    entered_edit,
    free_participant,
    names_at,
    where_to_enter,
)
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import questionnaire_of, require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.blobs import is_here
from rocb_desktop.services.survey.replies import ReplyForm
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.changes import Written
from rocb_desktop.store.source_documents import Entered, read_entered, read_source_documents
from rocb_desktop.store.workshops import read_workshops
from rocb_desktop.texts import _

_META = frozenset(
    "workshop administration participant name version date source received version_received withdrawn deleted".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Who a reply is entered for, and where it comes from. `source` is a word of BY_HAND, `received` the day on which
    it came, which decides whether it is late. `record`: the reply that is changed, "" for a new one.
    """

    workshop: str
    administration: str
    name: str
    source: str
    received: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What the person who enters a reply sees: the questions with what is kept, the names to choose from, and for a
    reply that is here already where it comes from.
    """

    form: ReplyForm
    entry: Entry
    names: tuple[str, ...]
    documents: tuple[SourceDocument, ...] = ()
    entered: tuple[Entered, ...] = ()  # the replies that are entered for this workshop already


@dataclass(frozen=True, slots=True)
class EnteredFrom:
    """Where a reply that an office entered comes from."""

    source: str
    received: str
    documents: tuple[SourceDocument, ...]


@lane("read")
def entered_from(session: Session, record: str) -> EnteredFrom | None:
    """Where a reply comes from; None for one that its person signed, or that was compiled."""
    state = session.state(record)
    if state is None or state.kind != "reply_on_behalf":
        return None
    return EnteredFrom(
        _text(state.values, "source"), _text(state.values, "received"), source_documents(session, record)
    )


def source_documents(session: Session, record: str) -> tuple[SourceDocument, ...]:
    """The documents a reply was taken from; each tells whether it is here."""
    found = read_source_documents(session.db, "reply=?", (record,))
    return tuple(replace(one, here=is_here(session, one.file)) for one in found)


@lane("read")
def entry_form(
    session: Session, workshop: str, name: str = "", administration: str = "", record: str = ""
) -> EntryForm:
    """The form for a reply on behalf: a new one of `name`, or the one that is here as `record`.

    Raises UserError: not_allowed, unknown_workshop, unknown_administration, not_surveyed, unknown_person.
    """
    the_workshop, code = where_to_enter(session, workshop, administration)
    state = session.state(record) if record else None
    if record and (state is None or state.kind != "reply_on_behalf"):
        raise UserError("unknown_person", reply=record)
    values: Mapping[str, Value] = state.values if state is not None else {}
    today = session.clock.today()
    entry = Entry(
        the_workshop.id,
        code,
        _text(values, "name") or name,
        _text(values, "source"),
        _text(values, "received") or today.isoformat(),
        record,
    )
    kept = {id: value for id, value in values.items() if id not in _META and value not in (None, "", [])}
    documents = source_documents(session, record) if record else ()
    form = blank_form(session, the_workshop, questionnaire_of(session, the_workshop), kept)
    entered = tuple(read_entered(session.db, the_workshop.id, code))
    return EntryForm(form, entry, names_at(session, the_workshop.id, code), documents, entered)


def blank_form(
    session: Session, workshop: Workshop, questionnaire: Questionnaire, answers: Mapping[str, Value]
) -> ReplyForm:
    """The questions with these answers, without the log of anybody."""
    today = session.clock.today()
    problems = tuple(check(questionnaire, answers, start=workshop.start, today=today))
    states = question_states(questionnaire, answers, list(problems))
    ready = needed_ready(questionnaire, states)
    return ReplyForm(
        workshop, questionnaire, answers, frozenset(), {}, problems, states, ready, 0, False, None, {}, today, today
    )


@lane("read")
def workshops_to_enter(session: Session) -> list[Workshop]:
    """The workshops of which a reply can be entered, the newest first."""
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    return read_workshops(session.db, "surveyed=1")[::-1]


@lane("read")
def list_names(session: Session, workshop: str, administration: str) -> tuple[str, ...]:
    """The names to choose from at a workshop, for an administration that was chosen."""
    return names_at(session, *_place(session, workshop, administration))


def _place(session: Session, workshop: str, administration: str) -> tuple[str, str]:
    the_workshop, code = where_to_enter(session, workshop, administration)
    return the_workshop.id, code


@lane("write")
def enter_reply(
    session: Session, entry: Entry, answers: Mapping[str, Value], files: Sequence[Path] = (), same: bool | None = None
) -> Outcome:
    """Keep a reply for somebody, complete or not, with the files it was taken from. One Undo for all; the value is the
    reply's record. For a name that has a reply already `same` says whether it is the same person: yes makes the next
    version, no another reply. Without an answer nothing is entered (rule 12).

    Raises UserError: same_person, not_allowed, missing_name, bad_value, bad_date, unknown_administration ...
    """
    workshop, code = where_to_enter(session, entry.workshop, entry.administration)
    if not code:
        raise UserError("unknown_administration", field="administration")
    name = clean_name(entry.name)
    if entry.source not in BY_HAND:
        raise UserError("bad_value", field="source", problem=_("Choose where the reply comes from."))
    day = check_day(entry.received, session.clock.today())
    participant = _participant(session, workshop.id, code, name, entry.record, same)
    edit = entered_edit(
        session, workshop, code, participant, name, answers, entry.source, day, corrects=bool(entry.record)
    )
    with staged_blobs(session) as staged, session.db.atomic():
        edits = [edit, *attach(session, staged, edit.record, files)]
        changes, written = session.commit(edits)
    said = _("The reply of {name} is entered.").format(name=name)
    return Outcome(_touched(written), said if changes else _("Nothing was changed."), undo_of(changes), edit.record)


@lane("write")
def remove_document(session: Session, record: str) -> Outcome:
    """Take a source document away from its reply; the way back stays. Raises UserError bad_value."""
    found = read_source_documents(session.db, "id=?", (record,))
    if not found:
        raise UserError("bad_value", value=record)
    changes, written = session.commit([Edit(record, "source_document", {"deleted": True})])
    said = _("Removed: {name}.").format(name=found[0].file.shown)
    return Outcome(_touched(written), said, undo_of(changes), record)


def _participant(
    session: Session, workshop: str, administration: str, name: str, record: str, same: bool | None
) -> str:
    """Under which participant the reply stands: as before where it is changed, else by its name."""
    entered = read_entered(session.db, workshop, administration)
    mine = [one for one in entered if one.id == record]
    if mine:
        return mine[0].participant
    named = [one for one in entered if normalise_name(one.name) == normalise_name(name)]
    if named and same is None:
        raise UserError("same_person", field="same", name=named[0].name)
    return named[0].participant if named and same else free_participant(session, workshop, administration, name)


def _touched(written: Written) -> frozenset[str]:
    return frozenset(written.tables)


def _text(values: Mapping[str, Value], name: str) -> str:
    found = values.get(name)
    return found if isinstance(found, str) else ""
