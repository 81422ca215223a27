"""Beside a file that was made: how to correct it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from rocb_desktop.services.sending.outbox import OutboxFile
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.link import LinkLabel


class MistakeCard(Card):
    """`pressed`: the person wants to change the reply. Shown for replies only."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "hint")
        self.link = LinkLabel(_("Change my reply"))
        self.link.pressed.connect(self.pressed)
        row = QHBoxLayout()
        row.setSpacing(current().space["m"])
        row.addWidget(IconView("pencil", "primary", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(_("Found a mistake?"), "body", weight=500))
        words.addWidget(self._words)
        words.addWidget(self.link)
        row.addLayout(words, 1)
        self.body.addLayout(row)

    def show_file(self, file: OutboxFile) -> None:
        """The next version of this file."""
        self.setHidden(file.sent.kind != "reply")
        sentence = _("Change your reply and make a new file. It becomes version {n} and replaces this one.")
        self._words.setText(sentence.format(n=file.sent.version + 1))
