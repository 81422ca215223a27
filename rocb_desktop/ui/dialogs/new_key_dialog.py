"""A key that takes a place: its card is chosen, its eight words compared, and only then does it count."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.services.key_replacing import Card as KeyCard
from rocb_desktop.services.key_replacing import read_card
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.key_check import KeyCheck, Unknown
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work


class NewKeyDialog(WorkingDialog):
    """`decided(Outcome)`: the words were the same, and `use(card file)`, a service and its arguments, was called."""

    decided = Signal(object)

    def __init__(
        self,
        work: Work,
        title: str,
        steps: str,
        use: Callable[[Path], tuple[Callable[..., Outcome], tuple[Any, ...]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(work, title, parent, size=QSize(760, 600))
        self._use = use
        self._path: Path | None = None
        self.check: KeyCheck | None = None
        self.set_title(title, _("Nothing changes before you have compared the eight words."))
        self.intro = Card(_("First the key card"))
        self.intro.add(label(steps))
        self.choose_button = button(_("Choose the key card"), "primary", "folder-open", on_press=self.choose)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.add(self.intro)
        self.set_buttons([self.cancel_button, self.choose_button])
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
        self._path = path
        self.run(read_card, path, done=self._ask)

    def _ask(self, card: KeyCard) -> None:
        sender = card.sender
        self.check = KeyCheck(Unknown(sender.key, sender.name, sender.administration, card.words))
        self.check.same.connect(self.decide)
        self.check.different.connect(self._refuse)
        self.check.later.connect(self.reject)
        self.add(self.check)
        self.show_only(self.check)
        self.set_buttons([])
        self.check.take_focus()

    def decide(self) -> None:
        """The words are the same: let the key take its place."""
        assert self._path is not None
        service, args = self._use(self._path)
        self.run(service, *args, done=self._decided, label=self.windowTitle())

    def _refuse(self) -> None:
        if self.check is not None:
            self.remove(self.check)
            self.check = None
        self.show_only(self.intro)
        self.set_buttons([self.cancel_button, self.choose_button])
        self.cancel_button.setFocus()
        self.notices.show_message(
            "warn", _("The words are different."), _("Nothing was changed. Ask for the card again, by another way.")
        )

    def _decided(self, outcome: Outcome) -> None:
        self.decided.emit(outcome)
        self.accept()
