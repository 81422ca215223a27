"""A focal point's desk in the middle of a round: five people of Fiji (assumed names), five workshops, every state."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rocb_desktop.domain.change import derive
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, review_reply
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import add_workshop, make_pack, workshop_id
from rocb_desktop.services.session import Clock, Edit, Session, open_session
from rocb_desktop.services.survey.replies import make_reply, save_reply

TODAY = date(2021, 11, 5)
_WORKSHOPS = (
    ("Post Clearance Audit (Pacific)", "PCA (Pacific)", "sub-regional", "2021-01-18", "2021-01-22"),
    ("Cross-Border E-Commerce", "E-Commerce", "regional", "2021-02-22", "2021-02-26"),
    ("Disruptive Technologies", "", "regional", "2021-03-15", "2021-03-19"),
    ("WTO Trade Facilitation Agreement", "Trade Facilitation Agreement", "regional", "2021-04-20", "2021-04-23"),
    ("Free Zones", "", "regional", "2021-04-26", "2021-04-30"),
)
_WENT = {
    "Litia Bola": (1, 2, 3),
    "Jone Ratu": (1, 3, 5),
    "Asenaca Vuli": (2, 3, 5),
    "Tomasi Bale": (3, 4),
    "Vani Kuru": (4, 5),
}
ANSWERS = {
    "q1_share_materials": "yes",
    "q1_share_materials_date": "2021-05-03",
    "q3": "no",
    "q4": "yes",
    "q4_text": "Checks at the wharf take one hour less.",
    "q5": "no",
    "q7": "public",
}


@dataclass(frozen=True)
class Fiji:
    """Profiles `rocb`, `focal` and one for each first name; packs and replies lie in `folder` itself."""

    folder: Path

    @contextmanager
    def at(self, who: str, day: date = TODAY) -> Iterator[Session]:
        session = open_session(self.folder / who, clock=Clock(day))
        try:
            yield session
        finally:
            session.close()

    @property
    def packs(self) -> list[Path]:
        return [self.folder / f"pack{number}.rocb" for number in range(1, len(_WORKSHOPS) + 1)]

    def send(self, name: str, number: int, day: date, **answers: str) -> Path:
        """A reply file of this person about this workshop."""
        with self.at(_first(name), day) as session:
            save_reply(session, f"2021/{number}", {**ANSWERS, **answers})
            return Path(make_reply(session, f"2021/{number}", self.folder).value.path)

    def stranger(self, name: str, number: int = 2) -> Path:
        """A reply file of somebody the focal point does not know yet."""
        self.join(name)
        return self.send(name, number, TODAY)

    def join(self, name: str) -> None:
        folder = self.folder / _first(name)
        create_profile(folder, "participant", "FJ", name, clock=Clock(date(2021, 6, 3)))
        with self.at(_first(name), date(2021, 6, 4)) as session:
            accept(session, self.packs, trust=True)


def _first(name: str) -> str:
    return name.split()[0].lower()


def make_fiji(folder: Path, *, names: bool = True) -> Fiji:
    """Four replies accepted, five to review (one of them a second version), one correction asked, three missing."""
    fiji = Fiji(folder)
    folder.mkdir()
    create_profile(folder / "rocb", "rocb", "ROCB", "Desk One", clock=Clock(date(2021, 1, 4)))
    create_profile(folder / "focal", "focal_point", "FJ", "Mere Qalo", clock=Clock(date(2021, 1, 5)))
    with fiji.at("focal", date(2021, 6, 1)) as session:
        make_card(session, folder / "card.rocb")
    with fiji.at("rocb", date(2021, 6, 1)) as session:
        accept(session, [folder / "card.rocb"], trust=True)
        _set_up(session, fiji, names)
    with fiji.at("focal", date(2021, 6, 2)) as session:
        accept(session, fiji.packs, trust=True)
    for name in _WENT:
        fiji.join(name)
    _first_replies(fiji)
    _second_replies(fiji)
    return fiji


def _set_up(session: Session, fiji: Fiji, names: bool) -> None:
    for number, (title, short, kind, start, end) in enumerate(_WORKSHOPS, 1):
        add_workshop(session, title, kind, start, end, ("FJ", "WS"), short_title=short, number=number)
        went = [name for name, numbers in _WENT.items() if number in numbers] if names else []
        session.commit([participation(number, name) for name in went])
    for number, path in enumerate(fiji.packs, 1):
        make_pack(session, f"2021/{number}", path, with_names=names)


def participation(number: int, name: str) -> Edit:
    """A line of the list of names that ROCB A/P keeps of a workshop."""
    fields = {"workshop": workshop_id(2021, number), "name": name, "administration": "FJ", "role": "participant"}
    return Edit(derive("participation", str(number), name), "participation", fields)


def _first_replies(fiji: Fiji) -> None:
    day = date(2021, 9, 10)
    first = (
        ("Litia Bola", 3),
        ("Jone Ratu", 1),
        ("Jone Ratu", 3),
        ("Asenaca Vuli", 2),
        ("Tomasi Bale", 3),
        ("Vani Kuru", 4),
    )
    files = [fiji.send(name, number, day) for name, number in first]
    with fiji.at("focal", date(2021, 9, 20)) as session:
        accept(session, files, trust=True)
        for name, number in first:
            decision, text = ("accept", "") if name != "Tomasi Bale" else ("correct", "Say what works better now.")
            review_reply(session, find_reply(session, f"2021/{number}/{name}").id, decision, text)


def _second_replies(fiji: Fiji) -> None:
    day = date(2021, 11, 1)
    files = [
        fiji.send("Jone Ratu", 3, day, q5="yes", q5_text="New AEO programme"),
        fiji.send("Litia Bola", 1, day),
        fiji.send("Litia Bola", 2, day),
        fiji.send("Tomasi Bale", 4, day),
        fiji.send("Asenaca Vuli", 5, day),
    ]
    with fiji.at("focal") as session:
        accept(session, files)
