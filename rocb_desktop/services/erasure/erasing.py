"""Erasing a person: a signed request that names all that is about them, hides it at once, and travels.

Nobody can take it back: whoever asks types the name first. Deleting the texts from a computer is services/wiping.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, own_id
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.exchange.file import default_name
from rocb_desktop.reports.files import staged
from rocb_desktop.services.erasure.erasure_scope import Erasing, look_at_person, own_reply_scope, unlist
from rocb_desktop.services.erasure.following import follow_erasures
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.sending.sent import files_folder, keep_sent
from rocb_desktop.services.sending.signing import make_header, seal_file, sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.texts import _, ngettext

KIND = "erasure"
_IDS_A_RECORD = 5_000  # keeps a request's line far below what a file allows


@dataclass(frozen=True, slots=True)
class Erased:
    """What was asked for. `path` is the file that tells the others, or None."""

    name: str
    records: int
    path: Path | None


@lane("write")
def erase_person(
    session: Session, person: str, confirmed: str, path: Path | None = None, namesakes: bool = False
) -> Outcome:
    """Ask everybody who holds it to erase what is about a person; here it is hidden at once.

    `confirmed` is the person's name, typed. `namesakes`: also what an office wrote under this name.
    `path`: a file that tells the person and the offices concerned; without
    it the request goes along with the next returns and replies. Raises UserError: not_allowed, unknown_person,
    bad_value.
    """
    found = look_at_person(session, person, namesakes)
    check_typed(found.name, confirmed)
    return _ask(session, found, path)


@lane("write")
def erase_and_tell(session: Session, person: str, confirmed: str, namesakes: bool = False) -> Outcome:
    """`erase_person`, with the file that tells the others among the files to send."""
    found = look_at_person(session, person, namesakes)
    check_typed(found.name, confirmed)
    return _ask(session, found, _own_place(session, found))


@lane("write")
def erase_reply_and_tell(session: Session, reply: str) -> Outcome:
    """`erase_reply`, with the file that tells the others among the files to send."""
    return erase_reply(session, reply, _own_place(session, own_reply_scope(session, reply)))


def _own_place(session: Session, found: Erasing) -> Path | None:
    """Where the file that tells the others goes; None where there is nobody to tell."""
    name = default_name(session.profile.administration, KIND, "", session.ids.token(8).hex(), 1)
    return files_folder(session) / name if found.offices else None


def check_typed(name: str, confirmed: str) -> None:
    """Raises UserError bad_value when what was typed is not the name."""
    if normalise_name(confirmed) != normalise_name(name):
        problem = _("To erase, type the name: {name}").format(name=name)
        raise UserError("bad_value", field="confirmed", problem=problem)


@lane("write")
def erase_reply(session: Session, reply: str, path: Path | None = None) -> Outcome:
    """Ask everybody to erase one reply of one's own. Raises UserError: unknown_person (no reply of one's own)."""
    return _ask(session, own_reply_scope(session, reply), path)


def _ask(session: Session, found: Erasing, path: Path | None) -> Outcome:
    with session.db.atomic():
        found = unlist(session, found)
        edits = [
            Edit(own_id("erase", session.desk.key, session.ids.token(8)), "erase", _fields(found, at))
            for at in range(0, len(found.ids), _IDS_A_RECORD)
        ]
        written = session.commit(edits)[1]
        records = [edit.record for edit in edits]
        sign_waiting(session, Audience.ROCB, records)
        if path is not None:
            _write_file(session, found, records, path)
        followed = follow_erasures(session)
    count = sum(count for _kind, count in found.records)
    said = ngettext(
        "{n} record about {name} is erased here, and wherever your files go.",
        "{n} records about {name} are erased here, and wherever your files go.",
        count,
    )
    tables = frozenset(written.tables | {"reply", "person", "grant", "sent", "erase"})
    words = " ".join(filter(None, (said.format(n=count, name=found.name), followed.words)))
    return Outcome(tables | followed.tables, words, None, Erased(found.name, count, path))


def _fields(found: Erasing, at: int) -> dict[str, Value]:
    return {"ids": list(found.ids[at : at + _IDS_A_RECORD]), "person": found.person}


def _write_file(session: Session, found: Erasing, records: Sequence[str], path: Path) -> None:
    """The request alone, sealed to the person and to the offices that hold their words."""
    where = "c.record IN (SELECT value FROM json_each(?3))"
    blocks = carry(session, Audience.ROCB, rows_where(session, Audience.ROCB, where, (json.dumps(list(records)),)))
    if not found.offices:
        raise UserError("no_office_key", receiver=ROCB)
    header = make_header(session, KIND, found.offices)
    with staged(path) as put:
        data = seal_file(session, header, blocks, [office for _code, office in found.offices])
        put(data)
        keep_sent(session, header, path, data, found.offices[0][0], records[0], 0)
