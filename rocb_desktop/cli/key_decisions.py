"""`key list`, `end`, `lift`, `admit`, `replace`, `officer`, `withdraw`, `settle`: decisions about keys."""

import argparse
from pathlib import Path
from typing import Any

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.contacts import Contact, list_contacts
from rocb_desktop.services.trust.key_decisions import admit_block, end_key, find_key, preview_end, take_end_back
from rocb_desktop.services.trust.key_details import KeyDetail, detail_of
from rocb_desktop.services.trust.key_disputes import settle_dispute, take_word_back
from rocb_desktop.services.trust.key_replacing import grant_officer, read_card, replace_key
from rocb_desktop.texts import _

Json = dict[str, Any]


def add_to_keys(nouns: "argparse._SubParsersAction[Any]") -> None:
    """The verbs of decisions, beside those of the own key."""
    nouns.add_parser("list", help=_("the people known here and their keys")).set_defaults(handler=list_keys)
    end = nouns.add_parser("end", help=_("end a key: what came until the last good file counts"))
    _add_key(end)
    end.add_argument(
        "--last-good",
        default="",
        metavar="BLOCK|DATE",
        help=_("a block's id, a day, or none; without it all that is here counts"),
    )
    end.add_argument("--preview", action="store_true", help=_("only say what would no longer count"))
    end.set_defaults(handler=end_one)
    lift = nouns.add_parser("lift", help=_("take the end of a key back"))
    _add_key(lift)
    lift.set_defaults(handler=lift_one)
    admit = nouns.add_parser("admit", help=_("let one later block of an ended key count"))
    admit.add_argument("block", metavar="BLOCK")
    admit.set_defaults(handler=admit_one)
    replace = nouns.add_parser(
        "replace", help=_("a new key for somebody who lost the old one; compare the words first")
    )
    replace.add_argument("old", metavar="OLD", help=_("a key, or the name it was confirmed with"))
    replace.add_argument("--card", required=True, type=Path, metavar="FILE")
    replace.add_argument("--last-good", default="", metavar="BLOCK|DATE")
    replace.set_defaults(handler=replace_one)
    officer = nouns.add_parser("officer", help=_("ROCB A/P: let a colleague's key speak for the office"))
    officer.add_argument("--card", required=True, type=Path, metavar="FILE")
    officer.set_defaults(handler=grant_one)
    withdraw = nouns.add_parser("withdraw", help=_("focal point: your office no longer speaks for a key"))
    _add_key(withdraw)
    withdraw.set_defaults(handler=withdraw_one)
    settle = nouns.add_parser("settle", help=_("two offices disagree about a key: let one word hold"))
    _add_key(settle)
    settle.add_argument("word", metavar="WORD", help=_("the id of the change, as key list says it"))
    settle.set_defaults(handler=settle_one)


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key", metavar="KEY|NAME")


def list_keys(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_contacts(session)
        told = [_as_json(one, detail_of(session, one)) for one in found.contacts]
    surplus = [{"administration": one.administration, "keys": one.keys, "people": one.people} for one in found.surplus]
    headings = [_("Name"), _("Role"), _("Administration"), _("State"), _("Held"), _("Eight words")]
    rows = [
        [one["name"], one["role"], name_of(one["administration"]), one["state"], one["held"], one["words"]]
        for one in told
    ]
    return show(parsed, {"keys": told, "surplus": surplus}, table(headings, rows))


def _as_json(one: Contact, detail: KeyDetail) -> Json:
    return {
        "key": one.key,
        "name": one.name,
        "role": one.role.replace("_", "-"),
        "administration": one.administration,
        "state": one.state,
        "words": " ".join(word.text for word in detail.words),
        "waiting": len(one.waits),
        "replaces": one.replaces,
        "held": sum(things.count for things in detail.held),
        "held_things": [
            {"kind": things.kind, "reason": things.reason, "why": things.why, "count": things.count}
            for things in detail.held
        ],
        "later": [{"block": later.id, "day": later.day, "records": dict(later.kinds)} for later in detail.later],
        "dispute": [{"word": said.change, "by": said.by, "says": said.text} for said in detail.dispute],
    }


def end_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        key = find_key(session, parsed.key)
        ending = preview_end(session, key, parsed.last_good)
        told = {"key": key, "ends": ending.ends, "no_longer_counts": ending.lost}
        if parsed.preview:
            count = sum(ending.lost.values())
            return show(parsed, told, _("Records that would no longer count: {n}").format(n=count))
        done = end_key(session, key, parsed.last_good)
    return show(parsed, told, done.message)


def lift_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        return _tell(parsed, take_end_back(session, find_key(session, parsed.key)))


def withdraw_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        return _tell(parsed, take_word_back(session, find_key(session, parsed.key)))


def admit_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        return _tell(parsed, admit_block(session, parsed.block))


def replace_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        words = _words(session, parsed.card)
        old = find_key(session, parsed.old)
        done = replace_key(session, old, parsed.card, parsed.last_good)
    return show(parsed, {"key": done.value, "replaces": old, "words": words}, f"{done.message}\n{words}")


def grant_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        words = _words(session, parsed.card)
        done = grant_officer(session, parsed.card)
    return show(parsed, {"key": done.value, "words": words}, f"{done.message}\n{words}")


def settle_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        return _tell(parsed, settle_dispute(session, find_key(session, parsed.key), parsed.word))


def _words(session: Session, card: Path) -> str:
    return " ".join(word.text for word in read_card(session, card).words)


def _tell(parsed: argparse.Namespace, done: Outcome) -> int:
    return show(parsed, {"key": done.value, "message": done.message}, done.message)
