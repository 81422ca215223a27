"""What an office says of people who may have no key: who attended, who left, who was reminded."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attended:
    """One person at one workshop, as an office noted it. `listed` is the normalised name, `attended` "" not noted."""

    id: str
    workshop: str
    administration: str
    listed: str
    name: str
    role: str
    attended: str
    post: str
    email: str
    note: str


@dataclass(frozen=True, slots=True)
class StandIn:
    """An officer who left, and who answers for them ("" nobody is named). `gone_on` is a day, a month, or ""."""

    id: str
    administration: str
    listed: str
    name: str
    gone_on: str
    stand_in: str
    note: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that was written: `way` is eml, mailto or copy; `due` the day it named, "" for none."""

    id: str
    administration: str
    name: str
    workshops: tuple[str, ...]
    way: str
    lang: str
    date: str
    due: str
