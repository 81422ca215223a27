"""`reply withdraw` and `reply erase`: consent taken back, and a reply taken out of the world."""

import argparse
import sys
from pathlib import Path
from typing import Any

from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import WRONG_USAGE
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.erasure.consent import withdraw_consent
from rocb_desktop.services.erasure.erasing import erase_reply
from rocb_desktop.services.erasure.wiping import waiting_to_wipe, wipe_here
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.replies import reply_id
from rocb_desktop.texts import _


def add_to_replies(nouns: "argparse._SubParsersAction[Any]") -> None:
    """The two verbs, beside those of the reply."""
    withdraw = nouns.add_parser("withdraw", help=_("take your consent back: the answers count, no text is used"))
    withdraw.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    withdraw.set_defaults(handler=withdraw_one)
    erase = nouns.add_parser("erase", help=_("erase your reply, here and wherever its files went; cannot be undone"))
    erase.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    erase.add_argument("--yes", action="store_true", help=_("yes, for good"))
    erase.add_argument("--out", type=Path, metavar="FILE", help=_("a file that tells the others"))
    add_dry_run(erase)
    erase.set_defaults(handler=erase_one)


def withdraw_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = withdraw_consent(session, parsed.workshop)
    return show(parsed, {"reply": done.value, "q7": "count_only"}, done.message)


def erase_one(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        with profile_session(parsed) as session:
            record = reply_id(find_workshop(session, parsed.workshop).id, me(session))
        return show_contents(parsed, "erase-reply", record)
    if not parsed.yes:
        print(_("This erases your reply for good. Say yes to that: reply erase --yes"), file=sys.stderr)
        return WRONG_USAGE
    with profile_session(parsed) as session:
        record = reply_id(find_workshop(session, parsed.workshop).id, me(session))
        done = erase_reply(session, record, parsed.out)
        wiped = wipe_here(session, waiting_to_wipe(session).records)
    told = {"records": done.value.records, "wiped": wiped.value.texts, "file": parsed.out}
    return show(parsed, told, f"{done.message}\n{wiped.message}")
