"""Before sending: every question with its answers and a way back to it, and what the reply says about its author."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.answer_words import AnswerLine, answer_lines
from rocb_desktop.domain.form import Answers, Question, Questionnaire
from rocb_desktop.services.survey.homes import WorkshopLine
from rocb_desktop.services.survey.replies import ReplyForm
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.views.survey.tick_grid import detail_line
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.widgets.summary import SummaryList, SummaryRow


class CheckView(PageScroll):
    """`change_asked(question number)`; `person_saved(dict)` with what was changed of name, post, division and email.

    With `read_only` nothing can be changed here: the reply of a file that was made.
    """

    change_asked = Signal(int)
    person_saved = Signal(dict)

    def __init__(
        self, reply: ReplyForm, answers: Answers, *, note: Message | None = None, read_only: bool = False
    ) -> None:
        super().__init__()
        self._buttons: list[QPushButton] = []
        if note is not None:
            self.add(note)
        card = Card(_("Your answers"))
        rows = [
            self._row(reply.questionnaire, question, answers, read_only) for question in reply.questionnaire.questions
        ]
        card.add(SummaryList(rows))
        self.add(card)
        self.person = PersonCard(reply, read_only)
        self.person.saved.connect(self.person_saved)
        self.add(self.person)

    def first_focus(self) -> QWidget | None:
        """The first [Change], if there is one."""
        return self._buttons[0] if self._buttons else None

    def _row(self, questionnaire: Questionnaire, question: Question, answers: Answers, read_only: bool) -> SummaryRow:
        name = _("{n}. {question}").format(n=question.number, question=question.short)
        change = None
        if not read_only:
            change = button(_("Change"), "link", on_press=lambda: self.change_asked.emit(question.number))
            change.setAccessibleName(_("Change: {what}").format(what=name))
            self._buttons.append(change)
        return SummaryRow(name, answer_words(questionnaire, question, answers), change)


class PersonCard(Card):
    """Who the reply is from, to be corrected here. `saved(dict)`: what was changed."""

    saved = Signal(dict)

    def __init__(self, reply: ReplyForm, read_only: bool = False) -> None:
        super().__init__(_("About you"))
        person = reply.person
        values = {"name": "", "post": "", "division": "", "email": ""}
        code = ""
        if person is not None:
            values = {"name": person.name, "post": person.post, "division": person.division, "email": person.email}
            code = person.administration
        self.change = button(_("Change"), "link", on_press=lambda: self._edit(True))
        self.change.setAccessibleName(_("Change: {what}").format(what=_("About you")))
        if not read_only:
            self.set_corner(self.change)
        self._shown = values
        labels = person_labels()
        self._told = SummaryList(
            [SummaryRow(labels[id], [(value or _("Not given"), not value)]) for id, value in values.items()]
            + [SummaryRow(_("Administration"), [(name_of(code), False)])]
        )
        self.fields = {id: LineField(labels[id], text=value, optional=id != "name") for id, value in values.items()}
        self._form = self._build_form()
        self.add(self._told)
        self.add(self._form)
        self._form.hide()

    def _build_form(self) -> QWidget:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        name, post, division, email = self.fields.values()
        column.addWidget(FieldRow([(name, 220, 1), (post, 220, 1)]))
        column.addWidget(FieldRow([(division, 220, 1), (email, 220, 1)]))
        save = button(_("Save"), small=True, on_press=self._save)
        cancel = button(_("Cancel"), "link", on_press=lambda: self._edit(False))
        column.addWidget(FlowRow([save, cancel]))
        return form

    def _edit(self, on: bool) -> None:
        self._form.setVisible(on)
        self._told.setVisible(not on)
        self.change.setVisible(not on)
        if on:
            self.fields["name"].focus()
        else:
            self.change.setFocus()

    def _save(self) -> None:
        """Only what was changed here: the rest may have become something else meanwhile."""
        texts = {id: field.text() for id, field in self.fields.items()}
        self.saved.emit({id: text for id, text in texts.items() if text != self._shown[id]})


def made_note(line: WorkshopLine) -> Message:
    """Above the reply of a file: when it was made, and how to correct it."""
    made = line.file.made.astimezone().date() if line.file is not None else line.form.today
    said = _("You made the file of this reply on {date}, version {n}.")
    words = said.format(date=format_date(made), n=line.form.version)
    return Message("ok", words, _("To correct something, make the next version. It replaces this one."))


def person_labels() -> Mapping[str, str]:
    """What is said about a person, in order."""
    return {"name": _("Name"), "post": _("Post"), "division": _("Division"), "email": _("E-mail")}


def answer_words(questionnaire: Questionnaire, question: Question, answers: Answers) -> Sequence[tuple[str, bool]]:
    """The lines of one question's answers, for a summary row; what is known about a ticked box is one quiet line."""
    told: list[tuple[str, bool]] = []
    boxes = {one.id: one for one in question.main_fields if one.kind == "tick"}
    for one in answer_lines(questionnaire, answers):
        if one.question != question.number:
            continue
        field = questionnaire.field(one.field)
        box = boxes.get(field.shown_if.field) if field is not None and field.shown_if is not None else None
        if one.field in boxes:
            told.append((one.label, False))
            details = [part for part in question.fields if part.shown_if and part.shown_if.field == one.field]
            known = detail_line(boxes[one.field], details, answers)
            told += [(known, True)] if known else []
        elif box is None or (field is not None and field.kind == "text" and not field.one_line):
            told.append(_told(question, one))
    return told or [(_("No answer"), True)]


def _told(question: Question, one: AnswerLine) -> tuple[str, bool]:
    if len(question.main_fields) == 1 and one.field == question.main_fields[0].id:
        return one.text, False
    sentence = _("{question} {answer}") if one.label.endswith("?") else _("{label}: {answer}")
    return sentence.format(question=one.label, label=one.label, answer=one.text), True
