"""`material share` and `material own`: what was shared with whom, and files that a person made."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.action_sort import SUBTYPES
from rocb_desktop.domain.material import OwnMaterial
from rocb_desktop.services.region.workshops import find_workshop, list_workshops
from rocb_desktop.services.survey.own_materials import (
    add_own_material,
    list_own_materials,
    remove_own_material,
    rename_own_material,
)
from rocb_desktop.services.survey.workshop_shelf import SHARE, share_files
from rocb_desktop.texts import _

if TYPE_CHECKING:
    from rocb_desktop.cli.parser import Verbs


def add_below(nouns: "Verbs") -> None:
    """Below the verb `material`."""
    share = nouns.add_parser("share", help=_("note in the log with whom files were shared"))
    share.add_argument("ids", nargs="+", metavar="ID", help=_("of materials, as material list gives them"))
    share.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    share.add_argument("--with", dest="audience", default="", metavar=_("WHOM"))
    share.add_argument("--how", choices=SUBTYPES[SHARE], default="")
    share.add_argument("--channel", default="", metavar="TEXT")
    share.add_argument("--date", default="", metavar="D")
    share.add_argument("--reached", type=int, metavar="N")
    share.set_defaults(handler=share_all)
    own = nouns.add_parser("own", help=_("files that you made yourself")).add_subparsers(
        required=True, metavar=_("VERB")
    )
    add = own.add_parser("add", help=_("keep an own file with a workshop"))
    add.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--title", default="")
    add.set_defaults(handler=add_own)
    listing = own.add_parser("list", help=_("what there is, and what is on this computer"))
    listing.add_argument("--workshop", default="", metavar="W")
    listing.set_defaults(handler=list_own)
    rename = own.add_parser("rename", help=_("another title"))
    rename.add_argument("id", metavar="ID")
    rename.add_argument("--title", required=True)
    rename.set_defaults(handler=rename_own)
    remove = own.add_parser("remove", help=_("take it out of the list"))
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(handler=remove_own)


def share_all(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        workshop = find_workshop(session, parsed.workshop).id
        more = (parsed.audience, parsed.how, parsed.date, parsed.reached, parsed.channel)
        done = share_files(session, workshop, parsed.ids, *more)
    return show(parsed, {"id": done.value}, f"{done.message}\n{done.value}")


def add_own(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Copying")) as session:
        done = add_own_material(session, parsed.workshop, parsed.file, parsed.title)
        found = next(one for one in list_own_materials(session) if one.id == done.value)
        name = find_workshop(session, found.workshop).natural_name
    return show(parsed, _json(found, name), f"{done.message}\n{found.id}")


def list_own(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        workshop = find_workshop(session, parsed.workshop).id if parsed.workshop else ""
        found = list_own_materials(session, workshop)
        names = {one.id: one.natural_name for one in list_workshops(session)}
    told = [_json(one, names.get(one.workshop, one.workshop)) for one in found]
    here = {True: _("On this computer"), False: _("Not copied yet")}
    rows = [[names.get(one.workshop, ""), one.file.shown, one.file.size, here[one.here], one.id] for one in found]
    return show(parsed, told, table([_("Workshop"), _("Material"), _("Size"), _("Where"), _("Id")], rows))


def rename_own(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = rename_own_material(session, parsed.id, parsed.title)
    return show(parsed, {"id": done.value}, done.message)


def remove_own(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = remove_own_material(session, parsed.id)
    return show(parsed, {"id": done.value}, done.message)


def _json(one: OwnMaterial, workshop: str) -> dict[str, object]:
    file = one.file
    told: dict[str, object] = {"name": file.name, "title": file.title, "size": file.size, "hash": file.hash}
    return {"id": one.id, "workshop": workshop, **told, "here": one.here}
