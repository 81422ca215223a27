"""The versions of one's own reply: what each file said, kept for good and readable beside what is typed now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rocb_desktop.domain.change import Change, Value, parse_change, state_of
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.questionnaire import to_send
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of
from rocb_desktop.services.sending.tracker import Track, track_reply
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.replies import ReplyForm, reply_form, reply_id


@dataclass(frozen=True, slots=True)
class ReplyVersion:
    """One version as its file said it: the answers that left, the day it was made, and how far it came."""

    number: int
    made: date | None
    answers: Mapping[str, Value]
    track: Track = field(default_factory=Track)


@dataclass(frozen=True, slots=True)
class ReplyVersions:
    """Every version that was made, the newest first, and the reply as it is kept now."""

    now: ReplyForm
    versions: tuple[ReplyVersion, ...]

    @property
    def questionnaire(self) -> Questionnaire:
        return self.now.questionnaire

    def version(self, number: int) -> ReplyVersion | None:
        return next((one for one in self.versions if one.number == number), None)


@lane("read")
def reply_versions(session: Session, workshop: str) -> ReplyVersions:
    """The versions of the own reply for a workshop. Raises UserError unknown_workshop, ambiguous_workshop."""
    now = reply_form(session, workshop)
    record = reply_id(now.workshop.id, me(session))
    changes = _changes(session, record)
    newest: dict[int, Change] = {}
    for change in changes:
        number = (change.fields or {}).get("version")
        if isinstance(number, int):
            newest[number] = change
    sheet = questionnaire_of(session, find_workshop(session, now.workshop.id))
    found = [_version(session, record, number, sheet, _until(changes, last)) for number, last in newest.items()]
    return ReplyVersions(now, tuple(sorted(found, key=lambda one: one.number, reverse=True)))


def _changes(session: Session, record: str) -> list[Change]:
    """What was said in the reply, in the order in which it was said."""
    rows = session.db.execute("SELECT meta, body FROM change WHERE record=? AND held IS NULL", (record,))
    found = {change.id: change for change in (parse_change(*row) for row in rows)}
    return sorted(found.values(), key=lambda change: (change.hlc, change.id))


def _until(changes: list[Change], last: Change) -> list[Change]:
    return changes[: changes.index(last) + 1]


def _version(
    session: Session, record: str, number: int, questionnaire: Questionnaire, said: list[Change]
) -> ReplyVersion:
    values = state_of(said).values
    day = values.get("date")
    made = date.fromisoformat(day) if isinstance(day, str) else None
    return ReplyVersion(number, made, to_send(questionnaire, values), track_reply(session, record, number))
