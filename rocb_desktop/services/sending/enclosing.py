"""Evidence that a person lets go along with a reply: to the own focal point, and to nobody else."""

import json
from collections.abc import Sequence

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience
from rocb_desktop.domain.material import Evidence
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.sending.signing import sign_waiting
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.evidence import evidence_after
from rocb_desktop.texts import _

FOCAL_POINT = "focal-point"


def own_evidence(session: Session, workshop: str, to: str) -> Sequence[Evidence]:
    """Own evidence with the actions after a workshop. Raises UserError bad_value for a file to another office."""
    if to != FOCAL_POINT:
        problem = _("Evidence stays in your administration: it can go to your focal point only.")
        raise UserError("bad_value", field="evidence", problem=problem)
    return evidence_after(session, me(session), workshop)


def evidence_blocks(session: Session, evidence: Sequence[Evidence]) -> list[SignedBlock]:
    """What is said of the evidence, and of the actions it belongs to."""
    records = sorted({*(one.id for one in evidence), *(one.action for one in evidence)})
    sign_waiting(session, Audience.ADMINISTRATION, records)
    where = "c.record IN (SELECT value FROM json_each(?3))"
    rows = rows_where(session, Audience.ADMINISTRATION, where, (json.dumps(records),))
    return carry(session, Audience.ADMINISTRATION, rows)
