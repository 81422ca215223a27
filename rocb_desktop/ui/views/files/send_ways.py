"""The ways a file can go: stick, e-mail, mailbox folder, code or text; equal cards, the one used last in front."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from rocb_desktop.services.sending.outbox import CODE, COPY, MAIL, MAILBOX, OutboxFile
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, set_role

_LEAST = 240  # px of a card: its longest button, and steps of two lines


class SendWays(EvenGrid):
    """`chosen(way)`: COPY, MAIL, MAILBOX or CODE. Left and Right move between the ways."""

    chosen = Signal(str)

    def __init__(self) -> None:
        self.buttons = {way: self._button(way) for way in (COPY, MAIL, MAILBOX, CODE)}
        self._cards = {
            COPY: _WayCard(_("USB stick or folder"), "usb", self.buttons[COPY]),
            MAIL: _WayCard(_("E-mail"), "mail", self.buttons[MAIL]),
            MAILBOX: _WayCard(_("Mailbox folder"), "folder", self.buttons[MAILBOX]),
            CODE: _WayCard(_("Code or text"), "qr-code", self.buttons[CODE]),
        }
        super().__init__(list(self._cards.values()), columns=4, least=_LEAST)

    def show_file(self, file: OutboxFile, last_way: str, mailbox: Path | None) -> None:
        """The steps for this file; the way used last time is the primary one."""
        name = file.receiver
        give = _("Give the stick to {name}, or send it with the office mail.").format(name=name)
        stick = [_("Put the stick in this computer."), _("Press the button, and choose the stick.")]
        self._cards[COPY].set_steps([*stick, give if name else _("Give the stick to the people who need it.")])
        to = _("Check that it goes to {name}, and that the file is attached.").format(name=name)
        mail = [
            _("Press the button. A message with the file opens."),
            to if name else _("Write the addresses. Check that the file is attached."),
            _("Press Send when you have internet."),
        ]
        self._cards[MAIL].set_steps(mail)
        self._cards[MAILBOX].set_steps(_mailbox_steps(mailbox))
        self.buttons[MAILBOX].setText(_("Choose the folder") if mailbox is None else _("Put it into the folder"))
        self._cards[CODE].set_steps(
            [
                _("Show one code on this screen, or copy text lines."),
                _("The other office takes a picture of the code, or types the lines."),
                _("They open the picture in the app. Good when you meet."),
            ]
        )
        first = last_way if last_way in self.buttons else COPY
        for way, press in self.buttons.items():
            press.setAccessibleName(press.text())
            set_role(press, "primary" if way == first else "second")
            set_role(self._cards[way], "chosen" if way == first else "card")

    def first(self) -> QPushButton:
        """The button of the way used last time."""
        return next(press for press in self.buttons.values() if press.property("role") == "primary")

    def _button(self, way: str) -> QPushButton:
        words = {
            COPY: _("Save to stick or folder"),
            MAIL: _("Open e-mail program"),
            MAILBOX: _("Choose the folder"),
            CODE: _("Show code and lines"),
        }
        return button(words[way], "second", on_press=lambda: self.chosen.emit(way))


def _mailbox_steps(folder: Path | None) -> list[str]:
    if folder is None:
        return [
            _("For offices that share a folder with OneDrive, Nextcloud or Syncthing."),
            _("Choose that folder once."),
            _("Files then travel whenever there is a connection."),
        ]
    return [
        _("Press the button. The file goes into the folder “{folder}”.").format(folder=folder.name),
        _("It travels when there is a connection."),
        _("The other office sees that it came."),
    ]


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
