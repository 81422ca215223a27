"""What the buttons of People and keys open: each decision in a dialog of its own, imported when it is wanted."""

from typing import TYPE_CHECKING

from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.views.key_pane import KeyPane
from rocb_desktop.ui.views.my_key_card import MyKeyCard

if TYPE_CHECKING:
    from rocb_desktop.ui.page import Page


class KeySteps:
    """Connects the pane and the own card of a page with their dialogs."""

    def __init__(self, page: "Page", pane: KeyPane, my_key: MyKeyCard) -> None:
        self._page, self._pane = page, pane
        pane.end_asked.connect(self.end)
        pane.replace_asked.connect(self.replace)
        my_key.words_asked.connect(self.show_my_words)
        my_key.officer_asked.connect(self.add_officer)

    def show_my_words(self) -> None:
        """The own eight words, to be read aloud."""
        self._open_my_key(card=False)

    def share_my_key(self) -> None:
        """The own key card."""
        self._open_my_key(card=True)

    def end(self) -> None:
        """Choose the last good file of the key that is shown, and end it."""
        from rocb_desktop.ui.dialogs.end_key_dialog import EndKeyDialog

        if self._pane.detail is not None:
            dialog = EndKeyDialog(self._page.work, self._pane.detail, self._page.window())
            dialog.ended.connect(self._say)
            dialog.open()

    def replace(self) -> None:
        """Let another key speak for the person that is shown."""
        from rocb_desktop.services.key_replacing import replace_key
        from rocb_desktop.ui.dialogs.new_key_dialog import NewKeyDialog

        if self._pane.detail is None:
            return
        key, name = self._pane.detail.contact.key, self._pane.detail.contact.name
        steps = _(
            "{name} sets the app up again and makes a key card: menu Tools, My key. Choose that file here. "
            "The new key then speaks for {name}, and the old one ends: what came from it until today counts."
        ).format(name=name)
        title = _("A new key for {name}").format(name=name)
        dialog = NewKeyDialog(
            self._page.work, title, steps, lambda card: (replace_key, (key, card)), self._page.window()
        )
        dialog.decided.connect(self._say)
        dialog.open()

    def add_officer(self) -> None:
        """A colleague's key speaks for ROCB A/P, in the name of the first office key."""
        from rocb_desktop.services.key_replacing import grant_officer
        from rocb_desktop.ui.dialogs.new_key_dialog import NewKeyDialog

        steps = _(
            "Your colleague sets the app up for ROCB A/P and makes a key card: menu Tools, My key. "
            "Choose that file here. Everybody learns of the new officer with your next pack."
        )
        dialog = NewKeyDialog(
            self._page.work,
            _("Add a colleague at ROCB A/P"),
            steps,
            lambda card: (grant_officer, (card,)),
            self._page.window(),
        )
        dialog.decided.connect(self._say)
        dialog.open()

    def _open_my_key(self, *, card: bool) -> None:
        from rocb_desktop.ui.dialogs.my_key_dialog import MyKeyDialog

        MyKeyDialog(self._page.work, self._page.window(), card=card).open()

    def _say(self, outcome: Outcome) -> None:
        self._page.notices.show_outcome(outcome, self._page.host.take_back)
