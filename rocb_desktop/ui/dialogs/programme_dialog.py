"""The programme of a workshop, a line for each part; it goes along with the next pack."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.workshop import MAX_PROGRAMME, Workshop
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import set_programme
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.work import Work


class ProgrammeDialog(WorkingDialog):
    """`saved(Outcome)`: the text was kept."""

    saved = Signal(object)

    def __init__(self, work: Work, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Programme"), parent, size=QSize(720, 560))
        self.workshop = workshop
        self.set_title(_("Programme"), workshop.title)
        self.text = TextField(
            _("What happens when"),
            _("A line for each part, as: Day 1, 09:00 Opening. It goes along with the next pack that you make."),
            rows=10,
            limit=MAX_PROGRAMME,
            optional=True,
        )
        self.text.set_text(workshop.programme)
        card = Card()
        card.add(self.text)
        self.add(card)
        self.save_button = button(_("Save programme"), "primary", "check", on_press=self.save)
        self.set_buttons([button(_("Cancel"), on_press=self.reject), self.save_button])
        self.text.focus()

    def save(self) -> None:
        """Keep it with the workshop."""
        self.run(set_programme, self.workshop.id, self.text.text(), done=self._saved)

    def _saved(self, outcome: Outcome) -> None:
        self.saved.emit(outcome)
        self.accept()


def write_programme(page: Page, workshop: Workshop) -> ProgrammeDialog:
    """Open the dialog over a page, which says what was saved."""
    dialog = ProgrammeDialog(page.work, workshop, page)
    dialog.saved.connect(lambda outcome: page.notices.show_outcome(outcome, page.host.take_back))
    dialog.open()
    return dialog
