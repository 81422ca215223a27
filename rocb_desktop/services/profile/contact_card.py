"""The contact card: who to ask in an office, by which post, address and telephone, and when that was last checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate, add_months
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role, contact_id, person_of
from rocb_desktop.domain.person import clean_name
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.profile.people import show_me
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.undoing import take_back
from rocb_desktop.store.people import PersonRow, read_person
from rocb_desktop.store.settings import write_setting
from rocb_desktop.texts import _

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
        """Checked on 3 May 2021, or that it was never checked; of others it may say a month, or what is no day."""
        day = _day(self.person.verified)
        return _("Checked on {date}").format(date=day.shown()) if day is not None else _("Never checked")


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
    return _say(session, new, clean_name(name), _("Your contact card is saved, and right today."))


@lane("write")
def confirm_card(session: Session) -> Outcome:
    """Say that all of the own card is right today. Raises UserError not_allowed."""
    return _say(session, {}, show_me(session).name, _("Your contact card is right today."))


@lane("write")
def take_card_back(session: Session, ids: Sequence[str], name: str) -> Outcome:
    """Take back what keeping the card wrote, and call the person of this profile `name` again. Its own Undo is redo.

    Raises UserError changed_since.
    """
    now = show_me(session).name
    with session.db.atomic():
        done = take_back(session, ids)
        write_setting(session.db, "name", name)
    return Outcome(done.changed | {"setting"}, done.message, _way_back(done.undo.args[0] if done.undo else (), now))


def _say(session: Session, new: dict[str, str], name: str, said: str) -> Outcome:
    """One change for the name and the card, with one way back."""
    if session.profile.role == Role.ROCB:
        raise UserError("not_allowed")
    before, person, today = show_me(session), me(session), session.clock.today().isoformat()
    fields: dict[str, Value] = {"person": person, **new, "verified": today}
    edits = [Edit(contact_id(person), "contact", fields)]
    if name != before.name or not before.id:
        edits.insert(0, Edit(person, "person", {"name": name, "administration": session.profile.administration}))
    with session.db.atomic():
        changes, written = session.commit(edits)
        write_setting(session.db, "name", name)
    # whoever had no record yet keeps it: nobody is without a name
    ids = tuple(change.id for change in changes if before.id or change.record != person)
    return Outcome(frozenset(written.tables | {"setting"}), said, _way_back(ids, before.name if before.id else name))


def _way_back(ids: Sequence[str], name: str) -> Undo | None:
    return Undo(take_card_back, (tuple(ids), name)) if ids else None


def _day(verified: str) -> PartialDate | None:
    try:
        return PartialDate.parse(verified)
    except UserError:
        return None


def _is_old(verified: str, today: date) -> bool:
    day = _day(verified)
    return day is None or add_months(day.first(), _MONTHS_GOOD) < today
