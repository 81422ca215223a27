"""Sharing files of a workshop: which ones, with whom, how, when, with how many. It is an action of the log."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from rocb_desktop.domain.action import MAX_REACHED
from rocb_desktop.domain.action_sort import SUBTYPES
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.survey.workshop_desk import WorkshopRoom
from rocb_desktop.services.survey.workshop_shelf import SHARE, ShelfFile, share_files
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.field import ChoiceField, DateField, Field, LineField, NumberField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work


class ShareDialog(WorkingDialog):
    """`shared(Outcome)`: it is noted in the log. Nothing is sent by the app."""

    shared = Signal(object)

    def __init__(
        self, work: Work, room: WorkshopRoom, chosen: ShelfFile, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(work, _("Share with colleagues"), parent, size=QSize(720, 640))
        self.room = room
        self.set_title(_("Share with colleagues"), short_title(room.workshop))
        self.ticks: dict[str, QCheckBox] = {}
        self.missing = label(_("Tick at least one file."), "hint", "err", weight=600)
        self.missing.hide()
        self.add(self._files_card((*room.files, *room.own), chosen))
        ways = [("", _("Choose how"))] + [(key, _(words)) for key, words in SUBTYPES[SHARE].items()]
        self.audience = LineField(_("With whom?"), example=_("My division, the audit team"), optional=True)
        self.way = ChoiceField(_("How?"), ways, optional=True)
        self.day = DateField(_("When?"), today, _("The day you shared it."))
        self.reached = NumberField(_("How many people?"), most=MAX_REACHED, optional=True)
        card = Card(padding=20)
        card.add(FieldRow([(self.audience, 240, 1), (self.way, 240, 1)]))
        card.add(FieldRow([(self.day, 196, 1), (self.reached, 196, 1)]))
        self.add(card)
        self.add(
            label(
                _(
                    "The app sends nothing. Give the files to your colleagues in your usual way: Save a copy puts one"
                    " where you like. What you write here goes into your action log and fills in your survey."
                ),
                "hint",
            )
        )
        self.share_button = button(_("Note it in the log"), "primary", "check", on_press=self.share)
        self.set_buttons([button(_("Cancel"), on_press=self.reject), self.share_button])
        self.audience.focus()

    def share(self) -> None:
        """Write the entry into the log."""
        chosen = [record for record, box in self.ticks.items() if box.isChecked()]
        self.missing.setVisible(not chosen)
        if not chosen:
            next(iter(self.ticks.values())).setFocus()
            return
        if not self.day.check():
            self.day.focus()
            return
        self.run(
            share_files,
            self.room.workshop.id,
            chosen,
            self.audience.text(),
            str(self.way.value() or ""),
            self.day.value().isoformat(),
            self.reached.value(),
            done=self._shared,
        )

    def failed(self, error: Exception) -> None:
        """At the field that is wrong."""
        if not isinstance(error, UserError):
            return
        fields: dict[str, Field] = {"date": self.day, "audience": self.audience, "reached": self.reached}
        field = fields.get(str(error.values.get("field")))
        if field is not None:
            field.set_error(error.what())
            field.focus()

    def _files_card(self, files: Sequence[ShelfFile], chosen: ShelfFile) -> Card:
        card = Card(_("What did you share?"))
        for one in files:
            box = tick(one.file.shown, on=one.id == chosen.id)
            self.ticks[one.id] = box
            card.add(box)
        card.add(self.missing)
        return card

    def _shared(self, outcome: Outcome) -> None:
        self.shared.emit(outcome)
        self.accept()
