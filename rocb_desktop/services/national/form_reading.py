"""One filled-in Excel questionnaire: whose it is, what it answers, and everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from rocb_desktop.domain.administration import by_code
from rocb_desktop.domain.change import Value, is_marked
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.person import clean_name, normalise_name
from rocb_desktop.domain.questionnaire import check
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.questionnaire_reader import (
    BadCell,
    FilledBook,
    FilledIn,
    read_answers,
)
from rocb_desktop.exchange.questionnaire_sheet import NAME
from rocb_desktop.services.isolation import only_this_file
from rocb_desktop.services.national.entering import names_at, where_to_enter
from rocb_desktop.services.national.form_books import ReadBook
from rocb_desktop.services.region.workshops import questionnaire_of
from rocb_desktop.services.session import Session
from rocb_desktop.store.people import read_person
from rocb_desktop.store.source_documents import Entered, own_names, read_entered, replies_from
from rocb_desktop.texts import _

READY, ASKS, HERE, CELLS, REFUSED = "ready", "asks", "here", "cells", "refused"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One workbook and what entering it would do. `state`: ready, asks (is it the same person?), here (this very file
    was entered before), cells (some are no answers) or refused. `next_version`: its reply is here, and this is the next
    version; `same`: a reply of the same name, which may be somebody else's. `notes` are good to know, `missing` what
    the reply lacks: it is entered all the same.
    """

    path: Path
    digest: str
    state: str
    workshop: Workshop | None = None
    administration: str = ""
    name: str = ""
    participant: str = ""
    date: str = ""
    answers: Mapping[str, Value] = field(default_factory=dict)
    cells: tuple[BadCell, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    error: UserError | None = None
    same: Entered | None = None
    next_version: int = 0


def as_next(form: FilledForm, entered: Entered) -> FilledForm:
    """The form as the next version of a reply that is here, under the name that stands there."""
    version = entered.version + 1
    name = entered.name or form.name
    return replace(form, state=READY, participant=entered.participant, name=name, next_version=version)


@dataclass(slots=True)
class FormReader:
    """What is looked up once for all workbooks, and what those before brought."""

    session: Session
    _names: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _asked: dict[str, Questionnaire] = field(default_factory=dict)
    _before: dict[tuple[str, str, str], FilledForm] = field(default_factory=dict)
    _digests: dict[str, Path] = field(default_factory=dict)

    def look(self, read: ReadBook) -> FilledForm:
        """One workbook, and what entering it would do; what is wrong with it is told, never raised."""
        if read.book is None:
            return FilledForm(read.path, "", REFUSED, error=read.error)
        try:
            with only_this_file(read.path.name):
                return self._look(read.path, read.digest, read.book)
        except UserError as error:
            return FilledForm(read.path, "", REFUSED, error=error)

    def _look(self, path: Path, digest: str, book: FilledBook) -> FilledForm:
        before = self._digests.setdefault(digest, path)
        if replies_from(self.session.db, [digest]) or before != path:
            return FilledForm(path, digest, HERE)
        workshop, code = self._place(book)
        asked = book.identity.questionnaire if book.identity is not None else workshop.questionnaire
        workshop = replace(workshop, questionnaire=asked)
        questionnaire = self._questionnaire(workshop)
        read = read_answers(book, questionnaire, self.session.profile.lang)
        form = FilledForm(path, digest, CELLS, workshop, code, date=read.date, answers=read.answers)
        form = replace(form, notes=tuple(self._notes(book, read)), name=read.person.get(NAME, ""))
        try:
            name = clean_name(form.name)
        except UserError as error:
            return replace(form, cells=(*read.problems, _name_cell(book, form.name, error)))
        form = replace(form, name=name, notes=(*form.notes, *self._people_notes(workshop, code, name)))
        if read.problems:
            return replace(form, cells=tuple(read.problems))
        found = check(questionnaire, read.answers, start=workshop.start, today=self.session.clock.today())
        missing = tuple(_("Question {n}: {problem}").format(n=one.question, problem=one.text) for one in found)
        return self._whose(replace(form, missing=missing), book)

    def _place(self, book: FilledBook) -> tuple[Workshop, str]:
        """The workshop and the administration of a workbook. Raises UserError unknown_workshop, not_for_you ..."""
        if book.identity is not None:
            place, code = book.identity.workshop, book.identity.administration
        else:
            place, said = book.said()
            if not place:
                raise UserError("bad_workbook", reason=_("it is none of our questionnaires."))
            office = by_code(said.rpartition("(")[2].rstrip(") ")) or by_code(said)
            code = office.code if office is not None else ""
        try:
            workshop, mine = where_to_enter(self.session, place, code)
        except UserError as error:
            if error.code == "unknown_workshop" and book.identity is not None:
                raise UserError("unknown_workshop", workshop=book.identity.place) from error
            raise
        if not code:
            raise UserError("unknown_administration")
        if mine != code:
            raise UserError("not_for_you", administration=code)
        return workshop, code

    def _questionnaire(self, workshop: Workshop) -> Questionnaire:
        asked = workshop.questionnaire
        if asked not in self._asked:
            try:
                self._asked[asked] = questionnaire_of(self.session, workshop)
            except OSError as error:
                raise UserError("newer_format") from error
        return self._asked[asked]

    def _notes(self, book: FilledBook, read: FilledIn) -> list[str]:
        notes = []
        if read.by_words:
            notes.append(_("Its rows were moved or its hidden sheet is lost: it was read by the words of its rows."))
        made_for = self._made_for(book)
        typed = normalise_name(read.person.get(NAME, ""))
        if made_for and typed and normalise_name(made_for) != typed:
            notes.append(_("It was made for {name}.").format(name=made_for))
        return notes

    def _made_for(self, book: FilledBook) -> str:
        """The name of the person a workbook was made for; "" where nobody here knows it."""
        made_for = book.identity.participant if book.identity is not None else ""
        if not is_marked(made_for, "person"):
            return made_for
        known = read_person(self.session.db, made_for)
        return known.name if known is not None else ""

    def _people_notes(self, workshop: Workshop, code: str, name: str) -> list[str]:
        notes, wanted = [], normalise_name(name)
        names = self._names.setdefault(
            (workshop.id, code), {normalise_name(one) for one in names_at(self.session, workshop.id, code)}
        )
        if names and wanted not in names:
            notes.append(_("This name is not on the list of the workshop."))
        if wanted in map(normalise_name, own_names(self.session.db, workshop.id, code)):
            notes.append(_("An own signed reply of this name is here. It comes first, and both are kept."))
        return notes

    def _whose(self, form: FilledForm, book: FilledBook) -> FilledForm:
        """Whether it is the first reply of its person, the next version, or whether somebody has to say so.

        Nobody sees the id in a hidden sheet: it counts only where the name that was typed is its person's. A colleague
        can have filled in the form.
        """
        workshop = form.workshop.id if form.workshop is not None else ""
        wanted = normalise_name(form.name)
        made_for = book.identity.participant if book.identity is not None else ""
        own_form = normalise_name(self._made_for(book)) == wanted
        entered = read_entered(self.session.db, workshop, form.administration)
        of_form = [one for one in entered if made_for and one.participant == made_for]
        mine = [one for one in of_form if wanted == normalise_name(one.name)]
        named = [one for one in entered if normalise_name(one.name) == wanted]
        place = (workshop, form.administration, wanted)
        earlier = self._before.get(place)
        self._before.setdefault(place, form)
        if mine:
            return as_next(form, mine[0])
        if (here := next(iter((*named, *of_form)), None)) is not None:
            note = _("Same person? A reply of {name} is here, version {n}.").format(name=here.name, n=here.version)
            return replace(form, state=ASKS, same=here, notes=(*form.notes, note))
        if earlier is not None:
            note = _("Same person? The file {file} has this name too.").format(file=earlier.path.name)
            return replace(form, state=ASKS, notes=(*form.notes, note))
        participant = made_for if own_form and made_for else form.name
        return replace(form, state=READY, participant=participant)


def _name_cell(book: FilledBook, says: str, error: UserError) -> BadCell:
    """The cell with the name, as one to correct."""
    sheet = next(iter(book.sheets), "")
    cell = next((place.cell for place in book.places if place.key == NAME), "")
    return BadCell(sheet, cell, _("Name"), says[:60], error.what())
