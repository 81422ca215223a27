"""The national return in two steps: what it will hold and what is not in it, then the head's sign-off."""

from dataclasses import astuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.clearing import CLEARED
from rocb_desktop.services.national.return_desk import ReturnDesk
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.contents import contents_before
from rocb_desktop.services.sending.outbox import make_return_file
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.national.return_contents import ReturnContents, cannot_make, due_words
from rocb_desktop.ui.views.national.sign_off import UNSIGNED, SignOffCard
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.work import Work


class ReturnDialog(WorkingDialog):
    """`made(Outcome)`: the file of the return was made; its value is the SentFile."""

    made = Signal(object)

    def __init__(self, work: Work, desk: ReturnDesk, parent: QWidget | None = None) -> None:
        super().__init__(work, _("National return"), parent, size=QSize(820, 640))
        self.desk = desk
        self.contents = ReturnContents(desk)
        self.sign_off = _sign_off(desk)
        self.make_button = button(_("Make national return"), "primary", "package", on_press=self.go_on)
        self.close_button = button(_("Cancel"), on_press=self.reject)
        set_off(self.make_button, cannot_make(desk))
        self.add(self.sign_off)
        self.add(self.contents)
        self.set_buttons([self.close_button, self.make_button])
        self.show_preview()
        if not cannot_make(desk):
            work.run(
                contents_before, "return", desk.round, owner=self, done=self.contents.show_files, latest="contents"
            )

    def show_preview(self) -> None:
        """The first step: look only."""
        self.set_title(_("Preview of the national return"), due_words(self.desk))
        self.show_only(self.contents)
        self.close_button.setFocus()

    def show_sign_off(self) -> None:
        """The second step: who signed off. What the return holds stays below."""
        self.set_title(_("Make national return"), due_words(self.desk))
        self.show_only(self.sign_off, self.contents)
        if self.sign_off.is_signed:
            self.sign_off.name.focus()
        else:
            self.sign_off.choice.setFocus()

    def go_on(self) -> None:
        """From the preview to the sign-off, from there to the file."""
        if self.sign_off.isHidden():
            self.show_sign_off()
        elif self.sign_off.check():
            self.run(
                make_return_file,
                self.desk.round,
                *astuple(self.sign_off.said()),
                done=self._done,
                label=_("Making the national return"),
            )

    def _done(self, outcome: Outcome) -> None:
        self.made.emit(outcome)
        self.accept()


def _sign_off(desk: ReturnDesk) -> SignOffCard:
    """The head has signed off only where the clearance says so of what the return holds now."""
    known = desk.clearance
    cleared = known is not None and known.cleared
    return SignOffCard(desk.today, known, value=CLEARED if cleared else UNSIGNED)
