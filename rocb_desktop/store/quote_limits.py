"""Limits of texts: what an administration still allows for each, below its author's own consent."""

import json
from collections.abc import Collection

from rocb_desktop.domain.quote import effective_consent
from rocb_desktop.domain.reply import CONSENTS
from rocb_desktop.store.database import Database

Limits = dict[tuple[str, str, str], str]  # by reply, field, and whose limit it is


def read_limits(db: Database, replies: Collection[str]) -> Limits:
    """The limits on texts of `replies`: the narrowest where an administration has several on one text."""
    query = (
        "SELECT reply, field, administration, consent FROM quote_limit WHERE consent IS NOT NULL"
        " AND reply IN (SELECT value FROM json_each(?))"
    )
    found: Limits = {}
    for reply, field, office, consent in db.execute(query, (json.dumps(sorted(replies)),)):
        if consent in CONSENTS:
            text = (reply, field, office)
            found[text] = effective_consent(consent, found.get(text, ""))
    return found
