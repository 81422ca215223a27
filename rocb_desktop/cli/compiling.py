"""`compile` and `clearance`: one national reply from several, and what the head says to a round."""

import argparse
from pathlib import Path
from typing import Any

from rocb_desktop.cli.output import show
from rocb_desktop.cli.papers import check_ending, save_paper
from rocb_desktop.cli.parser import Parser, Verbs, iso_date
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.answer_words import answer_text, field_words
from rocb_desktop.domain.clearing import HOW, NAMING, STATES, how_words
from rocb_desktop.domain.compiling import WRITTEN
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.questionnaire import answer_from_text
from rocb_desktop.services.national.clearance import Clearance, SignOff, clearance_of, set_clearance
from rocb_desktop.services.national.clearance_paper import clearance_paper
from rocb_desktop.services.national.compiling import (
    Compilation,
    Decided,
    compilation,
    compile_reply,
    remove_national_reply,
)
from rocb_desktop.services.national.quotes import limit_quote, quotes_of
from rocb_desktop.texts import LANGUAGES, _


def register(verbs: Verbs) -> None:
    compiles = verbs.add_parser("compile", help=_("one national reply from the replies of a workshop"))
    compiles.add_argument("workshop", metavar="W", help=_("as 2021/4"))
    what = compiles.add_mutually_exclusive_group()
    what.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=_("decide one answer, as q3=yes"),
    )
    what.add_argument("--remove", action="store_true", help=_("take the national reply away again"))
    what.add_argument("--show", action="store_true", help=_("say who said what, and change nothing"))
    compiles.set_defaults(handler=compile_one)
    clears = verbs.add_parser("clearance", help=_("the head's clearance of a round: the sheet, and what was said"))
    clears.add_argument("--round", required=True, type=int, metavar="R", help=_("the survey's year, as 2021"))
    clears.add_argument("--out", type=Path, metavar="FILE", help=_("write the sheet, as Word (.docx) or PDF (.pdf)"))
    clears.add_argument("--lang", choices=[*LANGUAGES], help=_("the language of the sheet"))
    clears.add_argument("--state", choices=[*STATES], help=_("note how far it is"))
    clears.add_argument("--name", default="", help=_("the head who cleared it"))
    clears.add_argument("--post", default="")
    clears.add_argument("--date", type=iso_date, metavar="DATE", help=_("the day of that; today without it"))
    clears.add_argument("--how", default="", choices=[*HOW])
    add_naming(clears)
    clears.add_argument(
        "--limit",
        nargs=3,
        metavar=("REPLY", "KEY", "CONSENT"),
        help=_("lower the consent of one text, as ID q3_text members_anonymous"),
    )
    clears.set_defaults(handler=clear)


def add_naming(parser: Parser) -> None:
    """Whether the tables name the administration: named, not-named (or not_named, as JSON has it)."""
    parser.add_argument(
        "--naming",
        default="",
        type=lambda text: text.replace("-", "_"),
        choices=[*NAMING],
        help=_("whether Tables 4 and 7 may name the code"),
    )


def compile_one(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        done = None
        if parsed.remove:
            done = remove_national_reply(session, parsed.workshop)
        elif not parsed.show:
            done = compile_reply(session, parsed.workshop, _decided(compilation(session, parsed.workshop), parsed.set))
        found = compilation(session, parsed.workshop)
    lines = [done.message] if done is not None else []
    return show(parsed, _as_json(found), "\n".join([*lines, *_in_words(found)]))


def _decided(found: Compilation, settings: list[str]) -> dict[str, Decided]:
    """The answers of --set; one that somebody gave comes from them, any other is a text of the desk."""
    decided = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals:
            raise UserError("bad_value", field=name, value=setting)
        value = answer_from_text(found.questionnaire, name, text)
        line = next((one for one in found.lines if one.field.id == name), None)
        same = next((one for one in line.said if one.value == value), None) if line is not None else None
        decided[name] = Decided(value, same.replies if same is not None else (WRITTEN,))
    return decided


def _as_json(found: Compilation) -> dict[str, Any]:
    return {
        "workshop": found.workshop.natural_name,
        "compiled": found.national is not None,
        "reply": found.national.id if found.national is not None else None,
        "answers": found.national.answers if found.national is not None else {},
        "replies": [{"id": one.id, "name": one.name} for one in found.replies],
        "waiting": found.waiting,
        "changed": found.changed,
        "consent": found.consent,
        "lines": [
            {
                "key": one.field.id,
                "differs": one.differs,
                "said": [{"value": said.value, "replies": said.replies} for said in one.said],
                "value": found.decided[one.field.id].value,
                "from": found.decided[one.field.id].taken,
            }
            for one in found.lines
        ],
    }


def _in_words(found: Compilation) -> list[str]:
    """Where the people differ, with who said what and the answer that stands."""
    lines = []
    for one in found.open_lines:
        lines.append(field_words(found.questionnaire, one.field.id))
        for said in one.said:
            names = ", ".join(found.name_of(reply) for reply in said.replies)
            answer = _("{label}: {answer}").format(label=names, answer=answer_text(one.field, said.value))
            lines.append(f"  {answer}")
        value = answer_text(one.field, found.decided[one.field.id].value)
        lines.append("  " + _("National reply: {answer}").format(answer=value))
    if found.changed:
        lines.append(_("Changed since it was compiled: {names}").format(names=", ".join(filter(None, found.changed))))
    return lines


def clear(parsed: argparse.Namespace) -> int:
    if parsed.out:
        check_ending(parsed.out)
    with profile_session(parsed) as session:
        said = []
        if parsed.limit:
            said.append(limit_quote(session, *parsed.limit).message)
        if parsed.state:
            day = parsed.date.isoformat() if parsed.date else ""
            sign_off = SignOff(parsed.name, parsed.post, day, parsed.how, parsed.naming)
            said.append(set_clearance(session, parsed.round, parsed.state, sign_off).message)
        found = clearance_of(session, parsed.round)
        quotes = quotes_of(session, parsed.round)
        paper = clearance_paper(session, parsed.round, parsed.lang or session.profile.lang) if parsed.out else None
    if paper is not None:
        save_paper(paper, parsed.out)
        said.append(str(parsed.out))
    told = {
        "file": parsed.out,
        "round": found.round,
        "administration": found.administration,
        "state": found.state,
        "since": found.since,
        "name": found.name,
        "post": found.post,
        "date": found.date,
        "how": found.how,
        "naming": found.naming,
        "changed": found.changed,
        "replies": [reply.id for _workshop, reply in found.items],
        "quotes": [
            {"reply": one.reply, "key": one.field, "text": one.text, "given": one.given, "consent": one.consent}
            for one in quotes
        ],
    }
    return show(parsed, told, "\n".join([*said, clearance_line(found)]))


def clearance_line(found: Clearance) -> str:
    """How far a clearance is, in a line or two."""
    parts = [_(STATES[found.state]), found.since, ", ".join(filter(None, (found.name, found.post)))]
    lines = [". ".join(filter(None, [*parts, how_words(found.how)]))]
    if found.changed:
        lines.append(_("Changed since: {what}").format(what=", ".join(found.changed)))
    return "\n".join(lines)
