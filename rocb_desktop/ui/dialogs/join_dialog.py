"""The same person as somebody else on the list, by another spelling: chosen by hand."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.spelling import may_be_one
from rocb_desktop.services.national.roster import RosterPerson
from rocb_desktop.services.national.spellings import join_names
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.national.roster_words import replied
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.search_field import SearchField
from rocb_desktop.ui.work import Work


class JoinDialog(WorkingDialog):
    """`joined(Outcome)`. Near spellings come first."""

    joined = Signal(object)

    def __init__(
        self, work: Work, person: RosterPerson, people: Sequence[RosterPerson], parent: QWidget | None = None
    ) -> None:
        super().__init__(work, _("Same person as"), parent, size=QSize(560, 600))
        self._name = person.name
        others = [one for one in people if one.key != person.key]
        self._others = sorted(others, key=lambda one: not may_be_one(person.key, one.key))
        title = _("Who is {name}?").format(name=person.name)
        self.set_title(title, _("The name you choose is shown from now on. All replies are kept."))
        self.search = SearchField(_("Find a person"))
        self.list = ItemList(_("People"), most=8)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.join_button = button(_("Same person"), "primary", "check", on_press=self.join)
        card = Card()
        card.add(self.search)
        card.add(self.list)
        card.add(label(_("You can take the names apart again."), "hint"))
        self.add(card)
        self.set_buttons([self.cancel_button, self.join_button])
        self.search.textChanged.connect(lambda _text: self._show())
        self.list.chosen.connect(lambda _key: self._check())
        self.list.opened.connect(lambda _key: self.join())
        self._show()
        self.search.setFocus()

    def join(self) -> None:
        """Say that both are one."""
        if self.list.key() is not None:
            self.run(join_names, self._name, str(self.list.key()), done=self._done)

    def _show(self) -> None:
        wanted = normalise_name(self.search.text())
        found = [one for one in self._others if wanted in one.key]
        self.list.set_items([Item(one.name, one.name, _about(one), icon="user") for one in found])
        self._check()

    def _check(self) -> None:
        set_off(self.join_button, "" if self.list.key() is not None else _("Choose a person first."))

    def _done(self, outcome: Outcome) -> None:
        self.joined.emit(outcome)
        self.accept()


def _about(person: RosterPerson) -> str:
    came, expected = replied(person)
    if not expected:
        return person.post or _("No reply is expected")
    said = ngettext("{k} of {n} reply", "{k} of {n} replies", expected).format(k=came, n=expected)
    return f"{person.post}, {said}" if person.post else said
