"""`preview`, `import` and `inspect`: files that arrive."""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rocb_desktop.cli.output import show, show_error, table
from rocb_desktop.cli.parser import REFUSED, Verbs
from rocb_desktop.cli.people import spoken
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arrival import FileResult
from rocb_desktop.services.exchange import COUNTS, Preview, accept, preview
from rocb_desktop.services.inspection import Inspection, inspect_file
from rocb_desktop.texts import _

Json = dict[str, Any]


def register(verbs: Verbs) -> None:
    look = verbs.add_parser("preview", help=_("what importing files would do; changes nothing"))
    look.add_argument("files", nargs="+", type=Path, metavar="FILE")
    look.set_defaults(handler=preview_files, trust=False)
    bring = verbs.add_parser("import", help=_("import files, each whole or not at all"))
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    bring.add_argument("--trust", action="store_true", help=_("the eight words were compared, and are the same"))
    bring.set_defaults(handler=import_files)
    inspect = verbs.add_parser("inspect", help=_("header, sender, signatures and contents of a file"))
    inspect.add_argument("file", type=Path, metavar="FILE")
    inspect.set_defaults(handler=inspect_one)


def preview_files(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Reading")) as session:
        found = preview(session, parsed.files)
    refused = _all_refused(found)
    if refused is not None:
        return _refuse(parsed, refused, found)
    return show(parsed, as_json(found, trusted=False), in_words(found, _("Nothing is imported yet.")))


def import_files(parsed: argparse.Namespace) -> int:
    try:
        with profile_session(parsed, _("Importing")) as session:
            done = accept(session, parsed.files, parsed.trust)
    except UserError as error:
        if len(parsed.files) == 1:
            raise
        # all were refused: a look at them says why each was, and there is nothing to take back
        with profile_session(parsed) as session:
            return _refuse(parsed, error, preview(session, parsed.files, parsed.trust))
    found: Preview = done.value
    told = as_json(found, trusted=parsed.trust) | {"import": found.import_id}
    return show(parsed, told, in_words(found, done.message))


def _all_refused(found: Preview) -> UserError | None:
    errors = [result.error for result in found.files if result.error is not None]
    return errors[0] if len(errors) == len(found.files) else None


def _refuse(parsed: argparse.Namespace, error: UserError, found: Preview) -> int:
    """One file: its error. Several: the first one's, and each file with its own."""
    if len(found.files) == 1:
        raise error
    more = {"files": [_file_json(result, trusted=False) for result in found.files]} | _totals(found)
    show_error(parsed, error.code, in_words(found, error.what()), error.hint(), more)
    return REFUSED


def as_json(found: Preview, *, trusted: bool) -> Json:
    """One file: its kind, sender, counts and details. Several: the same totals, and "files"."""
    if len(found.files) == 1:
        return _file_json(found.files[0], trusted=trusted)
    files = [_file_json(result, trusted=trusted) for result in found.files]
    warnings = [text for result in found.files for text in result.warnings]
    details = {name: [item for file in files for item in file["details"][name]] for name in (*COUNTS, "refused")}
    return _totals(found) | {"warnings": warnings, "details": details, "files": files}


def _totals(found: Preview) -> Json:
    return {**found.totals, "refused": found.refused}


def _file_json(result: FileResult, *, trusted: bool) -> Json:
    details: dict[str, list[Json]] = {name: [] for name in (*COUNTS, "refused")}
    for one in result.details:
        details[one.result].append({"record": one.record, "kind": one.kind, "why": one.why})
    if result.error is not None:
        details["refused"].append({"file": result.name, "code": result.error.code, "why": result.error.what()})
    told: Json = {"file": result.name, "kind": result.kind, "sender": _sender_json(result, trusted)}
    told |= {name: result.counts.get(name, 0) for name in COUNTS}
    told |= {"refused": int(result.error is not None), "warnings": result.warnings, "details": details}
    if result.error is not None:
        error = result.error
        told["error"] = {"code": error.code, "message": error.what(), "hint": error.hint()}
    return told


def _sender_json(result: FileResult, trusted: bool) -> Json | None:
    """`words` are those of ROCB A/P while this profile goes by no office yet, else the sender's."""
    if result.sender is None:
        return None
    return {
        "name": result.sender.name,
        "administration": result.sender.administration,
        "words": spoken(result.words),
        "trusted": result.known or trusted,
    }


def in_words(found: Preview, said: str) -> str:
    headings = [_("File"), _("From"), _("New"), _("Changed"), _("Already here"), _("Conflicts"), _("Waiting")]
    rows = [[result.name, _from(result), *map(result.counts.get, COUNTS)] for result in found.files]
    lines = [said, table([*headings, _("Held")], rows)]
    for result in found.files:
        lines += _remarks(result)
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
    lines = [f"{result.name}: {why} ({count})" for why, count in reasons.items()]
    if not result.known:
        words = _("The eight words are: {words}").format(words=spoken(result.words))
        lines.append(f"{result.name}: {words}")
    return lines + [f"{result.name}: {text}" for text in result.warnings]


def inspect_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Reading")) as session:
        found = inspect_file(session, parsed.file)
    return show(parsed, inspection_json(found), inspection_words(found))


def inspection_json(found: Inspection) -> Json:
    sender, header = found.header.sender, found.header
    return {
        "format": found.format,
        "file": header.file,
        "kind": header.kind,
        "created": header.created,
        "size": found.size,
        "sealed": found.sealed,
        "sender": {
            "name": sender.name,
            "role": sender.role,
            "administration": sender.administration,
            "key": sender.key,
            "office": sender.office,
            "words": spoken(found.words),
            "trusted": found.known,
        },
        "to": [{"administration": to.administration, "office": to.office} for to in header.to],
        "anchor": header.anchor,
        "signature": "good",  # a file with any other is refused
        "records": found.records,
        "blocks": [
            {
                "id": block.id,
                "author": block.key,
                "class": block.audience,
                "administration": block.administration,
                "no": block.number,
                "back": block.back,
                "signature": "good",
                "changes": [
                    {
                        "id": change.id,
                        "record": change.record,
                        "kind": change.kind,
                        "form": change.form,
                        "hlc": change.hlc,
                        "after": change.after,
                        "fields": change.fields,
                    }
                    for change in block.changes
                ],
            }
            for block in found.blocks
        ],
    }


def inspection_words(found: Inspection) -> str:
    header = found.header
    lines = [
        _("Kind: {kind}").format(kind=header.kind),
        _("From: {name}, {administration} ({role})").format(
            name=header.sender.name, administration=name_of(header.sender.administration), role=header.sender.role
        ),
        _("The eight words are: {words}").format(words=spoken(found.words)),
        _("For: {receivers}").format(receivers=_receivers(found)),
        _("Made: {time}").format(time=header.created),
        _("All signatures are good. Blocks: {count}.").format(count=len(found.blocks)),
    ]
    rows = [[kind, count] for kind, count in found.records.items()]
    return "\n".join([*lines, table([_("Kind of record"), _("Records")], rows)])


def _receivers(found: Inspection) -> str:
    names: Sequence[str] = [name_of(to.administration) for to in found.header.to]
    return ", ".join(names) or _("everybody (the file is open)")
