"""What a newer version of the app does to a store it did not write: judge it by the kinds it knows, once."""

import hashlib

from rocb_desktop.domain.change import BadLine
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import KINDS
from rocb_desktop.store.changes import Desk, rebuild
from rocb_desktop.store.database import Database
from rocb_desktop.store.migrations import SCHEMA
from rocb_desktop.store.settings import read_setting, write_setting

_JUDGED_BY = "judged_by"
_RULES = 3  # raise it when the same blocks may be judged or shown otherwise than by the version before


def keep_up(db: Database, desk: Desk) -> bool:
    """Make verdicts and typed tables again when they were made by another version; says whether it did.

    What an older version held as `kind_unknown` counts from now on. Raises UserError store_damaged.
    """
    mark = rules_mark()
    if read_setting(db, _JUDGED_BY) == mark:
        return False
    with db.atomic():
        try:
            rebuild(db, desk)
        except BadLine as error:
            raise UserError("store_damaged") from error
        write_setting(db, _JUDGED_BY, mark)
    return True


def rules_mark() -> str:
    """Stands for all that enters a verdict or a table: the kinds with their rows, the tables' shape, the rules."""
    rows = [
        (name, kind.audience, sorted(kind.writers), kind.key, kind.own, kind.desk, kind.national, kind.apart)
        for name, kind in sorted(KINDS.items())
    ]
    return hashlib.sha256(repr((_RULES, rows, [step.name for step in SCHEMA.known()])).encode()).hexdigest()[:16]
