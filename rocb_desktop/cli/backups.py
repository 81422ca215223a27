"""`check` and `backup`: whether the store is whole, and a safe copy of it."""

import argparse

from rocb_desktop.cli.output import show, show_error
from rocb_desktop.cli.parser import REFUSED, Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.backups import make_backup
from rocb_desktop.services.checking import CheckResult, check_store, repair_store
from rocb_desktop.texts import _, ngettext


def register(verbs: Verbs) -> None:
    check = verbs.add_parser("check", help=_("check the store: its file, its signatures, its tables"))
    check.add_argument("--repair", action="store_true", help=_("make tables that differ again from the changes"))
    check.set_defaults(handler=check_all)
    verbs.add_parser("backup", help=_("make a safe copy now")).set_defaults(handler=copy_store)


def check_all(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Checking")) as session:
        found = check_store(session)
        if parsed.repair and found.repairable:
            repair_store(session)
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
    }


def _in_words(found: CheckResult) -> str:
    said = ngettext("{n} change was checked.", "{n} changes were checked.", found.changes).format(n=found.changes)
    return _("Your data is whole.") + " " + said


def copy_store(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = make_backup(session)
    return show(parsed, {"backup": done.value}, f"{done.message}\n{done.value}")
