"""A workshop, who went to it, and how many administrations took part: the denominator of every reply rate."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from rocb_desktop.domain.administration import by_code
from rocb_desktop.domain.clock import PartialDate, Window, fiscal_round, survey_window
from rocb_desktop.texts import N_, _, ngettext

# stored word: the words shown. Kinds after the newsletter's schedule of activities.
KINDS = {
    "regional": N_("Regional workshop"),
    "sub-regional": N_("Sub-regional workshop"),
    "national": N_("National workshop"),
    "accreditation": N_("Accreditation workshop"),
    "meeting": N_("Meeting"),
    "other": N_("Other event"),
}
SURVEYED_KINDS = ("regional", "sub-regional")
MODES = {"online": N_("Online"), "face-to-face": N_("Face to face"), "hybrid": N_("Hybrid")}
STATUSES = {
    "planned": N_("Planned"),
    "invited": N_("Invited"),
    "confirmed": N_("Confirmed"),
    "held": N_("Took place"),
    "postponed": N_("Postponed"),
    "cancelled": N_("Cancelled"),
}
ROLES = {
    "participant": N_("Participant"),
    "observer": N_("Observer"),
    "resource person": N_("Resource person"),
    "facilitator": N_("Facilitator"),
}
ATTENDED = {"yes": N_("Attended"), "partly": N_("Attended in part"), "no": N_("Absent")}

MAX_PROGRAMME = 20_000  # characters
MAX_NUMBER = 9_999  # of a workshop in its round
_NATURAL_NAME = re.compile(r"(\d{4})/(\d{1,4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop of a round. `round` is the survey's year; `number` restarts in each round.

    `administrations` are the codes of those that took part as far as ROCB listed them, `participated` is a
    bare number where an old round has no list. `mode` is "" when it is not known. `questionnaire` is
    name@version. `programme` is what happens when, a line for each, as ROCB A/P wrote it. A survey that was opened
    again is open until `reopened_until`, and says why.
    """

    id: str
    round: int
    number: int
    title: str
    kind: str
    start: PartialDate
    end: PartialDate
    short_title: str = ""
    mode: str = ""
    administrations: tuple[str, ...] = ()
    participated: int | None = None
    surveyed: bool = True
    reason_not_surveyed: str = ""
    status: str = "held"
    questionnaire: str = "followup@1"
    programme: str = ""
    reopened_until: date | None = None
    reopened_why: str = ""

    @property
    def natural_name(self) -> str:
        """2021/4: what a person types for it."""
        return f"{self.round}/{self.number}"

    @property
    def window(self) -> Window:
        return survey_window(self.end, reopened_until=self.reopened_until)

    @property
    def fiscal_round(self) -> int:
        """The round its last day belongs to."""
        return fiscal_round(self.end)


@dataclass(frozen=True, slots=True)
class Participation:
    """One person at one workshop. Role and mode are of this workshop; `attended` is "" until somebody knows."""

    id: str
    workshop: str
    name: str
    administration: str
    role: str = "participant"
    attended: str = ""
    mode: str = ""
    post: str = ""
    email: str = ""
    person: str = ""


class Attendance(Protocol):
    """What counting needs of a participation."""

    @property
    def administration(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def attended(self) -> str: ...


@dataclass(frozen=True, slots=True)
class TookPart:
    """How many administrations took part (rules 2 to 4); `count` is None when nobody knows.

    `codes` is who, when it is `listed`; `stated` the bare number given beside it; `not_members` those of
    `codes` that were not WCO members on the last day; `unknown_attendance` how many listed people nobody
    marked present or absent.
    """

    count: int | None
    listed: bool = False
    codes: tuple[str, ...] = ()
    stated: int | None = None
    not_members: tuple[str, ...] = ()
    unknown_attendance: int = 0

    def warnings(self) -> list[str]:
        """What to say beside the count, in the reader's language."""
        said = []
        if self.stated is not None and self.stated != self.count:
            said.append(
                _("The list has {listed} administrations, the number says {stated}. The list counts.").format(
                    listed=self.count, stated=self.stated
                )
            )
        if self.unknown_attendance:
            said.append(
                ngettext(
                    "For {n} person it is not known who attended. They count as attended.",
                    "For {n} people it is not known who attended. They count as attended.",
                    self.unknown_attendance,
                ).format(n=self.unknown_attendance)
            )
        return said


def gets_survey(person: Attendance) -> bool:
    """A participant who was not absent; observers, resource persons and facilitators get none (rule 2)."""
    return person.role == "participant" and person.attended != "no"


def took_part(workshop: Workshop, people: Iterable[Attendance] = ()) -> TookPart:
    """Who took part in a workshop: its participants who attended, else the listed administrations, else the
    number.

    Every customs administration counts, members of the WCO or not; people of other organisations are
    observers (rule 3). A person whose attendance nobody marked counts, and the result says how many there
    are.
    """
    invited = [person for person in people if person.role == "participant"]
    present = [person for person in invited if gets_survey(person)]
    if not invited and not workshop.administrations:
        return TookPart(workshop.participated)
    listed = (person.administration for person in present) if invited else workshop.administrations
    customs = {one.code: one for one in map(by_code, listed) if one is not None}
    last_day = workshop.end.last()
    return TookPart(
        count=len(customs),
        listed=True,
        codes=tuple(sorted(customs)),
        stated=workshop.participated,
        not_members=tuple(sorted(code for code, one in customs.items() if not one.is_wco_member_on(last_day))),
        unknown_attendance=sum(not person.attended for person in present),
    )


def default_surveyed(kind: str) -> bool:
    """Regional and sub-regional workshops are surveyed; accreditation and others are listed with the reason."""
    return kind in SURVEYED_KINDS


def parse_natural_name(text: str) -> tuple[int, int] | None:
    """(2021, 4) for "2021/4"; None for any other text."""
    match = _NATURAL_NAME.fullmatch(text.strip())
    return (int(match[1]), int(match[2])) if match else None
