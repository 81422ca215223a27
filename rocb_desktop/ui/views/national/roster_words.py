"""What is said of a participant on the focal point's page: state of each reply, last contact, what to know."""

from datetime import date

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.roster import Reminder
from rocb_desktop.domain.workshop import ATTENDED, ROLES, Workshop
from rocb_desktop.services.national.roster import Roster, RosterPerson
from rocb_desktop.services.national.seats import Seat
from rocb_desktop.texts import N_, _, format_date, format_day, ngettext
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.cell_states import STATES

MATRIX_STATES = {"not_known": "no_list"}  # words of the matrix for a seat's status, where they differ
LANGUAGE_NAMES = {"en": "English", "fr": "Français"}
_WAYS = {"eml": N_("E-mail file"), "mailto": N_("E-mail program"), "copy": N_("Copied text")}


def state_words(seat: Seat) -> str:
    """The state of one place, as in the matrix."""
    return _(STATES[MATRIX_STATES.get(seat.status, seat.status)].word)


def seat_words(seat: Seat, workshop: Workshop, today: date) -> str:
    """State, and what belongs to it: the version and day of a reply, or until when the survey is open."""
    said = [state_words(seat)]
    reply = seat.reply
    if reply is not None:
        said.append(_("version {n}").format(n=reply.version))
        if reply.received is not None:
            said.append(reply.received.shown())
        if seat.others:
            kept = ngettext("{n} earlier reply is kept", "{n} earlier replies are kept", len(seat.others))
            said.append(kept.format(n=len(seat.others)))
    elif seat.status == "no_reply" and not workshop.window.approximate:
        over = today > workshop.window.closes
        words = _("survey closed on {date}") if over else _("survey closes {date}")
        said.append(words.format(date=format_date(workshop.window.closes)))
    elif seat.status == "not_due":
        said.append(_("opens {when}").format(when=workshop.window.shown_opening()))
    return ", ".join([*said, *_noted_words(seat)])


def _noted_words(seat: Seat) -> list[str]:
    """What this office noted beside it."""
    noted, said = seat.noted, []
    if noted is None:
        return []
    if noted.role not in ("", "participant"):
        said.append(_(ROLES.get(noted.role, noted.role)))
    elif noted.attended == "partly":
        said.append(_(ATTENDED[noted.attended]))
    return [*said, noted.note] if noted.note else said


def replied(person: RosterPerson) -> tuple[int, int]:
    """Replies that came, and how many are expected by now."""
    expected = [seat for seat in person.row.seats if seat.reply is not None or seat.status == "no_reply"]
    return sum(seat.reply is not None for seat in expected), len(expected)


def person_badge(person: RosterPerson) -> BadgeSpec | None:
    """The one thing to know beside a name: that they left, are new on the list, or were reminded."""
    if person.left is not None:
        return badge("left" if person.left.stand_in else "no_stand_in")
    if any(seat.new_name for seat in person.row.seats):
        return badge("new_name")
    if person.reminders and person.is_asked:
        return badge("reminded", date=_short_day(person.reminders[0].date))
    return None


def left_words(person: RosterPerson) -> str:
    """Left in September 2021. Litia Bola answers."""
    left = person.left
    if left is None:
        return ""
    said = _("Left: {date}.").format(date=day_words(left.gone_on)) if left.gone_on else _("Left.")
    instead = _("{name} answers.").format(name=left.stand_in) if left.stand_in else _("Nobody answers for them yet.")
    return f"{said} {instead}"


def last_contact(person: RosterPerson) -> str:
    """Reminded on 14 October 2021, E-mail file."""
    if not person.reminders:
        return _("Not reminded yet")
    count = len(person.reminders)
    last = f"{day_words(person.reminders[0].date)}, {way_words(person.reminders[0])}"
    if count == 1:
        return last
    return ngettext("{last} ({n} reminder)", "{last} ({n} reminders)", count).format(last=last, n=count)


def way_words(reminder: Reminder) -> str:
    """How a reminder went out, and in which language."""
    way = _(_WAYS[reminder.way]) if reminder.way in _WAYS else reminder.way
    return f"{way}, {LANGUAGE_NAMES.get(reminder.lang, reminder.lang)}"


def day_words(text: str) -> str:
    """A day or month as it is read; what is none stays as it was written."""
    try:
        return PartialDate.parse(text).shown()
    except UserError:
        return text


def title_words(roster: Roster) -> str:
    """9 people; 3 replies are missing."""
    people, missing = len(roster.people), roster.count("no_reply")
    said = ngettext("{n} person", "{n} people", people).format(n=people)
    if not missing:
        return said
    waits = ngettext("{n} reply is missing", "{n} replies are missing", missing).format(n=missing)
    return f"{said}, {waits}"


def _short_day(text: str) -> str:
    try:
        return format_day(date.fromisoformat(text))
    except ValueError:
        return text
