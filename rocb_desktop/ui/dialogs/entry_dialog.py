"""Entering a reply on behalf of somebody: the facts and the source on the left, the questions on the right."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.national.on_behalf import (
    EntryForm,
    enter_reply,
    entry_form,
    remove_document,
    workshops_to_enter,
)
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.survey.opening import open_copy
from rocb_desktop.services.survey.pictures import small_picture
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.draft_keeper import DraftKeeper
from rocb_desktop.ui.foreign_file import hand_over
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.national.entry_facts import EntryFacts
from rocb_desktop.ui.views.survey.survey_form import SurveyForm
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.work import Work

_PAGE = "enter_reply"  # under which what is typed here is kept as a draft
_BESIDE = 900  # px from which both sides stand beside one another
_FACTS = 320


class EntryDialog(WorkingDialog):
    """`entered(Outcome)`: the reply is in the store. With `record` it changes a reply that is entered already."""

    entered = Signal(object)

    def __init__(
        self,
        work: Work,
        role: str,
        parent: QWidget | None = None,
        *,
        workshop: str = "",
        name: str = "",
        record: str = "",
    ) -> None:
        super().__init__(work, _("Enter a reply"), parent, size=QSize(1240, 740))
        self._role, self._asked, self.record = role, (workshop, name), record
        self.facts: EntryFacts | None = None
        self.form: SurveyForm | None = None
        self._at_questions, self._step = False, ""
        self._begun: Mapping[str, Value] = {}
        self._keeper: DraftKeeper | None = None
        self.board = QWidget()
        self._sides = QHBoxLayout(self.board)
        self._sides.setContentsMargins(current().space["pageMarginCompact"], 0, 0, 0)
        self._sides.setSpacing(0)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.sheet), self.board, 1)
        self.set_title(_("Enter a reply"), _("For somebody who cannot send a file. It is marked as entered on behalf."))
        self._show_board(False)
        self.run(workshops_to_enter, done=self._begin)

    def cover(self, panel: QWidget) -> None:
        """The bar of a long work stands in the place of both sides."""
        self._show_board(False)
        super().cover(panel)

    def uncover(self, panel: QWidget) -> None:
        super().uncover(panel)
        self._show_board(self.facts is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def reject(self) -> None:
        """What was typed is kept, and offered when the dialog opens again."""
        if self._keeper is not None and not self.is_working:
            self._keeper.flush()
        super().reject()

    def enter(self) -> None:
        """Keep the reply, ready or not, with its source."""
        if self.facts is None or self.form is None:
            return
        if not self.facts.check():
            self.go_back()
            return
        files, same = self.facts.files.new_files(), self.facts.same_person()
        entry = self.facts.entry(self.record)
        self.run(
            enter_reply, entry, self.form.answers(), files, same, done=self._entered, label=_("Entering the reply")
        )

    def go_on(self) -> None:
        """In a narrow window: from the facts to the questions."""
        if self.facts is not None and self.facts.check():
            self._at_questions = True
            self._arrange()
            if self.form is not None:
                self.form.first_control().setFocus()

    def go_back(self) -> None:
        """In a narrow window: back to the facts."""
        self._at_questions = False
        self._arrange()

    def failed(self, error: Exception) -> None:
        if self.facts is None:
            self.set_buttons([button(_("Close"), "primary", on_press=self.reject)])
        elif isinstance(error, UserError) and error.code == "same_person":
            self.go_back()
            self._load()  # a reply of this name came in the meantime: the question shows
        elif isinstance(error, UserError) and error.values.get("field") in ("name", "source", "received"):
            self.go_back()

    # reading

    def _begin(self, workshops: list[Workshop]) -> None:
        if not workshops:
            self.notices.show_message("info", _("There is no workshop yet for which a reply can be entered."))
            self.set_buttons([button(_("Close"), "primary", on_press=self.reject)])
            return
        self.facts = EntryFacts(workshops, office=self._role == "rocb")
        workshop, _name = self._asked
        self.facts.workshop.set_value(workshop or workshops[0].id)
        self._sides.addWidget(self.facts)
        self.facts.moved.connect(self._load)
        self.facts.named.connect(self._look_for_reply)
        self.facts.sameness.connect(self._look_for_reply)
        self.facts.files.opened.connect(self._open_document)
        self.facts.files.removed.connect(self._remove_document)
        self.facts.files.picture_wanted.connect(self._make_small)
        self._load()

    def _load(self) -> None:
        """The questions of the chosen workshop, and its names."""
        if self.facts is None:
            return
        chosen = str(self.facts.workshop.value() or "")
        code = str(self.facts.administration.value() or "") if self._role == "rocb" else ""
        name = self.facts.chosen_name() or self._asked[1]
        self.run(entry_form, chosen, name, code, self.record, done=self._show)

    def _look_for_reply(self) -> None:
        """A person whose reply is here: their answers are shown, unless other answers were typed."""
        if self.facts is None or self.form is None or self.record:
            return
        here = self.facts.entered() if self.facts.same_person() else ""
        untouched = self.form.answers() == self._begun
        if here and untouched:
            args = (self.facts.workshop.value(), "", self.facts.entry("").administration, here)
            self.work.run(entry_form, *args, owner=self, latest="entered", done=self._fill, failed=self.say_failed)

    def _fill(self, found: EntryForm) -> None:
        if self.form is not None:
            self.form.show_answers(found.form.answers)
            self._begun = self.form.answers()

    def _show(self, found: EntryForm) -> None:
        if self.facts is None:
            return
        typed = self.form.answers() if self.form is not None and self.form.answers() != self._begun else None
        self.facts.show_form(found)
        if self.form is not None:
            self._sides.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = SurveyForm(found.form)
        self.form.set_frame("narrow")
        self.form.changed.connect(self._tell)
        self._begun = self.form.answers()
        if typed is not None:
            self.form.show_answers(typed)
        self._keep_drafts(found)
        self._sides.addWidget(self.form, 1)
        self._show_board(True)
        self._arrange()
        self._tell()
        self._look_for_reply()
        first = self.facts.person if not self.facts.chosen_name() else self.facts.source
        (self.form.first_control() if self.record else first.combo).setFocus()

    def _keep_drafts(self, found: EntryForm) -> None:
        """One draft for a workshop and the person the dialog was opened for, or for the reply that is changed."""
        if self.form is None:
            return
        key = self.record or f"{found.entry.workshop} {self._asked[1]}".strip()
        if self._keeper is None:
            self._keeper = DraftKeeper(self.work, self, _PAGE, key, self._typed)
        else:
            self._keeper.set_record(key)
        self.form.changed.connect(self._keeper.touched)
        self._keeper.offer(self._restore)

    def _typed(self) -> Mapping[str, Any]:
        if self.facts is None or self.form is None:
            return {}
        entry = self.facts.entry(self.record)
        return {"answers": dict(self.form.answers()), "name": entry.name, "source": entry.source}

    def _restore(self, data: dict[str, Any]) -> None:
        if self.facts is None or self.form is None or data.get("answers") in (None, {}, self._begun):
            return
        self.form.show_answers(data["answers"])
        self.facts.restore(str(data.get("name", "")), str(data.get("source", "")))
        again = button(_("Start again without it"), small=True, on_press=self._start_again)
        self.notices.show_message("info", _("What you typed before is here again."), "", [again])

    def _start_again(self) -> None:
        if self._keeper is not None and self.form is not None:
            self.form.show_answers(self._begun)
            self._keeper.drop()
            self.notices.clear()

    def _tell(self) -> None:
        if self.form is not None:
            said = _("For somebody who cannot send a file. It is marked as entered on behalf.")
            self.context_label.setText(f"{said} {self.form.said()}")

    def _entered(self, outcome: Outcome) -> None:
        if self._keeper is not None:
            self._keeper.drop()
        self.entered.emit(outcome)
        self.accept()

    def _open_document(self, record: str) -> None:
        def copied(outcome: Any) -> None:
            hand_over(outcome, self.notices)

        self.run(open_copy, record, done=copied, label=_("Copying the file"))

    def _make_small(self, path: Path, width: int, height: int) -> None:
        def made(data: bytes) -> None:
            if self.facts is not None:
                self.facts.files.show_picture(path, data)

        self.work.run(small_picture, path, width, height, owner=self, done=made)

    def _remove_document(self, record: str) -> None:
        self.run(remove_document, record, done=lambda _outcome: self._load())

    # arranging

    def _show_board(self, shown: bool) -> None:
        self.board.setVisible(shown)
        self.sheet.setVisible(not shown)

    def _arrange(self) -> None:
        """Both sides, or one after the other."""
        if self.facts is None or self.form is None:
            return
        beside = self.width() >= _BESIDE
        self.facts.setVisible(beside or not self._at_questions)
        self.form.setVisible(beside or self._at_questions)
        self.facts.setMaximumWidth(_FACTS if beside else 16_777_215)
        self.facts.setMinimumWidth(_FACTS if beside else 0)
        step = "both" if beside else "questions" if self._at_questions else "facts"
        if step != self._step:
            self._step = step
            self._offer()

    def _offer(self) -> None:
        """The buttons of the step: a row that goes takes its buttons along, so they are made anew."""
        enter = button(_("Enter the reply"), "primary", "file-input", on_press=self.enter)
        close = button(_("Cancel"), on_press=self.reject)
        if self._step == "both":
            self.set_buttons([close, enter])
        elif self._step == "questions":
            self.set_buttons([button(_("Back"), icon="arrow-left", on_press=self.go_back), enter])
        else:
            go_on = button(_("Go on to the questions"), "primary", "arrow-right", on_press=self.go_on)
            self.set_buttons([close, go_on])
