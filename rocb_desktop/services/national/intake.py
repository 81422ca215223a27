"""Excel questionnaires that people filled in: read one by one, shown with all that is wrong, then entered on behalf."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.arriving.blob_intake import staged_blobs
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.entering import attach, check_day, entered_edit, free_participant
from rocb_desktop.services.national.form_reading import ASKS, READY, FilledForm, FormReader, as_next
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.session import Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.texts import _, ngettext

EXCEL = "excel"


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
def preview_intake(session: Session, paths: Sequence[Path]) -> Intake:
    """Read workbooks, and those of folders, and say what entering them would do. Changes nothing.

    Raises UserError not_allowed.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    files = form_files(paths)
    reader = FormReader(session)
    forms = []
    for number, path in enumerate(files):
        session.progress(number, len(files))
        forms.append(reader.look(path))
    return Intake(tuple(forms), session.clock.today())


@lane("write")
def take_in(
    session: Session, paths: Sequence[Path], received: str = "", same: Mapping[str, bool] | None = None
) -> Outcome:
    """Enter the replies of workbooks, each kept as the source of its reply. One Undo for all; the value is `Taken`.

    `received` is the day on which they came, today without one. `same` answers "Same person?" by the workbook's
    SHA-256: yes makes the next version, no another reply; without an answer the workbook is left out.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    today = session.clock.today()
    day = check_day(received, today) if received else today.isoformat()
    said, files = same or {}, form_files(paths)
    taken, left, changes, tables = list[str](), list[FilledForm](), [], set[str]()
    with staged_blobs(session) as staged, session.db.atomic():
        reader = FormReader(session)
        for number, path in enumerate(files):
            session.progress(number, len(files))
            form = reader.look(path)
            if form.state == ASKS and form.digest in said:
                form = _answered(session, form, said[form.digest])
            if form.state != READY or form.workshop is None:
                left.append(form)
                continue
            edit = entered_edit(
                session, form.workshop, form.administration, form.participant, form.name, form.answers, EXCEL, day,
                form.date,
            )  # fmt: skip
            made, written = session.commit([edit, *attach(session, staged, edit.record, [path])])
            changes += made
            tables |= written.tables
            taken.append(edit.record)
    message = ngettext("{n} reply is entered.", "{n} replies are entered.", len(taken)).format(n=len(taken))
    if not taken:
        message = _("Nothing new in these files.")
    return Outcome(frozenset(tables), message, undo_of(changes), Taken(tuple(taken), tuple(left)))


def form_files(paths: Sequence[Path]) -> list[Path]:
    """The workbooks that were chosen, and those in the folders that were; a program's own locks are none."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(path.iterdir(), key=lambda one: one.name)
            found += [one for one in inside if _is_workbook(one)]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _is_workbook(path: Path) -> bool:
    hidden = path.name.startswith(("~$", "."))
    return path.suffix.casefold() == ".xlsx" and not hidden and not path.is_symlink() and path.is_file()


def _answered(session: Session, form: FilledForm, same: bool) -> FilledForm:
    """The form after somebody said whether its person is the one whose reply is here."""
    if same and form.same is not None:
        return as_next(form, form.same)
    workshop = form.workshop.id if form.workshop is not None else ""
    return replace(form, state=READY, participant=free_participant(session, workshop, form.administration, form.name))
