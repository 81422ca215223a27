"""What a round workbook holds: workshops, participants and replies, with every bad cell named."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.workshop import Participation, Workshop
from rocb_desktop.exchange.cell_problems import Problems


@dataclass(frozen=True, slots=True)
class BookReply:
    """One row of the sheet Replies. Each cell speaks for itself: what is blank is absent from `answers`.

    `workshop` is its natural name (2021/4). `administration` is "" when the source does not say which; such a
    reply counts as one. `key` tells the replies of one administration to one workshop apart: the
    participant's name, or #1, #2 in the order of the rows, so the same workbook imported twice holds the same
    replies. `late` and `early` are None when nobody can know. `waiting`: the administration is not on the
    workshop's list.
    """

    workshop: str
    administration: str
    participant: str
    key: str
    answers: Mapping[str, Value]
    row: int
    received: PartialDate | None = None
    late: bool | None = None
    early: bool | None = None
    waiting: bool = False
    source: str = ""
    blank: tuple[str, ...] = field(default=(), compare=False)  # fields whose column is there and whose cell is empty


@dataclass(slots=True)
class RoundBook:
    """A round workbook. Workshops and participations have no ids yet; these name their workshop by natural
    name.

    `note` is the text of the sheet About, `people` the row of each person. With `problems` nothing of the book may be
    used; `warnings` are only said.
    """

    workshops: list[Workshop] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)
    replies: list[BookReply] = field(default_factory=list)
    note: str = ""
    people: dict[tuple[str, str, str], int] = field(default_factory=dict, repr=False, compare=False)
    problems: Problems = field(default_factory=Problems)
    warnings: Problems = field(default_factory=Problems)

    @property
    def rounds(self) -> list[int]:
        return sorted({workshop.round for workshop in self.workshops})

    def refuse_problems(self) -> None:
        """Raises UserError bad_cell with one line for each bad cell, when there is one."""
        if self.problems.count:
            raise UserError("bad_cell", cells="\n".join(self.problems.lines()))
