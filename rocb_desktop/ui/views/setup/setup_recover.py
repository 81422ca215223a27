"""The step of the set-up for who has a recovery sheet: its lines typed, or a picture of its code."""

from pathlib import Path

from PySide6.QtCore import Signal

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.profile.recovery import TypedSheet, read_photo, read_typed
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.setup.setup_steps import Answers, Step
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message

_ROWS = 7


class RecoverStep(Step):
    """Says with each letter what is still missing. `picture_asked`: let the person choose a picture."""

    picture_asked = Signal()

    def __init__(self, answers: Answers) -> None:
        super().__init__(
            _("Your recovery sheet"), _("Type its lines as they stand, in any order, or open a picture of the code.")
        )
        self.found = TypedSheet(answers.recovered, "")
        hint = _("Small letters are as good as capitals. You can stop after each line and go on.")
        self.lines = TextField(_("Lines of the sheet"), hint, text=answers.typed, rows=_ROWS)
        self.state = label("", "body", "ink_2")
        self.done = Message("ok", "", icon="circle-check")
        self.picture_button = button(_("Open a picture of the code"), icon="image", on_press=self.picture_asked.emit)
        card = Card(padding=current().space["formCardPadding"])
        for part in (self.lines, self.state, self.done, FlowRow([self.picture_button])):
            card.add(part)
        self.column.addWidget(card)
        self.lines.changed.connect(lambda text: self._show(read_typed(text)))
        self._show(read_typed(answers.typed) if answers.typed else self.found)

    def open_picture(self, path: Path) -> None:
        """Read the code in a picture; what was typed stays when there is none."""
        try:
            self._show(read_photo(path))
        except UserError as error:
            self._show(TypedSheet(self.found.keys, f"{error.what()} {error.hint()}"))

    def keep(self, answers: Answers) -> None:
        answers.typed, answers.recovered = self.lines.text(), self.found.keys
        if self.found.keys is not None:
            answers.role, answers.administration = self.found.keys.role, self.found.keys.administration
            answers.name = self.found.keys.name

    def check(self) -> bool:
        complete = self.found.keys is not None
        self.lines.set_error("" if complete else self.found.said or _("Type the lines of your sheet."))
        if not complete:
            self.lines.focus()
        return complete

    def take_focus(self) -> None:
        self.lines.focus()

    def _show(self, found: TypedSheet) -> None:
        self.found = found
        self.lines.set_error("")
        whole = found.keys is not None
        self.done.setVisible(whole)
        self.state.setVisible(not whole and bool(found.said))
        self.state.setText("" if whole else found.said)
        if whole:
            self.done.set_message("ok", found.said or _("The sheet is whole."))
