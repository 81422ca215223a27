"""`round`: sets rounds up from round workbooks, and lists them."""

import argparse
from pathlib import Path

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.region.rounds import BookPreview, import_workbook, list_summaries
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    nouns = verbs.add_parser("round", help=_("rounds of the survey")).add_subparsers(required=True, metavar=_("VERB"))
    bring = nouns.add_parser("import", help=_("set a round up from a round workbook, its replies included"))
    bring.add_argument("book", type=Path, metavar="BOOK.xlsx")
    bring.set_defaults(handler=import_book)
    nouns.add_parser("list", help=_("the rounds of this profile")).set_defaults(handler=list_rounds)


def import_book(parsed: argparse.Namespace) -> int:
    """Refused as a whole while a cell is bad, with the list of all such cells."""
    with profile_session(parsed, _("Importing")) as session:
        done = import_workbook(session, parsed.book)
    book: BookPreview = done.value
    told = {
        "rounds": book.rounds,
        "workshops": book.workshops,
        "participants": book.participants,
        "replies": book.replies,
        "new": book.new,
        "changed": book.changed,
        "same": book.same,
        "warnings": book.warnings,
    }
    found = _("Workshops: {workshops}. Participants: {participants}. Replies: {replies}.").format(
        workshops=book.workshops, participants=book.participants, replies=book.replies
    )
    return show(parsed, told, "\n".join([done.message, found, *book.warnings]))


def list_rounds(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_summaries(session)
    told = [
        {"round": one.round, "title": one.title, "workshops": one.workshops, "replies": one.replies} for one in found
    ]
    rows = [[one.title, one.workshops, one.replies] for one in found]
    return show(parsed, told, table([_("Round"), _("Workshops"), _("Replies that count")], rows))
