"""What others did, from the newest published report: a fact beside the participant's own actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label


def home_fact() -> Card:
    """Good Practice Report No. 25, Table 2: what others did, and no ranking of anybody."""
    card = Card(kind="note")
    row = QHBoxLayout()
    row.setSpacing(current().space["m"])
    row.addWidget(IconView("hand-helping", "on_primary_soft", 20), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    sentence = _("In 48 of 58 replies of Survey 2021, the training materials were shared with colleagues.")
    words.addWidget(label(sentence, "body", "on_primary_soft"))
    words.addWidget(label(_("Good Practice Report No. 25, Table 2"), "caption", "on_primary_soft"))
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card
