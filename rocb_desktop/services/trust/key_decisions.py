"""Decisions about keys: end one at its last good blocks, let in a later block, take an end back.

Who may: the level above (domain/authority), and each for the own key. A decision is a record that travels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.change import Change, RecordState, Value, derive, parse_change, state_of
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import KINDS, Role
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.profile.anchor_word import holds_anchor, say_as_anchor
from rocb_desktop.services.sending.signing import sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.trust.key_past import held_things, last_good_blocks, later_blocks
from rocb_desktop.store.authority import refusal_of, standing_of
from rocb_desktop.store.changes import Written, add_local, recompute_standings
from rocb_desktop.texts import _, ngettext

LIMITS = ("ends", "admits")


@dataclass(frozen=True, slots=True)
class Ending:
    """What ending a key at some blocks would do: records that would count no longer, by kind."""

    ends: tuple[str, ...]
    lost: Mapping[str, int]
    kept: int  # records of this key that go on counting


def find_key(session: Session, text: str) -> str:
    """A key by its hex digits, by the beginning of them, or by the name it was confirmed with.

    Raises UserError unknown_person, for a name that two keys have as well.
    """
    wanted = text.strip().casefold()
    rows = session.db.execute("SELECT key, name, ended FROM standing ORDER BY ended, key").fetchall()
    if len(wanted) >= 8 and (keys := [row[0] for row in rows if row[0].startswith(wanted)]):
        found = keys
    else:
        named = [row for row in rows if str(row[1]).casefold() == wanted]
        found = [row[0] for row in named if not row[2]] or [row[0] for row in named]
    if wanted == session.desk.key:
        return wanted
    if len(found) != 1:
        raise UserError("unknown_person", person=text)
    return str(found[0])


def decider(session: Session, key: str) -> Role | None:
    """As what this profile may decide about `key`: ANCHOR, its own role, or None when it may not.

    What a higher level has decided about a key is that level's to change.
    """
    own = standing_of(session.db, session.desk.key)
    row = session.db.execute("SELECT role, administration FROM standing WHERE key=?", (key,)).fetchone()
    mine = key == session.desk.key
    if (own.role is Role.UNKNOWN and not mine) or _decided_above(session, key, own.role):
        return None
    if mine:
        return own.role
    if row is None or refusal_of(session.db, session.desk.key):
        return None
    role, administration = row
    if role == Role.ROCB:
        return Role.ANCHOR if holds_anchor(session) else None
    if own.role is Role.ROCB:
        return Role.ROCB
    beside = own.role is Role.FOCAL_POINT and own.administration == administration
    return Role.FOCAL_POINT if beside and role == Role.PARTICIPANT else None


def _decided_above(session: Session, key: str, own: Role) -> bool:
    """Whether a level above this profile's has set the limits of a key, so that a word from here does not count."""
    higher = list(Role)[: list(Role).index(own)]
    for kind in ("grant", "vouch"):
        state = session.state(derive(kind, key))
        heads = [head for name in LIMITS for head in (state.heads.get(name, ()) if state else ())]
        if any(_author_role(session, head) in higher and not _is_lifted(head) for head in heads):
            return True
    return False


def _is_lifted(head: Change) -> bool:
    """A word that says: no limits any more."""
    return not any((head.fields or {}).get(name) for name in LIMITS) and (head.fields or {}).get("ends") is None


def author_of(session: Session, change: Change) -> str:
    """The key that signed a change; the own one for what no file has carried yet."""
    query = (
        "SELECT coalesce(b.author, ?) FROM change c LEFT JOIN block b ON b.seq = c.block"
        " WHERE c.record=? AND c.id=? ORDER BY c.held IS NOT NULL, c.seq LIMIT 1"
    )
    row = session.db.execute(query, (session.desk.key, change.record, change.id)).fetchone()
    return str(row[0]) if row else ""


def _author_role(session: Session, change: Change) -> Role:
    author = author_of(session, change)
    return Role.ANCHOR if author in session.anchor else standing_of(session.db, author).role


def limits_of(session: Session, key: str) -> dict[str, list[str] | None]:
    """The end-points and the single later blocks that this profile's level has set on a key."""
    state = _said(session, key)
    found: dict[str, list[str] | None] = {}
    for name in LIMITS:
        value = state.values.get(name) if state else None
        found[name] = [item for item in value if isinstance(item, str)] if isinstance(value, list) else None
    return found


def _record(session: Session, key: str) -> tuple[str, str, dict[str, Value]]:
    """Record, kind and repeated fields of this profile's word about the limits of a key. Raises not_allowed."""
    role = decider(session, key)
    if role is None:
        raise UserError("not_allowed")
    standing = session.db.execute("SELECT role, administration FROM standing WHERE key=?", (key,)).fetchone()
    whose = session.profile.role if key == session.desk.key else standing[0]
    if whose != Role.PARTICIPANT:
        return derive("grant", key), "grant", {"key": key}
    office: dict[str, Value] = {"administration": standing[1]} if role is Role.FOCAL_POINT else {}
    return derive("vouch", key), "vouch", {"key": key, **office}


def say_limits(session: Session, key: str, limits: Mapping[str, Value]) -> tuple[list[Change], Written]:
    """Write this profile's word about the limits of a key. Raises UserError not_allowed."""
    if key == session.desk.key:
        _check_own(session, limits)
    record, kind, repeated = _record(session, key)
    edit = Edit(record, kind, {**repeated, **limits})
    if decider(session, key) is Role.ANCHOR:
        return say_as_anchor(session, edit)
    if key != session.desk.key:
        return session.commit([edit])
    return _say_of_oneself(session, edit)


def _check_own(session: Session, limits: Mapping[str, Value]) -> None:
    """Whoever finds a key that was ended must not be able to use it: the own end is final."""
    if limits.get("ends") is None or refusal_of(session.db, session.desk.key) == "key_ended":
        why = _("A key that was ended cannot let itself count again. Ask the office that confirmed this key.")
        raise UserError("not_allowed", why=why)


def _say_of_oneself(session: Session, edit: Edit) -> tuple[list[Change], Written]:
    """The own key's end is signed at once, in a block of its own: what is written after it stands outside."""
    change = session.draw_up(edit, _said(session, session.desk.key))
    if change is None:
        return [], Written()
    with session.db.atomic():
        written = add_local(session.db, session.desk, [change])
        sign_waiting(session, KINDS[change.kind].audience, [change.record])
        recompute_standings(session.db, session.desk, [session.desk.key], written)
    return [change], written


def _said(session: Session, key: str) -> RecordState | None:
    """What the record says in which this profile speaks of the limits of a key.

    The own words about the own key are read whether they count or not: an end follows what was said before it.
    """
    record = _record(session, key)[0]
    if key != session.desk.key:
        return session.state(record)
    query = (
        "SELECT DISTINCT c.meta, c.body FROM change c LEFT JOIN block b ON b.seq = c.block"
        " WHERE c.record=? AND coalesce(b.author, ?)=?"
    )
    rows = session.db.execute(query, (record, key, key)).fetchall()
    words = [change for meta, body in rows if (change := parse_change(meta, body)).fields is not None]
    return state_of(words) if words else None


@lane("write")
def preview_end(session: Session, key: str, last_good: str = "") -> Ending:
    """What ending a key there would do. Changes nothing."""
    ends = last_good_blocks(session, key, last_good)
    before = _held(session, key)
    with session.db.taken_back():
        say_limits(session, key, {"ends": list(ends)})
        after = _held(session, key)
    lost = {kind: count - before.get(kind, 0) for kind, count in after.items() if count > before.get(kind, 0)}
    query = "SELECT count(DISTINCT c.record) FROM change c JOIN block b ON b.seq = c.block WHERE b.author=?"
    total = int(session.db.execute(query, (key,)).fetchone()[0])
    return Ending(tuple(ends), lost, total - sum(after.values()))


def _held(session: Session, key: str) -> dict[str, int]:
    held: dict[str, int] = {}
    for things in held_things(session, key):
        held[things.kind] = held.get(things.kind, 0) + things.count
    return held


@lane("write")
def end_key(session: Session, key: str, last_good: str = "") -> Outcome:
    """End a key: what came up to `last_good` (see last_good_blocks) counts, nothing later does. For the own key there
    is no way back.

    Raises UserError not_allowed, bad_value.
    """
    ends = last_good_blocks(session, key, last_good)
    said = _("The key of {name} is ended. What came before still counts.").format(name=name_of_key(session, key))
    return _decide(session, key, {"ends": list(ends)}, said)


@lane("write")
def take_end_back(session: Session, key: str) -> Outcome:
    """Let a key count again, with everything that was held since its end."""
    said = _("The end of this key was taken back.")
    return _decide(session, key, {"ends": None, "admits": None}, said)


@lane("write")
def admit_block(session: Session, block: str) -> Outcome:
    """Let one later block of an ended key count. Raises UserError bad_value, not_allowed."""
    rows = session.db.execute("SELECT id, author FROM block WHERE substr(id, 1, ?)=?", (len(block), block)).fetchall()
    if len(block) < 8 or len(rows) != 1:
        raise UserError("bad_value", field="block", value=block)
    full, key = rows[0]
    if full not in {later.id for later in later_blocks(session, key)}:
        raise UserError("bad_value", field="block", value=block)
    admits = limits_of(session, key)["admits"] or []
    said = _("Let in. It counts now; the key stays ended.")
    return _decide(session, key, {"admits": [*admits, full]}, said)


def _decide(session: Session, key: str, limits: Mapping[str, Value], said: str) -> Outcome:
    before, held = limits_of(session, key), sum(_held(session, key).values())
    changes, written = say_limits(session, key, limits)
    if not changes:
        return Outcome(message=_("This was said already."))
    old: dict[str, Value] = {name: list(found) if (found := before[name]) is not None else None for name in limits}
    ids = tuple(change.id for change in changes)
    undo = Undo(put_limits_back, (key, old, ids)) if key != session.desk.key else None
    freed = held - sum(_held(session, key).values())
    if freed > 0:
        said += " " + ngettext("{n} record counts again.", "{n} records count again.", freed).format(n=freed)
    return Outcome(frozenset(written.tables | {"grant"}), said, undo, key)


@lane("write")
def put_limits_back(session: Session, key: str, limits: Mapping[str, Value], ids: Sequence[str]) -> Outcome:
    """Undo of a decision: the limits as they were. Raises UserError changed_since after a newer word about them."""
    state = _said(session, key)
    heads = {head.id for name in limits for head in (state.heads.get(name, ()) if state else ())}
    if heads - set(ids):
        raise UserError("changed_since")
    return _decide(session, key, limits, _("Taken back."))


def name_of_key(session: Session, key: str) -> str:
    """The name a key was confirmed with; the beginning of the key for one that has none."""
    row = session.db.execute("SELECT name FROM standing WHERE key=?", (key,)).fetchone()
    if key == session.desk.key:
        return session.profile.name
    return str(row[0]) if row and row[0] else key[:8]
