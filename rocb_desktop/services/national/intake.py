"""Excel questionnaires that people filled in: read one by one, shown with all that is wrong, then entered on behalf."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.arriving.blob_intake import staged_blobs
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.entering import attach, check_day, entered_edit, free_participant
from rocb_desktop.services.national.form_books import ReadBook
from rocb_desktop.services.national.form_reading import ASKS, READY, REFUSED, FilledForm, FormReader, as_next
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.session import Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.texts import _, ngettext

EXCEL = "excel"
_GONE = ("not_the_file", "bad_path", "place_gone")  # since somebody looked at the file


@dataclass(frozen=True, slots=True)
class Intake:
    """All workbooks that were chosen, in their order."""

    forms: tuple[FilledForm, ...]
    today: date

    def count(self, *states: str) -> int:
        return sum(form.state in states for form in self.forms)


@dataclass(frozen=True, slots=True)
class Taken:
    """What an intake did: the records of the replies that were entered, and the workbooks that were left out."""

    replies: tuple[str, ...]
    left: tuple[FilledForm, ...]


@lane("read")
def preview_intake(session: Session, books: Sequence[ReadBook]) -> Intake:
    """Say what entering workbooks that were read would do. Changes nothing.

    Raises UserError not_allowed.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    reader = FormReader(session)
    forms = []
    for number, read in enumerate(books):
        session.progress(number, len(books))
        forms.append(reader.look(read))
    return Intake(tuple(forms), session.clock.today())


@lane("write")
def take_in(
    session: Session, books: Sequence[ReadBook], received: str = "", same: Mapping[str, bool] | None = None
) -> Outcome:
    """Enter the replies of workbooks as they were read, each kept as the source of its reply: a file that was changed
    since is left out. One Undo for all; the value is `Taken`.

    `received` is the day on which they came, today without one. `same` answers "Same person?" by the workbook's
    SHA-256: yes makes the next version, no another reply; without an answer the workbook is left out.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    today = session.clock.today()
    day = check_day(received, today) if received else today.isoformat()
    said = same or {}
    taken, left, changes, tables = list[str](), list[FilledForm](), [], set[str]()
    with staged_blobs(session) as staged, session.db.atomic():
        reader = FormReader(session)
        for number, read in enumerate(books):
            session.progress(number, len(books))
            form = reader.look(read)
            if form.state == ASKS and form.digest in said:
                form = _answered(session, form, said[form.digest])
            if form.state != READY or form.workshop is None:
                left.append(form)
                continue
            edit = entered_edit(
                session, form.workshop, form.administration, form.participant, form.name, form.answers, EXCEL, day,
                form.date,
            )  # fmt: skip
            try:
                sources = attach(session, staged, edit.record, [read.path], form.digest)
            except UserError as error:
                if error.code not in _GONE:
                    raise
                left.append(replace(form, state=REFUSED, error=error))
                continue
            made, written = session.commit([edit, *sources])
            changes += made
            tables |= written.tables
            taken.append(edit.record)
    message = ngettext("{n} reply is entered.", "{n} replies are entered.", len(taken)).format(n=len(taken))
    if not taken:
        message = _("Nothing new in these files.")
    return Outcome(frozenset(tables), message, undo_of(changes), Taken(tuple(taken), tuple(left)))


def _answered(session: Session, form: FilledForm, same: bool) -> FilledForm:
    """The form after somebody said whether its person is the one whose reply is here."""
    if same and form.same is not None:
        return as_next(form, form.same)
    workshop = form.workshop.id if form.workshop is not None else ""
    return replace(form, state=READY, participant=free_participant(session, workshop, form.administration, form.name))
