"""Whom a reply is entered for, and where it comes from: the left side of entering on behalf."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.administration import all_administrations
from rocb_desktop.domain.on_behalf import BY_HAND, source_word
from rocb_desktop.domain.person import MAX_NAME, normalise_name
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.national.on_behalf import Entry, EntryForm
from rocb_desktop.texts import _
from rocb_desktop.ui.views.national.source_files import SourceFiles
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.field import ChoiceField, DateField, Field, LineField
from rocb_desktop.ui.widgets.scroll import PageScroll

_OTHER = "\x00"  # of the list of names: another one is typed


class EntryFacts(PageScroll):
    """`moved`: another workshop or administration was chosen; `named`: another person; `sameness`: it was said whether
    a reply of this name that is here is of the same person.
    """

    moved = Signal()
    named = Signal()
    sameness = Signal()

    def __init__(self, workshops: Sequence[Workshop], *, office: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent, inset=True)
        self._form: EntryForm | None = None
        self.workshop = ChoiceField(_("Workshop"), [(one.id, short_title(one)) for one in workshops])
        offices = sorted(((one.code, one.name) for one in all_administrations()), key=lambda pair: pair[1])
        self.administration = ChoiceField(_("Administration"), offices)
        self.administration.setVisible(office)
        self._office = office
        self.person = ChoiceField(_("Person"))
        self.name = LineField(_("Name"))
        self.name.edit.setMaxLength(MAX_NAME)
        self.name.hide()
        answers = [(True, _("Same person: the next version")), (False, _("Another person of this name"))]
        self.same = RadioRow(_("Same person?"), answers)
        self.same_field = Field(_("Same person?"), self.same, _("A reply of this name is entered already."))
        self._asked_about = ""  # the record that the question is about
        self.source = ChoiceField(_("Where it comes from"), [("", _("Choose"))])
        self.source.set_options([("", _("Choose")), *((one, source_word(one)) for one in BY_HAND)])
        self.received: DateField | None = None
        self.files = SourceFiles()
        parts = (self.workshop, self.administration, self.person, self.name, self.same_field, self.source)
        for part in (*parts, self.files):
            self.add(part)
        self._show_same("")
        self.workshop.changed.connect(lambda _value: self.moved.emit())
        self.administration.changed.connect(lambda _value: self.moved.emit())
        self.person.changed.connect(self._chosen)
        self.name.changed.connect(lambda _text: self._named())
        self.same.changed.connect(lambda _value: self._said())

    def show_form(self, form: EntryForm) -> None:
        """The names of the workshop; for a reply that is changed, where it comes from."""
        self._form = form
        self.workshop.set_value(form.entry.workshop)
        if self.received is None:
            hint = _("The day it came to you. It decides whether the reply is late.")
            day = date.fromisoformat(form.entry.received)
            self.received = DateField(_("Received on"), day, hint, last=form.form.today)
            self.body.insertWidget(self.body.indexOf(self.files), self.received)
        chosen = self.chosen_name() or form.entry.name
        options = [("", _("Choose")), *((name, name) for name in form.names), (_OTHER, _("Another name"))]
        self.person.set_options(options)
        self._choose_name(chosen, form.names)
        if form.entry.record:
            self.source.set_value(form.entry.source)
            self.received.set_value(date.fromisoformat(form.entry.received))
            self.received.set_title(_("First received on"))
            self.received.set_hint(_("The day the first version came to you. It decides whether the reply is late."))
        self.workshop.setEnabled(not form.entry.record)
        self.person.setEnabled(not form.entry.record)
        self.files.show_kept(form.documents)

    def restore(self, name: str, source: str) -> None:
        """What was chosen before, where nothing is chosen now."""
        if self._form is not None and name and not self.chosen_name():
            self._choose_name(name, self._form.names)
        if source and not self.source.value():
            self.source.set_value(source)

    def chosen_name(self) -> str:
        """The name in the list, or as it is typed; "" for none."""
        value = self.person.value() or ""
        return self.name.text() if value == _OTHER else str(value)

    def entered(self) -> str:
        """The record of a reply of this name that is here already; "" for none."""
        wanted = normalise_name(self.chosen_name())
        found = self._form.entered if self._form is not None and wanted else ()
        return next((one.id for one in found if normalise_name(one.name) == wanted), "")

    def same_person(self) -> bool | None:
        """Whether the reply of this name that is here is of the same person; None while nothing was said."""
        said = self.same.value() if self.entered() else None
        return None if said is None else bool(said)

    def entry(self, record: str) -> Entry:
        """What was chosen."""
        day = self.received.value().isoformat() if self.received is not None else ""
        code = self.administration.value() if self._office else ""
        source = str(self.source.value() or "")
        return Entry(str(self.workshop.value() or ""), str(code or ""), self.chosen_name(), source, day, record)

    def check(self) -> bool:
        """Whether all is chosen; what is missing is said at its field, and the first has the keyboard."""
        self.person.set_error("" if self.person.value() else _("Choose the person who answered."))
        typed = self.person.value() != _OTHER or self.name.text().strip()
        self.name.set_error("" if typed else _("Write the name of the person."))
        self.source.set_error("" if self.source.value() else _("Choose where the reply comes from."))
        unsaid = bool(self._asked_about) and self.same.value() is None
        self.same_field.set_error(_("Say first whether it is the same person.") if unsaid else "")
        asked: tuple[Field, ...] = (self.person, self.name, self.same_field, self.source)
        wrong = [field for field in asked if field.error()]
        if self.received is not None and not self.received.check():
            wrong.append(self.received)
        if wrong:
            wrong[0].focus()
            # once the error has its room: in a small window the field lies below
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(wrong[0], 0, 4))
        return not wrong

    def _chosen(self, value: object) -> None:
        self.name.setVisible(value == _OTHER)
        if value == _OTHER:
            self.name.focus()
        self._named()

    def _named(self) -> None:
        self._show_same(self.entered())
        self.named.emit()

    def _said(self) -> None:
        self.same_field.set_error("")
        self.sameness.emit()

    def _show_same(self, record: str) -> None:
        """The question about a reply that is here; what was said of another one is no answer to it."""
        if record != self._asked_about:
            self.same.set_value(None)
            self.same_field.set_error("")
        self._asked_about = record
        self.same_field.setVisible(bool(record))

    def _choose_name(self, name: str, names: Sequence[str]) -> None:
        listed = next((one for one in names if normalise_name(one) == normalise_name(name)), "") if name else ""
        if listed:
            self.person.set_value(listed)
        elif name:
            self.person.set_value(_OTHER)
            self.name.set_text(name)
        self.name.setVisible(self.person.value() == _OTHER)
        editing = self._form is not None and bool(self._form.entry.record)
        self._show_same("" if editing else self.entered())
