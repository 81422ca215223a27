"""A 60 MB file all the way: added, packed, received, saved, sealed, cut and joined, beside a plain copy with its hash.

Prints for each step the time against that copy, the longest gap between ticks of the real window's clock, and at the
end the most memory this process took.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from bench_stall import Ticks, memory, wait_until
from desk import DAY, timed

from rocb_desktop.services.arriving.blob_intake import copy_missing
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.parts import split_file
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.session import open_session
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.services.survey.evidence import add_evidence
from rocb_desktop.services.survey.materials import add_material, list_materials
from rocb_desktop.services.survey.opening import check_file, save_file
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.ui.app import application, make_window
from rocb_desktop.ui.window import MainWindow

SIZE = 60_000_000
WORKSHOP = "2021/7"
ANSWERS = {"q1_none": "yes", "q3": "no", "q4": "yes", "q5": "no", "q7": "public"}
PEOPLE = {
    "rocb": ("rocb", "ROCB", "Desk"),
    "focal": ("focal_point", "WS", "Lani"),
    "sina": ("participant", "WS", "Sina Leota"),
}


def plain_copy(source: Path, target: Path) -> None:
    """What anybody has to do with a file that is to lie somewhere else, on the disk, and be known by its hash."""
    with source.open("rb") as stream, target.open("wb") as written:
        shutil.copyfileobj(stream, written, 2**18)
        written.flush()
        os.fsync(written.fileno())
    hashlib.file_digest(target.open("rb"), "sha256").hexdigest()


def prepare(folder: Path) -> Path:
    """Three people who know one another, and a large file."""
    for who, words in PEOPLE.items():
        create_profile(folder / who, *words, clock=DAY)
    steps: list[tuple[str, Callable[[Any], object]]] = [
        ("focal", lambda session: make_card(session, folder / "card.rocb")),
        ("rocb", lambda session: accept(session, [folder / "card.rocb"], True)),
        ("rocb", lambda s: add_workshop(s, "TFA", "regional", "2021-04-06", "2021-04-08", ("WS",), number=7)),
        ("rocb", lambda session: make_pack(session, WORKSHOP, folder / "pack.rocb")),
        ("focal", lambda session: accept(session, [folder / "pack.rocb"], True)),
        ("sina", lambda session: accept(session, [folder / "pack.rocb"], True)),
        ("sina", lambda session: log_action(session, WORKSHOP, "share_materials", "2021-05-03")),
        ("sina", lambda session: save_reply(session, WORKSHOP, ANSWERS)),
    ]
    for who, step in steps:
        session = open_session(folder / who, clock=DAY)
        step(session)
        session.close()
    large = folder / "film.mp4"
    chance = Random(7)
    with large.open("wb") as stream:  # a piece at a time: what it takes to make it is not what it takes to send it
        for _piece in range(SIZE // 10**6):
            stream.write(chance.randbytes(10**6))
    return large


class Bench:
    """Runs services in a window and prints what each took."""

    def __init__(self, copy: float) -> None:
        self._copy = copy

    def step(self, window: MainWindow, ticks: Ticks, name: str, service: Callable[..., Any], *args: Any) -> Any:
        values: list[Any] = []
        failed: list[Exception] = []
        started = time.perf_counter()
        window.work.run(service, *args, owner=window, done=values.append, failed=failed.append)
        wait_until(lambda: bool(values or failed))
        took = time.perf_counter() - started
        wait_until(lambda: not window.work.jobs())
        if failed:
            raise failed[0]
        print(f"{took:6.2f} s, {took / self._copy:5.1f} x a plain copy  {ticks.line(name)}")
        return values[0]


def opened(profile: Path) -> MainWindow:
    window = make_window(profile, DAY)
    window.resize(1366, 768)
    ready: list[bool] = []
    window.ready.connect(lambda: ready.append(True))
    window.show()
    wait_until(lambda: bool(ready) and not window.work.jobs())
    return window


def run(folder: Path) -> None:
    large = prepare(folder)
    copy = min(timed(lambda: plain_copy(large, folder / "copy")) for _round in range(3))
    print(f"{copy:6.2f} s a plain copy of {SIZE // 10**6} MB, on the disk, with its SHA-256")
    bench, window = Bench(copy), opened(folder / "rocb")
    before = memory()
    ticks = Ticks(window)
    bench.step(window, ticks, "add the material", add_material, WORKSHOP, large)
    bench.step(window, ticks, "make the pack with it", make_pack, WORKSHOP, folder / "full.rocb", False, True)
    bench.step(window, ticks, "make the pack without it", make_pack, WORKSHOP, folder / "thin.rocb")
    parts = bench.step(window, ticks, "cut it into parts of 5 MB", split_file, folder / "full.rocb", folder).value
    window.close()
    window = opened(folder / "sina")
    ticks = Ticks(window)
    bench.step(window, ticks, "preview the pack", preview, [folder / "full.rocb"])
    bench.step(window, ticks, "import the pack", accept, [folder / "full.rocb"])
    session = open_session(folder / "sina", clock=DAY, readonly=True)
    record, action = list_materials(session)[0].id, list_actions(session)[0].id
    session.close()
    bench.step(window, ticks, "check it", check_file, record)
    bench.step(window, ticks, "save a copy of it", save_file, record, folder / "saved.mp4")
    bench.step(window, ticks, "look for what is missing", copy_missing, folder / "full.rocb")
    bench.step(window, ticks, "keep it as evidence", add_evidence, action, large)
    bench.step(window, ticks, "a sealed reply with it", make_reply, WORKSHOP, folder / "reply.rocb", None, True)
    window.close()
    window = opened(folder / "focal")
    ticks = Ticks(window)
    bench.step(window, ticks, "import the sealed reply", accept, [folder / "reply.rocb"], True)
    bench.step(window, ticks, "join and import the parts", accept, parts)
    window.close()
    print(f"{'memory at most':<44} {memory():5.0f} MB, with an empty window {before:5.0f} MB")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    with tempfile.TemporaryDirectory() as text:
        run(Path(text))
