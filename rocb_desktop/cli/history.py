"""`history`: every change of the store, or of one record."""

import argparse
from pathlib import Path
from typing import Any

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.history.history import ALL, FILES, MINE, PAGE, Entry, HistoryPage, list_history
from rocb_desktop.services.history.history_list import save_history
from rocb_desktop.services.history.record_names import find_record
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    verb = verbs.add_parser("history", help=_("every change, newest first: who, when, what"))
    named = _("an id, a workshop as 2021/4, or a reply as 2021/4/Name")
    verb.add_argument("record", nargs="?", default="", metavar="RECORD", help=named)
    which = verb.add_mutually_exclusive_group()
    which.add_argument("--mine", action="store_const", const=MINE, dest="show", help=_("only the own changes"))
    which.add_argument("--files", action="store_const", const=FILES, dest="show", help=_("only what files brought"))
    verb.add_argument(
        "--import", dest="imported", default="", metavar="IMPORT", help=_("only what this import brought")
    )
    verb.add_argument("--search", default="", metavar="WORDS", help=_("only changes that hold these words"))
    verb.add_argument("--before", type=int, metavar="N", help=_("read on from this place"))
    verb.add_argument("--most", type=int, default=PAGE, metavar="N", help=_("at most so many; 200 when not said"))
    verb.add_argument("--out", type=Path, metavar="FILE", help=_("save all of it as a list, .xlsx or .csv"))
    verb.set_defaults(handler=history, show=ALL)


def history(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Reading")) as session:
        record = find_record(session, parsed.record)
        wanted = {"show": parsed.show, "imported": parsed.imported, "words": parsed.search}
        if parsed.out is not None:
            saved = save_history(session, parsed.out, record, **wanted)
            return show(parsed, {"file": saved}, _("Saved: {name}").format(name=saved))
        found = list_history(session, record, **wanted, before=parsed.before, most=max(parsed.most, 1))
    return show(parsed, as_json(found), in_words(found))


def as_json(found: HistoryPage) -> dict[str, Any]:
    """`more` is what --before takes to read on, null at the end."""
    return {"undecided": found.undecided, "more": found.more, "changes": [_entry_json(one) for one in found.entries]}


def _entry_json(one: Entry) -> dict[str, Any]:
    return {
        "place": one.seq,
        "id": one.id,
        "record": one.record,
        "kind": one.kind,
        "what": one.deed,
        "about": one.about,
        "who": one.who.name or None,
        "administration": one.who.administration or None,
        "own": one.who.own,
        "at": one.at.isoformat(timespec="seconds"),
        "received": one.received.isoformat(timespec="seconds") if one.received else None,
        "import": one.imported or None,
        "file": one.file or None,
        "counts": not one.held,
        "held": one.held or None,
        "why": one.why or None,
        "fields": [
            {"field": field.field, "label": field.label, "old": field.old, "new": field.new} for field in one.fields
        ],
    }


def in_words(found: HistoryPage) -> str:
    headings = [_("Came here"), _("Who"), _("What was done"), _("About"), _("Changed")]
    rows = [
        [f"{one.here.astimezone():%Y-%m-%d %H:%M}", one.who.short, one.deed, one.about, one.why or _changed(one)]
        for one in found.entries
    ]
    lines = [table(headings, rows)] if rows else [_("Nothing was changed yet.")]
    if found.more is not None:
        lines.append(_("There is more: history --before {place}").format(place=found.more))
    return "\n".join(lines)


def _changed(one: Entry) -> str:
    told = [_("{label}: {answer}").format(label=field.label, answer=field.new or "–") for field in one.fields[:2]]
    more = len(one.fields) - len(told)
    said = "; ".join(text if len(text) <= 60 else text[:59] + "…" for text in told)
    return f"{said} (+{more})" if more > 0 else said
