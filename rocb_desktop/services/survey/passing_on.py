"""Handing planned actions over to a colleague: noted in the own log, and written into a file for the colleague, or for
the focal point, who gives them on.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.action import MAX_NAME, Action, carried_out
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience, Role
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import Sender
from rocb_desktop.exchange.seal import is_recipient
from rocb_desktop.reports.files import staged
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.sending.sent import keep_sent
from rocb_desktop.services.sending.signing import make_header, seal_file, sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.action_log import own_actions
from rocb_desktop.services.survey.actions import change_action, find_action, me
from rocb_desktop.services.trust.colleagues import PASSED_ON, keep_colleague
from rocb_desktop.services.trust.key_replacing import read_card
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.people import read_officers
from rocb_desktop.texts import _, ngettext

_HERE = "c.record IN (SELECT value FROM json_each(?3))"


@dataclass(frozen=True, slots=True)
class PassedOn:
    """The file with the actions. `direct`: the colleague can open it; else the focal point gives it on."""

    path: Path
    name: str
    actions: int
    direct: bool


def open_plans(log: Sequence[Action]) -> list[Action]:
    """The plans that can be handed over, also once more: those that no other entry carries out."""
    carried = carried_out(log)
    return [one for one in log if one.planned and one.id not in carried]


@lane("write")
def pass_on(session: Session, actions: Sequence[str], path: Path, name: str = "", card: Path | None = None) -> Outcome:
    """Hand planned actions (their ids) over to a colleague of the same administration.

    `card` is the colleague's key card, whose eight words were compared: the file is for them alone, and `name` may
    be "" then. Without it the focal point opens it. Raises UserError: bad_value with its `field`, no_office_key, and
    those of reading a card.
    """
    colleague = read_card(session, card).sender if card is not None else None
    if colleague is not None:
        _check_card(session, colleague)
    whom = " ".join((name or (colleague.name if colleague is not None else "")).split())
    chosen = _chosen(session, actions, whom)
    readers = [colleague.office] if colleague is not None else _focal_points(session)
    edits = [Edit(one.id, "action", {"person": me(session), "handed_to": whom}) for one in chosen]
    # the file gets its name when what it holds is kept
    with staged(path) as put, session.db.atomic():
        tables = keep_colleague(session, colleague) if colleague is not None else set[str]()
        said = [edit for edit, one in zip(edits, chosen, strict=True) if one.handed_to != whom]
        changes, written = session.commit(said)
        office = session.profile.administration
        header = make_header(session, PASSED_ON, [(office, reader) for reader in readers])
        data = seal_file(session, header, _blocks(session, chosen), readers)
        put(data)
        record = colleague.key if colleague is not None else chosen[0].id
        keep_sent(session, header, path, data, office, record, 0)
    done = PassedOn(path, whom, len(chosen), colleague is not None)
    return Outcome(frozenset(written.tables | tables | {"sent"}), _said(done), undo_of(changes), done)


@lane("write")
def keep_action(session: Session, record: str) -> Outcome:
    """What was handed over is the person's own again. Raises UserError bad_value."""
    if not find_action(session, record).is_given:
        raise UserError("bad_value", field="actions", problem=_("This action is not handed over."))
    done = change_action(session, record, handed_to="")
    return Outcome(done.changed, _("The action is yours again."), done.undo, record)


def action_blocks(session: Session, actions: Sequence[Action]) -> list[SignedBlock]:
    """The streams in which these actions stand, with no text of another record, and the workshops they belong to."""
    records = json.dumps([one.id for one in actions])
    around = json.dumps(sorted({one.workshop for one in actions}))
    where = f"({_HERE} AND c.kind='workshop') OR c.kind='grant'"  # a workshop counts by who may speak for ROCB A/P
    found = carry(session, Audience.ALL, rows_where(session, Audience.ALL, where, (around,)))
    return found + carry(
        session, Audience.ADMINISTRATION, rows_where(session, Audience.ADMINISTRATION, _HERE, (records,))
    )


def _blocks(session: Session, actions: Sequence[Action]) -> list[SignedBlock]:
    sign_waiting(session, Audience.ADMINISTRATION, [one.id for one in actions])
    return action_blocks(session, actions)


def _check_card(session: Session, colleague: Sender) -> None:
    """Raises UserError bad_value: nobody outside the administration gets what is meant for its people."""
    own = session.profile
    if colleague.key == session.desk.key:
        raise UserError("bad_value", problem=_("This is your own card. Choose the card of the other person."))
    if (colleague.role, colleague.administration) != (Role.PARTICIPANT, own.administration):
        problem = _("This card is of another role or administration: {name}, {administration}.")
        where = name_of(colleague.administration)
        raise UserError("bad_value", problem=problem.format(name=colleague.name, administration=where))
    if not is_recipient(colleague.office):
        raise UserError("no_office_key", receiver=colleague.name)


def _chosen(session: Session, actions: Sequence[str], whom: str) -> list[Action]:
    if not whom or len(whom) > MAX_NAME:
        raise UserError("bad_value", field="name", problem=_("Write the name of your colleague."))
    mine = {one.id: one for one in open_plans(own_actions(session))}
    if not actions:
        raise UserError("bad_value", field="actions", problem=_("Tick at least one planned action."))
    if any(one not in mine for one in actions):
        raise UserError("bad_value", field="actions", problem=_("Only a planned action of yours can be handed over."))
    return [mine[one] for one in dict.fromkeys(actions)]


def _focal_points(session: Session) -> list[str]:
    officers = read_officers(session.db, Role.FOCAL_POINT, session.profile.administration)
    if not officers:
        raise UserError("no_office_key", receiver="focal-point")
    return list(dict.fromkeys(one.office for one in officers))


def _said(done: PassedOn) -> str:
    said = ngettext(
        "{n} action is handed over to {name}.", "{n} actions are handed over to {name}.", done.actions
    ).format(n=done.actions, name=done.name)
    then = _("Give {name} the file.") if done.direct else _("Send the file to your focal point, who gives it on.")
    return f"{said} {then.format(name=done.name)}"
