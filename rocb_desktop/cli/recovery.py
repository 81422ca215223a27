"""`key sheet`: the recovery sheet as PDF or text; `key forget-second`: ROCB A/P's second office key leaves this PC."""

import argparse
import sys
from pathlib import Path

from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import WRONG_USAGE, Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.picture import is_picture
from rocb_desktop.exchange.recovery_sheet import SheetKeys
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.profile.recovery import (
    RecoverySheet,
    delete_second_key,
    delete_word,
    make_sheet,
    read_photo,
    read_typed,
    save_sheet,
    sheet_text,
)
from rocb_desktop.texts import _


def add_to_keys(nouns: Verbs) -> None:
    """The verbs of `key` that are about paper."""
    sheet = nouns.add_parser("sheet", help=_("write the recovery sheet; it holds the private keys"))
    sheet.add_argument("--out", required=True, type=Path, metavar="FILE", help=_("a name that ends in .pdf or .txt"))
    sheet.add_argument("--second", action="store_true", help=_("the sheet of ROCB A/P's second office key"))
    sheet.set_defaults(handler=write_sheet)
    forget = nouns.add_parser("forget-second", help=_("delete the second office key here: it is on paper"))
    forget.add_argument("--yes", action="store_true", help=_("yes, its sheet is in a safe place"))
    forget.set_defaults(handler=forget_second)


def write_sheet(parsed: argparse.Namespace) -> int:
    ending = parsed.out.suffix.lower()
    if ending not in (".pdf", ".txt"):
        raise UserError("bad_value", value=parsed.out.name, field="--out")
    with profile_session(parsed) as session:
        sheet = make_sheet(session, parsed.second)
        content = _as_pdf(sheet) if ending == ".pdf" else sheet_text(sheet).encode()
        done = save_sheet(session, parsed.out, content, parsed.second)
    return show(parsed, {"file": parsed.out, "lines": len(sheet.lines)}, f"{parsed.out}\n{done.message}")


def _as_pdf(sheet: RecoverySheet) -> bytes:
    from rocb_desktop.ui.recovery_paper import sheet_pdf
    from rocb_desktop.ui.screens import offscreen

    offscreen()
    return sheet_pdf(sheet)


def forget_second(parsed: argparse.Namespace) -> int:
    if not parsed.yes:
        print(_("This deletes the second office key on this computer. Say yes to that: --yes"), file=sys.stderr)
        return WRONG_USAGE
    with profile_session(parsed) as session:
        done = delete_second_key(session, delete_word())
    return show(parsed, {"deleted": True}, done.message)


def read_sheet_file(path: Path) -> SheetKeys:
    """The keys of a recovery sheet, typed into a text file or as a picture of its code. Raises UserError bad_value,
    which names what to correct.
    """
    data = read_bytes(path)
    found = read_photo(path) if is_picture(data) else read_typed(data.decode("utf-8", "replace"))
    if found.keys is None:
        raise UserError("bad_value", problem=found.said or _("This file has no line of a recovery sheet."))
    return found.keys
