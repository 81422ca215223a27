"""A file that is not what was signed any more: tell it, and let a person keep it as an own one before it goes."""

from contextlib import suppress

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import MAX_TITLE, StoredFile
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import CHANGED, blob_path, checked_blob
from rocb_desktop.services.survey.opening import find_file
from rocb_desktop.services.survey.own_materials import add_own_material
from rocb_desktop.store.materials import read_materials, read_own_materials
from rocb_desktop.texts import _

WHOLE, OTHER, MISSING = "whole", "other", "missing"


@lane("read")
def file_state(session: Session, record: str) -> str:
    """WHOLE when the bytes here are those that were signed, OTHER when they are others, MISSING when there are none."""
    try:
        checked_blob(session, find_file(session, record))
    except UserError as error:
        if error.code not in ("not_the_file", "not_copied", "too_large"):
            raise
        return MISSING if error.code == "not_copied" else OTHER
    return WHOLE


@lane("write")
def keep_changed(session: Session, record: str) -> Outcome:
    """Keep a changed file as an own material of its workshop, so that the signed one can be copied again.

    A file that is as it was signed stays where it is. Raises UserError: bad_value, not_copied, too_large.
    """
    if file_state(session, record) != OTHER:
        return Outcome(CHANGED)
    file, workshop = find_file(session, record), _workshop_of(session, record)
    changed = blob_path(session, file.hash)
    kept = add_own_material(session, workshop, changed, _changed_title(file), name=file.name)
    with suppress(OSError):  # one that is open on Windows stays, and is told again
        changed.unlink()
    said = _("Kept as an own material. The file of ROCB A/P can be copied again.")
    return Outcome(CHANGED, said, None, kept.value)


def _changed_title(file: StoredFile) -> str:
    return _("{name}, changed").format(name=file.shown)[:MAX_TITLE]


def _workshop_of(session: Session, record: str) -> str:
    named = [one.workshop for one in read_materials(session.db, "id=?", (record,))]
    named += [one.workshop for one in read_own_materials(session.db, "id=?", (record,))]
    if not named:
        raise UserError("bad_value", value=record)
    return named[0]
