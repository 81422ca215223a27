"""The questionnaire as an Excel workbook: one's own with the answers there are, or those of a workshop's people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.administration import by_code, name_of
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.material import safe_name
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.questionnaire_sheet import Identity
from rocb_desktop.exchange.questionnaire_writer import Filled, write_questionnaire
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.lanes import lane, report
from rocb_desktop.services.national.entering import names_at
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of, require_role
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.replies import reply_form
from rocb_desktop.store.people import read_person
from rocb_desktop.texts import LANGUAGES, _, ngettext, speaking

ENDING = ".xlsx"


@dataclass(frozen=True, slots=True)
class FormFile:
    """A workbook that is to be written: where, and all that stands in it."""

    path: Path
    questionnaire: Questionnaire
    identity: Identity
    filled: Filled


@dataclass(frozen=True, slots=True)
class _For:
    """Who a workbook is made for, and what of it is filled in."""

    administration: str
    participant: str
    person: Mapping[str, str]
    answers: Mapping[str, Value]


@lane("draw")
def write_forms(forms: Sequence[FormFile]) -> tuple[Path, ...]:
    """Write workbooks that were planned, and say where they lie. Raises UserError disk_full, cannot_open ..."""
    for number, one in enumerate(forms):
        report(number, len(forms))
        write_whole(one.path, write_questionnaire(one.questionnaire, one.identity, one.filled))
    return tuple(one.path for one in forms)


@lane("read")
def plan_own_form(
    session: Session, workshop: str, path: Path, lang: str = "", answers: Mapping[str, Value] | None = None
) -> list[FormFile]:
    """A participant's own questionnaire with the answers there are (`answers`: as they stand in the form just now). It
    can be filled in on another computer and given to the focal point.

    Raises UserError: unknown_workshop, not_surveyed, bad_value (no such language).
    """
    the_workshop = _surveyed(session, workshop)
    known = read_person(session.db, me(session))
    person = {"@name": session.profile.name, "@date": session.clock.today().isoformat()}
    if known is not None:
        person |= {"@name": known.name, "@post": known.post, "@division": known.division, "@email": known.email}
    given = answers if answers is not None else reply_form(session, the_workshop.id).answers
    made_for = _For(session.profile.administration, me(session), person, given)
    target = _target(path, the_workshop, session.profile.administration)
    return [_form(session, the_workshop, made_for, target, lang or session.profile.lang)]


@lane("read")
def plan_form(
    session: Session, workshop: str, path: Path, lang: str = "", name: str = "", administration: str = ""
) -> list[FormFile]:
    """A questionnaire to hand out: for one person by name, or a blank one.

    Raises UserError: not_allowed, unknown_workshop, not_surveyed, unknown_administration, bad_value.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    the_workshop = _surveyed(session, workshop)
    code = _code(session, administration)
    target = _target(path, the_workshop, code)
    return [_form(session, the_workshop, _For(code, name.strip(), {"@name": name.strip()}, {}), target, lang)]


@lane("read")
def plan_forms(
    session: Session, workshop: str, folder: Path, lang: str = "", administration: str = ""
) -> list[FormFile]:
    """One questionnaire for each person of a workshop, in a folder; where nobody is known, one blank one.

    Raises UserError as `plan_form`.
    """
    require_role(session, Role.FOCAL_POINT, Role.ROCB)
    the_workshop = _surveyed(session, workshop)
    code = _code(session, administration)
    names = names_at(session, the_workshop.id, code) or ("",)
    targets = _targets(folder, the_workshop, code, names)
    return [_form(session, the_workshop, _For(code, name, {"@name": name}, {}), to, lang) for name, to in targets]


def saved_words(made: Sequence[Path], *, own: bool = False) -> str:
    """What to say when they are written; a participant's own one is to be given on."""
    if own:
        return _("The Excel form is saved. Fill it in and give it to your focal point.")
    said = ngettext("{n} Excel questionnaire is saved.", "{n} Excel questionnaires are saved.", len(made))
    return said.format(n=len(made))


def _targets(folder: Path, workshop: Workshop, code: str, names: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """A file for each name; two names that a disk cannot tell apart get numbers."""
    taken: set[str] = set()
    for name in names:
        stem = "_".join(filter(None, (code, _day(workshop), name.replace(" ", "-"))))
        file, number = safe_name(f"{stem}{ENDING}"), 1
        while file.casefold() in taken:
            number += 1
            file = safe_name(f"{stem}-{number}{ENDING}")
        taken.add(file.casefold())
        yield name, folder / file


def _surveyed(session: Session, workshop: str) -> Workshop:
    found = find_workshop(session, workshop)
    if not found.surveyed:
        raise UserError("not_surveyed")
    return found


def _code(session: Session, administration: str) -> str:
    if session.profile.role == Role.FOCAL_POINT:
        return session.profile.administration
    office = by_code(administration)
    if office is None:
        raise UserError("unknown_administration", field="administration", administration=administration)
    return office.code


def _day(workshop: Workshop) -> str:
    return f"{workshop.round}-{workshop.number:02d}"


def _target(path: Path, workshop: Workshop, code: str) -> Path:
    return path / f"{code}_questionnaire_{_day(workshop)}{ENDING}" if path.is_dir() else path


def _form(session: Session, workshop: Workshop, made_for: _For, path: Path, lang: str) -> FormFile:
    lang = lang or session.profile.lang or LANGUAGES[0]
    if lang not in LANGUAGES:
        raise UserError("bad_value", field="lang", value=lang)
    questionnaire = questionnaire_of(session, workshop)
    code = made_for.administration
    asked = workshop.questionnaire
    identity = Identity(asked, workshop.id, workshop.natural_name, code, made_for.participant, lang)
    with speaking(lang):
        days = _("{start} to {end}").format(start=workshop.start.shown(), end=workshop.end.shown())
        where = f"{workshop.natural_name} {workshop.title}, {days}"
        office = f"{name_of(code)} ({code})"
    filled = Filled(where, office, made_for.person, made_for.answers)
    return FormFile(path, questionnaire, identity, filled)
