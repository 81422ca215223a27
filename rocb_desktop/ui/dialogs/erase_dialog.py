"""Erase: what is about a person, and the name typed; or what waits to be deleted here, and the number typed."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.person import normalise_name
from rocb_desktop.services.erasure.erasing import erase_and_tell
from rocb_desktop.services.erasure.erasure_scope import Erasing, look_at_person
from rocb_desktop.services.erasure.wiping import wipe_here
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog, look_first
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.history.record_counts import all_words
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.work import Work


class EraseDialog(WorkingDialog):
    """`erased(Outcome)`: the request was written, and its file lies among the files to send."""

    erased = Signal(object)

    def __init__(self, work: Work, key: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Erase a person"), parent, size=QSize(720, 520))
        self._key, self._name = key, name
        self.set_title(_("Erase everything about {name}").format(name=name), _("Here, and wherever your files go."))
        self.found = Card(_("What would be erased"))
        self.typed = LineField(_("Type the name to be sure: {name}").format(name=name))
        self.erase_button = button(_("Erase"), "delete", "trash-2", on_press=self.erase)
        self.cancel_button = button(_("Cancel"), "primary", on_press=self.reject)
        self.add(Message("warn", _("This cannot be undone."), _("Figures that were published stay as they are.")))
        self.same_name = tick(_("Also what an office wrote under this name"))
        self.same_name.hide()
        self.add(self.found)
        self.add(self.same_name)
        self.add(self.typed)
        self.set_buttons([self.erase_button, self.cancel_button])
        set_off(self.erase_button, _("Type the name first."))
        self.typed.changed.connect(self._check)
        self.cancel_button.setFocus()
        self.run(look_at_person, key, done=self._show)

    def erase(self) -> None:
        """Show what would leave, then ask everybody who holds it."""
        same = self.same_name.isChecked()
        look_first(ContentsDialog(self.work, _("Erase"), "erase", self._key, same, parent=self), self._erase)

    def _erase(self) -> None:
        same = self.same_name.isChecked()
        self.run(erase_and_tell, self._key, self.typed.text(), same, done=self._erased, label=_("Erasing"))

    def _show(self, found: Erasing) -> None:
        self.found.add(label(all_words(dict(found.records))))
        hint = _("It is hidden at once. The texts are deleted from this computer when you say so once more.")
        self.found.add(label(hint, "hint"))
        if found.namesakes:
            words = _("Kept, for it may be about somebody else of this name: {records}.")
            self.found.add(label(words.format(records=all_words(dict(found.namesakes)))))
            self.same_name.show()
        self._check(self.typed.text())
        self.cancel_button.setFocus()

    def _check(self, typed: str) -> None:
        same = normalise_name(typed) == normalise_name(self._name)
        set_off(self.erase_button, "" if same else _("Type the name first."))

    def _erased(self, outcome: Outcome) -> None:
        self.erased.emit(outcome)
        self.accept()


class WipeDialog(WorkingDialog):
    """`wiped(Outcome)`: what was erased is deleted from this computer for good."""

    wiped = Signal(object)

    def __init__(self, work: Work, records: int, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Delete for good"), parent, size=QSize(680, 420))
        self._records = records
        said = ngettext("{n} record is erased and hidden", "{n} records are erased and hidden", records)
        self.set_title(_("Delete for good"), said.format(n=records))
        what = Card(_("What is deleted from this computer"))
        for words in (
            _("The texts in your data, the files of evidence, and the files that wait from this person."),
            _("The files you made that hold them. Files on sticks and in mails you delete yourself."),
            _("A fresh backup is made now. Older backups are deleted in 90 days."),
        ):
            what.add(label(words))
        self.typed = LineField(_("Type the number of records to be sure: {n}").format(n=records))
        self.delete_button = button(_("Delete for good"), "delete", "trash-2", on_press=self.wipe)
        self.cancel_button = button(_("Cancel"), "primary", on_press=self.reject)
        self.add(what)
        self.add(self.typed)
        self.set_buttons([self.delete_button, self.cancel_button])
        set_off(self.delete_button, _("Type the number first."))
        self.typed.changed.connect(self._check)
        self.cancel_button.setFocus()

    def wipe(self) -> None:
        """Delete it."""
        self.run(wipe_here, self._records, done=self._wiped, label=_("Deleting"))

    def _check(self, typed: str) -> None:
        set_off(self.delete_button, "" if typed.strip() == str(self._records) else _("Type the number first."))

    def _wiped(self, outcome: Outcome) -> None:
        self.wiped.emit(outcome)
        self.accept()
