"""M1, one workshop: the facts in a strip, tabs with everything that belongs to it, the chosen file beside them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from rocb_desktop.services.survey.workshop_desk import WorkshopDesk, WorkshopRoom
from rocb_desktop.services.survey.workshop_shelf import ShelfFile
from rocb_desktop.texts import _
from rocb_desktop.ui.views.tab_card import TabCard
from rocb_desktop.ui.views.workshop.fact_strip import FactStrip, workshop_facts
from rocb_desktop.ui.views.workshop.follow_up import FollowUp
from rocb_desktop.ui.views.workshop.material_pane import MaterialPane
from rocb_desktop.ui.views.workshop.material_table import MaterialTable
from rocb_desktop.ui.views.workshop.people_met import PeopleMet
from rocb_desktop.ui.views.workshop.programme_view import ProgrammeView
from rocb_desktop.ui.views.workshop.replies_there import RepliesThere
from rocb_desktop.ui.views.workshop.survey_standing import SurveyStanding
from rocb_desktop.ui.widgets.columns import SideBySide
from rocb_desktop.ui.widgets.scroll import PageScroll

MATERIALS, PROGRAMME, PARTICIPANTS = "materials", "programme", "participants"
FOLLOW_UP, SURVEY, REPLIES = "follow_up", "survey", "replies"


class RoomFace(PageScroll):
    """`national`: a focal point's, with the replies in the place of the own follow-up and survey."""

    def __init__(self, *, national: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.room: WorkshopRoom | None = None
        self.strip = FactStrip()
        self.materials = MaterialTable(keeps_own=not national)
        self.programme, self.people = ProgrammeView(), PeopleMet()
        self.follow_up, self.survey, self.replies = FollowUp(), SurveyStanding(), RepliesThere()
        self.tabs = TabCard(_("About the workshop"))
        self.tabs.add_tab(MATERIALS, _("Materials"), self.materials)
        self.tabs.add_tab(PROGRAMME, _("Programme"), self.programme)
        self.tabs.add_tab(PARTICIPANTS, _("Participants"), self.people)
        if national:
            self.tabs.add_tab(REPLIES, _("Replies"), self.replies)
        else:
            self.tabs.add_tab(FOLLOW_UP, _("Follow-up"), self.follow_up)
            self.tabs.add_tab(SURVEY, _("Survey"), self.survey)
        self.tabs.tabs.serve(self)
        self.pane = MaterialPane(shares=not national)
        self.columns = SideBySide(side_width=344, turn_at=860)
        self.columns.main.addWidget(self.tabs)
        self.columns.side.addWidget(self.pane)
        self.add(self.strip)
        self.add(self.columns, 1)
        self.tabs.tabs.changed.connect(lambda _key: self._show_pane())

    def show_room(self, room: WorkshopRoom, desk: WorkshopDesk) -> None:
        """Another workshop, or another state of it; the chosen tab and file stay."""
        self.room = room
        self.strip.show_facts(workshop_facts(room.workshop))
        self.materials.show_room(room)
        self.programme.show_text(room.workshop.programme)
        self.people.show_names(room.names)
        self.follow_up.show_log(room.log)
        self.survey.show_line(room.line, desk.today)
        self.replies.show_room(room)
        counts = {
            MATERIALS: len(room.files) + len(room.own),
            PARTICIPANTS: len(room.names),
            FOLLOW_UP: len(room.log),
            REPLIES: room.replied,
        }
        self.tabs.set_counts({key: count for key, count in counts.items() if count})
        self._show_pane()

    def show_file(self, file: ShelfFile | None) -> None:
        """Another file beside the table; None for none."""
        self.pane.show_file(file)
        self._show_pane()

    def first_focus(self) -> QWidget:
        """Where the keyboard starts: in the list of the tab that is shown."""
        key = self.tabs.tabs.key()
        if key == MATERIALS:
            return self.materials.first_focus()
        return self.tabs.tabs

    def areas(self) -> Sequence[QWidget]:
        """What F6 goes through."""
        return (self.strip, self.tabs, self.pane)

    def _show_pane(self) -> None:
        """The pane is about a file: it goes with the other tabs."""
        shown = self.tabs.tabs.key() == MATERIALS and self.pane.file is not None
        self.pane.setVisible(shown)
        self.columns.set_side_shown(shown)
