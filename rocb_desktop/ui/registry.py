"""Which pages each role has, in the order of the sidebar; a page's module is imported on the first visit."""

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rocb_desktop.texts import N_, _

if TYPE_CHECKING:
    from rocb_desktop.ui.page import Page

PARTICIPANT, FOCAL_POINT, ROCB = ROLES = ("participant", "focal_point", "rocb")

BELOW = "below"  # the section below the line: people and keys, history, settings


@dataclass(frozen=True)
class PageEntry:
    """One row of a sidebar. `where` is "module:Class" below rocb_desktop.ui.pages; a new section draws a line."""

    role: str
    key: str
    title_key: str
    icon: str
    where: str
    section: str = "main"

    @property
    def title(self) -> str:
        """The row's words in the language in use."""
        return _(self.title_key)

    def page_class(self) -> "type[Page]":
        """Import the page; only now, because its charts and tables cost start-up time."""
        module, _colon, name = self.where.partition(":")
        found: type[Page] = getattr(importlib.import_module(f"rocb_desktop.ui.pages.{module}"), name)
        return found


ENTRIES: tuple[PageEntry, ...] = (
    PageEntry(PARTICIPANT, "home", N_("Home"), "house", "home_page:HomePage"),
    PageEntry(PARTICIPANT, "materials", N_("My workshops"), "presentation", "materials_page:MaterialsPage"),
    PageEntry(PARTICIPANT, "actions", N_("Action log"), "notebook-pen", "actions_page:ActionsPage"),
    PageEntry(PARTICIPANT, "survey", N_("Survey replies"), "list-checks", "survey_page:SurveyPage"),
    PageEntry(
        PARTICIPANT, "mission_report", N_("Mission reports"), "file-text", "mission_report_page:MissionReportPage"
    ),
    PageEntry(PARTICIPANT, "feedback", N_("Feedback"), "message-square-text", "feedback_page:FeedbackPage"),
    PageEntry(PARTICIPANT, "send", N_("Send and receive"), "send", "send_page:SendPage"),
    PageEntry(PARTICIPANT, "people", N_("People and keys"), "key-round", "people_page:PeoplePage", BELOW),
    PageEntry(PARTICIPANT, "history", N_("History"), "clock-fading", "history_page:HistoryPage", BELOW),
    PageEntry(PARTICIPANT, "settings", N_("Settings"), "settings", "settings_page:SettingsPage", BELOW),
    PageEntry(FOCAL_POINT, "home", N_("Home"), "house", "focal_home_page:FocalHomePage"),
    PageEntry(
        FOCAL_POINT, "national_return", N_("National return"), "inbox", "national_return_page:NationalReturnPage"
    ),
    PageEntry(FOCAL_POINT, "participants", N_("Participants"), "users", "participants_page:ParticipantsPage"),
    PageEntry(FOCAL_POINT, "workshops", N_("Workshops"), "presentation", "focal_workshops_page:FocalWorkshopsPage"),
    PageEntry(FOCAL_POINT, "feedback", N_("Feedback"), "message-square-text", "feedback_page:FeedbackPage"),
    PageEntry(FOCAL_POINT, "send", N_("Send and receive"), "send", "send_page:SendPage"),
    PageEntry(FOCAL_POINT, "people", N_("People and keys"), "key-round", "people_page:PeoplePage", BELOW),
    PageEntry(FOCAL_POINT, "history", N_("History"), "clock-fading", "history_page:HistoryPage", BELOW),
    PageEntry(FOCAL_POINT, "settings", N_("Settings"), "settings", "settings_page:SettingsPage", BELOW),
    PageEntry(ROCB, "round", N_("Round"), "layers", "round_page:RoundPage"),
    PageEntry(ROCB, "workshops", N_("Workshops"), "calendar-range", "workshops_page:WorkshopsPage"),
    PageEntry(ROCB, "inbox", N_("Receive files"), "inbox", "inbox_page:InboxPage"),
    PageEntry(ROCB, "tables", N_("Tables and checks"), "table-2", "tables_page:TablesPage"),
    PageEntry(ROCB, "adoption", N_("Charts"), "chart-column", "adoption_page:AdoptionPage"),
    PageEntry(ROCB, "send", N_("Send"), "send", "send_page:SendPage"),
    PageEntry(ROCB, "people", N_("People and keys"), "key-round", "people_page:PeoplePage", BELOW),
    PageEntry(ROCB, "history", N_("History"), "clock-fading", "history_page:HistoryPage", BELOW),
    PageEntry(ROCB, "settings", N_("Settings"), "settings", "settings_page:SettingsPage", BELOW),
)


def entries_for(role: str) -> tuple[PageEntry, ...]:
    """The sidebar of a role, top to bottom."""
    return tuple(entry for entry in ENTRIES if entry.role == role)
