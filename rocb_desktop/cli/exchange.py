"""`preview`, `import`, `imports` and `undo`: files that arrive."""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from rocb_desktop.cli.output import show, show_error, table
from rocb_desktop.cli.parser import REFUSED, Verbs
from rocb_desktop.cli.people import spoken
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.answers import TAKE_OVER, Answers, clean_how, how_words
from rocb_desktop.services.arriving.exchange import Preview, accept, preview
from rocb_desktop.services.arriving.file_result import COUNTS, FileResult
from rocb_desktop.services.arriving.import_log import ImportEntry, list_imports, undo_import, undo_words
from rocb_desktop.texts import _

Json = dict[str, Any]


def register(verbs: Verbs) -> None:
    look = verbs.add_parser("preview", help=_("what importing files or folders would do; changes nothing"))
    look.set_defaults(handler=preview_files, trust=False, unchecked="", hide=0, take_over=False)
    bring = verbs.add_parser("import", help=_("import files or folders, each file whole or not at all"))
    bring.add_argument("--trust", action="store_true", help=_("the eight words were compared, and are the same"))
    bring.add_argument(
        "--unchecked",
        default="",
        metavar="HOW",
        help=_("let people in whose words nobody compared: phone, in_person, email, or how else you know them"),
    )
    bring.add_argument("--hide", type=int, default=0, metavar="N", help=_("yes, N records are not shown any more"))
    bring.add_argument("--take-over", action="store_true", help=_("yes, this profile takes the office key over"))
    bring.set_defaults(handler=import_files)
    for verb in (look, bring):
        verb.add_argument("files", nargs="+", type=Path, metavar="FILE")
        verb.add_argument("--again", action="store_true", help=_("bring in again what was taken back"))
    verbs.add_parser("imports", help=_("the imports of this profile, the newest first")).set_defaults(handler=show_all)
    back = verbs.add_parser("undo", help=_("take one import back"))
    back.add_argument("imported", metavar="IMPORT")
    back.set_defaults(handler=undo_one)


def preview_files(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Reading")) as session:
        found = preview(session, parsed.files, answers=_answers(parsed))
    refused = _all_refused(found)
    if refused is not None:
        return _refuse(parsed, refused, found)
    return show(parsed, as_json(parsed, found), in_words(found, _("Nothing is imported yet.")))


def import_files(parsed: argparse.Namespace) -> int:
    answers = _answers(parsed)
    try:
        with profile_session(parsed, _("Importing")) as session:
            done = accept(session, parsed.files, answers=answers)
    except UserError as error:
        if len(parsed.files) == 1 and not parsed.files[0].is_dir():
            raise
        # nothing came in: a look at the files says why, and there is nothing to take back
        with profile_session(parsed) as session:
            return _refuse(parsed, error, preview(session, parsed.files, answers=answers))
    found: Preview = done.value
    return show(parsed, as_json(parsed, found) | {"import": found.import_id}, in_words(found, done.message))


def _answers(parsed: argparse.Namespace) -> Answers:
    how = clean_how(parsed.unchecked) if parsed.unchecked else ""
    over = TAKE_OVER if parsed.take_over else ""
    return Answers(everybody=parsed.trust, all_unchecked=how, again=parsed.again, hide=parsed.hide, take_over=over)


def _all_refused(found: Preview) -> UserError | None:
    errors = [result.error for result in found.files if result.error is not None]
    return errors[0] if errors and len(errors) == len(found.files) else None


def _refuse(parsed: argparse.Namespace, error: UserError, found: Preview) -> int:
    """One file: its error. Several, or a folder: the first one's, and each file with its own."""
    if len(parsed.files) == 1 and not parsed.files[0].is_dir():
        raise error
    more = {"files": [_file_json(result, trusted=False) for result in found.files]} | _totals(found)
    show_error(parsed, error.code, in_words(found, error.what()), error.hint(), more)
    return REFUSED


def as_json(parsed: argparse.Namespace, found: Preview) -> Json:
    """One file: its kind, sender, counts and details. Several, or a folder: the same totals, and "files"."""
    if len(parsed.files) == len(found.files) == 1 and not parsed.files[0].is_dir():
        return _file_json(found.files[0], trusted=parsed.trust)
    files = [_file_json(result, trusted=parsed.trust) for result in found.files]
    first = files[0] if found.asked == 1 and not parsed.files[0].is_dir() else {}
    warnings = [text for result in found.files for text in result.warnings]
    details = {name: [item for file in files for item in file["details"][name]] for name in (*COUNTS, "refused")}
    return first | _totals(found) | {"warnings": warnings, "details": details, "files": files, "others": found.others}


def _totals(found: Preview) -> Json:
    return {**found.totals, "refused": found.refused, "hides": found.hides}


def _file_json(result: FileResult, *, trusted: bool) -> Json:
    details: dict[str, list[Json]] = {name: [] for name in (*COUNTS, "refused")}
    for one in result.details:
        details[one.result].append({"record": one.record, "kind": one.kind, "why": one.why})
    if result.error is not None:
        details["refused"].append({"file": result.name, "code": result.error.code, "why": result.error.what()})
    told: Json = {"file": result.name, "kind": result.kind, "sender": _sender_json(result, trusted)}
    told |= {name: result.counts.get(name, 0) for name in COUNTS}
    told |= {"refused": int(result.error is not None), "hides": result.hides, "blobs": result.blobs, "why": result.why}
    told |= {"offers": result.offers} if result.offers else {}
    told |= {"warnings": result.warnings, "details": details}
    if result.error is not None:
        error = result.error
        told["error"] = {"code": error.code, "message": error.what(), "hint": error.hint()}
    return told


def _sender_json(result: FileResult, trusted: bool) -> Json | None:
    """`words` are those of ROCB A/P while this profile goes by no office yet, else the sender's; `how`, only for who is
    in without compared words, says how they are known.
    """
    if result.sender is None:
        return None
    told = {
        "name": result.sender.name,
        "administration": result.sender.administration,
        "words": spoken(result.words),
        "trusted": (result.known or trusted) and result.how is None,
    }
    return told if result.how is None else told | {"checked": False, "how": result.how}


def in_words(found: Preview, said: str) -> str:
    headings = [_("File"), _("From"), _("New"), _("Changed"), _("Already here"), _("Conflicts"), _("Waiting")]
    rows = [[result.name, _from(result), *map(result.counts.get, COUNTS)] for result in found.files]
    lines = [said, table([*headings, _("Held"), _("Taken back")], rows)] if rows else [said]
    for result in found.files:
        lines += _remarks(result)
    if found.others:
        lines.append(_("Not files of ROCB Desktop: {names}").format(names=", ".join(found.others)))
    if found.offers[0] and not found.taken_over:
        lines.append(_("{offer} To agree, import it with --take-over.").format(offer=found.offers[0]))
    if found.must_confirm:
        words = _("To import this, say that {count} records may be hidden: --hide {count}")
        lines.append(words.format(count=found.hides))
    return "\n".join(lines)


def _from(result: FileResult) -> str:
    if result.sender is None:
        return ""
    return f"{result.sender.name}, {name_of(result.sender.administration)}"


def _remarks(result: FileResult) -> list[str]:
    """What a person should know of a file beside its counts."""
    if result.error is not None:
        return [f"{result.name}: {result.error.what()} {result.error.hint()}"]
    reasons = Counter(one.why for one in result.details if one.why)
    said = [f"{why} ({count})" for why, count in reasons.items()]
    if not result.known and result.words:
        said.append(_("The eight words are: {words}").format(words=spoken(result.words)))
    if result.counts.get("waiting") and result.sender is not None and not result.known:
        said += _ways_in(result)
    if result.how is not None:
        said.append(_("Key not checked. How it is known: {how}").format(how=how_words(result.how)))
    return [f"{result.name}: {text}" for text in (*said, *result.warnings)]


def _ways_in(result: FileResult) -> list[str]:
    """How to go on with a sender whom nobody checked."""
    trust = _("Compare the eight words by phone or in person. When they are the same, import the file with --trust.")
    passed = _("Without comparing them: --unchecked HOW. The reply is then marked “Key not checked”.")
    return [*([trust] if result.can_trust else []), *([passed] if result.can_pass else [])]


def show_all(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_imports(session)
    headings = [_("Import"), _("Received"), _("Files"), _("From"), _("New"), _("Changed"), _("State")]
    return show(parsed, [_entry_json(entry) for entry in found], table(headings, [_entry_row(one) for one in found]))


def _entry_json(entry: ImportEntry) -> Json:
    return {
        "import": entry.id,
        "at": entry.at.isoformat(),
        "files": entry.files,
        **entry.counts,
        "undone": entry.undone.isoformat() if entry.undone else None,
    }


def _entry_row(entry: ImportEntry) -> list[object]:
    names = ", ".join(file.name for file in entry.files)
    state = _("Taken back") if entry.undone else ""
    day = f"{entry.at.astimezone():%Y-%m-%d %H:%M}"
    return [entry.id, day, names, ", ".join(entry.senders), entry.counts["new"], entry.counts["changed"], state]


def undo_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = undo_import(session, parsed.imported)
    return show(parsed, {"import": parsed.imported, "records": done.value}, f"{done.message}\n{undo_words()}")
