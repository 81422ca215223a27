"""`remind-me`: one message a day when a survey opens or is due; what a desktop starts for whoever wants that."""

import argparse

from rocb_desktop import texts
from rocb_desktop.cli.output import show
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.profile.profiles import find_profile
from rocb_desktop.services.reminding.due import note_said, reminder_today, said_today
from rocb_desktop.services.reminding.entry import reminder_state, switch_reminder
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    remind = verbs.add_parser("remind-me", help=_("say once a day what is due, in the tray, and end"))
    remind.add_argument("--switch", choices=("on", "off"), help=_("be reminded when this computer starts, or not"))
    remind.set_defaults(handler=remind_me)


def remind_me(parsed: argparse.Namespace) -> int:
    """Looks at the store and changes nothing in it; without a tray it only prints."""
    if parsed.switch:
        return _switch(parsed)
    session = open_session(find_profile(parsed.profile), clock=Clock(parsed.today), readonly=True)
    try:
        if session.profile.lang in texts.LANGUAGES:
            texts.use(session.profile.lang)
        due = reminder_today(session)
        shown = due is not None and not said_today(session) and _show(session, due.text)
        if shown:
            note_said(session)
    finally:
        session.close()
    text = due.text if due is not None else _("Nothing is due.")
    return show(parsed, {"due": due.text if due is not None else None, "shown": shown}, text)


def _switch(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = switch_reminder(session, parsed.switch == "on")
        state = reminder_state(session)
    return show(parsed, {"on": state.on}, done.message)


def _show(session: Session, text: str) -> bool:
    try:
        from rocb_desktop.ui.display import check_display
        from rocb_desktop.ui.tray import show_reminder

        check_display()
    except (ImportError, UserError):  # no Qt, or no screen: nobody sits here
        return False
    return show_reminder(text, session.profile.path)
