"""My key: the eight words to read aloud when somebody asks, and the key card to send."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.domain.administration import ROCB, ROCB_NAME
from rocb_desktop.exchange.file import ENDING
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.people import OwnKey, make_card, show_key
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog, look_first
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.words import KeyWords
from rocb_desktop.ui.window_dialogs import open_folder
from rocb_desktop.ui.work import Work


class MyKeyDialog(WorkingDialog):
    """`card_made(Outcome)`: the key card was written."""

    card_made = Signal(object)

    def __init__(self, work: Work, parent: QWidget | None = None, *, card: bool = False) -> None:
        super().__init__(work, _("My key"), parent, size=QSize(760, 560))
        self._key: OwnKey | None = None
        self._card_wanted = card
        self.words: KeyWords | None = None
        self.card_button = button(_("Make my key card"), icon="key-round", on_press=self.look)
        self.close_button = button(_("Close"), "primary", on_press=self.accept)
        self.set_title(_("My key"), _("Read these words aloud when somebody asks whether a file is really from you."))
        self.set_buttons([self.card_button, self.close_button])
        self.close_button.setFocus()
        self.run(show_key, done=self._show)

    def look(self) -> None:
        """Show exactly what the card holds, then ask where it goes."""
        dialog = ContentsDialog(self.work, _("Make my key card"), "card", parent=self)
        look_first(dialog, self.choose_place)

    def choose_place(self) -> None:
        """Ask where the card goes, then write it."""
        suggested = f"{self._key.administration if self._key else ''}_card{ENDING}"
        chosen, _used = QFileDialog.getSaveFileName(
            self, _("Save my key card"), str(Path.home() / suggested), _("Files of ROCB Desktop (*.rocb)")
        )
        if chosen:
            self.save_card(Path(chosen))

    def save_card(self, path: Path) -> None:
        """Write the key card there."""
        target = path if path.suffix else path.with_suffix(".rocb")
        self.run(make_card, target, done=self._made, label=_("Making the key card"))

    def _made(self, outcome: Outcome) -> None:
        next_step = _("Send it to ROCB A/P, and tell them your eight words by phone.")
        folder = Path(outcome.value.path).parent
        show = button(_("Show in folder"), small=True, on_press=lambda: open_folder(folder))
        self.notices.show_message("ok", outcome.message, next_step, [show])
        self.card_made.emit(outcome)

    def _show(self, key: OwnKey) -> None:
        self._key = key
        card = Card(_("My eight words"))
        self.words = KeyWords([word.text for word in key.words], " ".join(word.digits for word in key.words))
        card.add(self.words)
        self.add(card)
        if key.anchor_words and key.administration != ROCB:
            office = Card(_("The eight words of {name}").format(name=ROCB_NAME))
            office.add(label(_("You compared them when you opened the first workshop pack."), "hint"))
            numbers = " ".join(word.digits for word in key.anchor_words)
            office.add(KeyWords([word.text for word in key.anchor_words], numbers))
            self.add(office)
        self.close_button.setFocus()
        if self._card_wanted:
            self._card_wanted = False
            self.look()
