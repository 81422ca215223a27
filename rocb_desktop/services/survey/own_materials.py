"""Own materials: files made at a workshop or at home, listed with it. They stay in the administration."""

from dataclasses import replace
from pathlib import Path

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import own_id
from rocb_desktop.domain.material import MAX_NAME, MAX_TITLE, OwnMaterial, type_of
from rocb_desktop.services.arriving.blob_intake import keep_file
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.blobs import is_here
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.materials import read_own_materials
from rocb_desktop.texts import _


@lane("read")
def list_own_materials(session: Session, workshop: str = "") -> list[OwnMaterial]:
    """Own materials of one workshop (its id) or of all; each tells whether its file is here."""
    where, values = ("workshop=?", (workshop,)) if workshop else ("1", ())
    return [replace(one, here=is_here(session, one.file)) for one in read_own_materials(session.db, where, values)]


@lane("write")
def add_own_material(session: Session, workshop: str, path: Path, title: str = "", *, name: str = "") -> Outcome:
    """List an own file with a workshop; a copy is kept in the store. The value is the record's id. `name` is what it is
    called where the file's own name says nothing.

    Raises UserError: unknown_workshop, bad_path, too_large, bad_value.
    """
    the_workshop = find_workshop(session, workshop)
    named = checked_title(title)
    digest, size = keep_file(session, path)
    known = read_own_materials(session.db, "workshop=?", (the_workshop.id,))
    same = next((one for one in known if one.file.hash == digest), None)
    if same is not None:
        return Outcome(frozenset(), _("This file is in the list already."), None, same.id)
    called = (name or path.name)[-MAX_NAME:]
    fields: dict[str, Value] = {
        "workshop": the_workshop.id,
        "hash": digest,
        "size": size,
        "name": called,
        "media": type_of(called).media,
        "title": named,
        "date": session.clock.today().isoformat(),
    }
    record = own_id("own_material", me(session), session.ids.token(8))
    said = _("Added: {name}. It stays in your administration.").format(name=named or called)
    return _write(session, record, me(session), fields, said)


@lane("write")
def rename_own_material(session: Session, record: str, title: str) -> Outcome:
    """Give an own material another title; "" shows its name. Raises UserError bad_value."""
    old = _find(session, record)
    return _write(session, record, old.person, {"title": checked_title(title)}, _("Title saved."))


@lane("write")
def remove_own_material(session: Session, record: str) -> Outcome:
    """Take an own material out of the list. What was logged about it stays, and so does the way back."""
    old = _find(session, record)
    said = _("Removed: {name}.").format(name=old.file.shown)
    return _write(session, record, old.person, {"deleted": True}, said)


def checked_title(text: str) -> str:
    """A title in one line. Raises UserError bad_value for one that is too long."""
    title = " ".join(text.split())
    if len(title) > MAX_TITLE:
        raise UserError("bad_value", field="title", value=title)
    return title


def _find(session: Session, record: str) -> OwnMaterial:
    found = read_own_materials(session.db, "id=?", (record,))
    if not found:
        raise UserError("bad_value", value=record)
    return found[0]


def _write(session: Session, record: str, person: str, fields: dict[str, Value], message: str) -> Outcome:
    changes, written = session.commit([Edit(record, "own_material", {"person": person, **fields})])
    return Outcome(frozenset(written.tables), message, undo_of(changes), record)
