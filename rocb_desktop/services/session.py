"""The open store of one profile, with the only clock and the only source of chance that services may use."""

import json
import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from rocb_desktop.domain.change import BadLine, Change, RecordState, Value, make_change
from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.domain.kinds import KINDS
from rocb_desktop.domain.stamp import next_stamp, observe
from rocb_desktop.services.profile.keys import Keys, load_keys
from rocb_desktop.store.changes import Desk, Written, add_local, states_of
from rocb_desktop.store.database import Database, open_database
from rocb_desktop.store.settings import read_setting, write_setting
from rocb_desktop.store.upkeep import keep_up

STORE = "store.sqlite"
_STEPS_BETWEEN_LOOKS = 20_000  # of SQLite's virtual machine, before it asks whether Stop was pressed


class Clock:
    """The computer's clock; `day` fixes the calendar date, for the demo and for tests."""

    def __init__(self, day: date | None = None) -> None:
        self._day = day

    @property
    def told(self) -> bool:
        """Whether somebody told it the day, and no computer."""
        return self._day is not None

    def now(self) -> datetime:
        """Now, in UTC, with its zone."""
        if self._day is None:
            return datetime.now(UTC)
        return datetime.combine(self._day, time(9, 5), UTC)

    def today(self) -> date:
        """The calendar date where this computer stands."""
        return self._day or datetime.now().astimezone().date()


class Ids:
    """Chance from the operating system."""

    def token(self, nbytes: int) -> bytes:
        return os.urandom(nbytes)


@dataclass(frozen=True, slots=True)
class Profile:
    """One person's folder, and who they are."""

    path: Path
    role: str
    administration: str
    name: str
    lang: str

    @property
    def keys_folder(self) -> Path:
        return self.path / "keys"


@dataclass(frozen=True, slots=True)
class Edit:
    """What a service wants to say about a record: the kind, and the fields it sets.

    `after` is given where it says again what stood before: what it answers, instead of every head there is.
    """

    record: str
    kind: str
    fields: Mapping[str, Value]
    form: str = ""
    after: tuple[str, ...] | None = None


@dataclass(slots=True)
class Session:
    """An open store. One thread only, but for `stop_requested`."""

    profile: Profile
    db: Database
    clock: Clock
    ids: Ids
    readonly: bool = False
    stop_requested: threading.Event = field(default_factory=threading.Event)
    on_progress: Callable[[int, int], None] | None = None
    place_token: str = ""  # of the last block signed in this session: services/clones
    _keys: tuple[str, Keys] | None = None

    @property
    def keys(self) -> Keys:
        """The private keys, read when first needed, and again when this profile got others."""
        which = read_setting(self.db, "keys_taken")
        if self._keys is None or self._keys[0] != which:
            self._keys = which, load_keys(self.profile.keys_folder)
        return self._keys[1]

    def keys_changed(self) -> None:
        """Let every open session of this profile read its keys again."""
        write_setting(self.db, "keys_taken", self.ids.token(8).hex())

    @property
    def anchor(self) -> tuple[str, ...]:
        """The pinned public keys of ROCB A/P; empty before the words were compared."""
        return tuple(json.loads(read_setting(self.db, "anchor", "[]")))

    @property
    def desk(self) -> Desk:
        return Desk(self.anchor, read_setting(self.db, "key"), self.profile.administration)

    def progress(self, i: int, n: int) -> None:
        """Report step `i` of `n`; raises Cancelled when the person pressed Stop."""
        if self.stop_requested.is_set():
            raise Cancelled
        if self.on_progress is not None:
            self.on_progress(i, n)

    def state(self, record: str) -> RecordState | None:
        """The state of one record, or None when nothing admitted speaks of it."""
        return states_of(self.db, [record]).get(record)

    def commit(self, edits: Iterable[Edit]) -> tuple[list[Change], Written]:
        """Write edits as one change each, in one transaction; fields that already say so are left out.

        Every change names the heads it replaces, so two computers that edit apart meet as a conflict or not at all.
        """
        with self.db.atomic():
            changes = [change for edit in edits if (change := self.draw_up(edit)) is not None]
            written = add_local(self.db, self.desk, changes)
        return changes, written

    def draw_up(self, edit: Edit, said: RecordState | None = None) -> Change | None:
        """The change that says an edit, written nowhere yet; None when all of it is said already.

        `said` is what the record says, where that is more than what counts.
        """
        state = said or self.state(edit.record)
        fields = dict(edit.fields)
        if state is not None and edit.after is None:
            fields = _what_is_new(edit, state)
            if not fields:
                return None
        after = _answered(edit, fields, state)
        form = edit.form or f"{edit.kind.replace('_', '-')}@1"
        try:
            return make_change(edit.record, edit.kind, form, self._stamp(), after, self.ids.token(12), fields)
        except (BadLine, UnicodeEncodeError) as error:  # longer than a line may be, or no text at all
            raise UserError("bad_value") from error

    def observe(self, stamps: Iterable[int]) -> None:
        """Let the own clock run on from what was read: the next edit here comes after what it may answer."""
        last = newest = int(read_setting(self.db, "hlc", "0"))
        now = self._now_ms()
        for stamp in stamps:
            newest = observe(newest, stamp, now)
        if newest != last:
            write_setting(self.db, "hlc", str(newest))

    def _stamp(self) -> int:
        stamp = next_stamp(int(read_setting(self.db, "hlc", "0")), self._now_ms())
        write_setting(self.db, "hlc", str(stamp))
        return stamp

    def _now_ms(self) -> int:
        return int(self.clock.now().timestamp() * 1000)

    def close(self) -> None:
        self.db.close()


def _answered(edit: Edit, fields: Mapping[str, Value], state: RecordState | None) -> Sequence[str]:
    """What a change of `fields` names as known; a deletion knows all there is."""
    if edit.after is not None:
        return edit.after
    if state is None:
        return []
    return state.head_ids(fields if "deleted" not in fields else state.heads)


def repeated_fields(kind: str) -> set[str]:
    """Fields that every change of a kind says again, so that each stands for itself whatever came before."""
    row = KINDS[kind]
    repeated = {*row.key, *(["person"] if row.own else []), *(["administration"] if row.national else [])}
    return repeated | {"role", "administration"} if kind == "grant" else repeated


def _what_is_new(edit: Edit, state: RecordState) -> dict[str, Value]:
    """The fields whose shown value differs, with the record's key fields; nothing when all is said already."""
    repeated = repeated_fields(edit.kind)
    new = {
        name: value
        for name, value in edit.fields.items()
        if name not in state.values or state.values[name] != value or name in state.conflicts
    }
    if not new:
        return {}
    return {**{name: edit.fields[name] for name in edit.fields if name in repeated}, **new}


def open_session(
    profile_dir: Path, *, clock: Clock | None = None, ids: Ids | None = None, readonly: bool = False
) -> Session:
    """Open a profile's store. Raises UserError: no_profile, newer_store, store_damaged, ..."""
    path = profile_dir / STORE
    if not path.is_file():
        raise UserError("no_profile", path=str(profile_dir))
    the_clock = clock or Clock()
    backup = profile_dir / "backups" / f"before-update-{the_clock.now():%Y-%m-%d-%H%M%S}.sqlite"
    db = open_database(path, readonly=readonly, backup=backup)
    session = Session(read_profile(db, profile_dir), db, the_clock, ids or Ids(), readonly)
    if not readonly:
        try:
            keep_up(db, session.desk)
        except BaseException:
            db.close()
            raise
    stop = session.stop_requested
    db.conn.set_progress_handler(lambda: int(stop.is_set()), _STEPS_BETWEEN_LOOKS)
    return session


def read_profile(db: Database, path: Path) -> Profile:
    names = ("role", "administration", "name", "lang")
    return Profile(path, *(read_setting(db, name) for name in names))
