"""Large files in parts: cut for mail, and collected over days until they are whole, in any order."""

import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import safe_name
from rocb_desktop.exchange.parts import (
    MAX_WHOLE,
    PartHead,
    copy_part,
    is_part,
    plan_parts,
    read_head,
    write_part,
)
from rocb_desktop.exchange.streams import Hashing, Tick
from rocb_desktop.reports.files import streamed
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import PARTS_FOLDER, looks, opened, size_of, staging_folder, ticks
from rocb_desktop.texts import _, format_number, ngettext

CHANGED = frozenset({"waiting"})
STEP = 5_000_000
_DAY = 24 * 3600
_REMOVED = ".removed"  # ending of what Undo may bring back


@dataclass(slots=True)
class PartSet:
    """Parts of one cut of one file: where each that is here lies. `given` are those that were just brought."""

    head: PartHead
    kept: dict[int, Path] = field(default_factory=dict)
    given: dict[int, Path] = field(default_factory=dict)

    @property
    def here(self) -> list[int]:
        return sorted({*self.kept, *self.given})

    @property
    def missing(self) -> list[int]:
        return [number for number in range(1, self.head.of + 1) if number not in self.kept | self.given]

    @property
    def name(self) -> str:
        """The whole file's name, as its sender called it."""
        return safe_name(self.head.name)

    @property
    def words(self) -> str:
        """2 of 5 parts are here. Missing: 3, 4, 5."""
        if not self.missing:
            return _("All {of} parts are here.").format(of=self.head.of)
        numbers = ", ".join(format_number(number) for number in self.missing)
        said = ngettext(
            "{n} of {of} parts is here. Missing: {missing}.",
            "{n} of {of} parts are here. Missing: {missing}.",
            len(self.here),
        )
        return said.format(n=len(self.here), of=self.head.of, missing=numbers)


@lane("write")
def split_file(session: Session, path: Path, folder: Path, step: int = STEP) -> Outcome:
    """Cut a file into parts of at most `step` bytes, in `folder`. The value are their paths.

    Raises UserError: bad_value (too small, or more parts than anybody would send), bad_path, too_large, disk_full.
    """
    size = size_of(path)
    if size > MAX_WHOLE:
        raise UserError("too_large", path=path.name)
    tick = ticks(session, 2 * size)
    made: list[Path] = []
    try:
        with opened(path) as source:
            for head in plan_parts(source, step, safe_name(path.name), tick):
                target = folder / f"{path.stem}.{head.number}of{head.of}{path.suffix}"
                with streamed(target) as written:
                    write_part(head, source, written, tick)
                made.append(target)
    except BaseException:
        for part in made:  # half of the parts are of no use
            part.unlink(missing_ok=True)
        raise
    said = ngettext("{n} part was made.", "{n} parts were made. Send them in any order.", len(made))
    return Outcome(frozenset(), said.format(n=len(made)), None, made)


@lane("write")
def join_files(session: Session, paths: Sequence[Path], target: Path) -> Outcome:
    """Make the whole file of parts, those kept here before counting too. The value is its path.

    Raises UserError: damaged_file, not_rocb_file, bad_value (parts are missing, or of different files).
    """
    sets = kept_sets(session)
    found: set[str] = set()
    for path in paths:
        head = look_at_part(session, path)
        if head is None:
            raise UserError("not_rocb_file")
        sets.setdefault(head.set, PartSet(head)).given[head.number] = path
        found.add(head.set)
    if len(found) != 1:
        raise UserError("bad_value", problem=_("These are parts of different files."))
    whole = sets[found.pop()]
    if whole.missing:
        raise UserError("bad_value", problem=whole.words)
    place = target / whole.name if target.is_dir() else target
    join_set(whole, place, ticks(session, whole.head.size))
    return Outcome(frozenset(), _("The file is whole: {name}.").format(name=place.name), None, place)


@lane("read")
def waiting_parts(session: Session) -> list[PartSet]:
    """Files of which some parts are here."""
    return sorted(kept_sets(session).values(), key=lambda one: one.name)


@lane("write")
def drop_parts(session: Session, name: str) -> Outcome:
    """Wait no more for the others of these parts (`head.set`); Undo keeps them again, for a day."""
    tidy_removed(session)
    if name not in kept_sets(session):
        return Outcome(CHANGED, _("There are no such parts."))
    folder = _folder(session, name)
    aside = folder.with_suffix(_REMOVED)
    shutil.rmtree(aside, ignore_errors=True)
    folder.replace(aside)
    aside.touch()
    return Outcome(CHANGED, _("The parts were removed."), Undo(keep_again, (name,)))


@lane("write")
def keep_again(session: Session, name: str) -> Outcome:
    """Undo of `drop_parts`; parts that came meanwhile stay."""
    folder = _folder(session, name)
    aside = folder.with_suffix(_REMOVED)
    for path in sorted(aside.iterdir()) if aside.is_dir() else ():
        if not (folder / path.name).exists():
            path.replace(folder / path.name)
    shutil.rmtree(aside, ignore_errors=True)
    return Outcome(CHANGED, _("The parts wait again."), Undo(drop_parts, (name,)))


def tidy_removed(session: Session, *, at_once: bool = False) -> None:
    """Delete parts that were removed over a day ago."""
    oldest = session.clock.now().timestamp() - _DAY
    for left in staging_folder(session, PARTS_FOLDER).glob(f"*{_REMOVED}"):
        if at_once or left.stat().st_mtime < oldest:
            shutil.rmtree(left, ignore_errors=True)


def look_at_part(session: Session, path: Path) -> PartHead | None:
    """The head of a part that is whole; None when the file is none. Raises UserError damaged_file, bad_path."""
    with opened(path) as stream:
        if not is_part(stream.read(16)):
            return None
        stream.seek(0)
        head = read_head(stream)
        copy_part(head, stream, None, looks(session))
    return head


def join_set(parts: PartSet, target: Path, tick: Tick) -> None:
    """Write the whole file. Raises UserError damaged_file; a part kept here that went bad is not kept on."""
    with streamed(target) as written:
        whole = Hashing(written, parts.head.size, tick)
        for number in parts.here:
            path = parts.given.get(number) or parts.kept[number]
            try:
                with opened(path) as stream:
                    copy_part(read_head(stream), stream, whole)
            except UserError as error:
                if error.code == "damaged_file" and number not in parts.given:
                    path.unlink(missing_ok=True)
                raise
        if whole.digest != parts.head.file:
            raise UserError("damaged_file")


def keep_given(session: Session, parts: PartSet) -> None:
    """Keep the parts that were brought until the others come. Raises UserError too_large when there are too many."""
    tidy_removed(session)
    folder = _folder(session, parts.head.set)
    used = sum(path.stat().st_size for path in _kept_files(staging_folder(session, PARTS_FOLDER).iterdir()))
    try:
        for number, path in parts.given.items():
            used += size_of(path)
            if used > MAX_WHOLE:
                raise UserError("too_large", limit=f"{MAX_WHOLE // 2**30} GB")
            with opened(path) as source, streamed(folder / str(number)) as target:
                shutil.copyfileobj(source, target, 2**18)
    except BaseException:
        with suppress(OSError):  # it holds other parts
            folder.rmdir()
        raise


def forget_kept(session: Session, parts: PartSet) -> None:
    """After the whole file was used. What stays is an empty folder: it tells that these parts were taken in."""
    shutil.rmtree(_folder(session, parts.head.set), ignore_errors=True)
    _folder(session, parts.head.set)


def is_taken_in(session: Session, parts: str, number: int) -> bool:
    """Whether a part of a set (`head.set`) is kept here, or its whole file was used already."""
    folder = staging_folder(session, PARTS_FOLDER) / parts
    return folder.is_dir() and ((folder / str(number)).is_file() or not any(folder.iterdir()))


def kept_sets(session: Session) -> dict[str, PartSet]:
    """The parts kept here by their set; what cannot be read is none."""
    sets: dict[str, PartSet] = {}
    for path in _kept_files(staging_folder(session, PARTS_FOLDER).iterdir()):
        try:
            with opened(path) as stream:
                head = read_head(stream)
        except UserError:
            continue  # it is asked for again
        if (head.set, str(head.number)) == (path.parent.name, path.name):
            sets.setdefault(head.set, PartSet(head)).kept[head.number] = path
    return sets


def _kept_files(folders: Iterable[Path]) -> list[Path]:
    kept = [folder for folder in sorted(folders) if folder.is_dir() and folder.suffix != _REMOVED]
    return [path for folder in kept for path in sorted(folder.iterdir())]


def _folder(session: Session, name: str) -> Path:
    return staging_folder(session, PARTS_FOLDER, name)
