"""The national side of the demo's focal point: one reply compiled while another waits, the sheet with the head."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from rocb_desktop.domain.clearing import WITH_HEAD
from rocb_desktop.services.national.clearance import set_clearance
from rocb_desktop.services.national.compiling import compile_reply
from rocb_desktop.services.national.notes import keep_note
from rocb_desktop.services.national.reply_details import find_reply
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Session

_ROUND = 2021
_DAY = date(2021, 10, 14)  # the day before the last five replies came
_COMPILED = "PCA (Pacific)"
_NOTED = ("Disruptive Technologies", "Tomasi Bale")
_NOTE = "Example: he is on leave until Monday, call him then"

At = Callable[[date], AbstractContextManager[Session]]


def tell_national_side(at: At) -> None:
    """What the focal point did before today; `at(day)` opens the profile."""
    with at(_DAY) as session:
        compile_reply(session, find_workshop(session, _COMPILED).id)
        set_clearance(session, _ROUND, WITH_HEAD)
        workshop = find_workshop(session, _NOTED[0]).natural_name
        keep_note(session, find_reply(session, f"{workshop}/{_NOTED[1]}").id, _NOTE)
