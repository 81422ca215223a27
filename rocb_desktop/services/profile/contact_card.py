"""The contact card: who to ask in an office, by which post, address and telephone, and when that was last checked."""

from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import add_months
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, contact_id, person_of
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.people import change_me, show_me
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.people import PersonRow, read_person
from rocb_desktop.texts import _, format_date

_MONTHS_GOOD = 12
_ROLES = (str(Role.FOCAL_POINT), str(Role.PARTICIPANT))


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A card; `due`: nobody has said for a year that it is right."""

    person: PersonRow
    role: str
    due: bool

    @property
    def checked(self) -> str:
        """Checked on 3 May 2021, or that it was never checked."""
        if not self.person.verified:
            return _("Never checked")
        return _("Checked on {date}").format(date=format_date(date.fromisoformat(self.person.verified)))


@lane("read")
def own_card(session: Session) -> ContactCard:
    """The card of this profile's person."""
    found = show_me(session)
    return ContactCard(found, session.profile.role, _is_old(found.verified, session.clock.today()))


@lane("read")
def list_cards(session: Session) -> list[ContactCard]:
    """Every card that is here, by administration, focal points first, then by name."""
    today, found = session.clock.today(), dict[str, ContactCard]()
    rows = session.db.execute("SELECT key, role, person FROM standing WHERE ended=0 AND disputed=0 ORDER BY key")
    for key, role, replaced in rows:
        who = read_person(session.db, replaced or person_of(key))
        if role in _ROLES and who is not None:
            found.setdefault(who.id, ContactCard(who, role, _is_old(who.verified, today)))
    own = own_card(session)
    if own.role in _ROLES and own.person.id:
        found.setdefault(own.person.id, own)
    return sorted(
        found.values(), key=lambda one: (one.person.administration, _ROLES.index(one.role), one.person.name.casefold())
    )


@lane("write")
def keep_card(session: Session, name: str, post: str, division: str, email: str, phone: str) -> Outcome:
    """Write the own card anew: whoever writes it says that it is right today.

    Raises UserError: not_allowed, missing_name, bad_value.
    """
    before = show_me(session)
    said = {"post": post, "division": division, "email": email, "phone": phone}
    said = {field: text.strip() for field, text in said.items()}
    new = {field: text for field, text in said.items() if text != getattr(before, field)}
    with session.db.atomic():
        named = change_me(session, name) if name.strip() != before.name or not before.id else Outcome()
        done = _say(session, new, _("Your contact card is saved, and right today."))
    return Outcome(done.changed | named.changed, done.message, done.undo, done.value)


@lane("write")
def confirm_card(session: Session) -> Outcome:
    """Say that all of the own card is right today. Raises UserError not_allowed."""
    return _say(session, {}, _("Your contact card is right today."))


def _say(session: Session, new: dict[str, str], said: str) -> Outcome:
    if session.profile.role == Role.ROCB:
        raise UserError("not_allowed")
    person, today = me(session), session.clock.today().isoformat()
    fields: dict[str, Value] = {"person": person, **new, "verified": today}
    changes, written = session.commit([Edit(contact_id(person), "contact", fields)])
    return Outcome(frozenset(written.tables), said, undo_of(changes))


def _is_old(verified: str, today: date) -> bool:
    try:
        return add_months(date.fromisoformat(verified), _MONTHS_GOOD) < today
    except ValueError:  # never, or a month alone
        return True
