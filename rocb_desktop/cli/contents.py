"""What `--dry-run` prints: exactly what would leave this computer, and that nothing was written."""

import argparse
from typing import Any

from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import Parser
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.sending.contents import Contents, contents_before
from rocb_desktop.texts import _, ngettext


def add_dry_run(parser: Parser) -> None:
    """The option for a verb that writes a file."""
    parser.add_argument("--dry-run", action="store_true", help=_("say exactly what would leave, and write nothing"))


def show_contents(parsed: argparse.Namespace, kind: str, *args: Any) -> int:
    """Print what the verb would write."""
    with profile_session(parsed) as session:
        found = contents_before(session, kind, *args)
    told = [as_json(one) for one in found]
    if not found:
        return show(parsed, {"files": []}, _("No file would be made."))
    return show(parsed, {"files": told} if kind == "receipts" else told[0], "\n\n".join(map(in_words, found)))


def as_json(one: Contents) -> dict[str, Any]:
    """One file for scripts; "readers" is empty for a file that everybody can open."""
    return {
        "kind": one.kind,
        "name": one.name,
        "size": one.size,
        "readers": one.readers,
        "sections": [
            {"kind": part.kind, "heading": part.heading, "items": part.items, "seen_by": part.seen_by}
            for part in one.sections
        ],
        "attached": one.attached,
        "hollow": one.hollow,
        "written": False,
    }


def in_words(one: Contents) -> str:
    """The same for people."""
    readers = _("Who can open it: {names}").format(names=", ".join(one.readers) or _("everybody"))
    lines = [_("{name}, {n} bytes").format(name=one.name, n=one.size), readers]
    for part in one.sections:
        lines += [f"{part.heading}. {part.seen_by}", *(f"  {item}" for item in part.items)]
    if one.attached:
        said = ngettext("{n} file goes along.", "{n} files go along.", one.attached)
        lines.append(said.format(n=one.attached))
    if one.hollow:
        said = ngettext(
            "{n} entry goes along without its words, for the chain.",
            "{n} entries go along without their words, for the chain.",
            one.hollow,
        )
        lines.append(said.format(n=one.hollow))
    return "\n".join([*lines, _("Nothing was written.")])
