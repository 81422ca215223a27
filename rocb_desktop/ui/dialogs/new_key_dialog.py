"""A key that takes a place: its card is chosen, its eight words compared, and only then does anything count."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.exchange.file import ENDING
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.trust.key_replacing import Card as KeyCard
from rocb_desktop.services.trust.key_replacing import read_card
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog, look_first
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.keys.key_check import KeyCheck, Unknown
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work

Call = tuple[Callable[..., Outcome], tuple[Any, ...]]


@dataclass(frozen=True)
class Steps:
    """What a dialog about a key card says first, and `use`: the service to call with the card (None: with no card).

    `without`: the words of a button for somebody who still has their key; "" when there is no such way.
    `saves`: the name of the file that is made, or "" when none is; `leaves` then gives what
    services.contents.contents_before takes to say what is in it.
    """

    title: str
    words: str
    use: Callable[[Path | None, Path | None], Call]
    without: str = ""
    saves: str = ""
    leaves: Callable[[Path | None], tuple[Any, ...]] | None = None


class NewKeyDialog(WorkingDialog):
    """`decided(Outcome)`: the words were the same, and the service was called."""

    decided = Signal(object)

    def __init__(self, work: Work, steps: Steps, parent: QWidget | None = None) -> None:
        super().__init__(work, steps.title, parent, size=QSize(760, 600))
        self.steps = steps
        self._card: Path | None = None
        self.check: KeyCheck | None = None
        self.set_title(steps.title, _("Nothing changes before you have compared the eight words."))
        self.intro = Card(_("First the key card"))
        self.intro.add(label(steps.words))
        self.choose_button = button(_("Choose the key card"), "primary", "folder-open", on_press=self.choose)
        self.without_button = button(steps.without, on_press=self.go_on)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.add(self.intro)
        self._offer_card()
        self.choose_button.setFocus()

    def choose(self) -> None:
        """Ask for the file with the new key."""
        chosen, _used = QFileDialog.getOpenFileName(
            self, _("Choose the key card"), str(Path.home()), _("Files of ROCB Desktop (*.rocb)")
        )
        if chosen:
            self.look(Path(chosen))

    def look(self, path: Path) -> None:
        """Whose key the file brings. Changes nothing."""
        self._card = path
        self.run(read_card, path, done=self._ask)

    def go_on(self) -> None:
        """The words are the same, or no new key is needed: show what leaves, if a file is made, and do it."""
        if self.steps.leaves is None:
            self.decide(None)
            return
        what = self.steps.leaves(self._card)
        look_first(ContentsDialog(self.work, _("Make the file"), *what, parent=self), self._choose_place)

    def _choose_place(self) -> None:
        chosen, _used = QFileDialog.getSaveFileName(
            self, _("Save the file"), str(Path.home() / self.steps.saves), _("Files of ROCB Desktop (*.rocb)")
        )
        if chosen:
            path = Path(chosen)
            self.decide(path if path.suffix else path.with_suffix(ENDING))

    def decide(self, path: Path | None) -> None:
        """Call the service; `path` is where the file it makes goes."""
        service, args = self.steps.use(self._card, path)
        self.run(service, *args, done=self._decided, label=self.windowTitle())

    def compared(self) -> None:
        """The words are the same."""
        self.go_on()

    def _offer_card(self) -> None:
        without = [self.without_button] if self.steps.without else []
        self.set_buttons([self.cancel_button, *without, self.choose_button])
        self.without_button.setVisible(bool(without))

    def _ask(self, card: KeyCard) -> None:
        sender = card.sender
        self.check = KeyCheck(Unknown(sender.key, sender.name, sender.administration, card.words))
        self.check.same.connect(self.compared)
        self.check.different.connect(self._refuse)
        self.check.later.connect(self.reject)
        self.add(self.check)
        self.show_only(self.check)
        self.set_buttons([])
        self.check.take_focus()

    def _refuse(self) -> None:
        if self.check is not None:
            self.remove(self.check)
            self.check = None
        self._card = None
        self.show_only(self.intro)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.set_buttons([self.cancel_button])
        self.cancel_button.setFocus()
        self.notices.show_message(
            "warn", _("The words are different."), _("Nothing was changed. Ask for the card again, by another way.")
        )

    def _decided(self, outcome: Outcome) -> None:
        self.decided.emit(outcome)
        self.accept()
