"""A participant's desk: Sina Leota of Samoa (an assumed name), three workshops, one survey open until 25 December."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.session import Clock, Session, open_session

TODAY = date(2021, 12, 21)
PCA, TFA, CANINES = "2021/1", "2021/2", "2022/1"
_WORKSHOPS = (
    ("Post Clearance Audit for the Pacific", "PCA (Pacific)", "sub-regional", "2020-11-09", "2020-11-13", 1),
    ("WTO Trade Facilitation Agreement", "Trade Facilitation Agreement", "regional", "2021-06-01", "2021-06-04", 2),
    ("Canines", "", "regional", "2021-09-07", "2021-09-10", 1),
)
READY = {"q1_none": "yes", "q3": "no", "q4": "yes", "q5": "no"}


@dataclass(frozen=True)
class Samoa:
    """Profiles `rocb`, `focal` and `sina`; packs lie in `folder` itself."""

    folder: Path

    @property
    def sina(self) -> Path:
        return self.folder / "sina"

    @contextmanager
    def at(self, who: str, day: date = TODAY) -> Iterator[Session]:
        session = open_session(self.folder / who, clock=Clock(day))
        try:
            yield session
        finally:
            session.close()


def make_samoa(folder: Path) -> Samoa:
    """Sina has opened the packs of all three workshops; nothing is logged and nothing answered."""
    samoa = Samoa(folder)
    folder.mkdir()
    start = date(2020, 10, 1)
    create_profile(folder / "rocb", "rocb", "ROCB", "Desk One", clock=Clock(start))
    create_profile(folder / "focal", "focal_point", "WS", "Lani Fuimaono", clock=Clock(start))
    create_profile(folder / "sina", "participant", "WS", "Sina Leota", clock=Clock(start), email="sina@example.ws")
    with samoa.at("focal", start) as session:
        make_card(session, folder / "card.rocb")
    packs = [folder / f"pack{number}.rocb" for number in range(len(_WORKSHOPS))]
    with samoa.at("rocb", start) as session:
        accept(session, [folder / "card.rocb"], trust=True)
        for pack, (title, short, kind, first, last, number) in zip(packs, _WORKSHOPS, strict=True):
            made = add_workshop(session, title, kind, first, last, ("FJ", "WS"), short_title=short, number=number)
            make_pack(session, str(made.value), pack)
    for who in ("focal", "sina"):
        with samoa.at(who, date(2021, 10, 1)) as session:
            accept(session, packs, trust=True)
    return samoa
