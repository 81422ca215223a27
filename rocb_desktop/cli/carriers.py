"""`carry` and `mailbox`: the ways a file travels beside a stick."""

import argparse
import sys
from pathlib import Path
from typing import Any

from rocb_desktop.cli.exchange import as_json, in_words
from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import Preview, accept
from rocb_desktop.services.arriving.mailbox import LOOKED, NEW, Mailbox, choose_mailbox, look_in_mailbox
from rocb_desktop.services.arriving.mailbox_out import put_everything_in_mailbox, put_path_in_mailbox, tidy_mailbox
from rocb_desktop.services.sending.letters import write_letter_at
from rocb_desktop.services.sending.small_files import save_code, small_file_at
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    ways = verbs.add_parser("carry", help=_("a made file as a code, as text lines or in a message"))
    each = ways.add_subparsers(required=True, metavar=_("WAY"))
    code = each.add_parser("qr", help=_("one QR code as a picture"))
    code.add_argument("file", type=Path, metavar="FILE")
    code.add_argument("--out", type=Path, required=True, metavar="PNG")
    code.set_defaults(handler=carry_code)
    lines = each.add_parser("text", help=_("numbered lines to type, to read aloud or to paste; each checks itself"))
    lines.add_argument("file", type=Path, metavar="FILE")
    lines.set_defaults(handler=carry_lines)
    mail = each.add_parser("eml", help=_("a message with the file attached, for any e-mail program"))
    mail.add_argument("file", type=Path, metavar="FILE")
    mail.add_argument("--out", type=Path, required=True, metavar="X.eml")
    mail.set_defaults(handler=carry_mail)
    _register_mailbox(verbs)


def _register_mailbox(verbs: Verbs) -> None:
    box = verbs.add_parser("mailbox", help=_("a folder that OneDrive, Nextcloud, Syncthing or a LAN carries"))
    each = box.add_subparsers(required=True, metavar=_("VERB"))
    chosen = each.add_parser("set", help=_("choose the folder"))
    chosen.add_argument("folder", type=Path, metavar="DIR")
    chosen.set_defaults(handler=set_folder)
    each.add_parser("off", help=_("use no mailbox folder any more")).set_defaults(handler=set_folder, folder=None)
    look = each.add_parser("look", help=_("what is in the folder"))
    look.add_argument("--import", dest="bring", action="store_true", help=_("import what is new"))
    look.add_argument("--trust", action="store_true", help=_("the eight words were compared, and are the same"))
    look.set_defaults(handler=look_inside, unchecked="")
    put = each.add_parser("put", help=_("put files into the folder"))
    what = put.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", type=Path, metavar="FILE")
    what.add_argument("--everything", action="store_true", help=_("the newest version of every file made here"))
    put.set_defaults(handler=put_inside)
    tidy = each.add_parser("tidy", help=_("delete older versions of files made here, and nothing else"))
    tidy.set_defaults(handler=tidy_up)


def carry_code(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        small = small_file_at(session, parsed.file)
        done = save_code(session, small, parsed.out)
    assert small.code is not None
    told = {"file": str(done.value), "size": small.size, "version": small.code.version, "level": small.code.level}
    told |= {"opens": small.opens, "left_out": small.left_out}
    return show(parsed, told, "\n".join(filter(None, (done.message, str(done.value), small.left_out_words))))


def carry_lines(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        small = small_file_at(session, parsed.file)
    if not small.lines:
        raise UserError("too_long")
    if small.left_out:  # the lines alone are what is copied
        print(small.left_out_words, file=sys.stderr)
    told = {"size": small.size, "lines": small.lines, "opens": small.opens, "left_out": small.left_out}
    return show(parsed, told, "\n".join(small.lines))


def carry_mail(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = write_letter_at(session, parsed.file, parsed.out)
    return show(parsed, {"file": str(done.value)}, f"{done.message}\n{done.value}")


def set_folder(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = choose_mailbox(session, parsed.folder)
    return show(parsed, {"folder": str(parsed.folder.absolute()) if parsed.folder else ""}, done.message)


def look_inside(parsed: argparse.Namespace) -> int:
    """Without --import nothing comes in; with it, only what is new and whole."""
    with profile_session(parsed, _("Reading")) as session:
        found = _look(session)
        parsed.files = [one.path for one in found.of(NEW, LOOKED)]
        done = accept(session, parsed.files, parsed.trust) if parsed.bring and parsed.files else None
        after = _look(session) if done is not None else found
    told = _as_json(after)
    if done is None:
        return show(parsed, told, _in_words(after))
    brought: Preview = done.value
    told |= as_json(parsed, brought) | {"import": brought.import_id}
    return show(parsed, told, in_words(brought, done.message))


def _look(session: Session) -> Mailbox:
    found: Mailbox = look_in_mailbox(session, afresh=True).value
    if found.folder is None:
        raise UserError("no_mailbox")
    return found


def _as_json(found: Mailbox) -> dict[str, Any]:
    states = [{"name": one.name, "path": str(one.path), "state": one.state} for one in found.files]
    return {"folder": str(found.folder), "gone": found.gone, "mailbox": states}


def _in_words(found: Mailbox) -> str:
    if found.gone:
        return _("The mailbox folder is not there now: {folder}").format(folder=found.folder)
    if not found.files:
        return _("The mailbox folder is empty.")
    return table([_("File"), _("State")], [[one.name, one.state] for one in found.files])


def put_inside(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        if parsed.everything:
            done = put_everything_in_mailbox(session)
            paths = done.value
        else:
            done = put_path_in_mailbox(session, parsed.file)
            paths = [done.value]
    return show(parsed, {"files": [str(path) for path in paths]}, "\n".join([done.message, *map(str, paths)]))


def tidy_up(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = tidy_mailbox(session)
    return show(parsed, {"deleted": done.value}, "\n".join([done.message, *done.value]))
