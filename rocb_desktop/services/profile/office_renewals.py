"""The words by which ROCB A/P went from older office keys to those of today, as this profile keeps them."""

import json
from collections.abc import Collection

from rocb_desktop.exchange.file import Header
from rocb_desktop.exchange.office_renewal import Renewal, leads_to, read_renewals
from rocb_desktop.services.session import Session
from rocb_desktop.store.settings import read_setting, write_setting

_SETTING = "renewals"


def kept_renewals(session: Session) -> tuple[Renewal, ...]:
    return read_renewals(json.loads(read_setting(session.db, _SETTING, "[]")))


def keep_renewals(session: Session, found: Collection[Renewal]) -> None:
    """Remember how the pinned pair came about: files of before still count, and go on being carried."""
    kept = dict.fromkeys([*kept_renewals(session), *(one for one in found if one.genuine)])
    write_setting(session.db, _SETTING, json.dumps([one.fields() for one in kept]))


def is_renewal(session: Session, header: Header) -> bool:
    """Whether a file names other office keys than the pinned ones, and these have signed that they follow."""
    return bool(header.anchor) and leads_to(header.renewals, session.anchor, header.anchor)


def was_office(session: Session, anchor: Collection[str]) -> bool:
    """Whether this is the pinned pair, or one that it followed: an older file is no file of another office."""
    return set(anchor) == set(session.anchor) or leads_to(kept_renewals(session), anchor, session.anchor)
