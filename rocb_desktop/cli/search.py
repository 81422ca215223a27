"""`search`: everything that holds some words."""

import argparse
from typing import Any

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.search_words import Parts
from rocb_desktop.services.search.indexing import index_everything
from rocb_desktop.services.search.searching import LIMIT, Hit, SearchResult, search_everything
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    verb = verbs.add_parser("search", help=_("everything that has words beginning like these"))
    verb.add_argument(
        "words", nargs="+", metavar="WORDS", help=_("what to look for; accents and capitals do not matter")
    )
    verb.add_argument("--most", type=int, default=LIMIT, metavar="N", help=_("at most so many; 50 when not said"))
    verb.set_defaults(handler=search)


def search(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Reading")) as session:
        index_everything(session)
        found = search_everything(session, " ".join(parsed.words), max(parsed.most, 1))
    return show(parsed, _as_json(found), _in_words(found))


def _as_json(found: SearchResult) -> dict[str, Any]:
    return {
        "count": found.count,
        "groups": [
            {"group": one.key, "count": one.count, "found": [_hit_json(hit) for hit in one.hits]}
            for one in found.groups
        ],
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    said = {"record": hit.record, "kind": hit.source, "title": _plain(hit.title)}
    return {**said, "field": hit.label or None, "text": _plain(hit.line) or None}


def _in_words(found: SearchResult) -> str:
    if not found.groups:
        return _("Nothing was found.")
    rows = [
        (group.words if first else "", _plain(hit.title), _plain(hit.line))
        for group in found.groups
        for first, hit in ((number == 0, hit) for number, hit in enumerate(group.hits))
    ]
    return table((_("Where"), _("About"), _("Text")), rows)


def _plain(parts: Parts) -> str:
    return "".join(text for text, _marked in parts)
