"""`questionnaire` and `intake`: the fillable Excel workbook out and in; `enter`: a reply on behalf of somebody."""

import argparse
from pathlib import Path

from rocb_desktop.cli.output import show, show_error, table
from rocb_desktop.cli.parser import REFUSED, Verbs, iso_date
from rocb_desktop.cli.replies import typed_answer
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.on_behalf import BY_HAND
from rocb_desktop.domain.questionnaire import answer_from_text
from rocb_desktop.services.lanes import reporting
from rocb_desktop.services.national.form_books import read_books
from rocb_desktop.services.national.form_reading import ASKS, HERE, READY, FilledForm
from rocb_desktop.services.national.intake import preview_intake, take_in
from rocb_desktop.services.national.on_behalf import Entry, enter_reply
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of
from rocb_desktop.services.survey.excel_form import plan_form, plan_forms, plan_own_form, saved_words, write_forms
from rocb_desktop.texts import LANGUAGES, _


def register(verbs: Verbs) -> None:
    out = verbs.add_parser("questionnaire", help=_("the survey as a fillable Excel workbook"))
    out.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    out.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx", help=_("with --all a folder"))
    out.add_argument("--lang", choices=LANGUAGES, default="")
    who = out.add_mutually_exclusive_group()
    who.add_argument("--participant", default="", metavar="NAME", help=_("who it is for; without a name it is blank"))
    who.add_argument("--all", action="store_true", help=_("one for each person of the workshop"))
    out.add_argument("--administration", default="", metavar="CODE", help=_("ROCB: whose people"))
    out.set_defaults(handler=write_form)
    back = verbs.add_parser("intake", help=_("enter the replies of Excel questionnaires that came back"))
    back.add_argument("files", nargs="+", type=Path, metavar="FILE.xlsx", help=_("workbooks, or folders of them"))
    back.add_argument("--received", type=iso_date, metavar="DATE", help=_("the day they came; without it today"))
    back.add_argument("--same", choices=("yes", "no"), help=_("the answer to every question “Same person?”"))
    back.add_argument("--dry-run", action="store_true", help=_("only say what would be entered"))
    back.set_defaults(handler=read_forms)
    enter = verbs.add_parser("enter", help=_("enter a reply on behalf of somebody"))
    enter.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    enter.add_argument("--participant", required=True, metavar="NAME")
    enter.add_argument("--source", required=True, choices=BY_HAND)
    enter.add_argument("--received", type=iso_date, metavar="DATE", help=_("the day it came; without it today"))
    enter.add_argument(
        "--set", dest="answers", action="append", default=[], type=typed_answer, metavar="KEY=VALUE",
        help=_("an answer, as q3=yes; can be given again"),
    )  # fmt: skip
    enter.add_argument("--file", action="append", default=[], type=Path, metavar="FILE", help=_("its source; kept"))
    enter.add_argument("--administration", default="", metavar="CODE", help=_("ROCB: whose people"))
    same = enter.add_mutually_exclusive_group()
    same.add_argument("--same", choices=("yes", "no"), help=_("whether the reply of this name is of the same person"))
    same.add_argument(
        "--another", dest="same", action="store_const", const="no", help=_("another person than the one of this name")
    )
    enter.set_defaults(handler=enter_one)


def write_form(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Writing")) as session:
        place = (session, parsed.workshop, parsed.out, parsed.lang)
        if session.profile.role == Role.PARTICIPANT:
            forms = plan_own_form(*place)
        elif parsed.all:
            parsed.out.mkdir(parents=True, exist_ok=True)
            forms = plan_forms(*place, parsed.administration)
        else:
            forms = plan_form(*place, parsed.participant, parsed.administration)
        with reporting(session.progress):
            files = write_forms(forms)
        said = saved_words(files, own=session.profile.role == Role.PARTICIPANT)
    return show(parsed, {"files": list(files)}, "\n".join([said, *map(str, files)]))


def read_forms(parsed: argparse.Namespace) -> int:
    """Enters what can be entered; a form that is left out is told with every bad cell. Refused when all are."""
    with profile_session(parsed, _("Reading")) as session:
        with reporting(session.progress):
            books = read_books(parsed.files)
        forms = preview_intake(session, books).forms
        same = {form.digest: parsed.same == "yes" for form in forms if form.state == ASKS} if parsed.same else {}
        accepted = [form for form in forms if form.state == READY or form.digest in same]
        message, replies = "", ()
        if not parsed.dry_run:
            done = take_in(session, books, parsed.received.isoformat() if parsed.received else "", same)
            message, replies = done.message, done.value.replies
    left = [form for form in forms if form not in accepted]
    told = {
        "accepted": [_json(form) for form in accepted],
        "replies": list(replies),
        "already_here": [form.path for form in left if form.state == HERE],
        "problems": [problem for form in left for problem in _problems(form)],
        "same_person": [_question(form) for form in left if form.state == ASKS],
    }
    lines = "\n".join(line for form in left for line in _lines(form))
    if not accepted and (told["problems"] or told["same_person"]):
        problem = UserError("bad_cell", cells=lines)
        show_error(parsed, problem.code, problem.what(), problem.hint(), told)
        return REFUSED
    return show(parsed, told, "\n".join(filter(None, [message, _table(accepted), lines])))


def enter_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed, _("Copying")) as session:
        day = parsed.received or session.clock.today()
        entry = Entry(parsed.workshop, parsed.administration, parsed.participant, parsed.source, day.isoformat())
        asked = questionnaire_of(session, find_workshop(session, parsed.workshop))
        answers = {key: answer_from_text(asked, key, text) for key, text in parsed.answers}
        done = enter_reply(session, entry, answers, parsed.file, parsed.same == "yes" if parsed.same else None)
    return show(parsed, {"reply": done.value}, done.message)


def _json(form: FilledForm) -> dict[str, object]:
    return {
        "file": form.path,
        "workshop": form.workshop.natural_name if form.workshop else "",
        "administration": form.administration,
        "participant": form.name,
        "date": form.date,
        "version": form.next_version or 1,
        "missing": form.missing,
        "notes": form.notes,
    }


def _problems(form: FilledForm) -> list[dict[str, object]]:
    found: list[dict[str, object]] = [
        {"file": form.path, "sheet": bad.sheet, "cell": bad.cell, "label": bad.label, "says": bad.says,
         "takes": bad.takes}
        for bad in form.cells
    ]  # fmt: skip
    if form.error is not None:
        said = {"code": form.error.code, "message": form.error.what(), "hint": form.error.hint()}
        found.append({"file": form.path, **said})
    return found


def _question(form: FilledForm) -> dict[str, object]:
    same = {"reply": form.same.id, "name": form.same.name, "version": form.same.version} if form.same else None
    return {**_json(form), "same": same}


def _lines(form: FilledForm) -> list[str]:
    said = [bad.line for bad in form.cells]
    if form.error is not None:
        said += [form.error.what(), form.error.hint()]
    if form.state == ASKS:
        said += [*form.notes[-1:], _("Say --same yes for the next version, or --same no for another person.")]
    if form.state == HERE:
        said.append(_("This file was entered before."))
    return [f"{form.path.name}: {line}" for line in said]


def _table(forms: list[FilledForm]) -> str:
    if not forms:
        return ""
    rows = [[form.path.name, form.workshop.natural_name if form.workshop else "", form.name] for form in forms]
    return table([_("File"), _("Workshop"), _("Participant")], rows)
