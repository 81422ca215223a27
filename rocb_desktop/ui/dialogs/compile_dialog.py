"""Compile: the people of one workshop side by side where they differ, and the one national reply that comes of it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.national.compiling import (
    Compilation,
    Decided,
    compilation,
    compile_reply,
    remove_national_reply,
)
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.national.compile_line import CompileLine
from rocb_desktop.ui.views.national.national_sheet import NationalSheet
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import SideBySide
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.work import Work


class CompileDialog(WorkingDialog):
    """`kept(Outcome)`: the national reply was written or removed; the outcome can be taken back. `left(decisions)`: it
    was closed with decisions that were not kept; they can be given to the next one as `begun`.
    """

    kept = Signal(object)
    left = Signal(object)

    def __init__(
        self, work: Work, workshop: str, parent: QWidget | None = None, begun: Mapping[str, Decided] | None = None
    ) -> None:
        super().__init__(work, _("National reply"), parent, size=QSize(1040, 700))
        self.workshop = workshop
        self.lines: list[CompileLine] = []
        self._found: Compilation | None = None
        self._begun = begun or {}
        self._first: dict[str, Decided] = {}
        self.begun_message = _begun_message(self._begin_again)
        self.columns = SideBySide(side_width=340, turn_at=820)
        self.sheet_card = NationalSheet()
        self.columns.side.addWidget(self.sheet_card)
        self.add(self.columns)
        self.close_button = button(_("Cancel"), on_press=self.reject)
        self.remove_button = button(_("Remove the national reply"), icon="trash-2", on_press=self._remove)
        self.keep_button = button(_("Keep the national reply"), "primary", "check", on_press=self._keep)
        self.set_buttons([self.remove_button, self.close_button, self.keep_button])
        self.remove_button.hide()
        set_off(self.keep_button, _("The app looks who said what"))
        work.run(compilation, workshop, owner=self, done=self._show, failed=self.say_failed, latest="compilation")

    def decided(self) -> dict[str, Decided]:
        """What the national reply says now, by field."""
        found = dict(self._found.decided) if self._found is not None else {}
        return {**found, **{one.line.field.id: one.decided() for one in self.lines}}

    def reject(self) -> None:
        """Esc and Cancel: what was decided and not kept is handed back."""
        if not self.is_working:
            now = self.decided() if self._found is not None else dict(self._begun)
            if now != self._first:
                self.left.emit(now)
        super().reject()

    def _show(self, found: Compilation) -> None:
        self._found = found
        self.remove_button.setVisible(found.national is not None)
        set_off(self.keep_button, "" if found.replies else _("Accept the replies of your people first."))
        title = found.workshop.short_title or found.workshop.title
        self.set_title(_("National reply: {workshop}").format(workshop=title), context_words(found))
        self.columns.main.addWidget(self.begun_message)
        for message in _messages(found):
            self.columns.main.addWidget(message)
        for question in found.questionnaire.questions:
            mine = [one for one in found.open_lines if one.question == question.number]
            if mine:
                self.columns.main.addWidget(self._card(found, question.short, question.number))
        if found.replies and not found.open_lines:
            self.columns.main.addWidget(_agreed(found))
        self._first = self.decided()
        for one in self.lines:
            if one.line.field.id in self._begun:
                one.choose(self._begun[one.line.field.id])
        self.begun_message.setVisible(self.decided() != self._first)
        self._refresh()
        first = self.lines[0].tiles if self.lines else None
        if first is not None:
            first.focus()
        else:
            self.keep_button.setFocus()

    def _card(self, found: Compilation, title: str, number: int) -> Card:
        card = Card(_("Question {n}. {title}").format(n=number, title=title))
        for one in found.open_lines:
            if one.question == number:
                line = CompileLine(found, one)
                line.changed.connect(self._refresh)
                self.lines.append(line)
                card.add(line)
        return card

    def _refresh(self) -> None:
        """The sheet follows each decision; details of a box that is not ticked go out of sight."""
        if self._found is None:
            return
        decided = self.decided()
        answers = {name: one.value for name, one in decided.items()}
        for one in self.lines:
            one.setVisible(one.line.field.shown(answers))
        self.sheet_card.show_answers(self._found, decided)

    def _begin_again(self) -> None:
        for one in self.lines:
            one.choose(self._first[one.line.field.id])
        self.begun_message.hide()
        self._refresh()
        self.lines[0].tiles.focus()

    def _keep(self) -> None:
        seen = self._found.seen if self._found is not None else ()
        label = _("Keeping the national reply")
        self.run(compile_reply, self.workshop, self.decided(), seen, done=self._done, label=label)

    def _remove(self) -> None:
        self.run(remove_national_reply, self.workshop, done=self._done)

    def _done(self, outcome: Outcome) -> None:
        self.kept.emit(outcome)
        self.accept()


def context_words(found: Compilation) -> str:
    """Jone Ratu, Litia Bola. They differ in 2 answers; the others are taken as they are."""
    who = ", ".join([one.name for one in found.replies])
    count = len(found.open_lines)
    if not count:
        return who
    said = ngettext(
        "{names}. They differ in {n} answer; the others are taken as they are.",
        "{names}. They differ in {n} answers; the others are taken as they are.",
        count,
    )
    return said.format(names=who, n=count)


def _agreed(found: Compilation) -> Card:
    """Nothing is to decide: the page says why it is empty."""
    if len(found.replies) == 1:
        one = _("One reply counts here. The national reply takes its answers as they are.")
        return Card(_("Nothing to decide"), one)
    return Card(_("Nothing to decide"), _("All answers agree. The national reply takes them as they are."))


def _begun_message(again: Callable[[], object]) -> Message:
    again_button = button(_("Begin again"), "link", "undo-2", on_press=again)
    said = _("What you chose before is here again. It is not kept yet.")
    made = Message("info", said, "", [again_button], icon="pencil")
    made.hide()
    return made


def _messages(found: Compilation) -> list[Message]:
    made = []
    if found.changed:
        names = ", ".join([one for one in found.changed if one])
        made.append(
            Message(
                "warn",
                _("Changed since it was compiled: {names}.").format(names=names or _("a reply that is gone")),
                _("Look at it again, then keep it."),
                icon="git-compare",
            )
        )
    if found.waiting:
        said = ngettext("{n} reply is still to review.", "{n} replies are still to review.", found.waiting)
        made.append(Message("info", said.format(n=found.waiting), _("It is not in here until you accept it.")))
    return made
