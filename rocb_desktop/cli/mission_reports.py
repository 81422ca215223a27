"""`mission-report` and `note`: the report on a workshop as Word or PDF, and the paragraph for a superior."""

import argparse
from pathlib import Path

from rocb_desktop.cli.output import show
from rocb_desktop.cli.papers import check_ending, save_paper
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.services.survey.mission_reports import report_desk, report_document
from rocb_desktop.services.survey.superior_notes import note_to_superior
from rocb_desktop.texts import LANGUAGES, _, language


def register(verbs: Verbs) -> None:
    report = verbs.add_parser("mission-report", help=_("write the mission report on a workshop as Word or PDF"))
    report.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    report.add_argument("--out", required=True, type=Path, metavar="FILE", help=_("a name that ends in .docx or .pdf"))
    report.set_defaults(handler=write_report)
    note = verbs.add_parser("note", help=_("one paragraph to your superior, from the log"))
    note.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    note.add_argument("--lang", default="", choices=["", *LANGUAGES])
    note.set_defaults(handler=write_note)


def write_report(parsed: argparse.Namespace) -> int:
    """The file alone: it ticks nothing in the log, which the person does in the window."""
    check_ending(parsed.out)
    with profile_session(parsed) as session:
        checks = report_desk(session, parsed.workshop).checks
        save_paper(report_document(session, parsed.workshop), parsed.out)
    told = {"file": parsed.out, "checks": [{"check": one.words, "met": one.met} for one in checks]}
    missing = [_("Not yet: {what}").format(what=one.words) for one in checks if not one.met]
    return show(parsed, told, "\n".join([str(parsed.out), *missing]))


def write_note(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        note = note_to_superior(session, parsed.workshop)[parsed.lang or language()]
    return show(parsed, {"subject": note.subject, "words": note.words}, note.words)
