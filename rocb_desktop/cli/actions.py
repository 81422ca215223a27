"""`action`: the log of a participant."""

import argparse
from pathlib import Path

from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.action import STATUSES, TYPES, Action
from rocb_desktop.domain.action_sort import ALL_SUBTYPES, SUBTYPES, barriers
from rocb_desktop.services.national.giving_on import give_on
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop, list_workshops
from rocb_desktop.services.survey.action_log import own_actions, save_log
from rocb_desktop.services.survey.actions import finish_action, list_actions, log_action
from rocb_desktop.services.survey.handed_actions import handed_actions, take_on
from rocb_desktop.services.survey.passing_on import PassedOn, keep_action, open_plans, pass_on
from rocb_desktop.services.survey.promises import Promise, make_promises, promises_now
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    nouns = verbs.add_parser("action", help=_("the action log")).add_subparsers(required=True, metavar=_("VERB"))
    _register_add(nouns)
    done = nouns.add_parser("done", help=_("a planned action is done, today or on another day"))
    done.add_argument("id", metavar="ID")
    done.add_argument("--date", default="", help=_("a day, or a month as 2021-04"))
    done.set_defaults(handler=finish)
    promise = nouns.add_parser("promise", help=_("promise actions after a workshop, as plans"))
    promise.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    promise.add_argument("promises", nargs="+", metavar="TYPE=DAY", help=_("as submit_report=2021-10-15"))
    promise.set_defaults(handler=promise_all)
    nouns.add_parser("promises", help=_("what to promise now, and what was kept")).set_defaults(handler=show_promises)
    _register_handing(nouns)
    save = nouns.add_parser("save", help=_("save the log as a list, for Excel or as CSV"))
    save.add_argument("--out", required=True, type=Path, metavar="FILE")
    save.set_defaults(handler=save_list)
    listing = nouns.add_parser("list", help=_("the log, oldest first"))
    listing.add_argument("--workshop", default="", metavar="W")
    listing.set_defaults(handler=list_log)


def _register_add(nouns: Verbs) -> None:
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
    sorts = "; ".join(f"{kind}: {', '.join(words)}" for kind, words in SUBTYPES.items())
    add.add_argument("--subtype", default="", choices=["", *ALL_SUBTYPES], metavar="SORT", help=sorts)
    add.add_argument("--barrier", default="", choices=["", *barriers()], metavar="B", help=", ".join(barriers()))
    add.add_argument("--due", default="", metavar="DAY", help=_("the day it is or was planned for"))
    add.add_argument("--promised", action="store_true", help=_("promised at the workshop"))
    add.add_argument("--material", action="append", default=[], metavar="ID", help=_("may be given more than once"))
    add.add_argument("--recommendation", default="", metavar="ID")
    add.add_argument("--plan", default="", metavar="ID", help=_("the planned action that it carries out"))
    add.set_defaults(handler=add_one)


def _register_handing(nouns: Verbs) -> None:
    give = nouns.add_parser("pass-on", help=_("hand planned actions over to a colleague"))
    give.add_argument("id", nargs="*", metavar="ID", help=_("without one: all that is planned"))
    give.add_argument("--to", default="", metavar="NAME", help=_("the colleague; not needed with --card"))
    give.add_argument("--card", type=Path, metavar="FILE", help=_("their key card; compare the eight words first"))
    give.add_argument("--out", required=True, type=Path, metavar="FILE")
    add_dry_run(give)
    give.set_defaults(handler=pass_all_on)
    keep = nouns.add_parser("take-back", help=_("what was handed over is your own again"))
    keep.add_argument("id", metavar="ID")
    keep.set_defaults(handler=keep_one)
    nouns.add_parser("handed", help=_("what colleagues handed over to you")).set_defaults(handler=show_handed)
    over = nouns.add_parser("take-over", help=_("make own plans of what colleagues handed over"))
    over.add_argument("id", nargs="*", metavar="ID", help=_("without one: all"))
    over.set_defaults(handler=take_over)
    on = nouns.add_parser("give-on", help=_("as focal point: what was handed over to a person, for them alone"))
    on.add_argument("person", metavar="PERSON", help=_("a name, or a key"))
    on.add_argument("--out", required=True, type=Path, metavar="FILE")
    add_dry_run(on)
    on.set_defaults(handler=give_one_on)


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
            subtype=parsed.subtype,
            barrier=parsed.barrier,
            due=parsed.due,
            promised=parsed.promised,
            materials=parsed.material,
            recommendation=parsed.recommendation,
            plan_item=parsed.plan,
        )
    return show(parsed, {"action": done.value}, done.message)


def finish(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = finish_action(session, parsed.id, parsed.date)
    return show(parsed, {"action": done.value}, done.message)


def pass_all_on(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        free = [one.id for one in open_plans(own_actions(session)) if not one.handed_to]
    chosen = parsed.id or free
    if parsed.dry_run:
        return show_contents(parsed, "pass-on", chosen, parsed.to, parsed.card)
    with profile_session(parsed) as session:
        done = pass_on(session, chosen, parsed.out, parsed.to, parsed.card)
    return _tell_file(parsed, done)


def give_one_on(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        return show_contents(parsed, "give-on", parsed.person)
    with profile_session(parsed) as session:
        done = give_on(session, parsed.person, parsed.out)
    return _tell_file(parsed, done)


def _tell_file(parsed: argparse.Namespace, done: Outcome) -> int:
    given: PassedOn = done.value
    told = {"file": str(given.path), "name": given.name, "actions": given.actions, "direct": given.direct}
    return show(parsed, told, f"{done.message}\n{given.path}")


def keep_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = keep_action(session, parsed.id)
    return show(parsed, {"action": done.value}, done.message)


def show_handed(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = handed_actions(session)
    told = [
        {
            "id": one.action.id,
            "from": one.giver,
            "workshop": one.workshop.natural_name if one.workshop is not None else one.action.workshop,
            "type": one.action.type,
            "due": str(one.action.due or ""),
            "text": one.action.text,
        }
        for one in found
    ]
    headings = [_("Action"), _("From"), _("Workshop"), _("Sort of action"), _("Planned for"), _("Text")]
    return show(parsed, told, table(headings, [list(one.values()) for one in told]))


def take_over(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = take_on(session, parsed.id)
    return show(parsed, {"actions": list(done.value)}, done.message)


def promise_all(parsed: argparse.Namespace) -> int:
    told = [Promise(*one.partition("=")[::2]) for one in parsed.promises]
    with profile_session(parsed) as session:
        made = make_promises(session, parsed.workshop, told)
    return show(parsed, {"actions": list(made.value)}, made.message)


def show_promises(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = promises_now(session)
    kept = found.kept
    told = {
        "ask": found.ask.natural_name if found.ask is not None else None,
        "kept": None
        if kept is None
        else {"workshop": kept.workshop.natural_name, "planned": kept.planned, "done": kept.done},
    }
    rows = [[kept.workshop.natural_name, kept.planned, kept.done]] if kept is not None else []
    return show(parsed, told, table([_("Workshop"), _("Planned"), _("Done")], rows))


def save_list(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        file = save_log(session, parsed.out)
    return show(parsed, {"file": str(file)}, _("Saved: {name}").format(name=file.name))


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
        "subtype": one.subtype,
        "barrier": one.barrier,
        "due": str(one.due) if one.due else None,
        "promised": one.promised,
        "materials": list(one.materials),
        "recommendation": one.recommendation,
        "plan_item": one.plan_item,
        "handed_to": one.handed_to,
        "handed_from": one.handed_from,
    }
