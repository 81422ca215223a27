"""The feedback that came from ROCB A/P, with the own figures beside it: a person's, or the administration's."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.analysis.region_figures import region_figures
from rocb_desktop.analysis.types import NO, NOT_YET, YES, NationalRow
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.feedback import TOPICS, Feedback, Region
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.consents import read_consents
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.tables import count_round
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.store.feedback import read_feedbacks
from rocb_desktop.store.replies import read_replies
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.store.workshops import read_workshops

_READ = "feedback_read"
_CODES = {"yes": YES, "not_yet": NOT_YET, "no": NO}


@dataclass(frozen=True, slots=True)
class OwnText:
    """A good practice of the own administration, with what may be done with it: a word of CONSENTS, or ""."""

    topic: str
    text: str
    name: str
    workshop: str
    consent: str
    reply: str


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """One feedback with the own figures. `choices` are all that there are; `shown` is None before the first came.

    `national`: the own figures are the administration's, and not one person's.
    """

    choices: tuple[tuple[str, int, str], ...]
    shown: Feedback | None
    own: Region | None
    texts: tuple[OwnText, ...]
    national: bool


@lane("read")
def feedback_view(session: Session, wanted: str = "") -> FeedbackView:
    """The feedback with the id `wanted`, else the newest; of a focal point also the own good practices."""
    found = read_feedbacks(session.db)
    titles = {one.id: one.short_title or one.title for one in read_workshops(session.db)}
    shown = next((one for one in found if one.id == wanted), found[0] if found else None)
    national = session.profile.role == Role.FOCAL_POINT
    choices = tuple((one.id, one.round, titles.get(one.workshop, "")) for one in found)
    own = _own(session, shown, national) if shown is not None else None
    return FeedbackView(choices, shown, own, own_texts(session) if national else (), national)


def unread_feedback(session: Session) -> str:
    """The newest feedback that this person has not looked at on this computer, by its record; "" for none."""
    found = read_feedbacks(session.db)
    return found[0].id if found and _mark(found[0]) not in _read_marks(session) else ""


@lane("write")
def note_read(session: Session, feedback: Feedback) -> Outcome:
    """Remember that this person looked at a feedback, as it is now."""
    marks = _read_marks(session)
    if _mark(feedback) in marks:
        return Outcome()
    write_setting(session.db, _READ, json.dumps(sorted({*marks, _mark(feedback)})))
    return Outcome(frozenset({"setting"}))


def _mark(feedback: Feedback) -> str:
    """Made again on another day, it is new."""
    return f"{feedback.id} {feedback.counted_on}"


def _read_marks(session: Session) -> set[str]:
    return set(json.loads(read_setting(session.db, _READ, "[]")))


def _own(session: Session, feedback: Feedback, national: bool) -> Region | None:
    rows = _national_rows(session, feedback) if national else _my_rows(session, feedback)
    return region_figures(rows, None) if rows else None


def _national_rows(session: Session, feedback: Feedback) -> Sequence[NationalRow]:
    """The administration's replies as they count, one a workshop."""
    workshops = _workshops(session, feedback)
    if not workshops:
        return ()
    numbers = {one.number for one in workshops}
    rows = count_round(session, feedback.round).rows
    return [row for row in rows if row.code == session.profile.administration and row.workshop in numbers]


def _my_rows(session: Session, feedback: Feedback) -> Sequence[NationalRow]:
    """The replies of this person of which a file was made."""
    workshops = {one.id: one for one in _workshops(session, feedback)}
    replies = read_replies(session.db, "r.person=? AND r.version IS NOT NULL", (me(session),))
    return [_row(workshops[one.workshop], one) for one in replies if one.workshop in workshops]


def _workshops(session: Session, feedback: Feedback) -> list[Workshop]:
    found = read_workshops(session.db, "round=? AND surveyed=1", (feedback.round,))
    return [one for one in found if feedback.workshop in ("", one.id)]


def _row(workshop: Workshop, reply: Reply) -> NationalRow:
    answers = reply.answers
    actions = {action: _code(answers, f"q1_{action}") for action in ACTIONS}
    effects, efficiency, project = (_code(answers, name) for name in ("q3", "q4", "q5"))
    return NationalRow(workshop.number, reply.administration, actions, effects, efficiency, project, reply.late)


def _code(answers: Mapping[str, Value], name: str) -> int | None:
    value = answers.get(name)
    return _CODES.get(value) if isinstance(value, str) else None


def own_texts(session: Session) -> tuple[OwnText, ...]:
    """The good practices in the replies of the own administration, newest survey first, each with its consent."""
    code = session.profile.administration
    where = "coalesce(r.administration, p.administration)=? AND r.version IS NOT NULL"
    titles = {one.id: one.short_title or one.title for one in read_workshops(session.db)}
    replies = read_replies(session.db, where, (code,))
    consents = read_consents(session, replies)
    return tuple(
        OwnText(topic, text.strip(), one.name, titles.get(one.workshop, ""), consent, one.id)
        for one in reversed(replies)
        for topic, (_words, field) in TOPICS.items()
        for text in [one.answers.get(field)]
        if isinstance(text, str) and text.strip()
        for consent in [consents.of(one, field)]
    )
