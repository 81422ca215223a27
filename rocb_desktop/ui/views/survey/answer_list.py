"""Answers to read: question by question, or only what changed, the old one struck through above the new."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from rocb_desktop.domain.answer_words import AnswerLine, answer_lines, answer_text
from rocb_desktop.domain.form import Answers, Questionnaire
from rocb_desktop.services.national.reply_details import Difference
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.label import label, line


class AnswerList(QWidget):
    """Every answer that was given, under the short title of its question. Foreign text stays plain text."""

    def __init__(self, questionnaire: Questionnaire, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = _column(self)
        lines = answer_lines(questionnaire, answers)
        for question in questionnaire.questions:
            mine = [one for one in lines if one.question == question.number]
            column.addWidget(line())
            title = _("Question {n}. {title}").format(n=question.number, title=question.short)
            column.addWidget(label(title, "hint"))
            for part in _answers(mine):
                column.addWidget(part)


def _answers(lines: Sequence[AnswerLine]) -> Iterable[QWidget]:
    if not lines:
        yield label(_("No answer"), "body", "ink_3")
    for one in lines:
        # A question mark needs no colon after it.
        words = _("{label} {answer}") if one.label.endswith("?") else _("{label}: {answer}")
        yield label(words.format(label=one.label, answer=one.text), "body")


class DifferenceList(QWidget):
    """What changed: for each answer the version before (struck through) and the version now."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        differences: Sequence[Difference],
        versions: tuple[int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = _column(self)
        for one in differences:
            column.addWidget(line())
            title = _("Question {n}. {title}").format(n=one.question, title=one.label)
            column.addWidget(label(title, "hint"))
            field = questionnaire.field(one.field)
            before, after = answer_text(field, one.before), answer_text(field, one.after)
            column.addLayout(_pair(before or _("(empty)"), after or _("(empty)"), versions))
        column.addWidget(line())


def _pair(before: str, after: str, versions: tuple[int, int]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(current().space["m"])
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    old = label(before, "body", "ink_2")
    struck = old.font()
    struck.setStrikeOut(True)
    old.setFont(struck)
    old.setAccessibleName(_("Version {n}: {answer}").format(n=versions[0], answer=before))
    new = label(after)
    new.setAccessibleName(_("Version {n}: {answer}").format(n=versions[1], answer=after))
    for row, (number, words, role) in enumerate(((versions[0], old, "ink_2"), (versions[1], new, "ok"))):
        mark = label(str(number), "body", role, weight=600, wrap=False)
        grid.addWidget(mark, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
    return grid


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(current().space["s"])
    return column
