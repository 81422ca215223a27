"""Tables 1-7 of the Good Practice Report as plain values: what analysis counts, and reports and the window show.

The layout follows Report No. 25 (Survey 2021); all counts are of administrations, per workshop. The JSON form is a
contract with other programs: extend, never rename.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rocb_desktop.domain.figures import Share
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.table_notes import Note

Json = dict[str, Any]
_NO_SHARE: Json = {"k": None, "n": None, "rate": None, "low": None, "high": None, "shown": None}


@dataclass(frozen=True, slots=True)
class ReplyCount:
    """One line of Table 1.

    `participated` or `share` is None when the number that took part cannot be relied on; `share` also while `waiting`:
    the survey has not opened, and no reply is no finding.
    """

    participated: int | None
    replied: int
    share: Share | None
    workshop: int | None = None
    title: str = ""
    short_title: str = ""
    kind: str = ""
    late: int = 0
    non_members: int = 0
    waiting: bool = False

    def to_json(self) -> Json:
        counts: Json = {"participated": self.participated, "replied": self.replied}
        counts |= {"late": self.late, "non_members": self.non_members}
        return counts | (self.share.to_json() if self.share else _NO_SHARE)

    def row_json(self) -> Json:
        named: Json = {"workshop": self.workshop, "title": self.title, "kind": self.kind}
        return named | self.to_json() | {"waiting": self.waiting}


@dataclass(frozen=True, slots=True)
class ReplyTable:
    """Table 1: who took part and who replied; totals by kind and under "all"."""

    rows: tuple[ReplyCount, ...]
    totals: Mapping[str, ReplyCount]

    @property
    def all(self) -> ReplyCount:
        return self.totals["all"]

    def to_json(self) -> Json:
        totals = {kind: total.to_json() for kind, total in self.totals.items()}
        return {"rows": [row.row_json() for row in self.rows], "totals": totals}


@dataclass(frozen=True, slots=True)
class ActionCount:
    """One line of Table 2: for each action how many said yes, and of how many the answer is known."""

    replies: int
    yes: Mapping[str, int]
    known: Mapping[str, int]
    nothing_yet: int
    workshop: int | None = None

    def to_json(self) -> Json:
        counts: Json = {action: self.yes[action] for action in ACTIONS}
        return counts | {"replies": self.replies, "known": dict(self.known), "nothing_yet": self.nothing_yet}


@dataclass(frozen=True, slots=True)
class ActionTable:
    """Table 2: the six follow-up actions."""

    rows: tuple[ActionCount, ...]
    totals: ActionCount
    shares: Mapping[str, Share]

    def to_json(self) -> Json:
        rows = [{"workshop": row.workshop} | row.to_json() for row in self.rows]
        shares = {action: share.to_json() for action, share in self.shares.items()}
        return {"rows": rows, "totals": self.totals.to_json(), "shares": shares}


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """One line of Tables 3, 5 and 6; "no" excludes "not yet", and an unknown answer is neither."""

    replies: int
    yes: int
    not_yet: int
    no: int
    unknown: int
    workshop: int | None = None

    def to_json(self) -> Json:
        counts: Json = {"replies": self.replies, "yes": self.yes, "not_yet": self.not_yet}
        return counts | {"no": self.no, "unknown": self.unknown}


@dataclass(frozen=True, slots=True)
class AnswerTable:
    """Table 3 (direct effects), 5 (efficiency) or 6 (projects); the share is yes out of the known answers."""

    rows: tuple[AnswerCount, ...]
    totals: AnswerCount
    share: Share

    def to_json(self) -> Json:
        rows = [{"workshop": row.workshop} | row.to_json() for row in self.rows]
        return {"rows": rows, "totals": self.totals.to_json(), "share": self.share.to_json()}


@dataclass(frozen=True, slots=True)
class Marked:
    """An administration in a list of Table 4 or 7, and whether it carries the mark of its column."""

    code: str
    marked: bool


@dataclass(frozen=True, slots=True)
class MarkRow:
    """One workshop of Table 4 or 7: who is listed in each column, and how many more are not named."""

    workshop: int
    lists: Mapping[str, tuple[Marked, ...]]
    not_named: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Footer:
    """A line under Table 4 or 7: share.k of share.n; `unknown` more are left out because the other answer is blank."""

    share: Share
    unknown: int

    def to_json(self) -> Json:
        return {"count": self.share.k, "of": self.share.n, "unknown": self.unknown} | self.share.to_json()


@dataclass(frozen=True, slots=True)
class MarkTable:
    """Table 4 or 7. A mark underlines in the cause columns (the outcome came) and is bold in the outcome column."""

    causes: tuple[str, str]
    outcome: str
    rows: tuple[MarkRow, ...]
    footers: Mapping[str, Footer]

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.causes, self.outcome)

    def mark_name(self, column: str) -> str:
        return "bold" if column == self.outcome else "underline"

    def to_json(self) -> Json:
        rows = [self._row_json(row) for row in self.rows]
        return {"rows": rows, "footers": {name: footer.to_json() for name, footer in self.footers.items()}}

    def _row_json(self, row: MarkRow) -> Json:
        lists = {
            column: [{"code": item.code, self.mark_name(column): item.marked} for item in row.lists[column]]
            for column in self.columns
        }
        return {"workshop": row.workshop} | lists | {"not_named": dict(row.not_named)}


@dataclass(frozen=True, slots=True)
class NotSurveyed:
    """A workshop that was organised and is not in the survey, with the reason."""

    workshop: int
    title: str
    kind: str
    reason: str

    def to_json(self) -> Json:
        return {"workshop": self.workshop, "title": self.title, "kind": self.kind, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the survey counts for one round: `n` replies of administrations, `round` the year of the survey."""

    round: int
    n: int
    late: int
    late_unknown: int
    undecided: int
    organised: int
    replies: ReplyTable
    actions: ActionTable
    effects: AnswerTable
    effect_marks: MarkTable
    efficiency: AnswerTable
    projects: AnswerTable
    project_marks: MarkTable
    not_surveyed: tuple[NotSurveyed, ...] = ()
    notes: tuple[Note, ...] = ()
    counted_on: date | None = None
    basis: str = field(default="administrations", init=False)

    @property
    def surveyed(self) -> int:
        return len(self.replies.rows)

    def numbered(self) -> dict[int, ReplyTable | ActionTable | AnswerTable | MarkTable]:
        """The seven tables under the numbers the report prints them with."""
        return {
            1: self.replies,
            2: self.actions,
            3: self.effects,
            4: self.effect_marks,
            5: self.efficiency,
            6: self.projects,
            7: self.project_marks,
        }

    def to_json(self) -> Json:
        head: Json = {"round": self.round, "basis": self.basis, "n": self.n, "undecided": self.undecided}
        head |= {"late": self.late, "late_unknown": self.late_unknown}
        head |= {"date": self.counted_on.isoformat() if self.counted_on else None}
        head |= {"organised": self.organised, "surveyed": self.surveyed}
        tables = {str(number): table.to_json() for number, table in self.numbered().items()}
        return head | {
            "tables": tables,
            "not_surveyed": [workshop.to_json() for workshop in self.not_surveyed],
            "notes": [note.to_json() for note in self.notes],
        }
