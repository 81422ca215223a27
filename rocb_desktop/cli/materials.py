"""`material`, `evidence` and `parts`: files of workshops and actions, and large files cut for mail."""

import argparse
import re
from pathlib import Path

from rocb_desktop.cli import own_materials
from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.material import Evidence, Material, StoredFile
from rocb_desktop.services.arriving.blob_intake import copy_missing
from rocb_desktop.services.arriving.parts import STEP, PartSet, drop_parts, join_files, split_file, waiting_parts
from rocb_desktop.services.region.workshops import find_workshop, list_workshops
from rocb_desktop.services.safety.unused_blobs import delete_unused, kept_words, unused_files
from rocb_desktop.services.survey.evidence import add_evidence, list_evidence, remove_evidence
from rocb_desktop.services.survey.materials import add_material, list_materials, remove_material, rename_material
from rocb_desktop.services.survey.opening import check_file, save_file
from rocb_desktop.texts import _

_UNITS = {"": 1, "b": 1, "kb": 1_000, "mb": 1_000_000}
_SIZE = re.compile(r"(\d{1,9})\s*([a-zA-Z]{0,2})\Z")


def register(verbs: Verbs) -> None:
    _register_materials(verbs)
    _register_evidence(verbs)
    _register_parts(verbs)


def _register_materials(verbs: Verbs) -> None:
    nouns = verbs.add_parser("material", help=_("files of workshops")).add_subparsers(required=True, metavar=_("VERB"))
    add = nouns.add_parser("add", help=_("ROCB: add a file; one of the same name becomes its next version"))
    add.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--title", default="")
    add.set_defaults(handler=add_one)
    listing = nouns.add_parser("list", help=_("what there is, and what is on this computer"))
    listing.add_argument("--workshop", default="", metavar="W")
    listing.set_defaults(handler=list_all)
    save = nouns.add_parser("save", help=_("save a checked copy of a file"))
    save.add_argument("id", metavar="ID")
    save.add_argument("--out", required=True, type=Path, metavar="FILE")
    save.set_defaults(handler=save_one)
    rename = nouns.add_parser("rename", help=_("ROCB: another title"))
    rename.add_argument("id", metavar="ID")
    rename.add_argument("--title", required=True)
    rename.set_defaults(handler=rename_one)
    remove = nouns.add_parser("remove", help=_("ROCB: take it out of the list"))
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(handler=remove_one)
    copy = nouns.add_parser("copy", help=_("fill in what is missing, from a pack or from the very file"))
    copy.add_argument("file", type=Path, metavar="FILE")
    copy.set_defaults(handler=copy_one)
    own_materials.add_below(nouns)
    unused = nouns.add_parser("unused", help=_("files that nothing refers to any more"))
    unused.add_argument("--delete", action="store_true", help=_("delete them; there is no way back"))
    unused.set_defaults(handler=tell_unused)


def _register_evidence(verbs: Verbs) -> None:
    nouns = verbs.add_parser("evidence", help=_("files kept with your actions"))
    nouns_of = nouns.add_subparsers(required=True, metavar=_("VERB"))
    add = nouns_of.add_parser("add", help=_("keep a file with an action"))
    add.add_argument("action", metavar="ACTION", help=_("the id that action list gives"))
    add.add_argument("file", type=Path, metavar="FILE")
    add.add_argument("--title", default="")
    add.add_argument("--smaller", action="store_true", help=_("a picture as about 400 KB, without its place and time"))
    add.set_defaults(handler=add_evidence_file)
    listing = nouns_of.add_parser("list", help=_("the files, by action"))
    listing.add_argument("--action", default="", metavar="ACTION")
    listing.set_defaults(handler=list_evidence_files)
    save = nouns_of.add_parser("save", help=_("save a checked copy of a file"))
    save.add_argument("id", metavar="ID")
    save.add_argument("--out", required=True, type=Path, metavar="FILE")
    save.set_defaults(handler=save_one)
    remove = nouns_of.add_parser("remove", help=_("take it away from its action"))
    remove.add_argument("id", metavar="ID")
    remove.set_defaults(handler=remove_evidence_file)


def _register_parts(verbs: Verbs) -> None:
    nouns = verbs.add_parser("parts", help=_("large files in parts for mail"))
    nouns_of = nouns.add_subparsers(required=True, metavar=_("VERB"))
    split = nouns_of.add_parser("split", help=_("cut a file; import takes the parts in any order"))
    split.add_argument("file", type=Path, metavar="FILE")
    split.add_argument("--size", type=byte_size, default=STEP, metavar="SIZE", help=_("of a part, as 5MB"))
    split.add_argument("--out", required=True, type=Path, metavar="DIR")
    split.set_defaults(handler=split_one)
    join = nouns_of.add_parser("join", help=_("make the file of its parts, without importing it"))
    join.add_argument("files", nargs="+", type=Path, metavar="FILE")
    join.add_argument("--out", required=True, type=Path, metavar="FILE")
    join.set_defaults(handler=join_all)
    nouns_of.add_parser("list", help=_("files of which some parts are here")).set_defaults(handler=list_parts)
    drop = nouns_of.add_parser("drop", help=_("delete the parts of a file that will not come"))
    drop.add_argument("id", metavar="ID")
    drop.set_defaults(handler=drop_one)


def byte_size(text: str) -> int:
    """Bytes of 5MB, 800 KB or 5000000."""
    found = _SIZE.match(text.strip())
    if found is None or found[2].casefold() not in _UNITS:
        raise argparse.ArgumentTypeError(_("“{text}” is not a size as 5MB.").format(text=text))
    return int(found[1]) * _UNITS[found[2].casefold()]


def add_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Copying")) as session:
        done = add_material(session, parsed.workshop, parsed.file, parsed.title)
        found = next(one for one in list_materials(session) if one.id == done.value)
        name = find_workshop(session, found.workshop).natural_name
    return show(parsed, _material_json(found, name), f"{done.message}\n{found.id}")


def list_all(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        workshop = find_workshop(session, parsed.workshop).id if parsed.workshop else ""
        found = list_materials(session, workshop)
        names = {one.id: one.natural_name for one in list_workshops(session)}
    told = [_material_json(one, names.get(one.workshop, one.workshop)) for one in found]
    rows = [[names.get(one.workshop, ""), one.file.shown, one.file.size, _where(one.here), one.id] for one in found]
    return show(parsed, told, table([_("Workshop"), _("Material"), _("Size"), _("Where"), _("Id")], rows))


def _where(here: bool) -> str:
    return _("On this computer") if here else _("Not copied yet")


def _material_json(one: Material, workshop: str) -> dict[str, object]:
    return {"id": one.id, "workshop": workshop, **_file_json(one.file), "version": one.version, "here": one.here}


def _evidence_json(one: Evidence) -> dict[str, object]:
    return {"id": one.id, "action": one.action, **_file_json(one.file), "here": one.here}


def _file_json(file: StoredFile) -> dict[str, object]:
    return {"name": file.name, "title": file.title, "size": file.size, "hash": file.hash}


def save_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Copying")) as session:
        done = save_file(session, parsed.id, parsed.out)
        whole = check_file(session, parsed.id)
    return show(parsed, {"file": done.value, "unchanged": whole}, f"{done.message}\n{done.value}")


def rename_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = rename_material(session, parsed.id, parsed.title)
    return show(parsed, {"id": done.value}, done.message)


def remove_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = remove_material(session, parsed.id)
    return show(parsed, {"id": done.value}, done.message)


def copy_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Copying")) as session:
        done = copy_missing(session, parsed.file)
    return show(parsed, {"copied": done.value}, done.message)


def tell_unused(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = unused_files(session)
        deleted = delete_unused(session) if parsed.delete else None
    told = {"count": found.count, "size": found.size, "kept": found.kept, "deleted": deleted.value if deleted else 0}
    rows = table([_("Files"), _("Bytes")], [[found.count, found.size]])
    if found.kept:
        rows = f"{rows}\n{kept_words(found.kept)}"
    return show(parsed, told, deleted.message if deleted else rows)


def add_evidence_file(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Copying")) as session:
        done = add_evidence(session, parsed.action, parsed.file, parsed.title, parsed.smaller)
        found = next(one for one in list_evidence(session) if one.id == done.value)
    return show(parsed, _evidence_json(found), f"{done.message}\n{found.id}")


def list_evidence_files(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_evidence(session, parsed.action)
    rows = [[one.action, one.file.shown, one.file.size, _where(one.here), one.id] for one in found]
    headings = [_("Action"), _("File"), _("Size"), _("Where"), _("Id")]
    return show(parsed, [_evidence_json(one) for one in found], table(headings, rows))


def remove_evidence_file(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = remove_evidence(session, parsed.id)
    return show(parsed, {"id": done.value}, done.message)


def split_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Cutting")) as session:
        done = split_file(session, parsed.file, parsed.out, parsed.size)
    return show(parsed, {"files": done.value}, "\n".join([done.message, *map(str, done.value)]))


def join_all(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Joining")) as session:
        done = join_files(session, parsed.files, parsed.out)
    return show(parsed, {"file": done.value}, f"{done.message}\n{done.value}")


def list_parts(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = waiting_parts(session)
    rows = [[one.name, one.words, one.head.set] for one in found]
    return show(parsed, [_parts_json(one) for one in found], table([_("File"), _("Parts"), _("Id")], rows))


def _parts_json(one: PartSet) -> dict[str, object]:
    return {"id": one.head.set, "name": one.name, "size": one.head.size, "here": one.here, "missing": one.missing}


def drop_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = drop_parts(session, parsed.id)
    return show(parsed, {"id": parsed.id}, done.message)
