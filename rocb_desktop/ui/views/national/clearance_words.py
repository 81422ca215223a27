"""Clearance in words: how far it is, what changed since, and whether the tables name the administration."""

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.clearing import CLEARED, NOT_NAMED, how_words
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.services.national.clearance import Clearance
from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.message import Tone


def state_words(found: Clearance) -> tuple[Tone, str, str]:
    """How far the clearance is: the tone of its message, the state, and what more there is to say."""
    day = PartialDate.parse(found.since).shown() if found.since else ""
    if found.state == CLEARED:
        who = ", ".join(filter(None, (found.name, found.post)))
        said = _("Cleared on {date} by {who}.").format(date=day, who=who)
        how = how_words(found.how)
        if found.changed:
            changed = _("Changed after clearance: {what}.").format(what=", ".join(found.changed))
            return "warn", changed, f"{said} " + _("Ask the head again, or send it as it is: the return says so.")
        return "ok", said, f"{how}." if how else ""
    if found.state == "with_head":
        said = _("With the head since {date}.").format(date=day)
        if found.changed:
            what = _("Changed since: {what}.").format(what=", ".join(found.changed))
            return "warn", said, f"{what} " + _("Give the head a new sheet.")
        return "info", said, ""
    return "info", _("Clearance: draft."), _("The head has not got the sheet yet.")


def naming_words(found: Clearance) -> str:
    """Whether Tables 4 and 7 will name the administration."""
    place = name_of(found.administration)
    if found.naming == NOT_NAMED:
        return _("Tables 4 and 7 count {administration} and do not name it.").format(administration=place)
    return _("Tables 4 and 7 name {administration}.").format(administration=place)
