"""Materials of workshops: ROCB A/P adds, renames and removes them; participants see theirs, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.material import MAX_NAME, Material, OwnMaterial, type_of
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.arriving.blob_intake import keep_file
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop, require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.blobs import is_here
from rocb_desktop.services.survey.own_materials import checked_title, list_own_materials
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.materials import read_materials
from rocb_desktop.store.workshops import read_workshops
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class WorkshopFiles:
    """A workshop with its materials."""

    workshop: Workshop
    materials: tuple[Material, ...]
    own: tuple[OwnMaterial, ...] = ()

    @property
    def here(self) -> int:
        return sum(one.here for one in self.materials)

    @property
    def size(self) -> int:
        return sum(one.file.size for one in self.materials)


@dataclass(frozen=True, slots=True)
class MyWorkshops:
    """The workshops of a participant, newest first, and the contact of ROCB A/P to ask for a file ("" is not known)."""

    today: date
    lines: tuple[WorkshopFiles, ...]
    contact: str


@lane("read")
def list_materials(session: Session, workshop: str = "") -> list[Material]:
    """Materials of one workshop (its id) or of all; each tells whether its file is here."""
    found = read_materials(session.db, "workshop=?", (workshop,)) if workshop else read_materials(session.db)
    return [replace(one, here=is_here(session, one.file)) for one in found]


@lane("read")
def my_workshops(session: Session) -> MyWorkshops:
    """Workshops in which the administration took part, as far as ROCB A/P listed that, with their materials."""
    code = session.profile.administration
    materials, own = list_materials(session), list_own_materials(session)
    known = read_workshops(session.db, "status <> 'cancelled'")
    mine = [one for one in known if not one.administrations or code in one.administrations]
    lines = [
        WorkshopFiles(
            one,
            tuple(material for material in materials if material.workshop == one.id),
            tuple(material for material in own if material.workshop == one.id),
        )
        for one in sorted(mine, key=lambda one: one.end.last(), reverse=True)
    ]
    row = session.db.execute("SELECT contact_email FROM office WHERE contact_email <> '' ORDER BY id").fetchone()
    return MyWorkshops(session.clock.today(), tuple(lines), str(row[0]) if row else "")


@lane("write")
def add_material(session: Session, workshop: str, path: Path, title: str = "") -> Outcome:
    """Add a file to a workshop; one of the same name becomes its next version. The value is the record's id.

    Raises UserError: not_allowed, unknown_workshop, bad_path, too_large.
    """
    require_role(session, Role.ROCB)
    the_workshop = find_workshop(session, workshop)
    digest, size = keep_file(session, path)
    known = read_materials(session.db, "workshop=?", (the_workshop.id,))
    same = next((one for one in known if one.file.hash == digest), None)
    if same is not None:
        return Outcome(frozenset(), _("This file is in the list already."), None, same.id)
    name = path.name[-MAX_NAME:]
    old = next((one for one in known if one.file.name.casefold() == name.casefold()), None)
    record = old.id if old is not None else derive("material", session.ids.token(16).hex())
    fields: dict[str, Value] = {
        "workshop": the_workshop.id,
        "hash": digest,
        "size": size,
        "name": name,
        "media": type_of(name).media,
        "title": checked_title(title) or (old.file.title if old is not None else ""),
        "version": old.version + 1 if old is not None else 1,
        "date": session.clock.today().isoformat(),
    }
    if old is None:
        return _write(session, record, fields, _("Added: {name}.").format(name=name))
    said = _("Added: {name}, version {n}.").format(name=name, n=old.version + 1)
    return _write(session, record, fields, said)


@lane("write")
def rename_material(session: Session, record: str, title: str) -> Outcome:
    """Give a material another title; "" shows its name. Raises UserError not_allowed, bad_value."""
    require_role(session, Role.ROCB)
    return _write(session, _find(session, record).id, {"title": checked_title(title)}, _("Title saved."))


@lane("write")
def remove_material(session: Session, record: str) -> Outcome:
    """Take a material out of the list; its file stays on this computer, and so does the way back."""
    require_role(session, Role.ROCB)
    old = _find(session, record)
    return _write(session, old.id, {"deleted": True}, _("Removed: {name}.").format(name=old.file.shown))


def _find(session: Session, record: str) -> Material:
    found = read_materials(session.db, "id=?", (record,))
    if not found:
        raise UserError("bad_value", value=record)
    return found[0]


def _write(session: Session, record: str, fields: Mapping[str, Value], message: str) -> Outcome:
    changes, written = session.commit([Edit(record, "material", fields)])
    return Outcome(frozenset(written.tables), message, undo_of(changes), record)


@lane("read")
def ask_words(session: Session, record: str) -> str:
    """What to write to ROCB A/P to be sent a file that is not here."""
    one = _find(session, record)
    workshop = find_workshop(session, one.workshop)
    said = _("The file “{title}” ({name}) of the workshop {workshop} is not on my computer yet. Can you send it to me?")
    return said.format(title=one.file.shown, name=one.file.name, workshop=f"{workshop.natural_name} {workshop.title}")
