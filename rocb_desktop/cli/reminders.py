"""`remind`: reminders as mails in a folder, and the log of those that were written."""

import argparse
from pathlib import Path

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.reminder_words import ASKED, COMING
from rocb_desktop.domain.roster import Reminder
from rocb_desktop.services.national.reminders import (
    ReminderDraft,
    chosen_of,
    draft_reminders,
    list_reminders,
    write_reminders,
)
from rocb_desktop.texts import LANGUAGES, _


def register(verbs: Verbs) -> None:
    remind = verbs.add_parser("remind", help=_("write reminders to everybody whose reply is missing"))
    remind.add_argument("--round", type=int, metavar="R", help=_("the survey's year, as 2021"))
    remind.add_argument("--out", type=Path, metavar="DIR", help=_("write one mail a person into this folder"))
    remind.add_argument("--lang", choices=LANGUAGES, help=_("one language for all; by default the last one of each"))
    remind.add_argument("--person", action="append", default=[], metavar="NAME", help=_("only this person"))
    remind.add_argument("--coming", action="store_true", help=_("those whose survey opens later"))
    remind.add_argument("--log", action="store_true", help=_("list the reminders that were written"))
    remind.set_defaults(handler=write_all)


def write_all(parsed: argparse.Namespace) -> int:
    """Without --out: who would be reminded of what, and nothing is written or noted."""
    if parsed.log:
        return _show_log(parsed)
    with profile_session(parsed) as session:
        drafts = draft_reminders(session, parsed.round, COMING if parsed.coming else ASKED)
        people = _wanted(drafts.people, parsed.person)
        nobody = [one.name for one in people if not one.to]
        chosen = [chosen_of(one, parsed.lang or "") for one in people if one.to]
        done = write_reminders(session, chosen, parsed.out) if parsed.out is not None else None
    files = list(done.value) if done is not None else []
    told = {
        "round": drafts.round,
        "reminders": [
            {
                "name": one.name,
                "to": one.to,
                "address": one.address,
                "lang": one.lang,
                "due": one.due or None,
                "subject": one.subject,
                "text": one.text,
                "file": str(files[place]) if files else None,
            }
            for place, one in enumerate(chosen)
        ],
        "without_stand_in": nobody,
    }
    lines = [done.message if done is not None else _("Nothing is written: give a folder with --out.")]
    lines += [f"{one.name}: {one.subject}" for one in chosen]
    lines += [_("{name} left and nobody is named to answer.").format(name=name) for name in nobody]
    return show(parsed, told, "\n".join(lines))


def _wanted(people: tuple[ReminderDraft, ...], names: list[str]) -> list[ReminderDraft]:
    if not names:
        return list(people)
    by_name = {normalise_name(one.name): one for one in people}
    missing = next((name for name in names if normalise_name(name) not in by_name), None)
    if missing is not None:
        raise UserError("unknown_person", person=missing)
    return [by_name[normalise_name(name)] for name in names]


def _show_log(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_reminders(session)
    rows = [[one.date, one.name, one.way, one.lang, one.due] for one in found]
    headings = [_("Date"), _("Name"), _("Way"), _("Language"), _("Due")]
    text = table(headings, rows) if rows else _("No reminder was written yet.")
    return show(parsed, [_as_json(one) for one in found], text)


def _as_json(one: Reminder) -> dict[str, object]:
    return {
        "date": one.date,
        "name": one.name,
        "administration": one.administration,
        "workshops": list(one.workshops),
        "way": one.way,
        "lang": one.lang,
        "due": one.due or None,
    }
