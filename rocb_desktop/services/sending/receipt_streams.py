"""What an office tells one person of their own words, in streams of their own: no block about anybody else has to go
along for the chain, and nothing shows who else was told of anything.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.kinds import Audience, Role, Standing
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.services.profile.clones import origin_to_sign
from rocb_desktop.services.sending.receipt_dates import IN_RETURN, note_edit
from rocb_desktop.services.sending.signing import blocks_where, sign_again
from rocb_desktop.services.session import Edit, Session

Note = tuple[str, str, int]  # a day, a stage ("" for received), the number of a national return
_MOST = 5_000  # blocks of a note

# The first day this office received each block, and the newest national return that brought it on.
_RECEIVED = """SELECT b.author, b.administration, b.id, min(r.date), r.stage, 0 FROM received_block r
    JOIN block b ON b.id = r.block WHERE r.stage = '' AND r.administration = ?1 GROUP BY b.seq"""
_BROUGHT = """SELECT b.author, b.administration, b.id, r.date, r.stage, max(r.number) FROM received_block r
    JOIN block b ON b.id = r.block WHERE r.stage = ?2 AND r.administration = ?1 GROUP BY b.seq"""
# Streams in which ROCB A/P speaks of blocks that came, and of nothing else, with the authors of those blocks.
_REGION = """SELECT n.author, n.nonce, b.author, max(n.seq) FROM block n
    JOIN change c ON c.block = n.seq AND c.held IS NULL JOIN received_block r ON r.received = c.record
    JOIN block b ON b.id = r.block LEFT JOIN standing s ON s.key = n.author
    WHERE n.audience = 'all' AND (s.role = 'rocb' OR n.author IN (SELECT value FROM json_each(?)))
    AND NOT EXISTS (SELECT 1 FROM block o JOIN change d ON d.block = o.seq
        WHERE o.author = n.author AND o.nonce = n.nonce AND o.audience = n.audience AND d.kind <> 'received')
    GROUP BY n.author, n.nonce, b.author"""
_REVIEWS = """SELECT c.record, c.id FROM change c LEFT JOIN block b ON b.seq = c.block
    WHERE c.kind = 'review' AND c.held IS NULL AND coalesce(b.author, ?1) = ?1"""


@dataclass(slots=True)
class Told:
    """What there is to tell one person: days and stages of their blocks, reviews of their replies (record and change),
    and streams of ROCB A/P to pass on (with the newest block of each).
    """

    notes: dict[Note, list[str]] = field(default_factory=dict)
    reviews: set[tuple[str, str]] = field(default_factory=set)
    region: set[tuple[str, str, int]] = field(default_factory=set)

    @property
    def mark(self) -> str:
        """Another one when there is something new to tell; "" for nothing."""
        said = [sorted((*note, sorted(blocks)) for note, blocks in self.notes.items())]
        whole = json.dumps([said, sorted(self.reviews), sorted(self.region)])
        return hashlib.sha256(whole.encode()).hexdigest()[:32] if self.notes or self.reviews or self.region else ""


class ToldTo(dict[str, dict[str, Told]]):
    """What there is to tell, by the administration of the blocks and by person."""

    def about(self, code: str, person: str) -> Told:
        return self.setdefault(code, {}).setdefault(person, Told())


def all_told(session: Session) -> ToldTo:
    """What there is to tell everybody, in one pass."""
    people = _People(session)
    found = ToldTo()
    office = "" if session.profile.role == Role.ROCB else session.profile.administration
    for query in (_RECEIVED, _BROUGHT):
        values = (office, IN_RETURN)[: 1 + (query is _BROUGHT)]
        for author, code, block, day, stage, number in session.db.execute(query, values):
            told = found.about(code, people.of(author))
            told.notes.setdefault((day, stage, number), []).append(block)
    if session.profile.role == Role.FOCAL_POINT:
        _add_reviews(session, office, found)
        _add_region(session, office, people, found)
    return found


def _add_reviews(session: Session, office: str, found: ToldTo) -> None:
    replies = session.db.execute("SELECT id, person FROM reply WHERE source='own'")
    person_of = {derive("review", reply, office): str(person) for reply, person in replies}
    for record, change in session.db.execute(_REVIEWS, (session.desk.key,)):
        if record in person_of:
            found.about(office, person_of[record]).reviews.add((record, change))


def _add_region(session: Session, office: str, people: "_People", found: ToldTo) -> None:
    """The streams of ROCB A/P that are about one person: another one is not passed on to anybody."""
    about: dict[tuple[str, str], set[tuple[str, int]]] = {}
    for author, nonce, of, last in session.db.execute(_REGION, (json.dumps(session.anchor),)):
        about.setdefault((author, nonce), set()).add((people.of(of), last))
    for (author, nonce), those in about.items():
        if len({person for person, _last in those}) == 1:
            ((person, last), *_others) = sorted(those, reverse=True)
            found.about(office, person).region.add((author, nonce, last))


class _People:
    """The person of each key, also of one that took another's place."""

    def __init__(self, session: Session) -> None:
        self._known = dict(session.db.execute("SELECT key, person FROM standing WHERE person<>''").fetchall())

    def of(self, key: str) -> str:
        return Standing(Role.UNKNOWN, "", self._known.get(key, "")).speaks_for(key)


def tell(session: Session, person: str, told: Told, more: Collection[str] = ()) -> list[SignedBlock]:
    """Sign what is not said to this person yet; the value are the whole streams of what this desk ever told them, and
    those of ROCB A/P. `more` are records of the class that ROCB A/P sees which are told along.
    """
    edits = [edit for note, blocks in told.notes.items() for edit in _edits(session, person, note, blocks)]
    session.commit(edits)
    origin = origin_to_sign(session)
    nonce = hashlib.sha256(f"{origin} {session.keys.key} {person}".encode()).hexdigest()[:16]
    session.db.execute("INSERT OR IGNORE INTO receipt_stream VALUES (?)", (nonce,))
    reviews = {record for record, _change in told.reviews} | set(more)
    sign_again(session, Audience.ALL, [edit.record for edit in edits], nonce, only_here=True)
    sign_again(session, Audience.ROCB, sorted(reviews), nonce)
    streams = [(session.keys.key, nonce), *((author, of) for author, of, _last in sorted(told.region))]
    return [one for stream in streams for one in blocks_where(session, "author=? AND nonce=?", stream)]


def _edits(session: Session, person: str, note: Note, blocks: Iterable[str]) -> Iterator[Edit]:
    day, stage, number = note
    more: dict[str, Value] = {"stage": stage, "number": number} if stage else {}
    listed = sorted(blocks)
    for at in range(0, len(listed), _MOST):
        token = derive("received", "told", person, day, stage, str(number), str(at))
        yield note_edit(session, token, date.fromisoformat(day), listed[at : at + _MOST], **more)
