"""The feedback of ROCB A/P: about the whole survey or one workshop, what it would say, a few words, one open file."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.domain.tables import ReplyCount
from rocb_desktop.services.feedback.making import Draft, draft_feedback, make_feedback
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.round_choice import survey_name
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import ChoiceField, TextField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work


class FeedbackDialog(WorkingDialog):
    """`made` gives the outcome; `rows` are the survey's workshops as Table 1 has them."""

    made = Signal(object)

    def __init__(
        self, work: Work, round_number: int, rows: tuple[ReplyCount, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(work, _("Make the feedback"), parent, size=QSize(640, 520))
        self.round = round_number
        self.set_title(_("Make the feedback"), survey_name(round_number))
        whole = ("", _("The whole survey"))
        replied = [row for row in rows if row.replied]
        places = [
            (f"{round_number}/{row.workshop}", f"{row.workshop}. {row.short_title or row.title}") for row in replied
        ]
        self.about = ChoiceField(_("About"), [whole, *places], value="")
        self.note = TextField(_("A few words to the readers"), rows=3, limit=600, optional=True)
        self.says = label("")
        card = Card(_("What it says"))
        card.add(self.says)
        card.add(label(_("Nobody’s own figures are in the file. Everybody may open it and pass it on."), "hint"))
        for part in (self.about, self.note, card):
            self.add(part)
        self.make_button = button(_("Make feedback file"), "primary", "package", on_press=self.choose_place)
        self.set_buttons([button(_("Cancel"), on_press=self.reject), self.make_button])
        self.about.changed.connect(lambda _value: self._look())
        self._look()

    def choose_place(self) -> None:
        """Ask where to write the file."""
        dialog = QFileDialog(self, _("Save the feedback"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Files of ROCB Desktop (*.rocb)")])
        dialog.setDefaultSuffix("rocb")
        begin_there(dialog, f"ROCB_feedback_{self._place().replace('/', '-') or self.round}.rocb")
        dialog.fileSelected.connect(lambda name: self.make(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def make(self, path: Path) -> None:
        """Write the file there."""
        words = self.note.text()
        self.run(make_feedback, self.round, path, self._place(), words, done=self._made, label=_("Making the feedback"))

    def _place(self) -> str:
        return str(self.about.value() or "")

    def _look(self) -> None:
        self.work.run(
            draft_feedback,
            self.round,
            self._place(),
            owner=self,
            latest="draft",
            done=self._show_draft,
            failed=self._show_none,
        )

    def _show_draft(self, draft: Draft) -> None:
        self.notices.clear()
        n, texts = draft.region.n, len(draft.practices)
        named = sum(bool(one.who) for one in draft.practices)
        lines = [
            ngettext("The counts of {n} reply.", "The counts of {n} replies.", n).format(n=n),
            ngettext("{n} good practice.", "{n} good practices.", texts).format(n=texts),
        ]
        if texts:
            said = ngettext("{n} of them names its cleared author.", "{n} of them name their cleared authors.", named)
            lines.append(said.format(n=named) if named else _("None of them names an administration."))
        if draft.left_out:
            left = ngettext(
                "{n} good practice has no room in it.", "{n} good practices have no room in it.", draft.left_out
            )
            lines.append(left.format(n=draft.left_out))
        self.says.setText("\n".join(lines))
        set_off(self.make_button, "")

    def _show_none(self, error: Exception) -> None:
        self.says.setText("")
        set_off(self.make_button, _("There is nothing to tell yet."))
        self.notices.show_error(error)

    def _made(self, outcome: Outcome) -> None:
        self.made.emit(outcome)
        self.accept()
