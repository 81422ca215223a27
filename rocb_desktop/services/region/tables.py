"""Tables 1-7 and the charts of a round, counted from the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rocb_desktop.analysis import chart_data
from rocb_desktop.analysis.tables import tables as count_tables
from rocb_desktop.analysis.types import NationalRow, WorkshopFacts
from rocb_desktop.domain.chart import ActionShares, ReplyRates
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.tables import Tables
from rocb_desktop.domain.workshop import TookPart, Workshop, took_part
from rocb_desktop.reports.charts import draw_actions, draw_reply_rates
from rocb_desktop.reports.save import Format, figure_bytes, save_figure
from rocb_desktop.reports.workbook import save_tables_xlsx
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.store.replies import Collapsed, collapse_round, count_on_behalf
from rocb_desktop.store.undecided import count_undecided
from rocb_desktop.store.workshops import read_participations, read_rounds, read_workshops
from rocb_desktop.tokens import Tokens

if TYPE_CHECKING:
    from matplotlib.figure import Figure

CHARTS = ("reply_rates", "actions")


@dataclass(frozen=True, slots=True)
class RoundCharts:
    """What the charts of a round show."""

    reply_rates: ReplyRates
    actions: ActionShares


@dataclass(frozen=True, slots=True)
class RoundCount:
    """A round counted: its workshops, who took part in each (by number), the rows behind the tables.

    `not_listed` are replies of administrations that are not on their workshop's list: they wait and are not counted.
    """

    workshops: tuple[Workshop, ...]
    facts: tuple[WorkshopFacts, ...]
    took_part: Mapping[int, TookPart]
    rows: tuple[NationalRow, ...]
    not_listed: tuple[NationalRow, ...]
    tables: Tables


@lane("read")
def tables(session: Session, round_number: int) -> Tables:
    """Tables 1-7. A reply of an administration that is not on the workshop's list waits and is not counted.

    Raises UserError unknown_round.
    """
    return count_round(session, round_number).tables


@lane("read")
def count_round(session: Session, round_number: int) -> RoundCount:
    """Tables 1-7 with what they were counted from. Raises UserError unknown_round."""
    workshops = read_workshops(session.db, "round=?", (round_number,))
    if not workshops:
        raise UserError("unknown_round", round=str(round_number))
    parts = {one.number: _took_part(session, one) for one in workshops}
    today = session.clock.today()
    facts = tuple(WorkshopFacts.of(one, parts[one.number], today) for one in workshops)
    collapsed = collapse_round(session.db, round_number)
    rows = tuple(_row(one) for one in collapsed if _on_list(one, parts[one.workshop]))
    not_listed = tuple(_row(one) for one in collapsed if not _on_list(one, parts[one.workshop]))
    undecided = count_undecided(session.db, round_number)
    entered = count_on_behalf(session.db, round_number)
    counted = count_tables(round_number, facts, rows, undecided, today, entered)
    return RoundCount(tuple(workshops), facts, parts, rows, not_listed, counted)


def _took_part(session: Session, workshop: Workshop) -> TookPart:
    return took_part(workshop, read_participations(session.db, workshop.id))


def _on_list(row: Collapsed, part: TookPart) -> bool:
    return row.code is None or not part.codes or row.code in part.codes


def _row(one: Collapsed) -> NationalRow:
    late = None if one.late is None else bool(one.late)
    answers = dict(zip(ACTIONS, one.actions, strict=True))
    return NationalRow(one.workshop, one.code, answers, one.effects, one.efficiency, one.project, late)


@lane("read")
def latest_round(session: Session) -> int | None:
    """The newest round that has a workshop, or None before the first."""
    rounds = read_rounds(session.db)
    return rounds[0] if rounds else None


@lane("read")
def current_round(session: Session) -> int | None:
    """The round to show first: the newest whose survey has begun (a window opened, a reply came), else the newest."""
    today = session.clock.today().isoformat()
    query = (
        "SELECT max(w.round) FROM workshop w WHERE w.surveyed = 1"
        " AND (w.opens <= ? OR EXISTS (SELECT 1 FROM reply r WHERE r.workshop = w.id AND r.counts = 1))"
    )
    begun: int | None = session.db.execute(query, (today,)).fetchone()[0]
    return begun if begun is not None else latest_round(session)


@lane("read")
def round_charts(session: Session, round_number: int) -> RoundCharts:
    counted = tables(session, round_number)
    return RoundCharts(chart_data.reply_rates(counted), chart_data.action_shares(counted))


@lane("draw")
def draw_chart(
    data: ReplyRates | ActionShares, tokens: Tokens, width: int, height: int, dpi: float, words: bool = False
) -> bytes:
    """PNG of a chart for the screen, `width` x `height` pixels; the words around it are the card's."""
    return figure_bytes(_figure(data, tokens, width, height, dpi, words))


@lane("draw")
def save_chart(data: ReplyRates | ActionShares, tokens: Tokens, path: Path, format: Format) -> None:
    """A chart with its words, 900 x 500 pixels, as a picture or a drawing."""
    save_figure(_figure(data, tokens, 900, 500, 96, True), path, format, data.words.title)


def _figure(
    data: ReplyRates | ActionShares, tokens: Tokens, width: int, height: int, dpi: float, words: bool
) -> "Figure":
    if isinstance(data, ReplyRates):
        return draw_reply_rates(data, tokens, width, height, dpi, words=words)
    return draw_actions(data, tokens, width, height, dpi, words=words)


@lane("draw")
def save_workbook(counted: Tables, path: Path) -> None:
    """Tables 1-7 as an Excel workbook with computed marks."""
    save_tables_xlsx(counted, path)
