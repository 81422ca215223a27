"""`participants`: a focal point's people - who was at which workshop, whose names are one, who left."""

import argparse
from pathlib import Path

from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.name_lines import NamedLine
from rocb_desktop.domain.workshop import ATTENDED, ROLES
from rocb_desktop.services.national.attendance import add_names, note_attendance, remove_name
from rocb_desktop.services.national.name_import import preview_file, state_words
from rocb_desktop.services.national.roster import Roster, RosterPerson, list_roster
from rocb_desktop.services.national.spellings import join_names, part_names
from rocb_desktop.services.national.stand_ins import note_back, note_left
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _

_STATES = (
    *("accepted", "to_review", "correction_asked", "on_behalf", "no_reply", "not_due", "absent", "no_survey"),
    *("new_name", "left"),
)


def register(verbs: Verbs) -> None:
    nouns = verbs.add_parser("participants", help=_("your people and how far their replies are")).add_subparsers(
        required=True, metavar=_("VERB")
    )
    listing = nouns.add_parser("list", help=_("people by workshops"))
    listing.add_argument("--round", type=int, metavar="R", help=_("the survey's year, as 2021"))
    listing.add_argument("--state", default="", choices=_STATES)
    listing.add_argument("--name", default="", help=_("part of a name"))
    listing.set_defaults(handler=list_people)
    note = nouns.add_parser("note", help=_("note whether somebody was at a workshop"))
    _about(note)
    note.add_argument("--attended", default="yes", choices=list(ATTENDED))
    note.add_argument("--role", default="participant", choices=list(ROLES))
    note.add_argument("--note", default="")
    note.set_defaults(handler=note_one)
    for verb, words, handler in (
        ("add", _("add a name that is on no list"), add_one),
        ("remove", _("take off a name that was added here"), remove_one),
    ):
        made = nouns.add_parser(verb, help=words)
        _about(made)
        made.set_defaults(handler=handler)
    bring = nouns.add_parser("import", help=_("add the names of a text file or of the sheet Participants"))
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    bring.add_argument("--dry-run", action="store_true", help=_("only show what would be added"))
    bring.set_defaults(handler=import_names)
    join = nouns.add_parser("join", help=_("two spellings are one person"))
    join.add_argument("name")
    join.add_argument("same", metavar="OTHER")
    join.set_defaults(handler=join_two)
    part = nouns.add_parser("part", help=_("a spelling is a person of its own"))
    part.add_argument("name")
    part.set_defaults(handler=part_one)
    left = nouns.add_parser("left", help=_("somebody left, and who answers in their place"))
    left.add_argument("name")
    left.add_argument("--since", default="", metavar="DATE", help=_("a day, or a month as 2021-04"))
    left.add_argument("--stand-in", default="", metavar="NAME")
    left.add_argument("--back", action="store_true", help=_("they did not leave, or came back"))
    left.set_defaults(handler=note_gone)


def _about(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name")
    parser.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))


def list_people(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_roster(session, parsed.round)
    people = found.filtered("", parsed.state, parsed.name) if found is not None else ()
    workshops = found.workshops if found is not None else ()
    rows = [[one.name, *(seat.status for seat in one.row.seats)] for one in people]
    headings = [_("Name"), *(workshop.natural_name for workshop in workshops)]
    text = table(headings, rows) if rows else _("Nobody is found.")
    return show(parsed, _as_json(found, people), text)


def _as_json(roster: Roster | None, people: tuple[RosterPerson, ...]) -> dict[str, object]:
    names = {one.id: one.natural_name for one in roster.workshops} if roster is not None else {}
    told = [
        {
            "name": one.name,
            "spellings": [name for _key, name in one.row.spellings],
            "post": one.post,
            "email": one.email,
            "left": {"since": one.left.gone_on, "stand_in": one.left.stand_in} if one.left is not None else None,
            "reminded": one.reminders[0].date if one.reminders else None,
            "workshops": {names[seat.workshop]: seat.status for seat in one.row.seats},
        }
        for one in people
    ]
    asked = [[one.one, one.other] for one in roster.questions] if roster is not None else []
    return {"round": roster.round if roster is not None else None, "people": told, "same_person": asked}


def note_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = note_attendance(session, parsed.workshop, parsed.name, parsed.attended, parsed.role, parsed.note)
    return _say(parsed, done)


def add_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = add_names(session, parsed.workshop, [NamedLine(parsed.name)])
    return _say(parsed, done)


def import_names(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = preview_file(session, parsed.workshop, parsed.file)
        added = [] if parsed.dry_run else list(found.new)
        said = add_names(session, parsed.workshop, added).message if added else _("Nothing was added.")
    told = {
        "workshop": found.workshop.natural_name,
        "names": [{"name": row.line.name, "state": row.state, "near": row.near or None} for row in found.rows],
        "bad": [{"line": one.number, "text": one.text, "problem": one.problem} for one in found.bad],
        "left_out": list(found.left_out),
        "added": len(added),
    }
    lines = [f"{row.line.name}: {state_words(row)}" for row in found.rows]
    lines += [f"{one.number}. {one.text}: {one.problem}" for one in found.bad]
    return show(parsed, told, "\n".join([*lines, *found.left_out, said]))


def remove_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = remove_name(session, parsed.workshop, parsed.name)
    return _say(parsed, done)


def join_two(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = join_names(session, parsed.name, parsed.same)
    return _say(parsed, done)


def part_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = part_names(session, parsed.name)
    return _say(parsed, done)


def note_gone(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        if parsed.back:
            done = note_back(session, parsed.name)
        else:
            done = note_left(session, parsed.name, parsed.since, parsed.stand_in)
    return _say(parsed, done)


def _say(parsed: argparse.Namespace, done: Outcome) -> int:
    return show(parsed, {"message": done.message}, done.message)
