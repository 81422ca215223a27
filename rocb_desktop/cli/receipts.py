"""`receipt`: what this desk tells the senders of files about their own words."""

import argparse
from pathlib import Path

from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.sending.receipts import make_receipt_for, make_receipts
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    nouns = verbs.add_parser("receipt", help=_("signed receipts")).add_subparsers(required=True, metavar=_("VERB"))
    make = nouns.add_parser("make", help=_("write the receipt for whoever sent a file"))
    make.add_argument("--for", dest="received", required=True, type=Path, metavar="FILE", help=_("a file of theirs"))
    make.add_argument("--out", required=True, type=Path, metavar="FILE")
    make.add_argument("--everything", action="store_true", help=_("also what they surely have"))
    add_dry_run(make)
    make.set_defaults(handler=write_receipt)
    batch = nouns.add_parser("make-all", help=_("write one for every sender to whom there is something new to tell"))
    batch.add_argument("--out", required=True, type=Path, metavar="DIR")
    add_dry_run(batch)
    batch.set_defaults(handler=write_receipts)


def write_receipt(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        return show_contents(parsed, "receipt for", parsed.received, parsed.everything)
    with profile_session(parsed) as session:
        done = make_receipt_for(session, parsed.received, parsed.out, parsed.everything)
    told = {"file": done.value.path, "size": done.value.size, "administration": done.value.receiver}
    return show(parsed, told, f"{done.message}\n{done.value.path}")


def write_receipts(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        return show_contents(parsed, "receipts")
    with profile_session(parsed, _("Making receipts")) as session:
        done = make_receipts(session, parsed.out)
    files = [{"file": one.path, "size": one.size, "administration": one.receiver} for one in done.value]
    return show(parsed, {"files": files}, "\n".join([done.message, *(one.path for one in done.value)]))
