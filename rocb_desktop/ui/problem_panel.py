"""The fourth state of a page: what went wrong, what to do, and a way to try again."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rocb_desktop.domain.errors import UserError
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import announce


class ProblemPanel(QWidget):
    """A red card in the middle; the first focus is on [Try again], the safest useful button. `other`: one more way."""

    def __init__(self, error: Exception, again: Callable[[], object], other: QPushButton | None = None) -> None:
        super().__init__()
        if isinstance(error, UserError):
            what, hint = error.what(), error.hint()
        else:
            what, hint = _("Something went wrong in the app."), _("Your data is safe. Try again.")
        self.again_button = button(_("Try again"), "primary", "refresh-cw", on_press=again)
        space = current().space
        words = QVBoxLayout()
        words.setSpacing(space["s"])
        words.addWidget(label(what, "cardTitle"))
        words.addWidget(label(hint))
        words.addWidget(FlowRow([self.again_button, *([other] if other is not None else [])]))
        row = QHBoxLayout()
        row.setSpacing(space["l"])
        row.addWidget(IconView("octagon-alert", "err", 28), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card = Card(kind="failed", padding=space["formCardPadding"])
        card.body.addLayout(row)
        card.setMaximumWidth(840)
        card.setAccessibleName(what)
        column = QVBoxLayout(self)
        column.setContentsMargins(space["l"], 4, space["l"], space["l"])
        column.addWidget(card)
        column.addStretch(1)
        self._said = f"{what} {hint}"

    def say(self) -> None:
        """A screen reader says it at once."""
        announce(self, self._said, assertive=True)
