"""Mission reports: what each says, written section by section, finished with its files, begun again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.mission_report import TEXTS, Check, MissionReport, ReportContent, check_report, checks
from rocb_desktop.domain.workshop import Workshop, took_part
from rocb_desktop.reports.document import Document
from rocb_desktop.reports.mission_paper import mission_paper
from rocb_desktop.services.drafts import drop_draft
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.evidence import evidence_after
from rocb_desktop.services.survey.own_records import day_text, refuse, what_changed
from rocb_desktop.services.survey.recommendations import list_recommendations
from rocb_desktop.services.survey.report_actions import ticks
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.materials import read_materials
from rocb_desktop.store.mission_reports import read_gaps, read_reports
from rocb_desktop.store.people import read_person
from rocb_desktop.store.workshops import read_participations, read_workshops
from rocb_desktop.texts import _, language

PAGE = "mission_report"  # under which what is being typed into a report is kept as a draft
_KIND = "mission_report"


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """A report with what to look at before it is finished."""

    content: ReportContent
    checks: tuple[Check, ...]
    today: date

    @property
    def report(self) -> MissionReport:
        return self.content.report


def report_id(workshop: str, person: str) -> str:
    return derive(_KIND, workshop, person)


@lane("read")
def list_reports(session: Session) -> list[ReportDesk]:
    """One for each workshop in which the administration took part, the newest workshop first."""
    code = session.profile.administration
    known = read_workshops(session.db, "status <> 'cancelled'")
    mine = [one for one in known if not one.administrations or code in one.administrations]
    mine.sort(key=lambda one: one.end.last(), reverse=True)
    return [_desk(session, one) for one in mine]


@lane("read")
def report_desk(session: Session, workshop: str) -> ReportDesk:
    """All that the report on a workshop says, begun or not. Raises UserError unknown_workshop."""
    return _desk(session, find_workshop(session, workshop))


@lane("read")
def report_document(session: Session, workshop: str) -> Document:
    """The report as it goes on paper, in the language in use."""
    return mission_paper(report_desk(session, workshop).content, session.clock.today(), language())


def _desk(session: Session, workshop: Workshop) -> ReportDesk:
    content = _content(session, workshop)
    return ReportDesk(content, tuple(checks(content)), session.clock.today())


def _content(session: Session, workshop: Workshop) -> ReportContent:
    person, here = me(session), (workshop.id, me(session))
    found = read_reports(session.db, "workshop=? AND person=?", here)
    row = read_person(session.db, person)
    took = took_part(workshop, read_participations(session.db, workshop.id))
    return ReportContent(
        workshop,
        found[0] if found else MissionReport(report_id(workshop.id, person), workshop.id, person),
        row.name if row is not None else session.profile.name,
        row.post if row is not None else "",
        row.division if row is not None else "",
        session.profile.administration,
        tuple(sorted(took.codes)),
        tuple(one.file.shown for one in read_materials(session.db, "workshop=?", (workshop.id,))),
        tuple(one.file.shown for one in evidence_after(session, person, workshop.id)),
        tuple(read_gaps(session.db, "workshop=? AND person=?", here)),
        tuple(list_recommendations(session, workshop.id)),
        tuple(read_actions(session.db, "workshop=? AND person=?", here)),
    )


@lane("write")
def save_report(session: Session, workshop: str, texts: Mapping[str, str], addressee: str | None = None) -> Outcome:
    """Keep what was written in sections (by their ids), and for whom the report is; one change for what is new.

    Raises UserError: report_finished, unknown_workshop, bad_value with the `field` to go to.
    """
    the_workshop = find_workshop(session, workshop)
    old = _writable(session, the_workshop)
    unknown = sorted(set(texts) - set(TEXTS))
    if unknown:
        raise UserError("bad_value", field=unknown[0], value=unknown[0])
    kept = {name: text.strip() for name, text in texts.items()}
    whom = old.addressee if addressee is None else addressee.strip()
    refuse(check_report(whom, kept.items()))
    before: dict[str, Value] = {"addressee": old.addressee, **{name: old.text(name) for name in TEXTS}}
    changed = what_changed({"addressee": whom, **kept}, before)
    drop_draft(session, PAGE, the_workshop.id)
    if not changed:
        return Outcome(message="")
    fields: dict[str, Value] = {"workshop": the_workshop.id, "person": me(session), **changed}
    changes, written = session.commit([Edit(old.id, _KIND, fields)])
    return Outcome(frozenset(written.tables), _("Your report is saved."), undo_of(changes), old.id)


@lane("write")
def finish_report(session: Session, workshop: str, pdf: Path) -> Outcome:
    """The files are made: keep the PDF with the actions that a report fulfils, tick those, and close the report.

    One step with one way back. Raises UserError: report_finished, bad_value, bad_path, too_large.
    """
    the_workshop = find_workshop(session, workshop)
    old = _writable(session, the_workshop)
    content = _content(session, the_workshop)
    version = old.version + 1
    said: dict[str, Value] = {
        "workshop": the_workshop.id,
        "person": me(session),
        "finished": session.clock.today().isoformat(),
        "version": version,
    }
    edits = [*ticks(session, content, pdf), Edit(old.id, _KIND, said)]
    changes, written = session.commit(edits)
    message = (
        _("The report is finished. “Submit a report” and “Make recommendations” are ticked in your log.")
        if content.recommendations
        else _("The report is finished. “Submit a report” is ticked in your log.")
    )
    return Outcome(frozenset(written.tables), message, undo_of(changes), old.id)


@lane("write")
def begin_version(session: Session, workshop: str) -> Outcome:
    """Open a finished report again, to make its next version."""
    the_workshop = find_workshop(session, workshop)
    found = read_reports(session.db, "workshop=? AND person=?", (the_workshop.id, me(session)))
    if not found or found[0].finished is None:
        raise UserError("bad_value", field="workshop", problem=_("This report is not finished yet."))
    fields: dict[str, Value] = {"workshop": the_workshop.id, "person": me(session), "finished": day_text(None)}
    changes, written = session.commit([Edit(found[0].id, _KIND, fields)])
    message = _("You can write version {n} now.").format(n=found[0].version + 1)
    return Outcome(frozenset(written.tables), message, undo_of(changes), found[0].id)


def _writable(session: Session, workshop: Workshop) -> MissionReport:
    """The report on a workshop, begun or not. Raises UserError report_finished."""
    found = read_reports(session.db, "workshop=? AND person=?", (workshop.id, me(session)))
    if not found:
        return MissionReport(report_id(workshop.id, me(session)), workshop.id, me(session))
    if found[0].finished is not None:
        raise UserError("report_finished")
    return found[0]
