"""`contacts`: who to ask in each office, and when that was last checked."""

import argparse

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.profile.contact_card import ContactCard, confirm_card, list_cards
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    contacts = verbs.add_parser("contacts", help=_("who to ask in each office, with the date of the last check"))
    contacts.add_argument("--right-today", action="store_true", help=_("say that your own card is right today"))
    contacts.set_defaults(handler=list_all)


def list_all(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        if parsed.right_today:
            confirm_card(session)
        found = list_cards(session)
    headings = [_("Administration"), _("Name"), _("Post"), _("E-mail"), _("Telephone"), _("Checked")]
    rows = [
        [one.person.administration, one.person.name, one.person.post, one.person.email, one.person.phone, one.checked]
        for one in found
    ]
    text = table(headings, rows) if rows else _("No contact is known here yet.")
    return show(parsed, [_as_json(one) for one in found], text)


def _as_json(one: ContactCard) -> dict[str, object]:
    who = one.person
    return {
        "name": who.name,
        "role": one.role.replace("_", "-"),
        "administration": who.administration,
        "post": who.post,
        "division": who.division,
        "email": who.email,
        "phone": who.phone,
        "verified": who.verified or None,
        "due": one.due,
    }
