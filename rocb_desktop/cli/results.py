"""`recommendation`, `project`, `effect`: what the log led to, added and listed."""

import argparse
from collections.abc import Callable

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.project import NOVELTIES, STAGES, TERMS
from rocb_desktop.domain.recommendation import PROPOSED, STATES, state_words
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.survey.effects import add_effect, list_effects
from rocb_desktop.services.survey.own_records import day_text
from rocb_desktop.services.survey.projects import add_project, list_projects
from rocb_desktop.services.survey.recommendations import add_recommendation, list_recommendations
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    advice = verbs.add_parser("recommendation", help=_("recommendations to your seniors"))
    nouns = advice.add_subparsers(required=True, metavar=_("VERB"))
    add = _adding(nouns, _("add a recommendation"), add_advice)
    add.add_argument("--text", required=True, help=_("what you recommend"))
    add.add_argument("--owner", default="", help=_("who should be in charge"))
    add.add_argument("--due", default="", metavar="DAY", help=_("by when"))
    add.add_argument("--state", default=PROPOSED, choices=list(STATES))
    _listing(nouns, _("your recommendations and where they stand"), list_advice)

    project = verbs.add_parser("project", help=_("modernization projects that followed a workshop"))
    nouns = project.add_subparsers(required=True, metavar=_("VERB"))
    add = _adding(nouns, _("add a project"), add_one_project)
    add.add_argument("--title", required=True)
    add.add_argument("--novelty", default="new", choices=list(NOVELTIES))
    add.add_argument("--stage", default="", choices=["", *STAGES])
    add.add_argument("--term", default="", choices=["", *TERMS])
    add.add_argument("--support", default="", help=_("the support it needs"))
    add.add_argument("--recommendation", default="", metavar="ID")
    _listing(nouns, _("your projects"), list_all_projects)

    effect = verbs.add_parser("effect", help=_("what was measured before and after"))
    nouns = effect.add_subparsers(required=True, metavar=_("VERB"))
    add = _adding(nouns, _("add a measured effect"), add_one_effect)
    add.add_argument("--title", required=True, help=_("what was measured"))
    add.add_argument("--before", default="")
    add.add_argument("--after", required=True)
    add.add_argument("--unit", default="")
    _listing(nouns, _("your measured effects"), list_all_effects)


def _adding(nouns: Verbs, words: str, handler: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
    add = nouns.add_parser("add", help=words)
    add.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    add.add_argument("--date", default="", help=_("a day, or a month as 2021-04"))
    add.set_defaults(handler=handler)
    return add


def _listing(nouns: Verbs, words: str, handler: Callable[[argparse.Namespace], int]) -> None:
    listing = nouns.add_parser("list", help=words)
    listing.add_argument("--workshop", default="", metavar="W", help=_("as 2021/4"))
    listing.set_defaults(handler=handler)


def add_advice(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = add_recommendation(
            session, parsed.workshop, parsed.text, parsed.owner, parsed.due, parsed.state, parsed.date
        )
    return show(parsed, {"id": done.value}, done.message)


def add_one_project(parsed: argparse.Namespace) -> int:
    more = {name: getattr(parsed, name) for name in ("stage", "term", "support", "recommendation", "date")}
    with profile_session(parsed) as session:
        done = add_project(session, parsed.workshop, parsed.title, parsed.novelty, **more)
    return show(parsed, {"id": done.value}, done.message)


def add_one_effect(parsed: argparse.Namespace) -> int:
    more = {name: getattr(parsed, name) for name in ("before", "unit", "date")}
    with profile_session(parsed) as session:
        done = add_effect(session, parsed.workshop, parsed.title, parsed.after, **more)
    return show(parsed, {"id": done.value}, done.message)


def list_advice(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_recommendations(session, find_workshop(session, parsed.workshop).id if parsed.workshop else "")
    rows = [
        {"id": one.id, "workshop": one.workshop, "number": one.number, "text": one.text, "owner": one.owner,
         "due": day_text(one.due), "state": one.state, "since": day_text(one.date)}
        for one in found
    ]  # fmt: skip
    lines = [(one.label, one.text, one.owner, day_text(one.due), state_words(one.state)) for one in found]
    return show(parsed, rows, table([_("Number"), _("Recommendation"), _("Owner"), _("Date"), _("State")], lines))


def list_all_projects(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_projects(session, find_workshop(session, parsed.workshop).id if parsed.workshop else "")
    rows = [
        {"id": one.id, "workshop": one.workshop, "title": one.title, "novelty": one.novelty, "stage": one.stage,
         "term": one.term, "support": one.support, "recommendation": one.recommendation, "date": day_text(one.date)}
        for one in found
    ]  # fmt: skip
    return show(parsed, rows, "\n".join(one.sentence for one in found))


def list_all_effects(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_effects(session, find_workshop(session, parsed.workshop).id if parsed.workshop else "")
    rows = [
        {"id": one.id, "workshop": one.workshop, "title": one.title, "before": one.before, "after": one.after,
         "unit": one.unit, "date": day_text(one.date), "sentence": one.sentence}
        for one in found
    ]  # fmt: skip
    return show(parsed, rows, "\n".join(one.sentence for one in found))
