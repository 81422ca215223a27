"""Workshops: find one by the name a person gives it, set one up, and make its pack."""

import json
from functools import lru_cache
from pathlib import Path

from rocb_desktop import paths
from rocb_desktop.domain.administration import ROCB, by_code
from rocb_desktop.domain.change import Value, derive, parse_change
from rocb_desktop.domain.clock import PartialDate, fiscal_round
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.kinds import Audience, Role
from rocb_desktop.domain.questionnaire import load, parse
from rocb_desktop.domain.workshop import (
    KINDS,
    MAX_NUMBER,
    MAX_PROGRAMME,
    Workshop,
    default_surveyed,
    parse_natural_name,
)
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.exchange.file import default_name
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.bundling import bundled
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.sending.sent import keep_sent
from rocb_desktop.services.sending.signing import make_header, seal_file, sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.blobs import material_blobs
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store import workshops as rows
from rocb_desktop.texts import N_, _, format_number

FOLLOWUP = "followup@1"
# Whose open blocks a pack carries on: a participant's key card has a name, and is nobody else's business.
_OFFICES = (
    "SELECT key FROM standing WHERE role IN ('rocb', 'focal_point') AND disputed=0"
    " UNION SELECT value FROM json_each(?3)"
)


@lane("read")
def list_workshops(session: Session) -> list[Workshop]:
    return rows.read_workshops(session.db)


@lane("read")
def list_rounds(session: Session) -> list[int]:
    """Years of the surveys, newest first."""
    return rows.read_rounds(session.db)


@lane("read")
def find_workshop(session: Session, text: str) -> Workshop:
    """A workshop by id, as 2021/4, by its number when there is one round, or by title.

    Raises UserError: unknown_workshop, ambiguous_workshop.
    """
    known = rows.read_workshops(session.db)
    name = parse_natural_name(text)
    if name is not None:
        found = [one for one in known if (one.round, one.number) == name]
    else:
        wanted = text.strip().casefold()
        found = [one for one in known if wanted in _names(one)]
    if not found:
        raise UserError("unknown_workshop", workshop=text)
    if len(found) > 1:
        raise UserError("ambiguous_workshop", workshop=text)
    return found[0]


def _names(one: Workshop) -> set[str]:
    return {one.id, str(one.number), one.title.casefold(), one.short_title.casefold()} - {""}


def workshop_id(round_number: int, number: int) -> str:
    """Two officers who enter the same workshop mean the same record."""
    return derive("workshop", str(round_number), str(number))


@lane("write")
def add_workshop(
    session: Session,
    title: str,
    kind: str,
    start: str,
    end: str,
    administrations: tuple[str, ...] = (),
    short_title: str = "",
    mode: str = "",
    number: int | None = None,
    programme: str = "",
) -> Outcome:
    """Set up a workshop; its round follows from its last day. Raises UserError not_allowed, bad_date, bad_value."""
    require_role(session, Role.ROCB)
    first, last = _day(start, "start"), _day(end, "end")
    if not title.strip():
        raise UserError("bad_value", field="title", value=title)
    if kind not in KINDS:
        raise UserError("bad_value", field="kind", value=kind)
    if last.last() < first.first():
        raise UserError("bad_value", field="end", problem=_("The last day is before the first day."))
    codes = [_code(text) for text in administrations]
    survey = fiscal_round(last)
    taken = {one.number for one in rows.read_workshops(session.db, "round=?", (survey,))}
    the_number = max(taken, default=0) + 1 if number is None else number
    if the_number in taken or not 1 <= the_number <= MAX_NUMBER:
        raise UserError("bad_value", field="number", value=str(the_number))
    record = workshop_id(survey, the_number)
    fields: dict[str, Value] = {
        "round": survey,
        "number": the_number,
        "title": title.strip(),
        "short_title": short_title.strip(),
        "kind": kind,
        "mode": mode,
        "start": str(first),
        "end": str(last),
        "administrations": list(dict.fromkeys(codes)),
        "surveyed": default_surveyed(kind),
        "status": "planned",
        "questionnaire": FOLLOWUP,
        "programme": _programme(programme),
    }
    kept = {name: value for name, value in fields.items() if value not in ("", [])}
    written = session.commit([*round_edits(session, survey), Edit(record, "workshop", kept)])[1]
    return Outcome(frozenset(written.tables), _("The workshop is in the register."), None, record)


@lane("write")
def set_programme(session: Session, workshop: str, text: str) -> Outcome:
    """Write what happens when, a line for each; "" takes it away. It goes along with the next pack.

    Raises UserError: not_allowed, unknown_workshop, bad_value.
    """
    require_role(session, Role.ROCB)
    record = find_workshop(session, workshop).id
    changes, written = session.commit([Edit(record, "workshop", {"programme": _programme(text)})])
    return Outcome(frozenset(written.tables), _("Programme saved."), undo_of(changes), record)


def _programme(text: str) -> str:
    """Lines without spaces at their ends."""
    lines = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if len(lines) > MAX_PROGRAMME:
        said = _("The text is too long: {length} of {most} characters")
        numbers = {"length": format_number(len(lines)), "most": format_number(MAX_PROGRAMME)}
        raise UserError("bad_value", field="programme", problem=said.format(**numbers))
    return lines


def _code(text: str) -> str:
    """An administration as a person writes it: its codes (PNG for PG), its name or another name of it."""
    found = by_code(text)
    if found is None:
        raise UserError("unknown_administration", field="administrations", administration=text)
    return found.code


def _day(text: str, field: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except UserError as error:
        raise UserError("bad_date", field=field, text=text) from error


def round_edits(session: Session, survey: int) -> list[Edit]:
    """The round and its questionnaire, said once; a change that says nothing new is left out by commit."""
    definition = paths.resource_text("questionnaires", "followup-1.json")
    return [
        Edit(derive("round", str(survey)), "round", {"number": survey, "title": f"Survey {survey}"}),
        Edit(
            derive("questionnaire", FOLLOWUP),
            "questionnaire",
            {"name": "followup", "version": 1, "definition": definition},
        ),
    ]


_WHO = {Role.PARTICIPANT: N_("participants"), Role.FOCAL_POINT: N_("focal points"), Role.ROCB: N_("ROCB A/P")}


def require_role(session: Session, *roles: str) -> None:
    if session.profile.role not in roles:
        who = ", ".join(_(_WHO[Role(role)]) for role in roles)
        then = _("Nothing was changed. This is for: {who}.").format(who=who)
        raise UserError("not_allowed", role=session.profile.role, then=then)


def questionnaire_of(session: Session, workshop: Workshop) -> Questionnaire:
    """The questionnaire a workshop is surveyed with."""
    return questionnaire_named(session, workshop.questionnaire)


def questionnaire_named(session: Session, form: str) -> Questionnaire:
    """A questionnaire by name@version: as a pack brought it, else as the app ships it; OSError for none of both."""
    name, _at, version = form.partition("@")
    number = int(version) if version.isdigit() else 1
    brought = rows.read_questionnaire(session.db, name, number)
    return _parsed(brought) if brought is not None else load(name, number)


@lru_cache(maxsize=16)
def _parsed(text: str) -> Questionnaire:
    """Few questionnaires are asked for very often."""
    return parse(text)


@lane("write")
def make_pack(
    session: Session, workshop: str, path: Path, with_names: bool = False, with_files: bool = False
) -> Outcome:
    """Write the open, signed pack of a workshop: set-up, questionnaire, grants and focal points' keys, contacts, and
    what is said of its materials.

    The names of the participants and the files of the materials go along only when asked for. Raises UserError:
    not_allowed, unknown_workshop.
    """
    require_role(session, Role.ROCB)
    the_workshop = find_workshop(session, workshop)
    day = f"{the_workshop.round}-{the_workshop.number:02d}"
    target = path / default_name(ROCB, "pack", day, the_workshop.id, 0) if path.is_dir() else path
    blobs = material_blobs(session, the_workshop.id) if with_files else []
    with bundled(session, target, blobs) as put, session.db.atomic():
        blocks = pack_blocks(session, the_workshop)
        if with_names:
            _write_name_list(session, the_workshop)
            record = derive("name_list", the_workshop.id)
            sign_waiting(session, Audience.ADMINISTRATION, [record])
            names = rows_where(session, Audience.ADMINISTRATION, "c.record=?3", (record,))
            blocks += carry(session, Audience.ADMINISTRATION, names)
        header = make_header(session, "pack", [], with_anchor=True)
        data = seal_file(session, header, blocks, [])
        sent = keep_sent(session, header, target, put(data, []), ROCB, the_workshop.id, 0)
    message = _("The pack is ready. Everybody may open it and pass it on.")
    return Outcome(frozenset({"sent"}), message, None, sent)


def pack_blocks(session: Session, workshop: Workshop) -> list[SignedBlock]:
    """All that everybody may see, without the words about other workshops: nobody is asked about one they did not
    attend. The notes of what was received go to whom they concern, and never along.

    The workshop is signed in a block of its own.
    """
    others = _about_others(session, workshop)
    waiting = {str(row[0]) for row in session.db.execute("SELECT DISTINCT record FROM change WHERE block IS NULL")}
    sign_waiting(session, Audience.ALL, [workshop.id])
    sign_waiting(session, Audience.ALL, waiting - others)
    where = f"b.author IN ({_OFFICES}) AND c.record NOT IN (SELECT value FROM json_each(?4))"
    return carry(
        session,
        Audience.ALL,
        rows_where(session, Audience.ALL, where, (json.dumps(session.anchor), json.dumps(sorted(others)))),
    )


def _about_others(session: Session, workshop: Workshop) -> set[str]:
    """Records that no pack of this workshop shows: other workshops and what belongs to them, notes of receipt."""
    others: set[str] = set()
    query = (
        "SELECT c.record, c.kind, c.meta, c.body FROM change c LEFT JOIN block b ON b.seq = c.block"
        " WHERE coalesce(b.audience, 'all')='all'"
    )
    for record, kind, meta, body in session.db.execute(query):
        about = record if kind == "workshop" else (parse_change(meta, body).fields or {}).get("workshop", workshop.id)
        if kind == "received" or about != workshop.id:
            others.add(record)
    return others


def _write_name_list(session: Session, workshop: Workshop) -> None:
    people = rows.read_participations(session.db, workshop.id)
    names: list[int | str | bool | None] = [
        f"{one.administration}\t{one.name}" for one in people if one.role == "participant"
    ]
    fields: dict[str, Value] = {"workshop": workshop.id, "names": names}
    session.commit([Edit(derive("name_list", workshop.id), "name_list", fields)])
