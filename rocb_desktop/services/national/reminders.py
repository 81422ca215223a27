"""Reminders of a focal point: written for each person in their language, taken along as mails, and noted in a log."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, own_id
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.reminder_words import ASKED, COMING, AskedFor, Reader, ReminderWords, reminder_words
from rocb_desktop.domain.roster import Reminder
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.mail import write_words
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.roster import Roster, RosterPerson, asked_of, list_roster
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.roster import read_reminders
from rocb_desktop.texts import LANGUAGES, _, language, ngettext

EML, MAILTO, COPY = WAYS = ("eml", "mailto", "copy")


@dataclass(frozen=True, slots=True)
class ReminderDraft:
    """What could be written to one person. `to` is who is addressed: the person, or who stands in for them ("" nobody
    is named: then nobody can be reminded). `lang` is the language of the last reminder, else that of the app.
    """

    key: str
    name: str
    to: str
    address: str
    about: str
    workshops: tuple[Workshop, ...]
    due: str
    lang: str
    words: Mapping[str, ReminderWords]  # by language
    last: Reminder | None


@dataclass(frozen=True, slots=True)
class ReminderDrafts:
    """A round's reminders that could be written; `people` have a survey open, over, or (COMING) still to open."""

    round: int
    people: tuple[ReminderDraft, ...]
    sender: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One reminder as it goes out: the words may have been edited."""

    name: str
    to: str
    address: str
    workshops: tuple[str, ...]
    due: str
    lang: str
    subject: str
    text: str


@lane("read")
def draft_reminders(session: Session, round_number: int | None = None, about: str = ASKED) -> ReminderDrafts:
    """Everybody of a round (by default the newest) who owes a reply, or whose survey opens later (COMING).

    Raises UserError not_allowed.
    """
    _require_focal_point(session)
    roster = list_roster(session, round_number)
    if roster is None:
        return ReminderDrafts(round_number or 0, (), session.profile.name)
    people = tuple(_drafts(session, roster, about))
    return ReminderDrafts(roster.round, people, session.profile.name)


def _drafts(session: Session, roster: Roster, about: str) -> Iterator[ReminderDraft]:
    for person in roster.people:
        workshops = asked_of(person, roster.workshops, coming=about == COMING)
        if workshops and normalise_name(session.profile.name) not in dict(person.row.spellings):  # not to oneself
            yield _draft(session, roster, person, workshops, about)


def _draft(
    session: Session, roster: Roster, person: RosterPerson, workshops: Sequence[Workshop], about: str
) -> ReminderDraft:
    asked = [AskedFor(one, _is_correction(person, one)) for one in workshops]
    to, address = _addressed(roster, person)
    reader = Reader(to or person.name, person.name, session.profile.name, name_of(roster.administration))
    last = person.reminders[0] if person.reminders else None
    words = {lang: reminder_words(lang, reader, asked, roster.today, about) for lang in LANGUAGES}
    closing = [one.window.closes for one in workshops if not one.window.approximate]
    due = min((day for day in closing if day >= roster.today), default=None) if about == ASKED else None
    lang = last.lang if last is not None and last.lang in LANGUAGES else language()
    return ReminderDraft(
        person.key,
        person.name,
        to,
        address,
        about,
        tuple(workshops),
        due.isoformat() if due else "",
        lang,
        words,
        last,
    )


def _is_correction(person: RosterPerson, workshop: Workshop) -> bool:
    seat = person.row.seat(workshop.id)
    return seat is not None and seat.status == "correction_asked"


def _addressed(roster: Roster, person: RosterPerson) -> tuple[str, str]:
    """Who is written to, and their address as far as it is known."""
    if person.left is None:
        return person.name, person.email
    if not person.left.stand_in:
        return "", ""
    wanted = person.left.stand_in.casefold()
    known = next(
        (one for one in roster.people if wanted in (name.casefold() for _key, name in one.row.spellings)), None
    )
    return person.left.stand_in, known.email if known is not None else ""


def chosen_of(draft: ReminderDraft, lang: str = "") -> Chosen:
    """A draft as it stands, in its own language or in `lang`."""
    words = draft.words[lang or draft.lang]
    workshops = tuple(one.id for one in draft.workshops)
    return Chosen(
        draft.name, draft.to, draft.address, workshops, draft.due, lang or draft.lang, words.subject, words.text
    )


@lane("write")
def write_reminders(session: Session, chosen: Sequence[Chosen], folder: Path) -> Outcome:
    """Write each as a mail that any mail program opens for sending, and note all of them; the value lists the files.

    All of it or nothing. Raises UserError: not_allowed, nothing_to_send, bad_path, disk_full, cannot_open.
    """
    _require_focal_point(session)
    _require_some(chosen)
    if not folder.is_dir():
        raise UserError("bad_path", path=str(folder))
    files: list[Path] = []
    try:
        with session.db.atomic():
            for place, one in enumerate(chosen):
                session.progress(place, len(chosen))
                path = _free(folder, f"{session.profile.administration}_reminder_{session.clock.today()}")
                write_whole(path, write_words((one.to, one.address), one.subject, one.text))
                files.append(path)
            changes, written = session.commit(_edits(session, chosen, EML))
    except BaseException:
        for path in files:
            with suppress(OSError):  # a stick that was pulled out
                path.unlink()
        raise
    said = ngettext(
        "{n} message is ready in the folder, and noted as a reminder.",
        "{n} messages are ready in the folder, and noted as reminders.",
        len(files),
    )
    return Outcome(frozenset(written.tables), said.format(n=len(files)), undo_of(changes), tuple(files))


@lane("write")
def note_reminders(session: Session, chosen: Sequence[Chosen], way: str) -> Outcome:
    """Note that these reminders went out by mail program (MAILTO) or were copied (COPY).

    Raises UserError: not_allowed, nothing_to_send, bad_value.
    """
    _require_focal_point(session)
    _require_some(chosen)
    if way not in WAYS:
        raise UserError("bad_value", field="way", value=way)
    changes, written = session.commit(_edits(session, chosen, way))
    names = ", ".join(one.name for one in chosen[:5])
    said = _("Noted as reminded: {names}.").format(names=names)
    return Outcome(frozenset(written.tables), said, undo_of(changes))


@lane("read")
def list_reminders(session: Session) -> list[Reminder]:
    """Every reminder to this administration's people, newest first."""
    return read_reminders(session.db, session.profile.administration)


def _edits(session: Session, chosen: Sequence[Chosen], way: str) -> list[Edit]:
    today = session.clock.today().isoformat()
    return [
        Edit(
            own_id("reminder", session.desk.key, session.ids.token(8)),
            "reminder",
            {
                "administration": session.profile.administration,
                "name": one.name,
                "workshops": list(one.workshops),
                "way": way,
                "lang": one.lang,
                "date": today,
                "due": one.due,
            },
        )
        for one in chosen
    ]


def _free(folder: Path, stem: str) -> Path:
    """A name that no file has yet. No name of a person: file names are read by many."""
    return next(path for n in range(1, 10_000) if not (path := folder / f"{stem}_{n:02}.eml").exists())


def _require_some(chosen: Sequence[Chosen]) -> None:
    if not chosen:
        then = _("Nothing was changed. Choose at least one person.")
        raise UserError("nothing_to_send", why=_("Nobody is chosen."), then=then)


def _require_focal_point(session: Session) -> None:
    if session.profile.role != Role.FOCAL_POINT:
        raise UserError("not_allowed", why=_("Only a national focal point writes reminders to participants."))
