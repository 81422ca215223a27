"""One field of a questionnaire as a widget: which kind of input, how it is read, how it is filled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from rocb_desktop.domain import form
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button, menu_button
from rocb_desktop.ui.widgets.choice import RadioRow, tick
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.field import Field, LineField, NumberField, TextField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.optional_date import OptionalDateField

_MENU_WORDS = 60  # characters of a text in a menu; the whole text goes into the field


@dataclass(frozen=True, eq=False)
class AnswerField:
    """`widget` has the label and the error; `read` gives None for no answer; `write` tells nobody."""

    spec: form.Field
    widget: Field
    read: Callable[[], Value]
    write: Callable[[Value], None]


def answer_field(
    spec: form.Field, name: str, changed: Callable[[], None], near: date, offered: Sequence[str]
) -> AnswerField:
    """The widget of a field that is no tick; `name` is said for a choice, whose question stands above it.

    `changed` is called when the person changes the answer; `near` is the day a date begins with; `offered` are texts
    of the log that may be taken over.
    """
    makers = {"choice": _choice, "choices": _choices, "number": _number, "date": _date}
    if spec.kind == "text":
        return _text(spec, changed, offered)
    return makers[spec.kind](spec, name, changed, near)


class TickList(EvenGrid):
    """Several of a list; an option that stands alone takes the others away, and they it."""

    changed = Signal()

    def __init__(self, name: str, options: Sequence[form.Option]) -> None:
        self._ticks = {option.id: tick(option.label) for option in options}
        self._alone = {option.id for option in options if option.alone}
        widest = max((one.sizeHint().width() for one in self._ticks.values()), default=120)
        super().__init__(list(self._ticks.values()), columns=4, least=widest, gap=4)
        self.setAccessibleName(name)
        for id, box in self._ticks.items():
            box.setAccessibleName(_("{question}: {answer}").format(question=name, answer=box.text()))
            box.clicked.connect(lambda on, id=id: self._clicked(id, on))

    def value(self) -> list[int | str | bool | None] | None:
        """The options ticked, in their order; None for none."""
        return [id for id, box in self._ticks.items() if box.isChecked()] or None

    def set_value(self, chosen: Value) -> None:
        """Ticks these options and no other."""
        wanted = chosen if isinstance(chosen, list) else []
        for id, box in self._ticks.items():
            box.setChecked(id in wanted)

    def first(self) -> QWidget:
        """Where the keyboard starts."""
        return next(iter(self._ticks.values()))

    def _clicked(self, id: str, on: bool) -> None:
        for other, box in self._ticks.items():
            if on and other != id and (id in self._alone or other in self._alone):
                box.setChecked(False)
        self.changed.emit()


class _TickListField(Field):
    def focus(self) -> None:
        control = self.control
        if isinstance(control, TickList):
            control.first().setFocus()


def _choice(spec: form.Field, name: str, changed: Callable[[], None], _near: date) -> AnswerField:
    row = RadioRow(name, [(option.id, option.label) for option in spec.options])
    row.changed.connect(lambda _value: changed())
    return AnswerField(spec, Field("", row), row.value, row.set_value)


def _choices(spec: form.Field, name: str, changed: Callable[[], None], _near: date) -> AnswerField:
    ticks = TickList(name, spec.options)
    ticks.changed.connect(changed)
    return AnswerField(spec, _TickListField("", ticks), ticks.value, ticks.set_value)


def _number(spec: form.Field, _name: str, changed: Callable[[], None], _near: date) -> AnswerField:
    field = NumberField(spec.label, spec.hint, most=spec.max)
    field.changed.connect(lambda _value: changed())
    return AnswerField(
        spec, field, field.value, lambda value: field.set_value(value if isinstance(value, int) else None)
    )


def _date(spec: form.Field, _name: str, changed: Callable[[], None], near: date) -> AnswerField:
    field = OptionalDateField(spec.label, spec.hint, near=near)
    field.changed.connect(changed)
    given: list[tuple[Value, date | None]] = [(None, None)]  # the answer as it came, and the day shown for it

    def read() -> Value:
        if field.unread():
            return field.unread()  # never the day before it in its place: the check of the form says what is wrong
        day = field.value()
        if day == given[0][1]:
            return given[0][0]  # a month alone stays a month until another day is chosen
        return day.isoformat() if day is not None else None

    def write(value: Value) -> None:
        known = _parsed(value)
        given[0] = (value, known.last() if known is not None else None)
        field.set_value(given[0][1])
        if known is None and isinstance(value, str) and value:
            field.show_unread(value)
        field.set_hint(known.shown() if known is not None and not known.exact else spec.hint)

    return AnswerField(spec, field, read, write)


def _text(spec: form.Field, changed: Callable[[], None], offered: Sequence[str]) -> AnswerField:
    field: LineField | TextField = (
        LineField(spec.label, spec.hint) if spec.one_line else TextField(spec.label, spec.hint)
    )
    field.changed.connect(lambda _text: changed())
    if offered:
        field.set_under(_offer(offered, field))
    return AnswerField(
        spec, field, lambda: field.text() or None, lambda value: field.set_text(value if isinstance(value, str) else "")
    )


def _offer(texts: Sequence[str], field: LineField | TextField) -> QWidget:
    """A button that takes a text of the log into the field, after what is written there."""

    def take(text: str) -> None:
        written = field.text()
        if text not in written:
            field.set_text(f"{written}\n{text}".strip())
        field.focus()

    words = _("Use text from my log")
    if len(texts) == 1:
        one = button(words, "second", "notebook-pen", small=True, on_press=lambda: take(texts[0]))
        return _beside(one, texts[0])
    menu = QMenu()
    for text in texts:
        action = menu.addAction(text if len(text) <= _MENU_WORDS else f"{text[:_MENU_WORDS]}…")
        action.triggered.connect(lambda _on=False, text=text: take(text))
    several = menu_button(words, menu, "notebook-pen")
    menu.setParent(several, menu.windowFlags())
    return _beside(several, texts[0])


def _beside(press: QPushButton, text: str) -> QWidget:
    quote = label(_("“{text}”").format(text=text), "hint")
    return FieldRow([(press, press.sizeHint().width(), 0), (quote, 200, 1)], gap=12)


def _parsed(value: Value) -> PartialDate | None:
    if not isinstance(value, str) or not value:
        return None
    try:
        return PartialDate.parse(value)
    except UserError:
        return None  # the check of the form says what is wrong with it
