"""What is asked before files come in: what was taken back, an office's key, records that would be hidden."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import Preview
from rocb_desktop.services.profile.taking_over import agrees
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.label import label


class ImportQuestions(QWidget):
    """Shows only what has to be asked; `needed` says whether that is anything.

    `again_changed(bool)`: the person wants what was taken back, or not. `answered`: something was typed that an
    import needs.
    """

    again_changed = Signal(bool)
    answered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hides = 0
        self._giver = ""
        self.needed = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().space["m"])
        self.again_card = Card(" ")
        options = [(False, _("Leave them out")), (True, _("Bring them back"))]
        self.again = RadioRow(_("What you took back"), options, False)
        self.again_card.add(self.again)
        self.office_card = Card(_("An office key is in this file"))
        self.offer = label("", "body")
        self.keeper = LineField(" ")
        self.keeper.edit.setMaximumWidth(320)
        self.office_card.add(self.offer)
        self.office_card.add(self.keeper)
        self.hide_card = Card(" ", kind="failed")
        self.number = LineField(_("To import all the same, type the number of records that you will not see any more"))
        self.number.edit.setMaximumWidth(160)
        words = _("Nothing is deleted here by that; but look at the list first. Ask the sender when you are not sure.")
        self.hide_card.add(label(words, "hint"))
        self.hide_card.add(self.number)
        for card in (self.again_card, self.office_card, self.hide_card):
            self._column.addWidget(card)
        self.again.changed.connect(lambda value: self.again_changed.emit(bool(value)))
        self.number.changed.connect(lambda _text: self.answered.emit())
        self.keeper.changed.connect(lambda _text: self.answered.emit())

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
        offer, self._giver = found.offers
        self.office_card.setVisible(bool(offer))
        self.offer.setText(offer)
        words = _("To take it, type {name} or TAKE OVER. Leave this empty to import only the rest.")
        self.keeper.set_title(words.format(name=self._giver))
        self.needed = bool(count) or again or bool(self._hides) or bool(offer)

    @property
    def takes_over(self) -> bool:
        """Whether the person agreed to become the keeper of the office key."""
        return agrees(Answers(take_over=self.keeper.text()), self._giver) if self._giver else False

    @property
    def agreed(self) -> int:
        """The number of records that the person agreed to hide; 0 while that is not said."""
        text = self.number.text()
        return int(text) if text.isdecimal() and int(text) == self._hides else 0

    @property
    def open(self) -> str:
        """What is still missing, or wrong; "" for nothing."""
        if self._hides and not self.agreed:
            return _("Type the number of records first.")
        if self._giver and self.keeper.text().strip() and not self.takes_over:
            return _("Type the name as it is shown, or leave it empty.")
        return ""
