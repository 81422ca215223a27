"""A recommendation to one's seniors: what to do, who is in charge, by when, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.faults import Fault, too_long
from rocb_desktop.texts import N_, _

PROPOSED = "proposed"
STATES = {
    "proposed": N_("Proposed"),
    "accepted": N_("Accepted"),
    "funded": N_("Funded"),
    "rejected": N_("Rejected"),
    "done": N_("Done"),
}


@dataclass(frozen=True, slots=True)
class Recommendation:
    """`number` counts those of one person after one workshop. `owner` is in charge, `due` is by when.

    `date` is the day from which `state` holds, `note` what was said about it.
    """

    id: str
    workshop: str
    person: str
    number: int
    text: str
    owner: str = ""
    due: PartialDate | None = None
    state: str = PROPOSED
    date: PartialDate | None = None
    note: str = ""

    @property
    def label(self) -> str:
        """R1, R2 ...: how a report names it."""
        return f"R{self.number}"

    @property
    def complete(self) -> bool:
        """Whether somebody is in charge of it by a day."""
        return bool(self.text and self.owner and self.due)


def state_words(state: str) -> str:
    """A state in the language in use; one of another version of the app as it stands."""
    return _(STATES[state]) if state in STATES else state


def check_recommendation(one: Recommendation) -> list[Fault]:
    """What is wrong with it, [] when it can be kept."""
    faults = []
    if not one.text.strip():
        faults.append(Fault("text", _("Write what you recommend")))
    if one.state not in STATES:
        faults.append(Fault("state", _("Choose one of the states")))
    texts = {"text": one.text, "owner": one.owner, "note": one.note}
    return faults + too_long(texts, frozenset({"owner"}))


def next_number(known: Iterable[int]) -> int:
    """The number of the next one."""
    return max(known, default=0) + 1
