"""What offices made of words that are erased: it holds them too, so it is erased with them and has to be made again.

A national reply or a review names the changes that it judged. Where one of these is erased, the office that holds it
asks for the erasure of its own record as well: hidden at once, gone wherever its files go. The national reply is then
compiled again, by a person; feedback is written again without the texts, by itself.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from rocb_desktop.domain.change import Change, Value, parse_change
from rocb_desktop.domain.erasure import ERASED
from rocb_desktop.domain.feedback import TOPICS, Practice, practices_text, read_practices
from rocb_desktop.domain.kinds import Role, own_id, person_of
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.texts import _, ngettext

Rows = dict[str, tuple[str, str]]  # change id -> record and kind
Quote = tuple[str, str]  # topic and text

_REPLIES = "'reply', 'reply_on_behalf', 'national_reply'"
# Erased in whatever block it stands: who copies another's words and has the copy erased takes nothing of the other.
_GONE = "c.held=? AND NOT EXISTS (SELECT 1 FROM change o WHERE o.id = c.id AND o.held IS NULL)"
_NAMED = "c.id IN (SELECT value FROM json_each(?))"
_MINE = (
    "SELECT e.id FROM erasure e JOIN change q ON q.seq = e.request LEFT JOIN block b ON b.seq = q.block"
    " WHERE coalesce(b.author, ?1) = ?1"
)


@dataclass(frozen=True, slots=True)
class Followed:
    """What had to follow: workshops whose national reply has to be compiled again, and feedback that was written again.

    `named`: who took all their own words back while lists and confirmations of offices still hold the name: another
    person may have it too, so a person decides. `tables` are to be read again.
    """

    compiled: int = 0
    feedback: int = 0
    named: tuple[str, ...] = ()
    tables: frozenset[str] = frozenset()

    @property
    def words(self) -> str:
        """What a person has to do now; "" for nothing."""
        national = ngettext(
            "The national reply of {n} workshop held erased words and is gone: compile it again.",
            "The national replies of {n} workshops held erased words and are gone: compile them again.",
            self.compiled,
        )
        feedback = ngettext(
            "{n} feedback was written again without erased words: make its file again and pass it on.",
            "{n} feedbacks were written again without erased words: make their files again and pass them on.",
            self.feedback,
        )
        said = [(national, self.compiled), (feedback, self.feedback)]
        told = [words.format(n=n) for words, n in said if n]
        still = _("{name} erased everything of theirs. Your office still holds the name: erase it in People and keys.")
        return " ".join([*told, *(still.format(name=name) for name in self.named)])


def made_of(session: Session, ids: Collection[str]) -> Rows:
    """Changes that an office made of the changes `ids`, and what was built on those; notes and papers about a reply of
    which nothing else is left.
    """
    gone = set(ids)
    rows = session.db.execute("SELECT meta, body FROM change WHERE kind IN ('national_reply', 'review')")
    said = {change.id: change for change in (parse_change(meta, body) for meta, body in rows)}
    found: Rows = {}
    while new := [one for one in said.values() if one.id not in gone and _rests_on(one) & gone]:
        gone.update(one.id for one in new)
        found |= {one.id: (one.record, one.kind) for one in new}
    return {**found, **_about(session, _whole(session, gone))}


def _rests_on(change: Change) -> set[str]:
    """What a change judged, and what it was written after."""
    judged = (change.fields or {}).get("judged")
    return {*change.after, *(item for item in (judged if isinstance(judged, list) else []) if isinstance(item, str))}


def _whole(session: Session, gone: Collection[str]) -> list[str]:
    """Replies that an erasure of the changes `gone` leaves nothing of."""
    query = (
        f"SELECT DISTINCT c.record FROM change c WHERE {_NAMED} AND c.kind IN ('reply', 'reply_on_behalf')"
        " AND NOT EXISTS (SELECT 1 FROM change o WHERE o.record = c.record AND o.held IS NULL"
        " AND o.id NOT IN (SELECT value FROM json_each(?1)))"
    )
    return [row[0] for row in session.db.execute(query, (json.dumps(sorted(gone)),))]


def _about(session: Session, replies: Collection[str]) -> Rows:
    """Notes about these replies and the papers that they were entered from, also those that were removed since."""
    if not replies:
        return {}
    rows = session.db.execute("SELECT meta, body FROM change WHERE kind IN ('desk_note', 'source_document')")
    said = [parse_change(meta, body) for meta, body in rows]
    fields = ((one.record, one.fields or {}) for one in said)
    records = {record for record, each in fields if {each.get("about"), each.get("reply")} & {*replies}}
    return {one.id: (one.record, one.kind) for one in said if one.record in records}


def follow_erasures(session: Session) -> Followed:
    """Ask for what has to follow the erasures that are here, inside the caller's transaction. Nobody asks twice.

    A person asks only for their own words; what was made of them is asked for by the offices that hold it.
    """
    db, role = session.db, session.profile.role
    if role not in (Role.FOCAL_POINT, Role.ROCB) or db.execute("SELECT 1 FROM erasure LIMIT 1").fetchone() is None:
        return Followed()
    gone = {row[0] for row in db.execute(f"SELECT DISTINCT c.id FROM change c WHERE {_GONE}", (ERASED,))}
    asked = {row[0] for row in db.execute(_MINE, (session.desk.key,))}
    rows = {id: about for id, about in made_of(session, gone).items() if id not in asked}
    if rows:
        _ask(session, rows)
    again = _feedback_again(session) if role == Role.ROCB else 0
    compiled = len({record for record, kind in rows.values() if kind == "national_reply"})
    return Followed(
        compiled,
        again,
        _still_named(session),
        frozenset({"reply", "review", "erase", "feedback"} if rows or again else ()),
    )


def _still_named(session: Session) -> tuple[str, ...]:
    """Participants who are erased and whose keys are still confirmed here, with their names."""
    query = f"SELECT DISTINCT c.record FROM change c WHERE {_GONE} AND c.kind='person'"
    gone = {row[0] for row in session.db.execute(query, (ERASED,))}
    if not gone:
        return ()
    keys = session.db.execute("SELECT key, name, person FROM standing WHERE role=? ORDER BY name", (Role.PARTICIPANT,))
    return tuple(dict.fromkeys(name for key, name, person in keys if name and (person or person_of(key)) in gone))


def _ask(session: Session, rows: Collection[str], *, openly: bool = False) -> None:
    """A request that names no person: what it names is about one, and is not theirs."""
    fields: dict[str, Value] = {"ids": [*sorted(rows)], "person": ""}
    if openly:
        fields["open"] = True
    session.commit([Edit(own_id("erase", session.desk.key, session.ids.token(8)), "erase", fields)])


def _feedback_again(session: Session) -> int:
    """Write feedback that quotes what is erased again without it, and ask everybody to erase what stood there before;
    how many. Texts that were deleted for good cannot be compared any more, so this comes before.
    """
    quotes = _erased_quotes(session)
    if not quotes:
        return 0
    rows = session.db.execute("SELECT meta, body FROM change WHERE kind='feedback' AND held IS NULL")
    said = [parse_change(meta, body) for meta, body in rows]
    records = {one.record for one in said if any(_quote(each) in quotes for each in _practices(one.fields))}
    for record in sorted(records):
        state = session.state(record)
        _ask(session, {one.id for one in said if one.record == record}, openly=True)
        if state is not None and not state.deleted:
            kept = [each for each in _practices(state.values) if _quote(each) not in quotes]
            fields: dict[str, Value] = {**state.values, "practices": practices_text(kept)}
            session.commit([Edit(record, "feedback", fields)])
    return len(records)


def _erased_quotes(session: Session) -> set[Quote]:
    """The texts of erased replies that still lie here, hidden, but those that others say in the same words."""
    return _quotes_in(session, _GONE, ERASED) - _quotes_in(session, "c.held IS NULL")


def _quotes_in(session: Session, where: str, *values: str) -> set[Quote]:
    query = f"SELECT c.meta, c.body FROM change c WHERE {where} AND c.kind IN ({_REPLIES})"
    said = [parse_change(meta, body).fields or {} for meta, body in session.db.execute(query, values)]
    found = ((topic, one.get(field)) for one in said for topic, (_words, field) in TOPICS.items())
    return {(topic, text.strip()) for topic, text in found if isinstance(text, str) and text.strip()}


def _practices(fields: object) -> tuple[Practice, ...]:
    return read_practices(fields.get("practices")) if isinstance(fields, dict) else ()


def _quote(practice: Practice) -> Quote:
    return practice.topic, practice.text
