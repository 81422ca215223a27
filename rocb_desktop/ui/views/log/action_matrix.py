"""Workshops by the six follow-up actions: what is done, what is planned, and where a plus sign waits."""

from rocb_desktop.domain.action import TYPES
from rocb_desktop.services.survey.homes import ParticipantHome, WorkshopLine
from rocb_desktop.texts import N_, _
from rocb_desktop.ui.views.workshop.workshop_words import month_of, short_title, survey_badge, time_since
from rocb_desktop.ui.widgets.matrix import MatrixCell, MatrixColumn, MatrixRow, MatrixView

# With the breaks of a column 66 px wide; translators set their own.
_HEADS = {
    "share_materials": N_("Share\nmaterials"),
    "submit_report": N_("Submit\nreport"),
    "make_recommendations": N_("Recom-\nmend"),
    "inhouse_workshop": N_("In-house\nworkshop"),
    "operational_manual": N_("Manual"),
    "others": N_("Other"),
}
_STATES = {"done": "done", "planned": "planned", "": "not_logged"}


def action_matrix() -> MatrixView:
    """The matrix without its rows; opened(workshop id, action type or "") tells what was pressed."""
    columns = [MatrixColumn(kind, _(_HEADS[kind]), one.label) for kind, one in TYPES.items()]
    return MatrixView(_("My follow-up actions"), _("Workshop"), columns, tail=_("Survey"))


def matrix_rows(home: ParticipantHome) -> list[MatrixRow]:
    """A row per workshop: the one whose survey is next, then the newest first."""
    lines = sorted(home.lines, key=lambda line: line != home.next)
    return [_row(line, home) for line in lines]


def _row(line: WorkshopLine, home: ParticipantHome) -> MatrixRow:
    cells = tuple(MatrixCell(_STATES[line.actions[kind]]) for kind in TYPES)
    workshop = line.workshop
    since = time_since(workshop, home.today) if home.doubt is None else month_of(workshop)
    return MatrixRow(workshop.id, short_title(workshop), cells, since, survey_badge(line, home.today))
