"""One question of a questionnaire as a card: its boxes and fields, what comes from the log, and what is wrong."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain import form
from rocb_desktop.domain.change import Value
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.survey.answer_fields import AnswerField, TickList, answer_field
from rocb_desktop.ui.views.survey.tick_grid import TickGrid, TickRow
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.badge_words import BadgeSpec
from rocb_desktop.ui.widgets.card import Card


class QuestionCard(Card):
    """`changed(field id)` when the person changes an answer, `left(field id)` when they leave a field, `log_asked(box)`
    when they want to see the entry of the log behind a box.
    """

    changed = Signal(str)
    log_asked = Signal(str)
    left = Signal(str)

    def __init__(self, question: form.Question, offered: Mapping[str, Sequence[str]], near: date) -> None:
        title = _("{n}. {question}").format(n=question.number, question=question.title)
        super().__init__(title, question.hint)
        self.question = question
        self._near, self._offered = near, offered
        self._logged: Mapping[str, Value] = {}
        self._badge = Badge("optional")
        self.set_corner(self._badge)
        self.body.setSpacing(current().space["s"])
        ticks = [one for one in question.main_fields if one.kind == "tick"]
        boxes = {one.id for one in ticks}
        self._fields = {one.id: self._make(one) for one in question.fields if one.id not in boxes}
        self.grid = TickGrid([TickRow(one, self._details(one)) for one in ticks]) if ticks else None
        if self.grid is not None:
            self.grid.changed.connect(self._changed)
            self.grid.log_asked.connect(self.log_asked)
            self.add(self.grid)
        for one in self._fields.values():
            one.widget.left.connect(lambda id=one.spec.id: self.left.emit(id))
            if not self._belongs_to_a_box(one.spec):
                self.add(one.widget)

    def answers(self) -> dict[str, Value]:
        """What is in the card; a field without an answer is left out, and so is a box that is not ticked (rule 6)."""
        found: dict[str, Value] = {id: one.read() for id, one in self._fields.items()}
        for row in self.grid.rows if self.grid is not None else ():
            found[row.spec.id] = "yes" if row.box.isChecked() else None
        return {id: value for id, value in found.items() if value not in (None, "", [])}

    def show_answers(self, answers: form.Answers, logged: Mapping[str, Value]) -> None:
        """Fill the card; nobody is told. `logged` is what the log says about this question."""
        blocked = self.blockSignals(True)
        self._logged = logged
        self.set_context(_("We ticked what you logged. Check it.") if logged else self.question.hint)
        for id, one in self._fields.items():
            one.write(answers.get(id))
        for row in self.grid.rows if self.grid is not None else ():
            row.box.setChecked(answers.get(row.spec.id) == "yes")
        self._refresh()
        self.blockSignals(blocked)

    def take_from_log(self) -> None:
        """Tick what the log says was done, with its details."""
        self.show_answers({**self.answers(), **self._logged}, self._logged)
        self._changed(self.question.main_fields[0].id)

    def all_from_log(self) -> bool:
        """Whether the answer itself is the log's."""
        answers, main = self.answers(), [one for one in self.question.main_fields if one.kind != "tick"]
        return bool(main) and all(
            one.id in self._logged and answers.get(one.id) == self._logged[one.id] for one in main
        )

    def set_badge(self, spec: BadgeSpec) -> None:
        """Where the question stands."""
        self._badge.set_badge(spec.key, **dict(spec.values))

    def badge_text(self) -> str:
        """Where the question stands, in a word."""
        return self._badge.text()

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Mark these fields and no other."""
        for id, one in self._fields.items():
            if one.widget.error() != errors.get(id, ""):
                one.widget.set_error(errors.get(id, ""))
        for row in self.grid.rows if self.grid is not None else ():
            row.set_error(errors.get(row.spec.id, ""))

    def focus_field(self, id: str) -> None:
        """Give a field the keyboard, opening the details it is in; an unknown one means the first."""
        row = self._row_of(id)
        if row is not None and self.grid is not None:
            if row.spec.id != id:
                self.grid.open(row.spec.id)
                self._refresh()
                self._fields[id].widget.focus()
            else:
                row.focus()
        elif id in self._fields:
            self._fields[id].widget.focus()

    def first_control(self) -> QWidget:
        """What the question asks first: where the keyboard starts."""
        if self.grid is not None:
            return self.grid.rows[0].box
        control = self._fields[self.question.main_fields[0].id].widget.control
        return control.first() if isinstance(control, TickList) else control

    def focus_first(self) -> None:
        """Give the keyboard to what the question asks first."""
        self.first_control().setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, spec: form.Field) -> AnswerField:
        name = self.question.title if spec.answers_question and len(self.question.main_fields) == 1 else spec.label
        return answer_field(spec, name, lambda: self._changed(spec.id), self._near, self._offered.get(spec.id, ()))

    def _details(self, box: form.Field) -> list[AnswerField]:
        return [one for one in self._fields.values() if one.spec.shown_if and one.spec.shown_if.field == box.id]

    def _belongs_to_a_box(self, spec: form.Field) -> bool:
        rows = self.grid.rows if self.grid is not None else ()
        return spec.shown_if is not None and any(row.spec.id == spec.shown_if.field for row in rows)

    def _row_of(self, id: str) -> TickRow | None:
        rows = self.grid.rows if self.grid is not None else ()
        return next((row for row in rows if id == row.spec.id or id in {one.spec.id for one in row.details}), None)

    def _changed(self, id: str) -> None:
        self._refresh()
        self.changed.emit(id)

    def _refresh(self) -> None:
        """What is shown follows the answers."""
        answers = self.answers()
        for one in self._fields.values():
            if not self._belongs_to_a_box(one.spec):
                one.widget.setVisible(one.spec.shown(answers))
        if self.grid is not None:
            self.grid.show_answers(answers, self._logged)
