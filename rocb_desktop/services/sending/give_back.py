"""Giving back to somebody who lost everything: all they ever sent, from the office that received it.

A participant gets their own words, a focal point those of the administration that ROCB A/P holds. Where only the data
was lost the file is sealed to the key they still have. Where the key is lost too, their new key, from its card, takes
the place of the old one first.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, Role
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import Sender
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.whole_streams import sign_everything
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.sending.bundling import bundled
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.sending.receipt_streams import Told, all_told, tell
from rocb_desktop.services.sending.sent import keep_sent
from rocb_desktop.services.sending.signing import make_header, seal_file
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import evidence_blobs
from rocb_desktop.services.trust.key_decisions import find_key, name_of_key
from rocb_desktop.services.trust.key_replacing import give_place, keys_of_person, read_card
from rocb_desktop.store.authority import standing_of
from rocb_desktop.store.materials import read_evidence
from rocb_desktop.texts import _, ngettext

KIND = "give-back"
_THEIRS = "b.author IN (SELECT value FROM json_each(?3))"
# What everybody may see, but of the workshops only theirs. What this office said of their replies and keys stands in
# streams of its own: beside it would stand what it said of others.
_AROUND = """(b.author IN (SELECT value FROM json_each(?3)) OR s.role IN ('rocb', 'focal_point')
        OR b.author IN (SELECT value FROM json_each(?5)))
    AND (c.kind<>'workshop' OR c.record IN (SELECT value FROM json_each(?4)))
    AND (c.kind<>'material' OR c.record IN (SELECT value FROM json_each(?6)))
    AND c.kind<>'received'"""


# For a focal point: what everybody may see, and all words of the administration's people.
_REGION = "s.role IN ('rocb', 'focal_point') OR b.author IN (SELECT value FROM json_each(?3))"
_NATION = "s.administration=?3 OR b.author IN (SELECT value FROM json_each(?4))"


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The file of a give-back. `replaced`: a new key took the place of the lost one. `evidence`: files of it along."""

    path: Path
    name: str
    replies: int
    replaced: bool
    evidence: int = 0


@lane("write")
def give_back(session: Session, person: str, path: Path, card: Path | None = None, last_good: str = "") -> Outcome:
    """Write the file that gives somebody back all they ever sent, sealed to them.

    `person` is a name or a key; `card` the file with their new key, whose eight words were compared; `last_good` what
    is still good of the lost one (key_past.last_good_blocks). Raises UserError: not_allowed, unknown_person,
    bad_value, no_office_key.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    old = find_key(session, person)
    standing = standing_of(session.db, old)
    national = standing.role is Role.FOCAL_POINT and session.profile.role == Role.ROCB
    if standing.role is not Role.PARTICIPANT and not national:
        raise UserError("unknown_person", person=person)
    sender = read_card(session, card).sender if card is not None else None
    replaced = sender is not None and sender.key not in keys_of_person(session, old)
    who = standing.speaks_for(old)
    blobs = evidence_blobs(session, {one.id for one in read_evidence(session.db, "person=?", (who,))})
    # the file gets its name when what it holds is kept
    with bundled(session, path, blobs) as put, session.db.atomic():
        placed = give_place(session, old, sender, last_good) if sender is not None and replaced else Outcome()
        sign_everything(session)
        office = _office_of(session, old, sender)
        keys = keys_of_person(session, old)
        blocks = (
            _national(session, keys, standing.administration)
            if national
            else _blocks(session, keys, who, standing.administration)
        )
        header = make_header(session, KIND, [(standing.administration, office)], with_anchor=True)
        made = put(seal_file(session, header, blocks, [office]), [office])
        keep_sent(session, header, path, made, standing.administration, who, 0)
    where, value = ("administration=?", standing.administration) if national else ("person=?", who)
    query = f"SELECT count(*) FROM reply WHERE {where} AND source='own'"
    count = int(session.db.execute(query, (value,)).fetchone()[0])
    name = name_of_key(session, old)
    said = ngettext(
        "The file gives {name} back everything you hold: {count} reply.",
        "The file gives {name} back everything you hold: {count} replies.",
        count,
    ).format(name=name, count=count)
    if blobs:
        more = ngettext("{n} file of evidence goes along.", "{n} files of evidence go along.", len(blobs))
        said += " " + more.format(n=len(blobs))
    if replaced:
        said += " " + _("The new key speaks for {name} now, and the old one is ended.").format(name=name)
    return Outcome(placed.changed | {"sent"}, said, placed.undo, GivenBack(path, name, count, replaced, len(blobs)))


def _office_of(session: Session, old: str, sender: Sender | None) -> str:
    """The public age key that the person can open files with now."""
    if sender is not None:
        office = sender.office
    else:
        row = session.db.execute("SELECT office FROM standing WHERE key=?", (old,)).fetchone()
        office = str(row[0]) if row else ""
    if not is_recipient(office):
        raise UserError("no_office_key", receiver=name_of_key(session, old))
    return office


def _blocks(session: Session, keys: list[str], person: str, code: str) -> list[SignedBlock]:
    """The streams in which their words stand, what everybody may see, and what this office says of them."""
    own = json.dumps(keys)
    about = [derive("vouch", key) for key in keys]
    workshops = _workshops(session, person)
    query = "SELECT id FROM material WHERE workshop IN (SELECT value FROM json_each(?))"
    materials = [row[0] for row in session.db.execute(query, (json.dumps(workshops),))]
    around = (own, json.dumps(workshops), json.dumps(session.anchor), json.dumps(materials))
    found = carry(session, Audience.ALL, rows_where(session, Audience.ALL, _AROUND, around))
    for audience in (Audience.ADMINISTRATION, Audience.ROCB):
        found += carry(session, audience, rows_where(session, audience, _THEIRS, (own,)))
    told = all_told(session).get(code, {}).get(person, Told())
    return [*found, *tell(session, person, told, about)]


def _national(session: Session, keys: list[str], administration: str) -> list[SignedBlock]:
    """What ROCB A/P holds of an administration, and what everybody may see."""
    region = rows_where(session, Audience.ALL, _REGION, (json.dumps([*keys, *session.anchor]),))
    nation = (administration, json.dumps(keys))
    found = carry(session, Audience.ALL, region)
    for audience in (Audience.ADMINISTRATION, Audience.ROCB):
        found += carry(session, audience, rows_where(session, audience, _NATION, nation))
    return found


def _workshops(session: Session, person: str) -> list[str]:
    """The workshops that this person has replied to, logged an action for, or is on the list of."""
    query = (
        "SELECT workshop FROM reply WHERE person=?1 UNION SELECT workshop FROM action WHERE person=?1"
        " UNION SELECT a.workshop FROM participation a JOIN person p ON p.name = a.name"
        " AND p.administration = a.administration WHERE p.id=?1"
    )
    return [row[0] for row in session.db.execute(query, (person,)) if row[0]]
