"""My workshops (M1): each with its materials, programme, people, what was logged and where the survey stands."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from rocb_desktop.services.survey.workshop_desk import WorkshopRoom
from rocb_desktop.texts import N_, _
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.page import PageHost
from rocb_desktop.ui.views.workshop.room_page import RoomPage
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.work import Work


class MaterialsPage(RoomPage):
    """A participant's workshops."""

    shows = frozenset(
        "workshop material own_material action name_list reply review received sent import setting evidence".split()
    )
    title = N_("My workshops")
    icon = "presentation"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.face.follow_up.opened.connect(lambda record: self.host.go("actions", action=record))
        self.face.follow_up.log_asked.connect(lambda: self.host.go("actions", new=True, workshop=self.opened))
        self.face.follow_up.promise_asked.connect(lambda: self.host.go("actions", promise=True, workshop=self.opened))
        self.face.survey.opened.connect(lambda: self.host.go("survey", workshop=self.opened))

    def room_buttons(self, room: WorkshopRoom) -> Sequence[QPushButton]:
        record = room.workshop.id
        log = button(
            _("Log an action"), icon="plus", on_press=lambda: self.host.go("actions", new=True, workshop=record)
        )
        answer = button(
            _("Answer the survey"), "primary", "list-checks", on_press=lambda: self.host.go("survey", workshop=record)
        )
        return [log, answer] if room.workshop.surveyed else [log]

    def commands(self) -> Sequence[Command]:
        return (Command(_("&Share with colleagues …"), self.shelf.share, "Ctrl+Shift+E", icon="share-2"),)
