"""`review` and `return`: the focal point's desk."""

import argparse
from pathlib import Path

from rocb_desktop.cli.compiling import add_naming
from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import Verbs, iso_date
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.clearing import CLEARED
from rocb_desktop.services.national.clearance import clearance_of
from rocb_desktop.services.national.reply_details import ACCEPT, CORRECT, find_reply
from rocb_desktop.services.national.returns import make_return, review_reply
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    review = verbs.add_parser("review", help=_("accept a reply, or ask for a correction"))
    review.add_argument("reply", metavar="W/PARTICIPANT", help=_("as 2021/4/Sina Leota"))
    decision = review.add_mutually_exclusive_group(required=True)
    decision.add_argument("--accept", action="store_true")
    decision.add_argument("--return", dest="correct", metavar="TEXT", help=_("what to correct"))
    review.set_defaults(handler=judge)
    nouns = verbs.add_parser("return", help=_("the national return")).add_subparsers(required=True, metavar=_("VERB"))
    make = nouns.add_parser("make", help=_("write it: every accepted reply of the round"))
    make.add_argument("--round", required=True, type=int, metavar="R", help=_("the survey's year, as 2021"))
    make.add_argument("--out", required=True, type=Path, metavar="FILE")
    make.add_argument("--signed-by", default="", metavar="NAME", help=_("the head who signs it off"))
    make.add_argument("--post", default="")
    make.add_argument("--date", type=iso_date, metavar="DATE")
    make.add_argument("--not-signed", action="store_true", help=_("not signed off yet, also where the head cleared it"))
    add_naming(make)
    make.add_argument("--everything", action="store_true", help=_("also what ROCB A/P surely has"))
    add_dry_run(make)
    make.set_defaults(handler=write_return)


def judge(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        reply = find_reply(session, parsed.reply)
        decision = ACCEPT if parsed.accept else CORRECT
        done = review_reply(session, reply.id, decision, parsed.correct or "")
        after = find_reply(session, reply.id)
    return show(parsed, {"reply": after.id, "name": after.name, "status": after.status}, done.message)


def write_return(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        signed = (*_signed(session, parsed), parsed.everything, parsed.naming)
    if parsed.dry_run:
        return show_contents(parsed, "return", parsed.round, *signed)
    with profile_session(parsed) as session:
        done = make_return(session, parsed.round, parsed.out, *signed)
        cleared = clearance_of(session, parsed.round)
    told = {
        "file": done.value.path,
        "size": done.value.size,
        "number": done.value.version,
        "signed_by": signed[0],
        "naming": cleared.naming,
        "changed_after_clearance": cleared.changed if cleared.state == CLEARED else [],
    }
    return show(parsed, told, f"{done.message}\n{done.value.path}")


def _signed(session: Session, parsed: argparse.Namespace) -> tuple[str, str, str]:
    """Who signed off: as the command says, without that as the head cleared it."""
    if parsed.signed_by or parsed.post or parsed.date or parsed.not_signed:
        return parsed.signed_by, parsed.post, parsed.date.isoformat() if parsed.date else ""
    return clearance_of(session, parsed.round).signed
