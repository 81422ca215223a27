"""The way of a made file from here to where it counts, step by step."""

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.services.outbox import MAIL, OutboxFile
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.views.file_words import size_words
from rocb_desktop.ui.widgets.step_list import Step


def file_steps(file: OutboxFile) -> tuple[Step, ...]:
    """What happened to a file and what comes next. Nothing is called done that this computer cannot know."""
    made = file.made.astimezone()
    when = _("{date}, {time}").format(date=format_date(made.date()), time=f"{made:%H:%M}")
    first = Step(_("File made"), _("{when}, {size}").format(when=when, size=size_words(file.sent.size)), "done")
    return (first, _sending(file), *_afterwards(file))


def _sending(file: OutboxFile) -> Step:
    if file.handed is None:
        return Step(_("You send it"), _("Choose one of the two ways"), "now")
    day = format_date(file.handed.astimezone().date())
    how = _("{date}, by e-mail") if file.way == MAIL else _("{date}, copied to a stick or folder")
    return Step(_("You sent it"), how.format(date=day), "done")


def _afterwards(file: OutboxFile) -> tuple[Step, ...]:
    if file.sent.kind == "reply" and file.administration and file.administration != ROCB:
        country = name_of(file.administration)
        return (
            Step(_("Focal point reads it"), _("They accept it, or ask you for a correction")),
            Step(_("National return"), _("{administration} sends all replies together").format(administration=country)),
            Step(_("ROCB A/P receives it"), _("Your answers count in the tables of the report")),
        )
    if file.sent.kind == "reply":
        return (Step(_("ROCB A/P receives it"), _("Your answers count in the tables of the report")),)
    if file.sent.kind == "return":
        return (Step(_("ROCB A/P receives it"), _("All replies of this return count in the tables")),)
    return (
        Step(_("They open it in the app"), _("“Receive a file” shows what is inside before anything changes")),
        Step(_("They compare the eight words"), _("By phone or in person, once for each sender")),
    )
