"""Excel questionnaires in words: one line each, what is wrong with one, and the question “Same person?”."""

from PySide6.QtCore import Signal

from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.national.form_reading import FilledForm
from rocb_desktop.texts import _
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow


def form_words(form: FilledForm) -> str:
    """Vani Kuru, Fiji, Free Zones, version 2."""
    version = _("version {n}").format(n=form.next_version) if form.next_version else ""
    workshop = short_title(form.workshop) if form.workshop is not None else ""
    office = name_of(form.administration) if form.administration else ""
    return ", ".join(filter(None, (form.name, office, workshop, version)))


def form_lines(form: FilledForm) -> list[str]:
    """A form that can be entered, and below it what is good to know."""
    more = [*form.notes, *form.missing]
    return [f"{form_words(form)} ({form.path.name})", *(f"    {line}" for line in more)]


def problem_lines(form: FilledForm) -> list[str]:
    """A form that is left out, and every reason."""
    said = [bad.line for bad in form.cells]
    if form.error is not None:
        said.append(form.error.what())
    said += [] if said else form.notes[-1:]
    return [f"{form.path.name}", *(f"    {line}" for line in said)]


class SamePersonCard(Card):
    """`answered`: the person said whether a form is of somebody whose reply is here."""

    answered = Signal()

    def __init__(self, form: FilledForm) -> None:
        super().__init__(form_words(form), form.notes[-1] if form.notes else "")
        self.form = form
        name = _("Same person?")
        options = [(True, _("Same person: the next version")), (False, _("Another person of this name"))]
        self.choice = RadioRow(f"{name} {form.name}, {form.path.name}", options)
        self.choice.changed.connect(lambda _value: self.answered.emit())
        self.add(self.choice)
        self.set_foot(_("Both answers keep what is here. The file: {name}").format(name=form.path.name))

    def same(self) -> bool | None:
        """Yes or no; None while nothing was said: then the form is left out."""
        value = self.choice.value()
        return None if value is None else bool(value)
