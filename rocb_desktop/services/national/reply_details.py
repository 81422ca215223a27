"""One reply as the focal point reads it: what it says, what is wrong with it, what changed since it was judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rocb_desktop.domain.answer_words import field_words
from rocb_desktop.domain.change import Value, parse_change, state_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.material import Evidence
from rocb_desktop.domain.questionnaire import Problem, check
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop, parse_natural_name
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.newest import heads_of
from rocb_desktop.services.national.notes import note_about
from rocb_desktop.services.national.on_behalf import EnteredFrom, entered_from
from rocb_desktop.services.national.warnings import reply_warnings
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of
from rocb_desktop.services.sending.tracker import Track, track_reply
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.evidence import evidence_after
from rocb_desktop.services.trust.trust import how_known
from rocb_desktop.store.replies import read_replies
from rocb_desktop.store.undecided import read_undecided

ACCEPT, CORRECT = "accept", "correct"


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer that changed since the version that was judged before."""

    field: str
    label: str
    before: Value
    after: Value
    question: int = 0


@dataclass(frozen=True, slots=True)
class ReplyDetail:
    """One reply for the reading pane."""

    reply: Reply
    workshop: Workshop
    problems: tuple[Problem, ...]
    differences: tuple[Difference, ...]
    asked: str  # the correction that was asked for, if any
    questionnaire: Questionnaire
    judged: int = 0  # the version that was last judged; 0 when none was
    asked_for: bool = False  # the last decision was to ask for a correction
    own: bool = False  # the focal point's own reply
    how: str = ""  # how its author is known, when nobody compared the words
    undecided: int = 0  # answers with two versions, on which somebody has to decide
    evidence: tuple[Evidence, ...] = ()  # that the person sent along
    track: Track = field(default_factory=Track)  # how far the version shown came
    warnings: tuple[str, ...] = ()  # what to look at twice
    note: str = ""  # of this desk
    author: str = ""  # key of who signed it, to whom a correction goes as a file
    entered: EnteredFrom | None = None  # where it comes from, when an office entered it
    seen: tuple[str, ...] = ()  # the changes that are shown


@lane("read")
def reply_detail(session: Session, record: str) -> ReplyDetail:
    """A reply, what is wrong with it, and what changed since the version that was last judged."""
    reply = read_reply(session, record)
    workshop = find_workshop(session, reply.workshop)
    questionnaire = questionnaire_of(session, workshop)
    problems = check(questionnaire, reply.answers, start=workshop.start, today=session.clock.today())
    row = session.db.execute(
        "SELECT judged, decision, text FROM review WHERE reply=? AND administration=?",
        (record, reply.administration),
    ).fetchone()
    judged, decision, text = row or ("", "", "")
    decided = decision in (ACCEPT, CORRECT)  # a review that was taken back has none
    before = _answers_at(session, record, judged or "[]") if decided else {}
    version = before.get("version")
    how = how_author_is_known(session, reply)
    return ReplyDetail(
        reply,
        workshop,
        tuple(problems),
        tuple(_differences(questionnaire, before, reply.answers)) if decided else (),
        text or "" if decision == CORRECT else "",
        questionnaire,
        version if isinstance(version, int) else 0,
        decision == CORRECT,
        own_reply(session, reply),
        how,
        len(read_undecided(session.db, record)),
        evidence_after(session, reply.person, workshop.id),
        track_reply(session, record, reply.version),
        reply_warnings(session, reply, workshop, questionnaire, how),
        note_about(session, record),
        _author(session, record) if reply.source == "own" else "",
        entered_from(session, record),
        tuple(sorted(heads_of(session, record))),
    )


def _differences(
    questionnaire: Questionnaire, before: Mapping[str, Value], after: Mapping[str, Value]
) -> Iterator[Difference]:
    for question in questionnaire.questions:
        for one in question.fields:
            old, new = before.get(one.id), after.get(one.id)
            if (old or None) != (new or None):
                yield Difference(one.id, field_words(questionnaire, one.id), old, new, question.number)


def _answers_at(session: Session, record: str, judged: str) -> Mapping[str, Value]:
    """The answers as they were when the changes in `judged` (JSON) were the newest."""
    query = (
        "SELECT meta, body FROM change WHERE record=? AND held IS NULL"
        " AND seq <= (SELECT max(seq) FROM change WHERE id IN (SELECT value FROM json_each(?)))"
    )
    changes = {
        change.id: change for change in (parse_change(*row) for row in session.db.execute(query, (record, judged)))
    }
    return state_of(changes.values()).values if changes else {}


def read_reply(session: Session, record: str) -> Reply:
    found = read_replies(session.db, "r.id=?", (record,))
    if not found:
        raise UserError("unknown_person", reply=record)
    return found[0]


@lane("read")
def find_reply(session: Session, text: str) -> Reply:
    """A reply by its id, or as workshop/participant: "2021/7/Sina Leota". Raises UserError unknown_person."""
    found = read_replies(session.db, "r.id=?", (text,))
    if found:
        return found[0]
    survey, number, name = [*text.split("/", 2), "", ""][:3]  # a name may have a slash of its own
    place = f"{survey}/{number}"
    if parse_natural_name(place) is None:
        place, _slash, name = text.rpartition("/")
    workshop = find_workshop(session, place)
    wanted = " ".join(name.casefold().split())
    named = [one for one in read_replies(session.db, "r.workshop=?", (workshop.id,)) if wanted in _names(one)]
    if len(named) != 1:
        raise UserError("unknown_person", reply=text)
    return named[0]


def _names(reply: Reply) -> set[str]:
    return {" ".join(reply.name.casefold().split()), reply.person}


def own_reply(session: Session, reply: Reply) -> bool:
    """A focal point who took part: the own reply is covered by the head's sign-off, never blocked."""
    return reply.person == me(session)


def how_author_is_known(session: Session, reply: Reply) -> str:
    """How the author of a reply is known whose words nobody compared; "" for every other."""
    if not reply.unchecked:
        return ""
    return how_known(session, _author(session, reply.id)) or ""


def _author(session: Session, record: str) -> str:
    row = session.db.execute("SELECT author FROM reply WHERE id=?", (record,)).fetchone()
    return str(row[0] or "") if row else ""
