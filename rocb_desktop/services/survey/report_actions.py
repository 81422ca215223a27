"""The actions that a finished mission report fulfils: ticked in the log, with the report itself as evidence."""

from pathlib import Path

from rocb_desktop.domain.action import Action, check_action
from rocb_desktop.domain.change import Value, own_record
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.faults import Fault
from rocb_desktop.domain.kinds import own_id
from rocb_desktop.domain.material import MAX_NAME, type_of
from rocb_desktop.domain.mission_report import ReportContent
from rocb_desktop.domain.recommendation import Recommendation
from rocb_desktop.services.arriving.blob_intake import keep_file
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.own_records import refuse
from rocb_desktop.store.materials import read_evidence
from rocb_desktop.texts import _


def ticks(session: Session, content: ReportContent, pdf: Path) -> list[Edit]:
    """What to say of the actions: a report was submitted and, where it holds any, recommendations were made.

    An action that says so already only gets the file; a planned one is done today; otherwise there is a new one.
    Raises UserError: bad_value, bad_path, too_large.
    """
    digest, size = keep_file(session, pdf)
    wanted: dict[str, dict[str, Value]] = {"submit_report": _report_fields(content)}
    if content.recommendations:
        wanted["make_recommendations"] = _advice_fields(content.recommendations)
    edits: list[Edit] = []
    for type, fields in wanted.items():
        action, edit = _tick(session, content, type, fields)
        edits += [edit] if edit is not None else []
        if not read_evidence(session.db, "action=? AND hash=?", (action, digest)):
            edits.append(_evidence(session, action, digest, size, pdf.name[-MAX_NAME:]))
    return edits


def _tick(session: Session, content: ReportContent, type: str, fields: dict[str, Value]) -> tuple[str, Edit | None]:
    """The action, by its id, and what to say of it."""
    same = [one for one in content.log if one.type == type and not one.handed_to]
    done = next((one for one in reversed(same) if not one.planned), None)
    if done is not None:
        return done.id, None
    today = session.clock.today()
    planned = min(same, key=lambda one: (one.due is None, str(one.due), one.id), default=None)
    record = planned.id if planned is not None else own_record(me(session), session.ids.token(8))
    _check(content, Action(record, content.workshop.id, me(session), type, date=PartialDate.of(today)), session)
    said: dict[str, Value] = {"person": me(session), "status": "done", "date": today.isoformat()}
    if planned is not None:
        kept: dict[str, Value] = {name: value for name, value in fields.items() if not getattr(planned, name)}
        if planned.due is not None:
            kept["due"] = str(planned.due)  # what was planned can still be told
        return record, Edit(record, "action", {**said, **kept})
    return record, Edit(record, "action", {**said, "workshop": content.workshop.id, "type": type, **fields})


def _check(content: ReportContent, action: Action, session: Session) -> None:
    faults = check_action(action, content.workshop, session.clock.today())
    refuse([Fault(one.field, one.text) for one in faults])


def _report_fields(content: ReportContent) -> dict[str, Value]:
    fields: dict[str, Value] = {"subtype": "mission_report", "text": _("Mission report")}
    return {**fields, "audience": content.report.addressee} if content.report.addressee else fields


def _advice_fields(advice: tuple[Recommendation, ...]) -> dict[str, Value]:
    fields: dict[str, Value] = {"text": _("In the mission report"), "reached": len(advice)}
    return {**fields, "recommendation": advice[0].id} if len(advice) == 1 else fields


def _evidence(session: Session, action: str, digest: str, size: int, name: str) -> Edit:
    fields: dict[str, Value] = {
        "person": me(session),
        "action": action,
        "hash": digest,
        "size": size,
        "name": name,
        "media": type_of(name).media,
        "title": _("Mission report"),
        "date": session.clock.today().isoformat(),
    }
    return Edit(own_id("evidence", me(session), session.ids.token(8)), "evidence", fields)
