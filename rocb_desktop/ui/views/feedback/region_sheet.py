"""The region beside the own figures: a line for each of the six actions, and for effects, efficiency and projects."""

from rocb_desktop.analysis.intervals import share_of_known
from rocb_desktop.domain.feedback import LINES, Count, Region
from rocb_desktop.domain.figures import SMALL, Share
from rocb_desktop.domain.table_words import column_title
from rocb_desktop.texts import N_, _, format_number, ngettext
from rocb_desktop.ui.widgets.figure_model import Cell, Head, Row

_TITLES = {"efficiency": N_("Work became more efficient")}


def heads(*, national: bool) -> tuple[Head, ...]:
    """The columns; what is one's own comes first."""
    own = _("Your administration") if national else _("You")
    return (
        Head(_("What was asked"), "name"),
        Head(own, "name"),
        Head(_("The region: yes")),
        Head(_("Share")),
        Head(column_title("range")),
    )


def rows(region: Region, own: Region | None) -> tuple[Row, ...]:
    """A line for each question whose answers the feedback tells."""
    return tuple(_row(name, region, own) for name in LINES if name in region.lines)


def _row(name: str, region: Region, own: Region | None) -> Row:
    found = region_share(region.lines[name], region.n)
    mine = own.lines[name] if own is not None else None
    return Row(
        (
            Cell.words(_(_TITLES[name]) if name in _TITLES else column_title(name)),
            Cell.words(_own_words(mine)),
            Cell.figure(found.count_text()),
            Cell.figure(found.percent_text() or None),
            Cell.figure(found.range_text() or None),
        )
    )


def region_share(count: Count, asked: int) -> Share:
    """Yes out of the known answers of `asked` replies, with the likely range where there are enough."""
    return share_of_known(count.yes, count.known, asked)


def _own_words(mine: Count | None) -> str:
    """Yes or no for one reply, 2 of 3 for several; a dash where nothing is known."""
    if mine is None or not mine.known:
        return "\N{EN DASH}"
    if mine.known == 1:
        return _("Yes") if mine.yes else _("No, or not yet")
    return _("{k} of {n}").format(k=mine.yes, n=mine.known)


def finding(region: Region, own: Region | None, *, national: bool) -> str:
    """One sentence about the number of actions, without praise or blame; it compares only where that is honest."""
    median = region.median(sum(own.spread) if own is not None else 0)
    if median is None or own is None or not sum(own.spread):
        return ngettext("What {n} reply of the region said", "What {n} replies of the region said", region.n).format(
            n=format_number(region.n)
        )
    middle, mine = _number(median), _number(_middle(own))
    if national:
        said = _("Your replies took {mine} of the six actions in the middle, the region’s {middle}")
    else:
        said = _("You took {mine} of the six actions, the middle reply of the region {middle}")
    return said.format(mine=mine, middle=middle)


def _middle(own: Region) -> float:
    ordered = [actions for actions, count in enumerate(own.spread) for _one in range(count)]
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _number(value: float) -> str:
    return format_number(value, 0 if value == int(value) else 1)


def legend(region: Region) -> str:
    """What has to be known to read the figures."""
    said = [_("A count is of administrations, once for each workshop. Nobody is named.")]
    if any(count.known < SMALL for count in region.lines.values()):
        said.append(_("† marks a small number: read it with care. Under 5 there are counts only."))
    return " ".join(said)
