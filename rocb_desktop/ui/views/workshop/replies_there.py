"""A focal point's view of one workshop: who of the administration was there, who replied, who has the pack."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.services.survey.workshop_desk import PersonThere, WorkshopRoom
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.widgets.cell_states import STATES
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column


class RepliesThere(QWidget):
    """`reply_opened(record)`: look at a reply; `return_asked`: go to the national return."""

    reply_opened = Signal(str)
    return_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = TableView(_("Replies"), _columns(), dense=False, most=12)
        self.sentence = label("", "body", weight=600)
        self.hint = label("", "hint")
        words = QWidget()
        inside = QVBoxLayout(words)
        inside.setContentsMargins(16, 12, 16, 12)
        for part in (self.sentence, self.hint):
            inside.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(words)
        column.addStretch(1)
        self.table.opened.connect(self._open)

    def show_room(self, room: WorkshopRoom) -> None:
        """Another workshop."""
        self.table.set_rows(room.people)
        self.table.setVisible(bool(room.people))
        self.sentence.setText(_sentence(room))
        self.hint.setText(
            _(
                "“Has the pack” is known only of people whose reply was made with the app. Pass the pack on to the"
                " others: everybody may open it."
            )
        )
        self.hint.setVisible(bool(room.people))

    def _open(self, one: PersonThere) -> None:
        if one.seat.reply is not None:
            self.reply_opened.emit(one.seat.reply.id)
        else:
            self.return_asked.emit()


def _sentence(room: WorkshopRoom) -> str:
    if not room.workshop.surveyed:
        return _("This workshop is not surveyed: only regional and sub-regional ones are.")
    if not room.people:
        return _("Nobody of your administration is known to have been there. The pack has no names.")
    count = len(room.people)
    said = ngettext("{k} of {n} person replied.", "{k} of {n} people replied.", count)
    return said.format(k=room.replied, n=count)


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), "strong", lambda one: one.name, stretch=True, least=160),
        Column("reply", _("Reply"), value=lambda one: _(STATES[one.seat.status].word), least=120),
        Column("version", _("Version"), "number", _version, spare=True),
        Column("pack", _("Workshop pack"), "muted", _pack, spare=True),
    ]


def _version(one: PersonThere) -> int | None:
    return one.seat.reply.version if one.seat.reply is not None else None


def _pack(one: PersonThere) -> str:
    return _("Has the pack") if one.has_pack else _("Not known")
