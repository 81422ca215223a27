"""`give-back`, `hand-over`, `office sync` and `erase`: what goes to one person, to a successor, or away for good."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.office import add_to_office
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import WRONG_USAGE, Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.erasure.erasure_scope import Erasing, look_at_person
from rocb_desktop.services.erasure.wiping import waiting_to_wipe, wipe_here
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.hand_over import HandedOver, hand_over, sync_office
from rocb_desktop.services.sending.give_back import give_back
from rocb_desktop.services.session import Session
from rocb_desktop.services.trust.key_replacing import read_card
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    give = verbs.add_parser("give-back", help=_("all that a person ever sent, for somebody who lost it"))
    give.add_argument("person", metavar="PERSON", help=_("a name, or a key"))
    give.add_argument("--out", required=True, type=Path, metavar="FILE")
    give.add_argument("--card", type=Path, metavar="FILE", help=_("their new key card; compare the eight words first"))
    give.add_argument("--last-good", default="", metavar="BLOCK|DATE", help=_("of the lost key, as for key end"))
    add_dry_run(give)
    give.set_defaults(handler=give_all_back)
    over = verbs.add_parser("hand-over", help=_("everything of this office, for a successor or a colleague"))
    over.add_argument("--out", required=True, type=Path, metavar="FILE")
    over.add_argument("--to", type=Path, metavar="CARD", help=_("the key card of the successor; compare the words"))
    over.add_argument("--colleague", action="store_true", help=_("your own key goes on counting"))
    over.add_argument("--yes", default="", metavar="NAME", help=_("the name on the card, to end your own key"))
    over.add_argument("--without-files", action="store_true", help=_("without the files of materials and evidence"))
    add_dry_run(over)
    over.set_defaults(handler=hand_all_over)
    office = verbs.add_parser("office", help=_("what colleagues of one office exchange"))
    nouns = office.add_subparsers(required=True, metavar=_("VERB"))
    add_to_office(nouns)
    sync = nouns.add_parser("sync", help=_("everything of this office, sealed to the office"))
    sync.add_argument("--out", required=True, type=Path, metavar="FILE")
    sync.add_argument("--with-files", action="store_true", help=_("also the files of materials and evidence"))
    add_dry_run(sync)
    sync.set_defaults(handler=write_sync)
    erase = verbs.add_parser("erase", help=_("erase a person, here and wherever your files go; cannot be undone"))
    erase.add_argument("person", nargs="?", metavar="PERSON", help=_("a name, or a key; without it: what waits here"))
    erase.add_argument("--yes", default="", metavar="NAME", help=_("the name once more; without PERSON: the number"))
    erase.add_argument("--out", type=Path, metavar="FILE", help=_("a file that tells the others at once"))
    erase.add_argument("--same-name", action="store_true", help=_("also list entries and entered replies of this name"))
    add_dry_run(erase)
    erase.set_defaults(handler=erase_one)


def give_all_back(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        return show_contents(parsed, "give-back", parsed.person, parsed.card, parsed.last_good)
    with profile_session(parsed) as session:
        done = give_back(session, parsed.person, parsed.out, parsed.card, parsed.last_good)
    given = done.value
    told = {"file": given.path, "name": given.name, "replies": given.replies, "replaced": given.replaced}
    told["evidence"] = given.evidence
    return show(parsed, told, f"{done.message}\n{given.path}")


def hand_all_over(parsed: argparse.Namespace) -> int:
    """Without a card the file is for the office itself: whoever has its key can open it."""
    if parsed.dry_run:
        # nothing is handed over, so nobody has to type the name
        name = _name_on(parsed) if parsed.to is not None else ""
        args = ("hand-over", parsed.to, name, not parsed.colleague, not parsed.without_files)
        return show_contents(parsed, *(args if parsed.to is not None else ("office-copy", not parsed.without_files)))
    with profile_session(parsed) as session:
        if parsed.to is None:
            return _tell_files(parsed, sync_office(session, parsed.out, not parsed.without_files))
        done = hand_over(session, parsed.to, parsed.out, parsed.yes, not parsed.colleague, not parsed.without_files)
    return _tell_files(parsed, done)


def _name_on(parsed: argparse.Namespace) -> str:
    with profile_session(parsed) as session:
        return read_card(session, parsed.to).sender.name


def write_sync(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        return show_contents(parsed, "office-copy", parsed.with_files)
    with profile_session(parsed) as session:
        return _tell_files(parsed, sync_office(session, parsed.out, parsed.with_files))


def _tell_files(parsed: argparse.Namespace, done: Outcome) -> int:
    over: HandedOver = done.value
    told = {"files": over.files, "blocks": over.blocks, "ended": over.ended, "granted": over.granted}
    told["attached"] = over.attached
    return show(parsed, told, "\n".join([done.message, *map(str, over.files)]))


def erase_one(parsed: argparse.Namespace) -> int:
    if parsed.dry_run and parsed.person is not None:
        return show_contents(parsed, "erase", parsed.person, parsed.same_name)
    with profile_session(parsed) as session:
        if parsed.person is None:
            return _wipe(parsed, session)
        found = look_at_person(session, parsed.person, parsed.same_name)
        typed = parsed.yes or _asked(found)
        if not typed:
            print(_what(found), file=sys.stderr)
            print(_("To erase, type the name: {name}").format(name=f"--yes “{found.name}”"), file=sys.stderr)
            return WRONG_USAGE
        done = erase_person(session, parsed.person, typed, parsed.out, parsed.same_name)
        wiped = wipe_here(session, waiting_to_wipe(session).records)
    told = {
        "name": found.name,
        "records": dict(found.records),
        "same_name": dict(found.namesakes),
        "changes": len(found.ids),
        "file": parsed.out,
        "wiped": wiped.value.texts,
        "files_deleted": wiped.value.files,
        "elsewhere": wiped.value.elsewhere,
        "backups_until": wiped.value.backups_until,
    }
    return show(parsed, told, f"{done.message}\n{wiped.message}")


def _wipe(parsed: argparse.Namespace, session: Session) -> int:
    """What others asked to erase is hidden already; the number, typed, deletes it from this computer."""
    waiting = waiting_to_wipe(session)
    told = {"records": waiting.records, "texts": waiting.texts, "wiped": 0}
    if not parsed.yes or not waiting.records or parsed.dry_run:
        said = _("Erased, hidden, and still on this computer: {n} records.").format(n=waiting.records)
        return show(parsed, told, said)
    done = wipe_here(session, int(parsed.yes) if parsed.yes.isdecimal() else -1)
    return show(parsed, told | {"wiped": done.value.texts}, done.message)


def _what(found: Erasing) -> str:
    said = _("About {name}: {records}").format(name=found.name, records=_kinds(found.records) or "0")
    if found.namesakes and not found.listed:
        words = _("Of the same name, perhaps somebody else, and kept: {records}. To erase these too: --same-name")
        said += "\n" + words.format(records=_kinds(found.namesakes))
    return said


def _kinds(counts: Sequence[tuple[str, int]]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts)


def _asked(found: Erasing) -> str:
    if not sys.stdin.isatty():
        return ""
    print(_what(found))
    return input(_("This cannot be undone. Type the name to go on: ")).strip()
