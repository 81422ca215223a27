"""What is asked before files come in: whether what was taken back comes again, and whether so many records may go."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.services.exchange import Preview
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.label import label


class ImportQuestions(QWidget):
    """Shows only what has to be asked; `needed` says whether that is anything.

    `again_changed(bool)`: the person wants what was taken back, or not. `answered`: the number of records to hide was
    typed, or is wrong again.
    """

    again_changed = Signal(bool)
    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hides = 0
        self.needed = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().space["m"])
        self.again_card = Card(" ")
        options = [(False, _("Leave them out")), (True, _("Bring them back"))]
        self.again = RadioRow(_("What you took back"), options, False)
        self.again_card.add(self.again)
        self.hide_card = Card(" ", kind="failed")
        self.number = LineField(_("To import all the same, type the number of records that you will not see any more"))
        self.number.edit.setMaximumWidth(160)
        words = _("Nothing is deleted here by that; but look at the list first. Ask the sender when you are not sure.")
        self.hide_card.add(label(words, "hint"))
        self.hide_card.add(self.number)
        for card in (self.again_card, self.hide_card):
            self._column.addWidget(card)
        self.again.changed.connect(lambda value: self.again_changed.emit(bool(value)))
        self.number.changed.connect(lambda _text: self.answered.emit())

    def show_preview(self, found: Preview, again: bool) -> None:
        """Ask what this preview makes necessary; `again` is what the person wants so far."""
        count, self._hides = found.totals["taken_back"], found.hides if found.must_confirm else 0
        title = ngettext(
            "You took back {count} record of these files.", "You took back {count} records of these files.", count
        )
        self.again_card.set_title(title.format(count=count) if count else _("What you took back comes in again."))
        self.again_card.setVisible(bool(count) or again)
        self.hide_card.set_title(
            _("After this import {count} records are not shown any more").format(count=found.hides)
        )
        self.hide_card.setVisible(bool(self._hides))
        self.needed = bool(count) or again or bool(self._hides)

    @property
    def agreed(self) -> int:
        """The number of records that the person agreed to hide; 0 while that is not said."""
        text = self.number.text()
        return int(text) if text.isdecimal() and int(text) == self._hides else 0

    @property
    def open(self) -> bool:
        """Whether the number is still missing."""
        return bool(self._hides) and not self.agreed
