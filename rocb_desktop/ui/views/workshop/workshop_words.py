"""What is said about a workshop and its survey in a line: its month, how long ago, when the survey closes."""

from datetime import date

from rocb_desktop.domain.clock import months_since
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.survey.homes import WorkshopLine
from rocb_desktop.texts import _, format_date, format_month, month_name, ngettext
from rocb_desktop.ui.views.survey.track_words import track_badge
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge

_SURVEY = {
    "due": "reply_due",
    "due_soon": "reply_due",
    "overdue": "overdue",
    "changed": "not_sent",
    "correction": "correction_asked",
}


def short_title(workshop: Workshop) -> str:
    """The title where there is little room."""
    return workshop.short_title or workshop.title


def title_and_month(workshop: Workshop, *, full: bool = False) -> str:
    """Canines, June 2021; with the full title where there is room."""
    title = workshop.title if full else short_title(workshop)
    return _("{workshop}, {month}").format(workshop=title, month=month_of(workshop))


def month_of(workshop: Workshop) -> str:
    """The month in which a workshop ended."""
    return format_month(workshop.end.year, workshop.end.month)


def time_since(workshop: Workshop, today: date) -> str:
    """June 2021, 4 months passed."""
    month = month_of(workshop)
    if today < workshop.start.first():
        return _("Begins in {month}").format(month=format_month(workshop.start.year, workshop.start.month))
    passed = months_since(workshop.end, today)
    if not passed:
        return _("{month}, less than a month ago").format(month=month)
    return ngettext("{month}, {n} month passed", "{month}, {n} months passed", passed).format(month=month, n=passed)


def closing(workshop: Workshop, today: date | None) -> str:
    """Closes on 29 October 2021. You have 15 days left. Without `today` (nobody knows it) only what is always true."""
    window = workshop.window
    day = format_date(window.closes)
    if window.approximate:
        month = format_month(window.closes.year, window.closes.month)
        return _("Closes about {month}. Late replies are accepted.").format(month=month)
    if today is None:
        return _("Open until {date}. Late replies are accepted.").format(date=day)
    left = window.days_left(today)
    if left < 0:
        return _("Closed on {date}. Late replies are accepted.").format(date=day)
    if not left:
        return _("Closes today, {date}.").format(date=day)
    if window.reopened:
        said = ngettext(
            "Open again until {date}. You have {n} day left.", "Open again until {date}. You have {n} days left.", left
        )
        return said.format(date=day, n=left)
    sentence = ngettext("Closes on {date}. You have {n} day left.", "Closes on {date}. You have {n} days left.", left)
    return sentence.format(date=day, n=left)


def opening_month(opens: date, today: date) -> str:
    """December; with its year when that is not the next December."""
    near = 0 <= (opens.year - today.year) * 12 + opens.month - today.month < 12
    return month_name(opens.month) if near else format_month(opens.year, opens.month)


def survey_badge(line: WorkshopLine, today: date) -> BadgeSpec | None:
    """Where the survey of a workshop stands; None for one that is not surveyed."""
    if line.survey == "opens":
        return badge("opens", month=opening_month(line.workshop.window.opens, today))
    if line.survey == "file_made" and line.file is not None:
        return track_badge(line.file.track.furthest)
    key = _SURVEY.get(line.survey)
    return badge(key) if key else None
