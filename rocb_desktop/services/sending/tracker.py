"""How far a reply or return came, as far as this computer can know: its files, and the receipts that came back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rocb_desktop.domain.change import parse_change
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.sending.receipt_dates import IN_RETURN
from rocb_desktop.services.session import Session
from rocb_desktop.store.blocks import marks
from rocb_desktop.store.replies import read_replies

# In the order in which a reply passes them. Publication is told by nobody yet, and so never shown as reached.
WORDS = (
    "draft",
    "file_made",
    "sent",
    "with_focal_point",
    "accepted",
    "correction_asked",
    "in_return",
    "received_by_rocb",
)


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage that was reached: a word of WORDS, and the day, where it is known. `number` is a national return's."""

    word: str
    day: date | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Track:
    """The stages that a version reached, in order. `correction` is what the focal point asked to correct in it."""

    stages: tuple[Stage, ...] = ()
    correction: str = ""

    @property
    def furthest(self) -> Stage:
        """Where it is now: a question about it comes before all that happened to it."""
        asked = self.stage("correction_asked")
        return asked or (self.stages[-1] if self.stages else Stage("draft"))

    def stage(self, word: str) -> Stage | None:
        return next((one for one in self.stages if one.word == word), None)

    @property
    def arrived(self) -> bool:
        """Whether a receipt says that somebody has it."""
        return any(one.word not in ("draft", "file_made", "sent") for one in self.stages)

    @property
    def needs_answer(self) -> bool:
        return self.stage("correction_asked") is not None


@lane("read")
def track_reply(session: Session, record: str, version: int) -> Track:
    """One version of a reply. For a participant from receipts, for a focal point from what was decided there."""
    changes = _saying(session, record, "version", version)
    if not changes:
        return Track((Stage("draft"),))
    blocks = sorted({block for block in changes.values() if block})
    reviewed, correction = _review(session, record, set(changes))
    found = [*_left(session, record, version), *_came(session, blocks, national=True), *reviewed]
    found += [*_brought_on(session, blocks), *_came(session, blocks, national=False)]
    return Track(tuple(found), correction)


@lane("read")
def track_return(session: Session, record: str, number: int) -> Track:
    """A national return, by its number."""
    changes = _saying(session, record, "number", number)
    blocks = sorted({block for block in changes.values() if block})
    return Track((*_left(session, record, number), *_came(session, blocks, national=False)))


@lane("read")
def track_round(session: Session, round_number: int) -> Mapping[str, Track]:
    """Every signed reply of a round that is here, by its id: the newest version of each."""
    replies = read_replies(session.db, "w.round=? AND r.source='own'", (round_number,))
    return {reply.id: track_reply(session, reply.id, reply.version) for reply in replies}


def _saying(session: Session, record: str, name: str, value: int) -> dict[str, str]:
    """The changes that give a record this version or number, by id, with the block of each ("" while unsigned)."""
    query = (
        "SELECT c.meta, c.body, coalesce(b.id, '') FROM change c LEFT JOIN block b ON b.seq = c.block"
        " WHERE c.record=? AND c.held IS NULL"
    )
    found: dict[str, str] = {}
    for meta, body, block in session.db.execute(query, (record,)):
        change = parse_change(meta, body)
        if (change.fields or {}).get(name) == value:
            found[change.id] = block
    return found


def _left(session: Session, record: str, version: int) -> list[Stage]:
    """When its file was made here, and when that was sent."""
    query = (
        "SELECT s.at, max(h.at) FROM sent s LEFT JOIN handed h ON h.file = s.file"
        " WHERE s.record=? AND s.version=? GROUP BY s.file ORDER BY s.at DESC LIMIT 1"
    )
    row = session.db.execute(query, (record, version)).fetchone()
    if row is None:
        return []
    made, handed = row
    return [Stage("file_made", _day(made)), *([Stage("sent", _day(handed))] if handed else [])]


def _day(at: str) -> date:
    return datetime.fromisoformat(at).astimezone().date()


def _came(session: Session, blocks: Sequence[str], *, national: bool) -> list[Stage]:
    """The first day on which an office noted one of the blocks: the focal point's, or ROCB A/P."""
    query = (
        f"SELECT min(date) FROM received_block WHERE block IN ({marks(blocks)}) AND stage=''"
        f" AND administration{'<>' if national else '='}''"
    )
    day = session.db.execute(query, blocks).fetchone()[0]
    return [Stage("with_focal_point" if national else "received_by_rocb", date.fromisoformat(day))] if day else []


def _review(session: Session, record: str, version: set[str]) -> tuple[list[Stage], str]:
    """The decision about this very version: its changes are among those that were judged."""
    query = "SELECT decision, judged, date, text FROM review WHERE reply=? AND administration<>''"
    for decision, judged, day, text in session.db.execute(query, (record,)):
        if version <= set(json.loads(judged or "[]")):
            when = date.fromisoformat(day) if day else None
            if decision == "accept":
                return [Stage("accepted", when)], ""
            if decision == "correct":
                return [Stage("correction_asked", when)], text or ""
    return [], ""


def _brought_on(session: Session, blocks: Sequence[str]) -> list[Stage]:
    """The newest national return that a focal point noted to hold one of the blocks."""
    query = f"SELECT number, date FROM received_block WHERE block IN ({marks(blocks)}) AND stage=? ORDER BY number DESC"
    row = session.db.execute(query, (*blocks, IN_RETURN)).fetchone()
    return [Stage("in_return", date.fromisoformat(row[1]), row[0])] if row else []
