"""A small region for tests: ROCB A/P, a focal point and a participant of Samoa, a workshop, and the files between."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.replies import make_reply, save_reply

TODAY = date(2021, 10, 15)
WORKSHOP = "2021/7"
ANSWERS = {"q1_none": "yes", "q3": "yes", "q3_text": "Queues are shorter", "q4": "yes", "q5": "no", "q7": "public"}
PEOPLE = {
    "rocb": ("rocb", "ROCB", "Desk One"),
    "focal": ("focal_point", "WS", "Lani Fuimaono"),
    "sina": ("participant", "WS", "Sina Leota"),
}


@dataclass(frozen=True)
class Region:
    """Profiles `rocb`, `focal` and `sina` below `folder`; the files they made lie in `folder` itself."""

    folder: Path

    @contextmanager
    def at(self, who: str, day: date = TODAY) -> Iterator[Session]:
        session = open_session(self.folder / who, clock=Clock(day))
        try:
            yield session
        finally:
            session.close()

    def file(self, name: str) -> Path:
        return self.folder / f"{name}.rocb"

    def join(self, who: str, role: str, administration: str, name: str) -> Path:
        create_profile(self.folder / who, role, administration, name, clock=Clock(TODAY))
        return self.folder / who

    def receive(self, who: str, name: str, *, trust: bool = True, take_over: str = "") -> None:
        with self.at(who) as session:
            accept(session, [self.file(name)], trust, Answers(take_over=take_over))

    def make_reply(self, who: str, name: str, **answers: str) -> Path:
        """A reply of this person, with these answers over the usual ones."""
        with self.at(who) as session:
            save_reply(session, WORKSHOP, {**ANSWERS, **answers})
            make_reply(session, WORKSHOP, self.file(name))
        return self.file(name)

    def copy(self, folder: Path) -> "Region":
        shutil.copytree(self.folder, folder)
        return Region(folder)


def make_region(folder: Path) -> Region:
    """Card, pack, reply and return were made and received; the return is not at ROCB A/P yet."""
    region = Region(folder)
    for who, words in PEOPLE.items():
        region.join(who, *words)
    with region.at("focal") as session:
        make_card(session, region.file("card"))
    region.receive("rocb", "card")
    with region.at("rocb") as session:
        add_workshop(session, "WTO TFA", "regional", "2021-04-06", "2021-04-08", ("WS", "FJ"), number=7)
        make_pack(session, WORKSHOP, region.file("pack"))
    region.receive("sina", "pack")
    region.receive("focal", "pack")
    with region.at("sina") as session:
        log_action(session, WORKSHOP, "share_materials", "2021-05-03", reached=14)
    region.make_reply("sina", "reply", q1_none="", q1_share_materials="yes")
    region.receive("focal", "reply")
    with region.at("focal") as session:
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "accept")
        make_return(session, 2021, region.file("return"))
    return region


def everything(profile: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a profile's store, as it lies there."""
    connection = sqlite3.connect(f"{(profile / 'store.sqlite').as_uri()}?mode=ro", uri=True)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}
    finally:
        connection.close()
