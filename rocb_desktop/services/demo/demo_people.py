"""What Fiji's focal point noted of people in the demo: an absence, an officer who left, reminders, a contact card."""

from datetime import date

from rocb_desktop.domain.name_lines import NamedLine
from rocb_desktop.domain.reminder_words import ASKED, COMING
from rocb_desktop.services.national.attendance import add_names, note_attendance
from rocb_desktop.services.national.person_notes import note_person
from rocb_desktop.services.national.reminders import COPY, MAILTO, chosen_of, draft_reminders, note_reminders
from rocb_desktop.services.national.stand_ins import note_left
from rocb_desktop.services.profile.contact_card import keep_card
from rocb_desktop.services.session import Session

PEOPLE_DAY = date(2021, 10, 4)
_FREE_ZONE = "Free Zone"
# A second spelling of Litia Bola, invited to a workshop and absent: the app asks whether both are one person.
_SPELLING = "L. Bola"
_GONE, _STAND_IN = "Asenaca Vuli", "Litia Bola"


def tell_people(session: Session) -> None:
    """On PEOPLE_DAY; people are invented, and texts are marked as examples."""
    add_names(session, _FREE_ZONE, [NamedLine(_SPELLING)])
    note_attendance(session, _FREE_ZONE, _SPELLING, "no", note="Example: on leave that week")
    owing = draft_reminders(session, about=ASKED).people
    note_reminders(session, [chosen_of(one) for one in owing], MAILTO)
    coming = draft_reminders(session, about=COMING).people
    note_reminders(session, [chosen_of(one) for one in coming], COPY)
    note_left(session, _GONE, "2021-09", _STAND_IN, "Example: moved to another ministry")
    note_person(session, "Jone Ratu", "Example: call in the morning; the office has no e-mail after noon.")
    mail = "mere.qalo@customs.example"
    keep_card(session, session.profile.name, "Example: training officer", "Example: training unit", mail, "")
