"""The last step of the set-up: where the work lies, then the words to write down or the pack to open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.administration import ROCB_NAME, name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.words import Word
from rocb_desktop.texts import _
from rocb_desktop.ui.views.setup.setup_steps import PARTICIPANT, ROCB_ROLE, Answers, Step
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.words import KeyWords


class SafeStep(Step):
    """Where the work lies; once the profile is made, the words to write down and the pack to open.

    `folder_asked`: let the person choose another place. `pack_asked`: open the workshop pack now.
    """

    folder_asked = Signal()
    pack_asked = Signal()

    def __init__(self, answers: Answers, folder: Path) -> None:
        super().__init__(_("Keep your work safe"), _("Everything you do is saved at once, on this computer only."))
        self._role, self._recovered = answers.role, answers.recovered is not None
        self.is_made = False
        who = _("You are {name}, {administration}.")
        said = who.format(name=answers.name, administration=name_of(answers.administration))
        self.who = Message("info", said, _("Not you? Go back."))
        self.who.setVisible(answers.is_listed)
        self.place = Card(_("Your work is kept in this folder"))
        self.path = label(str(folder), "body", "ink_2")
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.path.setAccessibleName(str(folder))
        self.error = Message("err", "")
        self.error.hide()
        self.folder_button = button(_("Choose another folder"), icon="folder-open", on_press=self.folder_asked.emit)
        sentence = _(
            "Backups are made there too, once a day, before files come in. Choose no folder that others can read."
        )
        self.folder_row = FlowRow([self.folder_button])
        for part in (self.path, label(sentence, "hint"), self.error, self.folder_row):
            self.place.add(part)
        self.pack_button = button(_("Open the workshop pack"), icon="folder-open", on_press=self.pack_asked.emit)
        self.column.addWidget(self.who)
        self.column.addWidget(self.place)

    def say_error(self, error: UserError) -> None:
        """The folder cannot be used: why, and what to do."""
        self.error.set_message("err", error.what(), error.hint())
        self.error.show()
        self.folder_button.setFocus()

    def show_made(self, words: Sequence[Word], second_key: str = "", keys_place: str = "") -> None:
        """The profile exists: nothing here can be changed any more.

        `words` are ROCB A/P's own at ROCB A/P; `second_key` says what to do with its second office key, `keys_place`
        where the private keys lie.
        """
        self.is_made = True
        self.error.hide()
        self.who.hide()
        self.folder_row.hide()
        self.column.addWidget(Message("ok", _("Your profile is ready."), keys_place, icon="circle-check"))
        if self._recovered:
            self.column.addWidget(_what_comes_back())
        if self._role == PARTICIPANT:
            self.column.addWidget(_open_pack(self.pack_button))
        elif self._role == ROCB_ROLE:
            self.column.addWidget(_print_on_handout(words))
            if second_key:
                self.column.addWidget(Message("warn", _("Keep the second office key safe"), second_key))
        else:
            self.column.addWidget(_write_down(words))

    def take_focus(self) -> None:
        if self.pack_button.isVisible():
            self.pack_button.setFocus()


def _what_comes_back() -> Card:
    card = Card(_("Next: get your work back"))
    sentence = _(
        "Restore a backup in Settings, if you have one. Or ask your focal point or ROCB A/P for everything that you"
        " sent, and open their file."
    )
    card.add(label(sentence, "body", "ink_2"))
    return card


def _open_pack(action: QWidget) -> Card:
    card = Card(_("Next: open your workshop pack"))
    card.add(label(_("It brings the workshop, its dates and the survey. You can also do it later."), "body", "ink_2"))
    card.add(FlowRow([action]))
    return card


def _write_down(words: Sequence[Word]) -> Card:
    card = Card(_("Your eight words"))
    sentence = _("Write them down. When somebody asks whether a file is really from you, read them aloud.")
    card.add(label(sentence, "body", "ink_2"))
    card.add(_words(words))
    return card


def _print_on_handout(words: Sequence[Word]) -> Card:
    card = Card(_("The eight words of {name}").format(name=ROCB_NAME))
    sentence = _("Print them on the workshop handout. Everybody compares them once, with the first pack.")
    card.add(label(sentence, "body", "ink_2"))
    card.add(_words(words))
    return card


def _words(words: Sequence[Word]) -> KeyWords:
    return KeyWords([word.text for word in words], " ".join(word.digits for word in words))
