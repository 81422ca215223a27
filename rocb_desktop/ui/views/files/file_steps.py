"""The way of a made file from here to where it counts, step by step."""

from rocb_desktop.domain.administration import ROCB, name_of
from rocb_desktop.domain.reply import status_words
from rocb_desktop.services.sending.outbox import CODE, MAIL, MAILBOX, OutboxFile
from rocb_desktop.services.sending.tracker import Stage
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.views.survey.track_words import track_badge
from rocb_desktop.ui.widgets.step_list import Step


def file_steps(file: OutboxFile) -> tuple[Step, ...]:
    """What happened to a file and what comes next. Nothing is called done that this computer cannot know."""
    made = file.made.astimezone()
    when = _("{date}, {time}").format(date=format_date(made.date()), time=f"{made:%H:%M}")
    size = _("{when}, {size}").format(when=when, size=size_words(file.sent.size))
    first = Step(status_words("file_made"), size, "done")
    return (first, _sending(file), *_afterwards(file))


def _sending(file: OutboxFile) -> Step:
    title = status_words("sent")
    if file.handed is None:
        if file.track.arrived:
            return Step(title, "", "done")  # whoever took it there: it arrived
        return Step(title, _("Choose how to send it"), "now")
    day = format_date(file.handed.astimezone().date())
    how = {
        MAIL: _("{date}, by e-mail"),
        MAILBOX: _("{date}, put into the mailbox folder"),
        CODE: _("{date}, as a code or as lines"),
    }
    return Step(title, how.get(file.way, _("{date}, copied to a stick or folder")).format(date=day), "done")


def _afterwards(file: OutboxFile) -> tuple[Step, ...]:
    if file.sent.kind in ("reply", "return"):
        return _reply_steps(file) if file.sent.kind == "reply" else (_region_step(file),)
    if file.sent.kind == "receipt":
        return (Step(_("They open it in the app"), _("It shows them how far their replies came")),)
    return (
        Step(_("They open it in the app"), _("“Receive a file” shows what is inside before anything changes")),
        Step(_("They compare the eight words"), _("By phone or in person, once for each sender")),
    )


def _reply_steps(file: OutboxFile) -> tuple[Step, ...]:
    if not file.administration or file.administration == ROCB:
        return (_region_step(file), _published())
    country = name_of(file.administration)
    wait = _("{administration} sends all replies together").format(administration=country)
    number = file.track.stage("in_return")
    brought = Step(status_words("in_return"), wait)
    if number is not None:
        brought = Step(track_badge(number).text, _date(number), "done")
    came = _step(file, "with_focal_point", _("A receipt from the focal point shows it here"))
    return (came, _decision(file), brought, _region_step(file), _published())


def _decision(file: OutboxFile) -> Step:
    asked = file.track.stage("correction_asked")
    if asked is not None:
        return Step(status_words("correction_asked"), _date(asked), "now")
    return _step(file, "accepted", _("Or they ask you for a correction"))


def _region_step(file: OutboxFile) -> Step:
    counts = _("Your answers count in the tables of the report")
    if file.sent.kind == "return":
        counts = _("All replies of this return count in the tables")
    stage = file.track.stage("received_by_rocb")
    title = status_words("received")
    return Step(title, counts) if stage is None else Step(title, _date(stage), "done")


def _published() -> Step:
    return Step(status_words("published"), _("In the report on good practices"))


def _step(file: OutboxFile, word: str, before: str) -> Step:
    """A stage that was reached, with its day; else what has to happen before."""
    stage = file.track.stage(word)
    return Step(status_words(word), before) if stage is None else Step(status_words(word), _date(stage), "done")


def _date(stage: Stage) -> str:
    return format_date(stage.day) if stage.day is not None else ""
