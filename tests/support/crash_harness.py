"""Kills a process again and again while it saves and imports, and looks each time at what is left of the store.

Run by tests/store/test_crash.py in a process of its own, without Qt and its threads: `crash_harness.py FOLDER KILLS`.
A killed process is no power cut: what the disk itself loses is not shown here.
"""

import contextlib
import json
import os
import resource
import select
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter

from region import ANSWERS, TODAY, WORKSHOP, Region, everything, make_region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.session import Clock, Ids, Session, open_session
from rocb_desktop.services.survey.replies import save_reply
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.projections import dump

STRANGERS = ("mata", "tavita", "ioane")

Work = Callable[[int], None]
Rows = dict[str, list[tuple[object, ...]]]


class CountedIds(Ids):
    """Chance that is the same in every run, so that an import has one possible end."""

    def __init__(self) -> None:
        self._random = Random(7)

    def token(self, nbytes: int) -> bytes:
        return self._random.randbytes(nbytes)


@contextlib.contextmanager
def opened(profile: Path) -> Iterator[Session]:
    session = open_session(profile, clock=Clock(TODAY), ids=CountedIds())
    try:
        yield session
    finally:
        session.close()


def fork(work: Work) -> tuple[int, int]:
    """A child that works and tells through the pipe: its id, and the end to read from."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        work(writing)
        code = 0
    finally:
        os._exit(code)


def killed_after(seconds: float, work: Work) -> list[str]:
    """Kill the child so long after its first word; its words, one a line."""
    child, reading = fork(work)
    first = os.read(reading, 1)
    select.select([], [], [], seconds)
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as stream:
        words = first + stream.read()
    return words.decode().split("\n")[:-1]


def sound(profile: Path) -> None:
    """SQLite finds nothing wrong, and the tables are those that follow from the changes."""
    with opened(profile) as session:
        assert session.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert session.db.execute("PRAGMA foreign_key_check").fetchall() == []
        kept = dump(session.db)
        rebuild(session.db, session.desk)
        assert dump(session.db) == kept


def save_until_killed(profile: Path, start: int) -> Work:
    def work(tell: int) -> None:
        with opened(profile) as session:
            os.write(tell, b"ready\n")
            for number in range(start, start + 10_000):
                save_reply(session, WORKSHOP, {**ANSWERS, "q3_text": f"text {number}", "q4_text": f"more {number}"})
                os.write(tell, b"%d\n" % number)

    return work


def last_saved(profile: Path) -> int:
    with opened(profile) as session:
        row = session.db.execute("SELECT answers FROM reply").fetchone()
        answers = json.loads(row[0])
        number = int(str(answers["q3_text"]).split()[1])
        assert answers["q4_text"] == f"more {number}"  # both fields of one save, or neither
        return number


def kill_while_saving(region: Region, kills: int, chance: Random) -> int:
    """Every save that was reported is there; one more may be, which was on its way. Returns how many there were."""
    profile = region.folder / "sina"
    with opened(profile) as session:
        save_reply(session, WORKSHOP, {**ANSWERS, "q3_text": "text 0", "q4_text": "more 0"})
    saved = 0
    for _kill in range(kills):
        words = killed_after(chance.uniform(0, 0.06), save_until_killed(profile, saved + 1))
        reported = max([saved, *(int(word) for word in words[1:])])
        sound(profile)
        saved = last_saved(profile)
        assert reported <= saved <= reported + 1, (reported, saved)
    return saved


def importing(profile: Path, files: list[Path]) -> Work:
    def work(tell: int) -> None:
        os.write(tell, b"ready\n")
        with opened(profile) as session:
            accept(session, files, trust=True)
        os.write(tell, b"done\n")

    return work


def kill_while_importing(region: Region, kills: int, chance: Random) -> dict[str, int]:
    """The store is exactly as before the import, or exactly as after it. Returns how often which."""
    files = arriving(region)
    target = region.folder / "target"
    before, after, seconds = ends_of(region, files, target)
    seen = {"before": 0, "after": 0}
    for _kill in range(kills):
        fresh(region, target)
        words = killed_after(chance.uniform(0, 1.4 * seconds), importing(target, files))
        found = everything(target)
        assert found in (before, after), "between before and after"
        assert found == after or "done" not in words
        seen["after" if found == after else "before"] += 1
        sound(target)
    return seen


def ends_of(region: Region, files: list[Path], target: Path) -> tuple[Rows, Rows, float]:
    fresh(region, target)
    before = everything(target)
    child, reading = fork(importing(target, files))
    os.read(reading, 1)
    began = perf_counter()
    assert os.waitpid(child, 0)[1] == 0
    seconds = perf_counter() - began
    os.close(reading)
    after = everything(target)
    assert before != after
    return before, after, seconds


def fresh(region: Region, target: Path) -> None:
    """The focal point's profile as it was before the files."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(region.folder / "focal", target)


def arriving(region: Region) -> list[Path]:
    """Two later versions of a known person's reply, and the replies of people whom nobody knew."""
    return [region.file(name) for name in ("reply 2", "reply 3", *STRANGERS)]


def fill_the_disk(region: Region, steps: int) -> dict[str, int]:
    """Let no file grow beyond a limit, stepped from nothing to enough: refused and as before, or done and as after."""
    files = arriving(region)
    target = region.folder / "target"
    before, after, _seconds = ends_of(region, files, target)
    seen = {"refused": 0, "done": 0}
    most = 200_000
    for step in range(steps):
        fresh(region, target)
        child, reading = fork(limited(most * step // (steps - 1), importing(target, files)))
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as stream:
            words = stream.read().decode().split()
        found = everything(target)
        assert words[-1] in ("done", "disk_full", "disk_failed", "cannot_open"), words
        assert found == (after if words[-1] == "done" else before), words
        seen["done" if words[-1] == "done" else "refused"] += 1
        sound(target)
    return seen


def limited(size: int, work: Work) -> Work:
    """The same work where a file may not grow beyond `size`; a UserError is told by its code."""

    def told(tell: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        try:
            work(tell)
        except UserError as error:
            os.write(tell, error.code.encode() + b"\n")

    return told


def prepare(folder: Path) -> Region:
    """The files that arrive were made, and nobody has received them."""
    region = make_region(folder / "region")
    for number in (2, 3):
        region.make_reply("sina", f"reply {number}", q1_none="", q1_share_materials="yes", q3_text=f"Version {number}")
    for name in STRANGERS:
        region.join(name, "participant", "WS", name.title())
        region.receive(name, "pack")
        region.make_reply(name, name)
    return region


def main(folder: Path, kills: int) -> None:
    """Prints what was seen, as JSON; an assertion fails where the store is not sound."""
    region = prepare(folder)
    chance = Random(kills)
    result = {
        "saves": kill_while_saving(region, kills // 2, chance),
        "imports": kill_while_importing(region, kills - kills // 2, chance),
        "limits": fill_the_disk(region, max(12, kills // 3)),
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
