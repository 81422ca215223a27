"""What the buttons of People and keys open: each decision in a dialog of its own, imported when it is wanted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.trust.key_details import KeyDetail
from rocb_desktop.texts import _
from rocb_desktop.ui.views.keys.key_pane import KeyPane
from rocb_desktop.ui.views.keys.my_key_card import MyKeyCard

if TYPE_CHECKING:
    from rocb_desktop.ui.dialogs.new_key_dialog import Steps
    from rocb_desktop.ui.page import Page


class KeySteps:
    """Connects the pane and the own card of a page with their dialogs."""

    def __init__(self, page: "Page", pane: KeyPane, my_key: MyKeyCard) -> None:
        self._page, self._pane, self._my_key = page, pane, my_key
        for asked, step in (
            (pane.end_asked, self.end),
            (pane.replace_asked, self.replace),
            (pane.give_back_asked, self.give_back),
            (pane.erase_asked, self.erase),
            (my_key.words_asked, self.show_my_words),
            (my_key.hand_over_asked, self.hand_over),
            (my_key.officer_asked, self.add_officer),
            (my_key.sync_asked, self.sync),
            (my_key.data_asked, self.show_my_data),
            (my_key.wipe_asked, self.wipe),
        ):
            asked.connect(step)

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
        from rocb_desktop.services.trust.key_replacing import replace_key
        from rocb_desktop.ui.dialogs.new_key_dialog import Steps

        words = _(
            "{name} sets the app up again and makes a key card: menu Tools, My key. Choose that file here. "
            "The new key then speaks for {name}, and the old one ends: what came from it until today counts."
        )
        title = _("A new key for {name}")
        self._with_card(
            lambda detail: Steps(
                title.format(name=detail.contact.name),
                words.format(name=detail.contact.name),
                lambda card, _path: (replace_key, (detail.contact.key, card)),
            )
        )

    def give_back(self) -> None:
        """Everything the person that is shown ever sent, in a file for them alone."""
        from rocb_desktop.ui.views.keys.give_back_steps import give_back_steps

        self._with_card(
            lambda detail: give_back_steps(detail.contact.key, detail.contact.name, detail.contact.administration)
        )

    def add_officer(self) -> None:
        """A colleague's key speaks for ROCB A/P, in the name of the first office key."""
        from rocb_desktop.services.trust.key_replacing import grant_officer
        from rocb_desktop.ui.dialogs.new_key_dialog import NewKeyDialog, Steps

        words = _(
            "Your colleague sets the app up for ROCB A/P and makes a key card: menu Tools, My key. "
            "Choose that file here. Everybody learns of the new officer with your next pack."
        )
        steps = Steps(_("Add a colleague at ROCB A/P"), words, lambda card, _path: (grant_officer, (card,)))
        dialog = NewKeyDialog(self._page.work, steps, self._page.window())
        dialog.decided.connect(self._say)
        dialog.open()

    def hand_over(self) -> None:
        """The office goes to a successor."""
        from rocb_desktop.ui.dialogs.hand_over_dialog import HandOverDialog

        own = self._my_key
        dialog = HandOverDialog(self._page.work, own.administration, self._page.window(), confirms=own.confirms)
        dialog.decided.connect(self._say)
        dialog.open()

    def sync(self) -> None:
        """Everything of this office in a file that only the office opens: for a colleague, or a mailbox folder."""
        from rocb_desktop.ui.dialogs.office_copy_dialog import OfficeCopyDialog

        dialog = OfficeCopyDialog(self._page.work, self._my_key.administration, self._page.window())
        dialog.made.connect(self._say)
        dialog.open()

    def erase(self) -> None:
        """Everything about the person that is shown."""
        if self._pane.detail is not None:
            self._erase(self._pane.detail.contact.key, self._pane.detail.contact.name)

    def wipe(self) -> None:
        """Delete what was erased from this computer."""
        from rocb_desktop.ui.dialogs.erase_dialog import WipeDialog

        dialog = WipeDialog(self._page.work, self._my_key.erased, self._page.window())
        dialog.wiped.connect(self._say)
        dialog.open()

    def show_my_data(self) -> None:
        """A participant's own replies: consent and erasure."""
        from rocb_desktop.ui.dialogs.own_data_dialog import OwnDataDialog

        dialog = OwnDataDialog(self._page.work, self._page.window())
        dialog.decided.connect(self._say)
        dialog.erase_all_asked.connect(lambda: self._erase(self._my_key.key, self._my_key.name))
        dialog.open()

    def _erase(self, key: str, name: str) -> None:
        from rocb_desktop.ui.dialogs.erase_dialog import EraseDialog

        dialog = EraseDialog(self._page.work, key, name, self._page.window())
        dialog.erased.connect(self._say)
        dialog.open()

    def _with_card(self, steps: "Callable[[KeyDetail], Steps]") -> QDialog | None:
        from rocb_desktop.ui.dialogs.new_key_dialog import NewKeyDialog

        if self._pane.detail is None:
            return None
        dialog = NewKeyDialog(self._page.work, steps(self._pane.detail), self._page.window())
        dialog.decided.connect(self._say)
        dialog.open()
        return dialog

    def _open_my_key(self, *, card: bool) -> None:
        from rocb_desktop.ui.dialogs.my_key_dialog import MyKeyDialog

        MyKeyDialog(self._page.work, self._page.window(), card=card).open()

    def _say(self, outcome: Outcome) -> None:
        self._page.notices.show_outcome(outcome, self._page.host.take_back)
