"""Same person? Two near spellings are shown, and a press says that they are one, or two."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.national.spellings import Question
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label, line

_MOST = 3


class SameQuestions(Card):
    """`same(one, other)`, `different(name)`. Hidden when there is nothing to ask."""

    same = Signal(str, str)
    different = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Same person?"), " ", parent=parent)
        self._rows: list[QWidget] = []
        self.hide()

    def set_questions(self, questions: tuple[Question, ...]) -> None:
        """Ask about other names."""
        for old in self._rows:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        for place, one in enumerate(questions[:_MOST]):
            if place:
                self._put(line())
            self._ask(one)
        said = ngettext(
            "{n} pair of names looks alike. Nothing is lost: you can take names apart again.",
            "{n} pairs of names look alike. Nothing is lost: you can take names apart again.",
            len(questions),
        )
        self.set_context(said.format(n=len(questions)))
        self.setVisible(bool(questions))

    def _ask(self, question: Question) -> None:
        one, other = question.one, question.other
        twice = one == other
        words = _("{name}: two replies to one workshop") if twice else _("{name} and {other}")
        self._put(label(words.format(name=one, other=other), "body", weight=500))
        same = button(_("Same person"), icon="check", small=True, on_press=lambda: self.same.emit(other, one))
        apart = button(_("Two people"), icon="users", small=True, on_press=lambda: self.different.emit(other))
        for made in (same, apart):
            made.setAccessibleDescription(words.format(name=one, other=other))
        self._put(FlowRow([same, apart]))

    def _put(self, part: QWidget) -> None:
        self._rows.append(part)
        self.add(part)
        part.show()
