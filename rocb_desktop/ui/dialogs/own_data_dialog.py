"""My data: take the consent of a reply back, or erase a reply, or everything about oneself."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.erasure.consent import COUNT_ONLY, withdraw_consent
from rocb_desktop.services.erasure.erasing import erase_reply_and_tell
from rocb_desktop.services.erasure.own_data import OwnReply, own_replies
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog, look_first
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.widgets.badge_words import badge
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work


class OwnDataDialog(WorkingDialog):
    """`decided(Outcome)`: something was taken back. `erase_all_asked`: the person wants everything erased."""

    decided = Signal(object)
    erase_all_asked = Signal()

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(work, _("My data"), parent, size=QSize(720, 600))
        self._replies: dict[str, OwnReply] = {}
        self.set_title(_("My data"), _("Your replies are yours: you can take them back at any time."))
        self.list = ItemList(_("My replies"), most=6)
        self.withdraw_button = button(_("Withdraw my consent"), icon="quote", on_press=self.withdraw)
        self.sure = tick(_("Yes, erase this reply for good, here and wherever its files went"))
        self.erase_button = button(_("Erase my reply"), "delete", "trash-2", on_press=self.erase)
        self.all_button = button(_("Erase everything about me"), "delete", "trash-2", on_press=self._erase_all)
        self.close_button = button(_("Close"), "primary", on_press=self.accept)
        self._fill()
        self.list.chosen.connect(lambda _key: self._check())
        self.sure.toggled.connect(lambda _on: self._check())
        self.run(own_replies, done=self._show)

    def withdraw(self) -> None:
        """Question 7 of the chosen reply becomes: only count my answers."""
        self._decide(withdraw_consent, self._replies[self.list.key()].workshop)

    def erase(self) -> None:
        """The chosen reply goes, after a look at what leaves; the file that tells the others is among those to send."""
        reply = self.list.key()
        dialog = ContentsDialog(self.work, _("Erase my reply"), "erase-reply", reply, parent=self)
        look_first(dialog, lambda: self._decide(erase_reply_and_tell, reply))

    def _fill(self) -> None:
        replies = Card(_("My replies"))
        replies.add(self.list)
        consent = Card(_("Withdraw my consent"))
        consent.add(label(_("Your answers still count. None of your texts is used any more, as in question 7.")))
        consent.add(label(_("Then send the next version of your reply, so that the others learn of it."), "hint"))
        consent.add(FlowRow([self.withdraw_button]))
        erase = Card(_("Erase my reply"))
        erase.add(label(_("Your focal point and ROCB A/P delete it when they receive your file. It cannot be undone.")))
        erase.add(self.sure)
        erase.add(FlowRow([self.erase_button, self.all_button]))
        for part in (replies, consent, erase):
            self.add(part)
        self.set_buttons([self.close_button])
        self._check()
        self.close_button.setFocus()

    def _show(self, found: list[OwnReply]) -> None:
        self._replies = {one.id: one for one in found}
        self.list.set_items([_item(one) for one in found])
        if found and self.list.key() is None:
            self.list.choose(found[0].id)
        self._check()

    def _check(self) -> None:
        chosen = self._replies.get(str(self.list.key()))
        none = "" if chosen is not None else _("Choose a reply first.")
        taken = chosen is not None and chosen.consent == COUNT_ONLY
        set_off(self.withdraw_button, none or (_("No text of this reply may be used already.") if taken else ""))
        set_off(self.erase_button, none or ("" if self.sure.isChecked() else _("Tick the line above first.")))

    def _decide(self, service: Callable[..., Any], *args: Any) -> None:
        self.run(service, *args, done=self._decided, label=self.windowTitle())

    def _decided(self, outcome: Outcome) -> None:
        self.notices.show_message("ok", outcome.message)
        self.decided.emit(outcome)
        self.sure.setChecked(False)
        self.run(own_replies, done=self._show)

    def _erase_all(self) -> None:
        self.erase_all_asked.emit()
        self.accept()


def _item(one: OwnReply) -> Item:
    state = badge("not_quoted" if one.consent in ("", COUNT_ONLY) else "may_be_quoted")
    return Item(one.id, one.title, _("Version {n}").format(n=one.version), state)
