"""The questions of a reply, all on one page in any order: list, problems on top, a card per question."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from rocb_desktop.domain import form
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.questionnaire import Problem, check, needed_ready, question_states
from rocb_desktop.services.survey.replies import ReplyForm
from rocb_desktop.texts import _, ngettext
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.survey.question_card import QuestionCard
from rocb_desktop.ui.views.workshop.workshop_words import closing
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.message import ErrorSummary, Message
from rocb_desktop.ui.widgets.scroll import PageScroll

_LIST_WIDTH: Mapping[Frame, int] = {"wide": 232, "medium": 196, "narrow": 0}
_STATES = {"ready": "ready", "optional": "optional", "to_answer": "not_started", "problem": "draft"}


class SurveyForm(QWidget):
    """`changed` while the person answers. A problem is shown when they left it behind or pressed Check, not before.

    `log_asked(box)`: to the entry of the log that ticked it. `above` are messages by the number of the question they
    stand above: what the focal point asked to correct; 0 is above them all.
    """

    changed = Signal()
    log_asked = Signal(str)

    def __init__(
        self, reply: ReplyForm, above: Mapping[int, Message] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.reply = reply
        self._above = dict(above or {})
        self._kept: Mapping[str, Value] = {}
        self._followed: QWidget | None = None  # what has the keyboard, until the person scrolls elsewhere
        self._checked: set[int] = set()  # the questions whose problems are told
        self._left: set[str] = set()  # fields that the person left
        self.cards = {
            question.number: QuestionCard(question, reply.offered, reply.today)
            for question in reply.questionnaire.questions
        }
        for message in self._above.values():
            message.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more_in_log = self._build_more()
        self.summary = ErrorSummary()
        self.summary.followed.connect(self.focus_field)
        self.list = ItemList(_("Questions"), badge_below=True, lines=False)
        self.list.chosen.connect(self._scroll_to)
        self.list.opened.connect(lambda number: self.cards[number].focus_first())
        self._side = Card(_("Your reply"), flush=True)
        self._side.setMinimumHeight(120)  # the list scrolls; its words must not make the window higher
        self._side.add(self.list, 1)
        self._side.set_foot(closing(reply.workshop, reply.today if reply.doubt is None else None))
        self._scroll = PageScroll(inset=True)
        for widget in self._in_order():
            self._scroll.add(widget)
        self._row = QHBoxLayout(self)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 4, 0, 4)  # as the scrolled cards beside it
        beside.addWidget(self._side)
        self._row.addLayout(beside)
        self._row.addWidget(self._scroll, 1)
        self.set_frame("wide")
        self._listen()
        self.show_answers(reply.answers)
        self._kept = self.answers()
        self._checked = {n for n, state in self._states(self._problems()).items() if state == "problem"}
        self.refresh()

    def answers(self) -> dict[str, Value]:
        """What is in the form, by field."""
        found: dict[str, Value] = {}
        for card in self.cards.values():
            found |= card.answers()
        return found

    def show_answers(self, answers: form.Answers) -> None:
        """Fill every card; nobody is told."""
        for card in self.cards.values():
            ids = {one.id for one in card.question.fields}
            card.show_answers(answers, {id: value for id, value in self.reply.log.items() if id in ids})
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a tick or a radio button answers like Space."""
        here = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(here, QCheckBox | QRadioButton):
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                here.click()
                return
        super().keyPressEvent(event)

    def check(self) -> bool:
        """Tell all problems, and give the keyboard to the first; True when there is none."""
        self._checked = set(self.cards)
        self._left = {one.id for card in self.cards.values() for one in card.question.fields}
        problems = self.refresh()
        count = ngettext(
            "There is {n} problem to correct before you can send",
            "There are {n} problems to correct before you can send",
            len(problems),
        )
        links = [(one.field, _("Question {n}: {problem}").format(n=one.question, problem=one.text)) for one in problems]
        self.summary.set_problems(count.format(n=len(problems)), links)
        if problems:
            self._scroll.ensureVisible(0, 0)
        return not problems

    def refresh(self) -> Sequence[Problem]:
        """Badges, list and errors as they fit what is in the form; gives the problems."""
        problems = self._problems()
        states = self._states(problems)
        items = []
        for number, card in self.cards.items():
            spec = self._badge(card, states[number], sum(one.question == number for one in problems))
            card.set_badge(spec)
            card.set_errors(self._errors(card, problems))
            items.append(Item(number, card.question.short, badge=spec, lead=str(number)))
        self.list.set_items(items)
        ready, needed = needed_ready(self.reply.questionnaire, states)
        count = _("{ready} of {needed} needed answers ready").format(ready=ready, needed=needed)
        order = ngettext("{n} question. Answer in any order.", "{n} questions. Answer in any order.", len(items))
        self._side.set_context(f"{order.format(n=len(items))} {count}.")
        self._more_in_log.setVisible(bool(self._logged_not_ticked()))
        if not problems:
            self.summary.set_problems("", [])
        return problems

    def said(self) -> str:
        """How many questions there are, and how many of the needed answers are ready."""
        return self._side.context_label.text()

    def focus_field(self, field: str) -> None:
        """The target of a link in the error summary."""
        for card in self.cards.values():
            if any(one.id == field for one in card.question.fields):
                card.focus_field(field)

    def focus_question(self, number: int) -> None:
        """Give the keyboard to a question; an unknown number means the first that is not ready."""
        self.cards.get(number, self.cards[self.first_question()]).focus_first()

    def first_question(self) -> int:
        """The first that is to be corrected, else the first that is not ready, else the first."""
        asked = sorted(number for number in self._above if number in self.cards)
        if asked and self._kept == self.answers():
            return asked[0]
        states = self._states(self._problems())
        usual = asked[0] if asked else next(iter(states))
        return next((n for n, state in states.items() if state in ("problem", "to_answer")), usual)

    def first_control(self) -> QWidget:
        """Where the keyboard starts: at what is to be corrected, where Enter changes nothing, else in the first
        question that is not ready.
        """
        number = self.first_question()
        above = self._above.get(number, self._above.get(0))
        return above if above is not None else self.cards[number].first_control()

    def set_frame(self, frame: Frame) -> None:
        """The window became wide, medium or narrow: the list of questions needs room."""
        space, wide = current().space, frame == "wide"
        margin = space["pageMargin" if wide else "pageMarginCompact"]
        gap = space["cardGap" if wide else "cardGapCompact"]
        self._side.setHidden(frame == "narrow")
        if frame != "narrow":
            self._side.setFixedWidth(_LIST_WIDTH[frame])
        left = margin if frame != "narrow" else margin - 4
        self._row.setContentsMargins(left, 0, max(margin - space["cardGap"], 0), 0 if frame == "narrow" else space["m"])
        self._row.setSpacing(max(gap - 4, 0) if frame != "narrow" else 0)

    def _listen(self) -> None:
        for card in self.cards.values():
            card.changed.connect(self._answered)
            card.left.connect(self._leave)
            card.log_asked.connect(self.log_asked)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=step: self._step(by))
        # Words that wrap find their height one by one: until the person scrolls, what has the keyboard stays in sight.
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, _most: self._keep_in_sight())
        bar.actionTriggered.connect(lambda _action: self._stop_following())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)

    def _in_order(self) -> Iterator[QWidget]:
        yield self.summary
        if 0 in self._above:
            yield self._above[0]
        count = len(self.reply.changed_questions)
        if count:
            said = ngettext(
                "{n} question of the survey changed since you began.",
                "{n} questions of the survey changed since you began.",
                count,
            )
            yield Message("info", said.format(n=count), _("Your answers are kept."))
        yield self._more_in_log
        for number, card in self.cards.items():
            if number in self._above:
                yield self._above[number]
            yield card

    def _build_more(self) -> Message:
        act = button(_("Tick them"), small=True, on_press=self._take_from_log)
        more = Message("info", _("Your log has actions that are not ticked here."), actions=[act], icon="notebook-pen")
        more.hide()
        return more

    def _take_from_log(self) -> None:
        for card in self.cards.values():
            if any(field.id in self.reply.log for field in card.question.fields):
                card.take_from_log()

    def _logged_not_ticked(self) -> set[str]:
        answers = self.answers()
        return {id for id, value in self.reply.log.items() if value == "yes" and answers.get(id) != "yes"}

    def _problems(self) -> list[Problem]:
        reply = self.reply
        return check(reply.questionnaire, self.answers(), start=reply.workshop.start, today=reply.latest)

    def _states(self, problems: list[Problem]) -> dict[int, str]:
        return question_states(self.reply.questionnaire, self.answers(), problems)

    def _badge(self, card: QuestionCard, state: str, problems: int) -> BadgeSpec:
        if problems and card.question.number in self._checked:
            return badge("problem", n=problems)
        if state == "ready" and card.all_from_log():
            return badge("from_log")
        return badge(_STATES[state])

    def _errors(self, card: QuestionCard, problems: Sequence[Problem]) -> dict[str, str]:
        """What is wrong and already told: all of a checked question, and what stands in a field that was left."""
        answers: dict[str, Any] = card.answers()
        number = card.question.number
        return {
            one.field: one.text
            for one in problems
            if one.question == number
            and (number in self._checked or (one.field in self._left and answers.get(one.field)))
        }

    def _answered(self, _field: str) -> None:
        self.refresh()
        self.changed.emit()

    def _leave(self, field: str) -> None:
        self._left.add(field)
        self.refresh()

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        for number, card in self.cards.items():
            if new is not None and (card.isAncestorOf(new) or new is self._above.get(number)):
                self._mark(number)
                self._followed = new
                self._bring_into_sight(number, new)

    def _keep_in_sight(self) -> None:
        here = self._followed if self._followed is QApplication.focusWidget() else None
        for number, card in self.cards.items():
            if here is not None and (card.isAncestorOf(here) or here is self._above.get(number)):
                self._bring_into_sight(number, here)

    def _stop_following(self) -> None:
        self._followed = None

    def _bring_into_sight(self, number: int, control: QWidget) -> None:
        """The whole question with what stands above it where that fits, else what has the keyboard."""
        card, above = self.cards[number], self._above.get(number)
        top = (above if above is not None else card).y()
        room = self._scroll.viewport().height()
        whole = card.y() + card.height() - top
        if whole <= room:
            self._scroll.ensureVisible(0, top + whole // 2, 0, whole // 2 + 4)
        else:
            self._scroll.ensureWidgetVisible(control, 0, 96)

    def _mark(self, number: int) -> None:
        blocked = self.list.blockSignals(True)
        self.list.choose(number)
        self.list.blockSignals(blocked)

    def _scroll_to(self, number: int) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(self.cards[number].y() - 4)

    def _step(self, by: int) -> None:
        numbers = list(self.cards)
        here = self.list.key()
        place = numbers.index(here) + by if here in numbers else 0
        self.focus_question(numbers[place % len(numbers)])
