"""The national reply as it would be now: question by question, with whose answer each is, and what may be quoted."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.answer_words import answer_lines
from rocb_desktop.domain.clearing import consent_words
from rocb_desktop.domain.compiling import JOINED, WRITTEN
from rocb_desktop.domain.questionnaire import to_send
from rocb_desktop.services.national.compiling import Compilation, Decided, consent_with
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.national.compile_line import names_of
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label, line


class NationalSheet(Card):
    """Read, not pressed; written anew with every decision."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("National reply"), parent=parent)
        self._content: QWidget | None = None

    def show_answers(self, found: Compilation, decided: Mapping[str, Decided]) -> None:
        """What it says with these decisions."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().space["xs"])
        answers = to_send(found.questionnaire, {name: one.value for name, one in decided.items()})
        lines = answer_lines(found.questionnaire, answers)
        for question in found.questionnaire.questions:
            mine = [one for one in lines if one.question == question.number]
            if not mine:
                continue
            column.addWidget(line())
            title = _("Question {n}. {title}").format(n=question.number, title=question.short)
            column.addWidget(label(title, "hint"))
            for one in mine:
                words = _("{label} {answer}") if one.label.endswith("?") else _("{label}: {answer}")
                column.addWidget(label(words.format(label=one.label, answer=one.text)))
                column.addWidget(label(_whose(found, decided[one.field]), "caption"))
        column.addWidget(line())
        consent = _("Quotes: {consent}. It is the lowest of the people whose words it holds.")
        column.addWidget(label(consent.format(consent=consent_words(consent_with(found, decided))), "caption"))
        self._put(content)

    def _put(self, content: QWidget) -> None:
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self.add(content)


def _whose(found: Compilation, one: Decided) -> str:
    if one.taken == (WRITTEN,):
        return _("Written here")
    if one.taken == (JOINED,):
        return _("All texts, one after another")
    if len(found.replies) > 1 and set(one.taken) >= {reply.id for reply in found.replies}:
        return _("All say this")
    return names_of(found, one.taken)
