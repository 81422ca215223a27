"""What a reader must know beside Tables 1-7, as codes with values; each becomes one sentence in their language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rocb_desktop.texts import _, format_date, ngettext

# code: the sentence for n, before its other values are put in.
NOTES: dict[str, Callable[[int], str]] = {
    "organised": lambda n: ngettext(
        "{organised} workshops were organised. {n} of them is in this survey.",
        "{organised} workshops were organised. {n} of them are in this survey.",
        n,
    ),
    "not_open": lambda n: _(
        "Workshop {workshop}: the survey has not opened yet. The workshop is not in the reply rate."
    ),
    "early": lambda n: ngettext(
        "Workshop {workshop}: the survey has not opened yet. {n} reply came early. It counts.",
        "Workshop {workshop}: the survey has not opened yet. {n} replies came early. They count.",
        n,
    ),
    "reopened": lambda n: _("Workshop {workshop}: the survey was opened again until {closes}. {why}"),
    "open": lambda n: _("Workshop {workshop}: the survey is open until {closes}. More replies can come."),
    "open_about": lambda n: _("Workshop {workshop}: the survey is still open. More replies can come."),
    "non_members": lambda n: ngettext(
        "Of those that took part, {n} is not a WCO member.",
        "Of those that took part, {n} are not WCO members.",
        n,
    ),
    "took_part": lambda n: _("Workshop {workshop}: {warning}"),
    "no_number": lambda n: ngettext(
        "Workshop {workshop}: it is not known how many took part. {n} reply is not in the reply rate.",
        "Workshop {workshop}: it is not known how many took part. {n} replies are not in the reply rate.",
        n,
    ),
    "too_many_replies": lambda n: ngettext(
        "Workshop {workshop}: {n} reply, but {participated} took part. It is not in the reply rate.",
        "Workshop {workshop}: {n} replies, but {participated} took part. They are not in the reply rate.",
        n,
    ),
    "late": lambda n: ngettext(
        "{n} reply came late. It counts.",
        "{n} replies came late. They count.",
        n,
    ),
    "late_unknown": lambda n: ngettext(
        "For {n} reply it is not known whether it came late.",
        "For {n} replies it is not known whether they came late.",
        n,
    ),
    "not_named": lambda n: ngettext(
        "{n} reply counts, but its administration is not named in the lists.",
        "{n} replies count, but their administrations are not named in the lists.",
        n,
    ),
    "unknown_answers": lambda n: ngettext(
        "{n} answer is not known. It counts neither as yes nor as no.",
        "{n} answers are not known. They count neither as yes nor as no.",
        n,
    ),
    "not_counted": lambda n: ngettext(
        "{n} reply is for a workshop that is not in this survey. It is not counted.",
        "{n} replies are for workshops that are not in this survey. They are not counted.",
        n,
    ),
    "on_behalf": lambda n: ngettext(
        "{n} reply was entered by an office for somebody else. It counts.",
        "{n} replies were entered by an office for somebody else. They count.",
        n,
    ),
    "undecided": lambda n: ngettext(
        "{n} answer is undecided: two versions differ. Choose one before you publish.",
        "{n} answers are undecided: two versions differ. Choose before you publish.",
        n,
    ),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know beside the tables; `table` is the number of the one it belongs to, 0 for all of them."""

    code: str
    n: int = 1
    table: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self) -> str:
        """The sentence, in the language in use."""
        values = {key: format_date(v) if isinstance(v, date) else v for key, v in self.values.items()}
        return NOTES[self.code](self.n).format(n=self.n, **values)

    def to_json(self) -> dict[str, Any]:
        values = {key: v.isoformat() if isinstance(v, date) else v for key, v in self.values.items()}
        return {"code": self.code, "n": self.n, "table": self.table, "text": self.text()} | values
