"""End a key: choose the last good file, see what would no longer count, then decide."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.trust.key_decisions import Ending, end_key, preview_end
from rocb_desktop.services.trust.key_details import KeyDetail
from rocb_desktop.services.trust.key_past import NOTHING, KeyArrival
from rocb_desktop.texts import _, format_date, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.history.record_counts import all_words
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.work import Work


class EndKeyDialog(WorkingDialog):
    """`ended(Outcome)`: the key was ended."""

    ended = Signal(object)

    def __init__(self, work: Work, detail: KeyDetail, parent: QWidget | None = None) -> None:
        name = detail.contact.name
        super().__init__(work, _("End a key"), parent, size=QSize(720, 620))
        self._key, self._last_good = detail.contact.key, ""
        self.set_title(
            _("End the key of {name}").format(name=name),
            _("For a key that was stolen or lost, or of somebody who left. You can take it back."),
        )
        self.list = ItemList(_("The last good file"), _choices(detail.arrivals), most=6)
        card = Card(_("Which was the last good file?"))
        card.add(label(_("What came until then counts. What comes later from this key is kept and does not."), "hint"))
        card.add(self.list)
        self.effect = Message("info", _("Choose the last good file."))
        self.end_button = button(_("End this key"), "delete", "ban", on_press=self.end)
        self.cancel_button = button(_("Cancel"), "primary", on_press=self.reject)
        for part in (card, self.effect):
            self.add(part)
        self.set_buttons([self.end_button, self.cancel_button])
        set_off(self.end_button, _("Choose the last good file."))
        self.list.chosen.connect(self._look)
        self.list.setFocus()

    def end(self) -> None:
        """Decide."""
        self.run(end_key, self._key, self._last_good, done=self._ended, label=_("Ending the key"))

    def _look(self, choice: str) -> None:
        """What ending it there would do. Changes nothing."""
        self._last_good = choice
        self.work.run(
            preview_end, self._key, choice, owner=self, latest="look", done=self._show, failed=self.say_failed
        )

    def _show(self, ending: Ending) -> None:
        counts = sum(ending.lost.values())
        if counts:
            first = ngettext("{n} record would no longer count:", "{n} records would no longer count:", counts)
            self.effect.set_message("warn", first.format(n=counts), all_words(ending.lost))
        else:
            self.effect.set_message("ok", _("Everything that is here goes on counting."))
        set_off(self.end_button, "")

    def _ended(self, outcome: Outcome) -> None:
        self.ended.emit(outcome)
        self.accept()


def _choices(arrivals: tuple[KeyArrival, ...]) -> list[Item]:
    every = Item("", _("Everything that is here is good"), _("Only what comes from now on does not count"))
    nothing = Item(NOTHING, _("Nothing is good"), _("Nothing that this key ever wrote counts"))
    return [every, *(_choice(one) for one in arrivals if one.batch), nothing]


def _choice(arrival: KeyArrival) -> Item:
    day = format_date(arrival.day) if arrival.day is not None else ""
    count = ngettext("{n} record", "{n} records", arrival.records).format(n=arrival.records)
    title = _("What came until {date}").format(date=day)
    return Item(arrival.batch, title, ", ".join([*arrival.files[:2], count]))
