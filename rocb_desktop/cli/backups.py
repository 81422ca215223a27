"""`check`, `backup` and `restore`: whether the store is whole, a safe copy of it, and the way back to one."""

import argparse
from pathlib import Path

from rocb_desktop.cli.output import show, show_error
from rocb_desktop.cli.parser import REFUSED, Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.profile.profiles import STORE_OR_KEYS, find_profile
from rocb_desktop.services.safety.backups import find_backups, make_backup, said_places
from rocb_desktop.services.safety.checking import CheckResult, check_store, repair_store
from rocb_desktop.services.safety.file_checking import put_files_right
from rocb_desktop.services.safety.restoring import keep_newer, restore_backup, restore_lost
from rocb_desktop.services.session import Clock, Session
from rocb_desktop.texts import _, ngettext


def register(verbs: Verbs) -> None:
    check = verbs.add_parser("check", help=_("check the store: its file, its signatures, its tables, its files"))
    check.add_argument(
        "--repair", action="store_true", help=_("make tables that differ again, and remove damaged files")
    )
    check.set_defaults(handler=check_all)
    verbs.add_parser("backup", help=_("make a backup now")).set_defaults(handler=copy_store)
    restore = verbs.add_parser("restore", help=_("put a backup back; what is here is copied first"))
    restore.add_argument("file", type=Path, nargs="?", metavar="FILE", help=_("without it: lists the copies"))
    restore.add_argument("--keep-newer", action="store_true", help=_("keep the edits made since that copy as well"))
    restore.set_defaults(handler=restore_copy)


def check_all(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Checking")) as session:
        found = check_store(session)
        if parsed.repair and found.repairable:
            repair_store(session)
            found = check_store(session)
        if parsed.repair and found.files.error:
            put_files_right(session)
            found = check_store(session)
    error = found.error()
    if error is None:
        return show(parsed, _as_json(found), _in_words(found))
    show_error(parsed, error.code, error.what(), error.hint(), _as_json(found))
    return REFUSED


def _as_json(found: CheckResult) -> dict[str, object]:
    return {
        "ok": found.ok,
        "integrity": found.integrity or ["ok"],
        "signatures": {"blocks": found.blocks, "bad": found.bad_blocks},
        "changes": {"count": found.changes, "bad": found.bad_changes},
        "tables": {"differ": found.tables},
        "files": {
            "whole": found.files.whole,
            "missing": [file.name for file in found.files.missing],
            "damaged": [file.name for file in found.files.damaged],
            "second_place_damaged": len(found.files.spoiled),
        },
    }


def _in_words(found: CheckResult) -> str:
    said = ngettext("{n} change was checked.", "{n} changes were checked.", found.changes).format(n=found.changes)
    return " ".join(filter(None, (_("Your data is whole."), said, found.files.words)))


def copy_store(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = make_backup(session)
    return show(parsed, {"backup": done.value}, f"{done.message}\n{done.value}")


def restore_copy(parsed: argparse.Namespace) -> int:
    """Also where the store is damaged or gone: then the keys of the profile say whose copy may come in."""
    folder = find_profile(parsed.profile, STORE_OR_KEYS)
    if parsed.file is None:
        return _list_copies(parsed)
    try:
        with profile_session(parsed) as session:
            return _restore(parsed, session)
    except UserError as error:
        if error.code not in ("store_damaged", "no_profile"):
            raise
    aside = restore_lost(folder, parsed.file, clock=Clock(parsed.today))
    said = _("The backup is in place.")
    if aside is not None:
        said += " " + _("The damaged file is kept: {path}.").format(path=aside)
    return show(parsed, {"restored": parsed.file, "kept": aside, "newer_edits": 0}, said)


def _restore(parsed: argparse.Namespace, session: Session) -> int:
    done = restore_backup(session, parsed.file)
    told = {"restored": parsed.file, "kept": done.value.kept, "newer_edits": done.value.edits}
    said = [done.message]
    if done.value.edits and parsed.keep_newer:
        said.append(keep_newer(session, done.value.kept).message)
    elif done.value.edits:
        said.append(_("To keep them as well: restore --keep-newer."))
    return show(parsed, told, "\n".join(said))


def _list_copies(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = find_backups(session).copies
    told = [{"file": copy.path, "at": copy.at.isoformat(), "size": copy.size, "good": copy.good} for copy in found]
    return show(parsed, {"backups": told}, said_places(found) or _("There is no backup yet."))
