"""Tables and charts of the round that pages look at, with the rounds there are to choose from."""

from dataclasses import dataclass

from rocb_desktop.analysis import chart_data
from rocb_desktop.domain.clock import Window
from rocb_desktop.domain.tables import Tables
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.region.tables import RoundCharts, RoundCount, count_round, current_round
from rocb_desktop.services.session import Session
from rocb_desktop.store.workshops import read_rounds


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """`rounds` are the years there are, newest first; `opens` the first survey window that has not opened yet."""

    round: int
    rounds: tuple[int, ...]
    tables: Tables
    charts: RoundCharts
    opens: Window | None


@lane("read")
def round_figures(session: Session, round_number: int | None = None) -> RoundFigures | None:
    """A round, or the current one; None before the first. Raises UserError unknown_round."""
    chosen = current_round(session) if round_number is None else round_number
    if chosen is None:
        return None
    counted = count_round(session, chosen)
    charts = RoundCharts(chart_data.reply_rates(counted.tables), chart_data.action_shares(counted.tables))
    return RoundFigures(chosen, tuple(read_rounds(session.db)), counted.tables, charts, _opens(session, counted))


def _opens(session: Session, counted: RoundCount) -> Window | None:
    today = session.clock.today()
    surveyed = {row.workshop for row in counted.tables.replies.rows}
    windows = [one.window for one in counted.workshops if one.number in surveyed]
    return min((window for window in windows if window.opens > today), key=lambda window: window.opens, default=None)
