"""`reply`: the survey reply of a participant, filled, shown and made into a file."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from rocb_desktop.cli.consent import add_to_replies
from rocb_desktop.cli.contents import add_dry_run, show_contents
from rocb_desktop.cli.output import show, table
from rocb_desktop.cli.parser import Verbs
from rocb_desktop.cli.sessions import profile_session
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.questionnaire import answer_from_text
from rocb_desktop.services.survey.replies import ReplyForm, make_reply, outgoing, reply_form, save_reply
from rocb_desktop.services.survey.versions import reply_versions
from rocb_desktop.texts import _

RECEIVERS = ("focal-point", "rocb", "open")


def register(verbs: Verbs) -> None:
    nouns = verbs.add_parser("reply", help=_("your survey replies")).add_subparsers(required=True, metavar=_("VERB"))
    fill = nouns.add_parser("fill", help=_("save answers; what the log knows is filled in"))
    fill.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    fill.add_argument(
        "--set",
        dest="answers",
        action="append",
        default=[],
        type=typed_answer,
        metavar="KEY=VALUE",
        help=_("an answer, as q3=yes; nothing after the = takes it away; can be given again"),
    )
    fill.set_defaults(handler=fill_in)
    look = nouns.add_parser("show", help=_("the reply as it stands"))
    look.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    look.add_argument("--version", type=int, metavar="N", help=_("what the file of this version said"))
    look.set_defaults(handler=show_reply)
    make = nouns.add_parser("make", help=_("write the file; by default for your focal point, without one for ROCB"))
    make.add_argument("--workshop", required=True, metavar="W", help=_("as 2021/4"))
    make.add_argument("--out", required=True, type=Path, metavar="FILE")
    make.add_argument("--to", choices=RECEIVERS)
    make.add_argument("--with-evidence", action="store_true", help=_("with the files kept with your actions"))
    add_dry_run(make)
    make.set_defaults(handler=write_reply)
    add_to_replies(nouns)


def typed_answer(text: str) -> tuple[str, str]:
    """An answer as key=value, for an option."""
    key, equals, value = text.partition("=")
    if not equals or not key.strip():
        raise argparse.ArgumentTypeError(_("Write the answer as key=value, for example q3=yes."))
    return key.strip(), value


def fill_in(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        form = reply_form(session, parsed.workshop)
        typed = {key: answer_from_text(form.questionnaire, key, text) for key, text in parsed.answers}
        done = save_reply(session, form.workshop.id, {**form.answers, **typed})
        form = reply_form(session, form.workshop.id)
    return show(parsed, as_json(form), f"{done.message}\n{in_words(form)}")


def show_reply(parsed: argparse.Namespace) -> int:
    if parsed.version is not None:
        return _show_version(parsed)
    with profile_session(parsed) as session:
        form = reply_form(session, parsed.workshop)
    return show(parsed, as_json(form), in_words(form))


def _show_version(parsed: argparse.Namespace) -> int:
    with profile_session(parsed) as session:
        every = reply_versions(session, parsed.workshop)
    found = every.version(parsed.version)
    if found is None:
        known = ", ".join(str(one.number) for one in every.versions) or "-"
        problem = _("There is no version {n}. The versions are: {known}.").format(n=parsed.version, known=known)
        raise UserError("bad_value", field="version", problem=problem)
    told = {"version": found.number, "made": found.made, "answers": dict(found.answers)}
    return show(parsed, told, answer_table(every.now, found.answers))


def as_json(form: ReplyForm) -> dict[str, object]:
    """A reply for scripts; `version` is that of the last file made, 0 before the first."""
    ready, of = form.needed
    return {
        "workshop": form.workshop.natural_name,
        "title": form.workshop.title,
        "answers": dict(form.answers),
        "from_log": form.from_log,
        "problems": form.problems,
        "needed": {"ready": ready, "of": of},
        "ready": not form.problems,
        "version": form.version,
        "changed": form.changed,
    }


def in_words(form: ReplyForm) -> str:
    ready, of = form.needed
    needed = _("{ready} of {of} needed answers are ready.").format(ready=ready, of=of)
    lines = [f"{form.workshop.natural_name}  {form.workshop.title}", needed, answer_table(form, form.answers)]
    return "\n".join(lines + [f"{one.field}: {one.text}" for one in form.problems])


def answer_table(form: ReplyForm, answers: Mapping[str, Value]) -> str:
    rows = [
        [one.id, one.label, _shown(answers[one.id])]
        for one in form.questionnaire.fields
        if answers.get(one.id) not in (None, "", [])
    ]
    return table([_("Key"), _("Question"), _("Answer")], rows)


def _shown(value: Value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def write_reply(parsed: argparse.Namespace) -> int:
    """Says for whom the file is, also when nobody chose."""
    if parsed.dry_run:
        return show_contents(parsed, "reply", parsed.workshop, parsed.to, parsed.with_evidence)
    with profile_session(parsed) as session:
        leaving = outgoing(session, parsed.workshop, parsed.to)
        done = make_reply(session, leaving.form.workshop.id, parsed.out, leaving.to, parsed.with_evidence)
    told = {
        "file": done.value.path,
        "size": done.value.size,
        "version": done.value.version,
        "to": leaving.to,
        "receiver": {"administration": leaving.receiver, "name": leaving.receiver_name},
        "answers": dict(leaving.answers),
    }
    receiver = _for_whom(leaving.to, leaving.receiver, leaving.receiver_name, parsed.with_evidence)
    return show(parsed, told, f"{done.message} {receiver}\n{done.value.path}")


def _for_whom(to: str, receiver: str, name: str, with_evidence: bool) -> str:
    if to == "open":
        return _("It is open: everybody who has the file can read it.")
    if to == "rocb":
        return _("It is for ROCB A/P directly. Only ROCB A/P and you can open it.")
    said = _("It is for {name}, {administration}. Only the focal point's office, ROCB A/P and you can open it.")
    if with_evidence:
        said = _(
            "It is for {name}, {administration}, with evidence. Only the focal point's office and you can open it."
        )
    return said.format(name=name, administration=name_of(receiver))
