"""What colleagues handed over, above the log: each with its giver, to be taken over one by one or all at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.services.survey.handed_actions import HandedAction
from rocb_desktop.texts import _
from rocb_desktop.ui.views.log.action_words import about_words, title_words, type_of
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.rows import ItemRow


class HandedCard(Card):
    """`taken(ids)`: make own plans of these. Hidden while nothing waits."""

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__(" ", _("Nothing of it is yours before you take it over."))
        self._rows: list[QWidget] = []
        self.buttons: list[QPushButton] = []
        self.all_button = button(_("Take over all"), small=True, icon="check", on_press=self.take_all)
        self.set_corner(self.all_button)
        self._waiting: Sequence[HandedAction] = ()
        self.hide()

    def show_handed(self, waiting: Sequence[HandedAction]) -> None:
        """What waits now."""
        if waiting == self._waiting:
            return
        self._waiting = waiting
        for old in self._rows:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows, self.buttons = [], []
        givers = list(dict.fromkeys(one.giver for one in waiting if one.giver))
        self.set_title(
            _("Handed over to you by {name}").format(name=givers[0]) if len(givers) == 1 else _("Handed over to you")
        )
        for one in waiting:
            row = self._row(one, named=len(givers) > 1)
            self._rows.append(row)
            self.add(row)
        self.all_button.setVisible(len(waiting) > 1)
        self.setVisible(bool(waiting))

    def take_all(self) -> None:
        """All that is shown."""
        self.taken.emit([one.action.id for one in self._waiting])

    def _row(self, one: HandedAction, *, named: bool) -> ItemRow:
        take = button(_("Take over"), small=True, on_press=lambda: self.taken.emit([one.action.id]))
        self.buttons.append(take)
        row = ItemRow(title_words(one.action), _details(one, named), icon=type_of(one.action.type).icon, end=take)
        take.setAccessibleDescription(row.accessibleName())
        return row


def _details(one: HandedAction, named: bool) -> str:
    """Canines, planned for 3 December 2021. Half a day in Apia."""
    due = one.action.due
    first = ", ".join(
        part
        for part in (
            one.giver if named else "",
            short_title(one.workshop) if one.workshop is not None else "",
            _("planned for {date}").format(date=due.shown()) if due is not None else "",
        )
        if part
    )
    return ". ".join(part for part in (first, about_words(one.action)) if part)
