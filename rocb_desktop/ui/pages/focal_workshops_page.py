"""Workshops of a focal point (M1): materials, programme, people, and who of the administration replied."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from rocb_desktop.services.survey.workshop_desk import WorkshopRoom
from rocb_desktop.texts import N_, _
from rocb_desktop.ui.page import PageHost
from rocb_desktop.ui.views.workshop.room_page import RoomPage
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.work import Work


class FocalWorkshopsPage(RoomPage):
    """The workshops in which the administration took part."""

    shows = frozenset(
        "workshop material name_list attendance same_as stand_in reply review received national_return person".split()
    )
    title = N_("Workshops")
    icon = "presentation"
    national = True

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.face.replies.reply_opened.connect(lambda record: self.host.go("national_return", reply=record))
        self.face.replies.return_asked.connect(lambda: self.host.go("national_return"))

    def room_buttons(self, room: WorkshopRoom) -> Sequence[QPushButton]:
        go = button(
            _("Go to the national return"), "primary", "inbox", on_press=lambda: self.host.go("national_return")
        )
        return [go] if room.workshop.surveyed else []
