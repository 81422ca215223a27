"""A page of figures before the first reply: why it is empty, when that changes, and what to do."""

from rocb_desktop.services.region.figures import RoundFigures
from rocb_desktop.texts import _
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.round_choice import RoundChoice, fiscal_year
from rocb_desktop.ui.widgets.button import button


def no_figures(page: Page, figures: RoundFigures | None, choice: RoundChoice) -> None:
    """Shows the page empty; another round can still be chosen."""
    page.header.set_title(_(page.title))
    page.header.set_context(fiscal_year(figures.round) if figures is not None else "")
    choose = choice.button(figures.rounds, figures.round) if figures is not None else None
    page.set_buttons(*([choose] if choose is not None else []))
    receive = button(_("Receive files"), "primary", "inbox", on_press=lambda: page.host.go("inbox"))
    plan = button(_("Workshops"), "second", "calendar-range", on_press=lambda: page.host.go("workshops"))
    page.show_empty(_("No replies yet"), sentence(figures), receive, plan)


def sentence(figures: RoundFigures | None) -> str:
    """When the survey opens, and what fills the page."""
    if figures is None:
        return _("Import a round workbook, or set up the workshops. Figures appear here with the first reply.")
    if figures.opens is None:
        return _("Figures appear here when you import the first reply.")
    day = figures.opens.shown_opening()
    return _("The first survey opens: {day}. Figures appear here when you import the first reply.").format(day=day)
