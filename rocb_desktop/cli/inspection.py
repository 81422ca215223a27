"""`inspect`: header, sender, signatures and contents of a file; nothing of it is used."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.people import spoken
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.arriving.inspection import Inspection, inspect_file
from rocb_desktop.texts import _

Json = dict[str, Any]


def register(verbs: Verbs) -> None:
    inspect = verbs.add_parser("inspect", help=_("header, sender, signatures and contents of a file"))
    inspect.add_argument("file", type=Path, metavar="FILE")
    inspect.set_defaults(handler=inspect_one)


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
