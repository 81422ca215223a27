"""Which survey the pages of ROCB A/P look at: chosen on one page, meant on all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import menu_button
from rocb_desktop.ui.work import Work


class RoundChoice(QObject):
    """One for each window, found through its Work. `number` None means the current round, whichever that is."""

    changed = Signal()

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.number: int | None = None

    @classmethod
    def of(cls, work: Work) -> "RoundChoice":
        """The choice of this window."""
        found = work.findChild(cls)
        return found if isinstance(found, RoundChoice) else cls(work)

    def choose(self, number: int | None) -> None:
        """Look at another round from now on."""
        if number != self.number:
            self.number = number
            self.changed.emit()

    def button(self, rounds: Sequence[int], shown: int) -> QPushButton | None:
        """A button that offers the rounds there are; None where there is nothing to choose."""
        if len(rounds) < 2:
            return None
        menu = QMenu()
        group = QActionGroup(menu)
        for number in rounds:
            action = menu.addAction(survey_name(number))
            action.setCheckable(True)
            action.setChecked(number == shown)
            group.addAction(action)
            action.triggered.connect(lambda _on=False, wanted=number: self.choose(wanted))
        made = menu_button(survey_name(shown), menu, "calendar-range")
        menu.setParent(made, menu.windowFlags())
        made.setAccessibleDescription(_("Choose another survey"))
        return made


def survey_name(number: int) -> str:
    """Survey 2021."""
    return _("Survey {year}").format(year=number)


def fiscal_year(number: int) -> str:
    """Fiscal year 2020/21: the one whose workshops Survey 2021 asks about."""
    return _("Fiscal year {first}/{second}").format(first=number - 1, second=f"{number % 100:02d}")
