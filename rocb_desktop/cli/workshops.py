"""`workshop`, `pack` and `roster`: coming workshops, their packs, and who takes part."""

import argparse
from pathlib import Path

from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs, iso_date
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.workshop import KINDS, MODES, Workshop
from rocb_desktop.services.region.reopening import reopen_survey
from rocb_desktop.services.region.rosters import RosterResult, import_roster
from rocb_desktop.services.region.workshops import add_workshop, find_workshop, list_workshops, make_pack
from rocb_desktop.texts import _


def register(verbs: Verbs) -> None:
    _register_workshop(verbs)
    packs = verbs.add_parser("pack", help=_("workshop packs")).add_subparsers(required=True, metavar=_("VERB"))
    make = packs.add_parser("make", help=_("write a workshop's pack: signed, open, to be passed on"))
    make.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    make.add_argument("--out", required=True, type=Path, metavar="FILE")
    make.add_argument("--with-names", action="store_true", help=_("with the list of participants' names"))
    add_dry_run(make)
    make.add_argument("--with-files", action="store_true", help=_("with the files of the workshop's materials"))
    make.set_defaults(handler=write_pack)
    rosters = verbs.add_parser("roster", help=_("participant lists")).add_subparsers(required=True, metavar=_("VERB"))
    bring = rosters.add_parser("import", help=_("read the sheet Participants of a workbook"))
    bring.add_argument("book", type=Path, metavar="FILE.xlsx")
    bring.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    bring.set_defaults(handler=read_roster)


def _register_workshop(verbs: Verbs) -> None:
    register_of = verbs.add_parser("workshop", help=_("the register of workshops"))
    nouns = register_of.add_subparsers(required=True, metavar=_("VERB"))
    add = nouns.add_parser("add", help=_("set up a coming workshop"))
    add.add_argument("--title", required=True)
    add.add_argument("--kind", required=True, choices=list(KINDS))
    add.add_argument("--start", required=True, metavar="DATE", help=_("a day, or a month as 2021-04"))
    add.add_argument("--end", required=True, metavar="DATE", help=_("a day, or a month as 2021-04"))
    add.add_argument("--administrations", default="", metavar="FJ;WS", help=_("codes between semicolons"))
    add.add_argument("--short-title", default="")
    add.add_argument("--mode", default="", choices=list(MODES))
    add.add_argument("--number", type=int, help=_("in its round; without it, the next one"))
    add.set_defaults(handler=add_one)
    nouns.add_parser("list", help=_("the workshops of this profile")).set_defaults(handler=list_all)
    reopen = nouns.add_parser("reopen", help=_("open a survey again, until a later day"))
    reopen.add_argument("workshop", metavar="W", help=_("as 2021/4"))
    reopen.add_argument("--closes", required=True, type=iso_date, metavar="DATE")
    reopen.add_argument("--why", required=True, metavar="TEXT", help=_("stands under Table 1"))
    reopen.set_defaults(handler=reopen_one)


def add_one(parsed: argparse.Namespace) -> int:
    codes = tuple(part.strip() for part in parsed.administrations.split(";") if part.strip())
    with profile_session(parsed) as session:
        done = add_workshop(
            session,
            parsed.title,
            parsed.kind,
            parsed.start,
            parsed.end,
            codes,
            parsed.short_title,
            parsed.mode,
            parsed.number,
        )
        added = find_workshop(session, done.value)
    return show(parsed, as_json(added), f"{done.message}\n{added.natural_name}  {added.title}")


def reopen_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = reopen_survey(session, parsed.workshop, parsed.closes, parsed.why)
        found = find_workshop(session, done.value)
    return show(parsed, as_json(found), done.message)


def list_all(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        found = list_workshops(session)
    rows = [[one.natural_name, one.title, one.end.shown(), one.window.shown_opening()] for one in found]
    headings = [_("Workshop"), _("Title"), _("Last day"), _("Survey opens")]
    return show(parsed, [as_json(one) for one in found], table(headings, rows))


def as_json(one: Workshop) -> dict[str, object]:
    """A workshop for scripts; dates ISO, a month alone where no day is known."""
    return {
        "id": one.id,
        "workshop": one.natural_name,
        "round": one.round,
        "number": one.number,
        "title": one.title,
        "short_title": one.short_title,
        "kind": one.kind,
        "start": str(one.start),
        "end": str(one.end),
        "administrations": one.administrations,
        "participated": one.participated,
        "surveyed": one.surveyed,
        "status": one.status,
        "opens": one.window.opens,
        "closes": one.window.closes,
        "approximate": one.window.approximate,
    }


def write_pack(parsed: argparse.Namespace) -> int:
    if parsed.dry_run:
        return show_contents(parsed, "pack", parsed.workshop, parsed.with_names, parsed.with_files)
    with profile_session(parsed, _("Making the pack")) as session:
        done = make_pack(session, parsed.workshop, parsed.out, parsed.with_names, parsed.with_files)
    told = {"file": done.value.path, "size": done.value.size}
    return show(parsed, told, f"{done.message}\n{done.value.path}")


def read_roster(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = import_roster(session, parsed.book, parsed.workshop)
    read: RosterResult = done.value
    told = {
        "workshop": read.workshop,
        "participants": read.participants,
        "new": read.new,
        "changed": read.changed,
        "same": read.same,
        "warnings": read.warnings,
    }
    return show(parsed, told, "\n".join([done.message, *read.warnings]))
