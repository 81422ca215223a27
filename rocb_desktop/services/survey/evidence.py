"""Evidence: files that a person keeps with an action of the log. They stay in the administration."""

from dataclasses import replace
from pathlib import Path

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import own_id
from rocb_desktop.domain.material import MAX_NAME, Evidence, ending_of, type_of
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.arriving.blob_intake import keep_file, staged_blobs
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.blobs import is_here
from rocb_desktop.services.survey.pictures import make_smaller
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.materials import read_evidence
from rocb_desktop.texts import _


@lane("read")
def list_evidence(session: Session, action: str = "") -> list[Evidence]:
    """Evidence of one action (its id) or of all; each tells whether its file is here."""
    found = read_evidence(session.db, "action=?", (action,)) if action else read_evidence(session.db)
    return [replace(one, here=is_here(session, one.file)) for one in found]


def evidence_after(session: Session, person: str, workshop: str) -> tuple[Evidence, ...]:
    """What a person keeps with the actions after a workshop."""
    where = "person=? AND action IN (SELECT id FROM action WHERE workshop=?)"
    found = read_evidence(session.db, where, (person, workshop))
    return tuple(replace(one, here=is_here(session, one.file)) for one in found)


@lane("write")
def add_evidence(session: Session, action: str, path: Path, title: str = "", smaller: bool = False) -> Outcome:
    """Keep a file with an action. `smaller`: as a picture of about 400 KB. The value is the record's id.

    Raises UserError: bad_value (no such action), bad_path, too_large, bad_picture.
    """
    if not read_actions(session.db, "id=? AND person=?", (action, me(session))):
        raise UserError("bad_value", value=action)
    name = path.name[-MAX_NAME:]
    if smaller:
        name = f"{name.removesuffix(ending_of(name)).rstrip('.') or 'picture'}.jpg"
        with staged_blobs(session) as staged:
            made = staged.folder / "smaller"
            write_whole(made, make_smaller(path))
            digest, size = keep_file(session, made)
    else:
        digest, size = keep_file(session, path)
    same = next((one for one in read_evidence(session.db, "action=?", (action,)) if one.file.hash == digest), None)
    if same is not None:
        return Outcome(frozenset(), _("This file is with the action already."), None, same.id)
    fields: dict[str, Value] = {
        "person": me(session),
        "action": action,
        "hash": digest,
        "size": size,
        "name": name,
        "media": type_of(name).media,
        "title": title.strip(),
        "date": session.clock.today().isoformat(),
    }
    record = own_id("evidence", me(session), session.ids.token(8))
    return _write(session, record, fields, _("The file is kept with the action: {name}.").format(name=name))


@lane("write")
def remove_evidence(session: Session, record: str) -> Outcome:
    """Take a file away from its action; the way back stays."""
    found = read_evidence(session.db, "id=?", (record,))
    if not found:
        raise UserError("bad_value", value=record)
    fields: dict[str, Value] = {"person": found[0].person, "deleted": True}
    return _write(session, record, fields, _("Removed: {name}.").format(name=found[0].file.shown))


def _write(session: Session, record: str, fields: dict[str, Value], message: str) -> Outcome:
    changes, written = session.commit([Edit(record, "evidence", fields)])
    return Outcome(frozenset(written.tables), message, undo_of(changes), record)
