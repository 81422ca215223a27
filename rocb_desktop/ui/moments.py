"""A moment as a person says it: today, 08:40; yesterday, 08:40; 14 October 2021."""

from datetime import datetime

from rocb_desktop.texts import _, format_date


def moment_words(moment: datetime, now: datetime, *, with_time: bool = False) -> str:
    """Both with their zones; `with_time`: an older day too has its time."""
    local = moment.astimezone()
    days = (now.astimezone().date() - local.date()).days
    time = f"{local:%H:%M}"
    if days == 0:
        return _("today, {time}").format(time=time)
    if days == 1:
        return _("yesterday, {time}").format(time=time)
    day = format_date(local.date())
    return f"{day}, {time}" if with_time else day
