"""The ways a file can go: to a stick or folder, or into a message; equal cards, the one used last in front."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from rocb_desktop.services.outbox import COPY, MAIL, OutboxFile
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, set_role


class SendWays(EvenGrid):
    """`chosen(way)`: COPY or MAIL. Left and Right move between the ways."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self.buttons = {
            COPY: button(_("Save to stick or folder"), "second", on_press=lambda: self.chosen.emit(COPY)),
            MAIL: button(_("Open e-mail program"), "second", on_press=lambda: self.chosen.emit(MAIL)),
        }
        self._cards = {
            COPY: _WayCard(_("USB stick or folder"), "usb", self.buttons[COPY]),
            MAIL: _WayCard(_("E-mail"), "mail", self.buttons[MAIL]),
        }
        super().__init__(list(self._cards.values()), columns=2, least=280)

    def show_file(self, file: OutboxFile, last_way: str) -> None:
        """The steps for this file; the way used last time is the primary one."""
        name = file.receiver
        give = _("Give the stick to {name}, or send it with the office mail.").format(name=name)
        stick = [_("Put the stick in this computer."), _("Press the button, and choose the stick.")]
        self._cards[COPY].set_steps([*stick, give if name else _("Give the stick to the people who need it.")])
        address = _("Write the address of {name}, and add the file.").format(name=name)
        mail = [
            _("Press the button. A message and the folder of the file open."),
            address if name else _("Write the addresses, and add the file."),
            _("Press Send when you have internet."),
        ]
        self._cards[MAIL].set_steps(mail)
        first = MAIL if last_way == MAIL else COPY
        for way, press in self.buttons.items():
            set_role(press, "primary" if way == first else "second")
            set_role(self._cards[way], "chosen" if way == first else "card")

    def first(self) -> QPushButton:
        """The button of the way used last time."""
        return next(press for press in self.buttons.values() if press.property("role") == "primary")


class _WayCard(Card):
    """Icon, name, numbered steps, and the button at the foot."""

    def __init__(self, title: str, icon: str, press: QPushButton) -> None:
        super().__init__()
        self.setAccessibleName(title)
        head = QHBoxLayout()
        head.setSpacing(current().space["m"])
        head.addWidget(IconView(icon, "primary", 20))
        head.addWidget(label(title, "cardTitle"), 1)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(current().space["m"])
        self.body.addLayout(head)
        self._steps = [_Step(number) for number in (1, 2, 3)]
        for step in self._steps:
            self.add(step)
        self.body.addStretch(1)
        self.add(press)

    def set_steps(self, words: Sequence[str]) -> None:
        for step, said in zip(self._steps, words, strict=True):
            step.words.setText(said)


class _Step(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.words = label("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().space["m"])
        place = label(str(number), "body", "ink_2", weight=600, wrap=False)
        place.setFixedWidth(12)
        row.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
