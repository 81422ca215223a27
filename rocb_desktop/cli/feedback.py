"""`feedback`: ROCB A/P makes the feedback of a survey or a workshop; everybody reads what came."""

import argparse
from pathlib import Path

from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.feedback import Region
from rocb_desktop.services.feedback.making import make_feedback
from rocb_desktop.services.feedback.reading import feedback_view
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    parser = verbs.add_parser("feedback", help=_("ROCB A/P: the survey's feedback for everybody; others: read it"))
    parser.add_argument("--round", type=int, metavar="R", help=_("the year of the survey"))
    parser.add_argument("--out", type=Path, metavar="DIR", help=_("where to make it; without it, what came is shown"))
    parser.add_argument("--workshop", default="", metavar="W", help=_("of one workshop alone, as 2021/4"))
    parser.add_argument("--note", default="", metavar="TEXT", help=_("a few words to the readers"))
    parser.set_defaults(handler=make_or_read)


def make_or_read(parsed: argparse.Namespace) -> int:
    if parsed.out is not None and parsed.round is not None:
        with profile_session(parsed, _("Making the feedback")) as session:
            done = make_feedback(session, parsed.round, parsed.out, parsed.workshop, parsed.note)
        return show(parsed, {"file": done.value.path, "size": done.value.size}, f"{done.message}\n{done.value.path}")
    with profile_session(parsed) as session:
        view = feedback_view(session)
    if view.shown is None:
        return show(parsed, {"feedback": None}, _("No feedback yet"))
    found = view.shown
    told = {
        "round": found.round,
        "workshop": found.workshop,
        "counted_on": found.counted_on,
        "region": _figures(found.region),
        "own": _figures(view.own) if view.own is not None else None,
        "practices": [
            {"topic": one.topic, "text": one.text, "administration": one.who, "workshop": one.workshop}
            for one in found.practices
        ],
        "note": found.note,
    }
    lines = [f"{name}: {count.yes}/{count.known}" for name, count in found.region.lines.items()]
    return show(parsed, {"feedback": told}, "\n".join([*lines, *(one.text for one in found.practices)]))


def _figures(region: Region) -> dict[str, object]:
    lines = {name: {"yes": count.yes, "known": count.known} for name, count in region.lines.items()}
    return {
        "n": region.n,
        "late": region.late,
        "took_part": region.took_part,
        "lines": lines,
        "median": region.median(),
    }
