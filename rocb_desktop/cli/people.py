"""`key`: the key card, the eight words, and the private keys for an audit with stock tools."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.key_decisions import add_to_keys as add_decisions
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import WRONG_USAGE, Verbs
from rocb_desktop.cli.recovery import add_to_keys
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.exchange.words import Word
from rocb_desktop.services.profile.people import export_keys, make_card, save_keys, show_key
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    nouns = verbs.add_parser("key", help=_("keys and eight words")).add_subparsers(required=True, metavar=_("VERB"))
    card = nouns.add_parser("card", help=_("write the key card; it holds no secret"))
    card.add_argument("--out", required=True, type=Path, metavar="FILE")
    add_dry_run(card)
    card.set_defaults(handler=write_card)
    nouns.add_parser("show", help=_("the public keys and the eight words")).set_defaults(handler=show_keys)
    export = nouns.add_parser("export", help=_("print the private keys, for an audit with age and ssh-keygen"))
    export.add_argument("--yes", action="store_true", help=_("yes, show the secret"))
    export.add_argument("--out", type=Path, metavar="DIR", help=_("write them to files that only you can read"))
    export.set_defaults(handler=show_private)
    add_to_keys(nouns)
    add_decisions(nouns)


def write_card(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        return show_contents(parsed, "card")
    with profile_session(parsed) as session:
        done = make_card(session, parsed.out)
    return show(parsed, {"file": done.value.path, "size": done.value.size}, f"{done.message}\n{done.value.path}")


def show_keys(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = show_key(session)
        who = session.profile
    told = {
        "name": who.name,
        "role": who.role.replace("_", "-"),
        "administration": who.administration,
        "key": found.key,
        "ssh": found.ssh,
        "office": found.office,
        "words": spoken(found.words),
        "numbers": [word.number for word in found.words],
        "anchor_words": spoken(found.anchor_words) if found.anchor_words else None,
    }
    lines = [
        _("Your eight words: {words}").format(words=spoken(found.words)),
        _("As numbers: {numbers}").format(numbers=" ".join(word.digits for word in found.words)),
        _("Signing key: {key}").format(key=found.ssh),
        _("Key of the office: {key}").format(key=found.office),
    ]
    if found.anchor_words:
        lines.append(_("The eight words of ROCB A/P: {words}").format(words=spoken(found.anchor_words)))
    return show(parsed, told, "\n".join(lines))


def spoken(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def show_private(parsed: argparse.Namespace) -> int:
    """A secret is shown only to who says yes: on the command line, or at the question on a terminal."""
    if not (parsed.yes or _agrees()):
        print(_("This shows your private keys. Say yes to that: key export --yes"), file=sys.stderr)
        return WRONG_USAGE
    with profile_session(parsed) as session:
        if parsed.out is not None:
            files = save_keys(session, parsed.out)
            return show(parsed, {"files": files}, "\n".join(str(file) for file in files))
        found = export_keys(session)
    told = {"age_identity": found.age_identity, "ssh_private_key": found.ssh_private_key}
    return show(parsed, told, f"{found.age_identity}\n{found.ssh_private_key}")


def _agrees() -> bool:
    if not sys.stdin.isatty():
        return False
    return input(_("This shows your private keys. Type yes to go on: ")).strip().casefold() in ("yes", "oui")
