"""Was this person at the workshop? Attended, in part or not, and as what; a name that was added can be taken off."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.workshop import ATTENDED, ROLES, Workshop
from rocb_desktop.services.national.attendance import note_attendance, remove_name
from rocb_desktop.services.national.roster import RosterPerson
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.field import ChoiceField, Field, LineField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work


class AttendanceDialog(WorkingDialog):
    """`noted(Outcome)`."""

    noted = Signal(object)

    def __init__(
        self,
        work: Work,
        person: RosterPerson,
        workshops: Sequence[Workshop],
        workshop: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(work, _("Attendance"), parent, size=QSize(620, 560))
        self._person = person
        self.set_title(_("Attendance of {name}").format(name=person.name))
        self.workshop = ChoiceField(
            _("Workshop"), [(one.id, short_title(one)) for one in workshops], value=workshop or None
        )
        self.attended = RadioRow(_("Attendance"), [(key, _(words)) for key, words in ATTENDED.items()], "yes")
        self.role = ChoiceField(
            _("Role"),
            [(key, _(words)) for key, words in ROLES.items()],
            _("Only participants get the survey."),
            value="participant",
        )
        self.note = LineField(_("Note"), optional=True)
        self.save_button = button(_("Save"), "primary", "check", on_press=self.save)
        self.remove_button = button(_("Take the name off"), "delete", "trash-2", on_press=self.take_off)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        card = Card()
        for part in (self.workshop, Field(_("Was this person there?"), self.attended), self.role, self.note):
            card.add(part)
        online = _("Online: connected to any session is attended in part. It goes to ROCB A/P with the next return.")
        card.add(label(online, "hint"))
        self.add(card)
        self.set_buttons([self.remove_button, self.cancel_button, self.save_button])
        self.workshop.changed.connect(lambda _value: self._fill())
        self._fill()
        self.attended.setFocus()

    def save(self) -> None:
        """Note what was chosen."""
        name = self._person.name
        if self._seat_listed():
            name = dict(self._person.row.spellings).get(self._seat_listed(), name)
        place, attended, role = self.workshop.value(), self.attended.value(), self.role.value()
        self.run(note_attendance, place, name, attended, role, self.note.text(), done=self._done)

    def take_off(self) -> None:
        """Take a name off that was added here."""
        self.run(remove_name, self.workshop.value(), self._person.name, done=self._done)

    def _seat_listed(self) -> str:
        seat = self._person.row.seat(self.workshop.value())
        return seat.listed if seat is not None else ""

    def _fill(self) -> None:
        """What was noted of this workshop before."""
        seat = self._person.row.seat(self.workshop.value())
        noted = seat.noted if seat is not None else None
        self.attended.set_value((noted.attended if noted else "") or "yes")
        self.role.set_value((noted.role if noted else "") or "participant")
        self.note.set_text(noted.note if noted else "")
        added = seat is not None and noted is not None and (seat.new_name or seat.reply is None)
        self.remove_button.setVisible(added and seat is not None and seat.new_name)

    def _done(self, outcome: Outcome) -> None:
        self.noted.emit(outcome)
        self.accept()
