"""`conflicts`: answers that differ, and the decision between them."""

import argparse
import sys
from datetime import datetime
from typing import Any

from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import WRONG_USAGE, Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.history.conflicts import TEXT, Conflict, list_conflicts, resolve_conflict
from rocb_desktop.services.history.sides import Side
from rocb_desktop.texts import _, ngettext


def register(verbs: Verbs) -> None:
    verb = verbs.add_parser("conflicts", help=_("answers that differ, and the decision between them"))
    verb.add_argument("--resolve", metavar="ID", help=_("decide this one"))
    taken = _("which answer to keep; HEAD is an id of a side")
    verb.add_argument("--take", metavar="mine|theirs|text|HEAD", help=taken)
    verb.add_argument("--text", metavar="TEXT", help=_("the new text, with --take text"))
    verb.set_defaults(handler=conflicts)


def conflicts(parsed: argparse.Namespace) -> int:
    asks = parsed.resolve is not None
    if asks != (parsed.take is not None) or (parsed.take == TEXT) != (parsed.text is not None):
        said = _("Give --resolve ID with --take mine, theirs or a head, or with --take text --text TEXT.")
        print(said, file=sys.stderr)
        return WRONG_USAGE
    return _resolve(parsed) if asks else _list(parsed)


def _list(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_conflicts(session)
    return show(parsed, {"undecided": len(found), "conflicts": [as_json(one) for one in found]}, in_words(found))


def _resolve(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        wanted = _find(list_conflicts(session), parsed.resolve)
        done = resolve_conflict(session, wanted.record, wanted.field, parsed.take, parsed.text or "")
        left = len(list_conflicts(session))
    return show(parsed, {"resolved": wanted.id, "undecided": left, "message": done.message}, done.message)


def _find(found: list[Conflict], wanted: str) -> Conflict:
    """By record:field; the first digits are enough where they fit one alone."""
    exact = [one for one in found if one.id == wanted]
    fitting = exact or [one for one in found if wanted and one.id.startswith(wanted)]
    if not fitting:
        raise UserError("nothing_to_decide", id=wanted)
    if len(fitting) > 1:
        raise UserError("bad_value", field="resolve", value=wanted)
    return fitting[0]


def as_json(one: Conflict) -> dict[str, Any]:
    """`mine` and `theirs` are heads, null when the words do not say which; times are ISO with their zone."""
    return {
        "id": one.id,
        "record": one.record,
        "kind": one.kind,
        "field": one.field,
        "about": one.about,
        "question": one.label,
        "shown": one.shown,
        "mine": one.mine or None,
        "theirs": one.theirs or None,
        "may_decide": one.may_decide,
        "who_may": one.who_may or None,
        "text_allowed": one.free_text,
        "sides": [_side_json(side) for side in one.sides],
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {
        "head": side.head,
        "heads": side.heads,
        "value": side.value,
        "text": side.text,
        "who": side.who.name or None,
        "administration": side.who.administration or None,
        "own": side.own,
        "here": side.here,
        "at": _iso(side.at),
        "received": _iso(side.origin.received),
        "import": side.origin.imported or None,
        "file": side.origin.file or None,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment is not None else None


def in_words(found: list[Conflict]) -> str:
    if not found:
        return _("Nothing to decide.")
    count = ngettext("{count} answer is undecided.", "{count} answers are undecided.", len(found))
    return "\n".join([count.format(count=len(found)), *(line for one in found for line in _lines(one))])


def _lines(one: Conflict) -> list[str]:
    title = f"{one.about}: {one.label or _('Does it stay?')}"
    lines = ["", one.id, title]
    for side in one.sides:
        when = f"{side.at.astimezone():%Y-%m-%d %H:%M}"
        lines.append(f"  {side.head[:8]}  {side.who.words}, {when}")
        lines += [f"            {line}" for line in (side.text or _("(empty)")).splitlines()]
    return [*lines, one.who_may] if one.who_may else lines
