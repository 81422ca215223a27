"""Back to what a record said before: what would change is shown first, then it is done, with Undo."""

from datetime import date, timedelta

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.history.going_back import WayBack, go_back, preview_back, preview_day
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.history.change_view import field_parts
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import DateField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.work import Work


class BackDialog(WorkingDialog):
    """`done_back(Outcome)`. With `upto` the place is known; without it a day is asked for."""

    done_back = Signal(object)

    def __init__(
        self, work: Work, record: str, about: str, today: date, upto: int | None = None, parent: QWidget | None = None
    ) -> None:
        title = _("Go back to before this change") if upto is not None else _("Go back to a date")
        super().__init__(work, title, parent, size=QSize(640, 560))
        self._record, self._way = record, WayBack(record, upto or 0, about, ())
        self.set_title(title, about)
        self.day = DateField(
            _("As it was at the end of this day"), today - timedelta(days=1), _("Nothing is lost: you can undo this."),
            last=today,
        )  # fmt: skip
        self.show_button = button(_("Show what would change"), icon="eye", on_press=self.look)
        self.changes = Card()
        self.go_button = button(_("Go back"), "primary", "clock-fading", on_press=self.go)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        ask = Card()
        ask.add(self.day)
        ask.add(FlowRow([self.show_button]))
        self.add(ask)
        self.add(self.changes)
        self.set_buttons([self.cancel_button, self.go_button])
        set_off(self.go_button, _("Look first at what would change."))
        self.day.changed.connect(lambda _day: self._forget())
        self.changes.hide()
        ask.setVisible(upto is None)
        if upto is None:
            self.day.focus()
        else:
            self.cancel_button.setFocus()
            self.run(preview_back, record, upto, done=self.show_way)

    def look(self) -> None:
        """Show what would change."""
        if self.day.check():
            self.run(preview_day, self._record, self.day.value(), done=self.show_way)

    def show_way(self, way: WayBack) -> None:
        """What would change; with nothing to change there is nothing to press."""
        self._way = way
        self.changes.set_title(_summary(way))
        while (item := self.changes.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        for part in field_parts(way.fields):
            self.changes.add(part)
        self.changes.show()
        set_off(self.go_button, _("It is like that already.") if way.nothing else "")
        (self.cancel_button if way.nothing else self.go_button).setFocus()

    def go(self) -> None:
        """Do it."""
        self.run(go_back, self._record, self._way.upto, done=self._done)

    def failed(self, error: Exception) -> None:
        self._forget()

    def _forget(self) -> None:
        self.changes.hide()
        set_off(self.go_button, _("Look first at what would change."))

    def _done(self, outcome: Outcome) -> None:
        self.done_back.emit(outcome)
        self.accept()


def _summary(way: WayBack) -> str:
    if way.removes:
        return _("It was removed then. It would be removed again.")
    if way.nothing:
        return _("It is like that already.")
    count = len(way.fields)
    said = ngettext("{n} answer would change", "{n} answers would change", count).format(n=count)
    if not way.brings_back:
        return said
    return _("It would be brought back. {changes}").format(changes=said) if count else _("It would be brought back.")
