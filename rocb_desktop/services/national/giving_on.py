"""A focal point gives on what a participant handed over to a colleague and could not seal to them."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, Role
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.reports.files import staged
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import require_role
from rocb_desktop.services.sending.receipt_streams import Told, tell
from rocb_desktop.services.sending.sent import keep_sent
from rocb_desktop.services.sending.signing import make_header, seal_file
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.passing_on import PassedOn, action_blocks
from rocb_desktop.services.trust.colleagues import PASSED_ON
from rocb_desktop.services.trust.key_decisions import find_key, name_of_key
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.authority import standing_of
from rocb_desktop.texts import _, ngettext


@lane("read")
def given_to(session: Session, name: str) -> list[Action]:
    """The plans that people of the administration handed over to somebody of this name, and that are here."""
    wanted = normalise_name(name)
    return [one for one in read_actions(session.db) if one.is_given and normalise_name(one.handed_to) == wanted]


def given_counts(session: Session) -> Mapping[str, int]:
    """How many plans were handed over, by the name (as it is compared) of whom they were handed over to."""
    return Counter(normalise_name(one.handed_to) for one in read_actions(session.db) if one.is_given)


@lane("write")
def give_on(session: Session, person: str, path: Path) -> Outcome:
    """Write the file with the actions that colleagues handed over to a person: a name or a key that is known here.

    The person need not compare any words: this office tells whose the actions are. Raises UserError: not_allowed,
    unknown_person, no_office_key, bad_value (nothing was handed over to this name).
    """
    require_role(session, Role.FOCAL_POINT)
    key = find_key(session, person)
    standing, name = standing_of(session.db, key), name_of_key(session, key)
    office = str(session.db.execute("SELECT office FROM standing WHERE key=?", (key,)).fetchone()[0])
    place = session.profile.administration
    if (standing.role, standing.administration) != (Role.PARTICIPANT, place):
        raise UserError("unknown_person", person=person)
    if not is_recipient(office):
        raise UserError("no_office_key", receiver=name)
    who = standing.speaks_for(key)
    actions = [one for one in given_to(session, name) if one.person != who]
    if not actions:
        problem = _("No action that is here was handed over to {name}.").format(name=name)
        raise UserError("bad_value", field="person", problem=problem)
    with staged(path) as put, session.db.atomic():
        header = make_header(session, PASSED_ON, [(place, office)])
        blocks = [*action_blocks(session, actions), *_givers(session, who, actions)]
        data = seal_file(session, header, blocks, [office])
        put(data)
        keep_sent(session, header, path, data, place, key, 0)
    said = ngettext("The file for {name} holds {n} action.", "The file for {name} holds {n} actions.", len(actions))
    done = PassedOn(path, name, len(actions), True)
    return Outcome(frozenset({"sent"}), said.format(n=len(actions), name=name), None, done)


def _givers(session: Session, person: str, actions: list[Action]) -> list[SignedBlock]:
    """What this office says of the keys that wrote the actions, in the stream that is for this person alone."""
    records = json.dumps(sorted({one.id for one in actions}))
    query = (
        "SELECT DISTINCT b.author FROM change c JOIN block b ON b.seq = c.block"
        " WHERE b.audience=? AND c.record IN (SELECT value FROM json_each(?)) ORDER BY b.author"
    )
    rows = session.db.execute(query, (Audience.ADMINISTRATION, records))
    return tell(session, person, Told(), [derive("vouch", str(row[0])) for row in rows])
