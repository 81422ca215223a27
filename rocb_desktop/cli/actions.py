"""`action`: the log of a participant."""

import argparse

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.action import STATUSES, TYPES, Action
from rocb_desktop.services.region.workshops import find_workshop, list_workshops
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    nouns = verbs.add_parser("action", help=_("the action log")).add_subparsers(required=True, metavar=_("VERB"))
    add = nouns.add_parser("add", help=_("log an action, done or planned"))
    add.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    add.add_argument("--type", required=True, choices=list(TYPES))
    add.add_argument("--date", default="", help=_("a day, or a month as 2021-04"))
    add.add_argument("--status", default="done", choices=list(STATUSES))
    add.add_argument("--text", default="", help=_("what you did"))
    add.add_argument("--channel", default="")
    add.add_argument("--audience", default="")
    add.add_argument("--reached", type=int, metavar="N", help=_("how many people, pages or recommendations"))
    add.add_argument("--effect", default="", help=_("what changed because of it"))
    add.set_defaults(handler=add_one)
    listing = nouns.add_parser("list", help=_("the log, oldest first"))
    listing.add_argument("--workshop", default="", metavar="W")
    listing.set_defaults(handler=list_log)


def add_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = log_action(
            session,
            parsed.workshop,
            parsed.type,
            parsed.date,
            parsed.status,
            parsed.text,
            parsed.channel,
            parsed.audience,
            parsed.reached,
            parsed.effect,
        )
    return show(parsed, {"action": done.value}, done.message)


def list_log(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        workshop = find_workshop(session, parsed.workshop).id if parsed.workshop else ""
        found = list_actions(session, workshop)
        names = {one.id: one.natural_name for one in list_workshops(session)}
    told = [_as_json(one, names.get(one.workshop, one.workshop)) for one in found]
    rows = [
        [
            names.get(one.workshop, ""),
            str(one.date or ""),
            TYPES[one.type].label if one.type in TYPES else one.type,
            _(STATUSES.get(one.status, one.status)),
            one.reached,
            one.text,
        ]
        for one in found
    ]
    headings = [_("Workshop"), _("Date"), _("Action"), _("Status"), _("Number"), _("Text")]
    return show(parsed, told, table(headings, rows))


def _as_json(one: Action, workshop: str) -> dict[str, object]:
    return {
        "id": one.id,
        "workshop": workshop,
        "type": one.type,
        "status": one.status,
        "date": str(one.date) if one.date else None,
        "channel": one.channel,
        "audience": one.audience,
        "reached": one.reached,
        "text": one.text,
        "effect": one.effect,
    }
