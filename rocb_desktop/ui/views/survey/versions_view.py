"""The versions of a reply: one beside what is typed now, question by question, with a mark where they differ."""

from collections.abc import Sequence

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from rocb_desktop.domain.form import Answers, Question
from rocb_desktop.services.survey.versions import ReplyVersion, ReplyVersions
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.survey.check_view import answer_words
from rocb_desktop.ui.views.survey.track_words import track_line
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.scroll import PageScroll

_COLUMN = 220  # px: two columns of answers need twice as much, else they stand below one another


class VersionsView(PageScroll):
    """Nothing can be changed here. `now` is what is typed, saved or not."""

    def __init__(self, versions: ReplyVersions, now: Answers) -> None:
        super().__init__()
        self._versions, self._now = versions, now
        numbers = [(one.number, _("Version {n}").format(n=one.number)) for one in versions.versions]
        self.choice = RadioRow(_("Versions of this reply"), numbers)
        self.choice.changed.connect(lambda _value: self._show_chosen())
        if len(numbers) < 2:
            self.choice.hide()
        self.card = Card("", "")
        self._content: QWidget | None = None
        self.add(self.choice)
        self.add(self.card)
        if numbers:
            self.choice.set_value(numbers[0][0])
            self._show_chosen()

    def first_focus(self) -> QWidget | None:
        """The version chosen, where there are several."""
        shown = self.choice.findChildren(QRadioButton) if not self.choice.isHidden() else []
        return next((one for one in shown if one.isChecked()), None)

    def show_version(self, number: int) -> None:
        """Put another version beside what is typed."""
        self.choice.set_value(number)
        self._show_chosen()

    def differing(self) -> list[int]:
        """The numbers of the questions whose answers differ."""
        chosen = self._chosen()
        return [one.number for one in self._questions() if chosen and self._differs(chosen, one)]

    def _chosen(self) -> ReplyVersion | None:
        value = self.choice.value()
        return self._versions.version(value) if isinstance(value, int) else None

    def _questions(self) -> Sequence[Question]:
        return self._versions.questionnaire.questions

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self.card.set_title(_version_name(chosen))
        self.card.set_context(track_line(chosen.track))
        if self._content is not None:
            self.card.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().space["s"])
        for question in self._questions():
            column.addWidget(line())
            column.addWidget(self._question(chosen, question))
        self.card.add(self._content)

    def _question(self, chosen: ReplyVersion, question: Question) -> QWidget:
        name = _("{n}. {question}").format(n=question.number, question=question.short)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = label(name, "body", weight=600)
        if self._differs(chosen, question):
            mark = Badge("updated")
            column.addWidget(FieldRow([(title, _COLUMN, 1), (mark, mark.sizeHint().width(), 0)]))
        else:
            column.addWidget(title)
        before = self._side(_("Version {n}").format(n=chosen.number), question, chosen.answers)
        now = self._side(_("Now"), question, self._now)
        column.addWidget(FieldRow([(before, _COLUMN, 1), (now, _COLUMN, 1)], gap=24))
        return holder

    def _side(self, name: str, question: Question, answers: Answers) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(name, "caption", weight=600))
        told = answer_words(self._versions.questionnaire, question, answers)
        for text, quiet in told:
            column.addWidget(label(text, "hint" if quiet else "body"))
        column.addStretch(1)
        side.setAccessibleName(f"{name}: " + " ".join(text for text, _quiet in told))
        return side

    def _differs(self, chosen: ReplyVersion, question: Question) -> bool:
        sheet = self._versions.questionnaire
        return answer_words(sheet, question, chosen.answers) != answer_words(sheet, question, self._now)


def _version_name(one: ReplyVersion) -> str:
    if one.made is None:
        return _("Version {n} beside what is here now").format(n=one.number)
    words = _("Version {n} of {date} beside what is here now")
    return words.format(n=one.number, date=format_date(one.made))
