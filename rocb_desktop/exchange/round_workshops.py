"""The sheets Workshops and Participants of a round workbook, row by row."""

from dataclasses import dataclass, field
from typing import Any

from rocb_desktop.domain.administration import by_code
from rocb_desktop.domain.clock import PartialDate, fiscal_round
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.workshop import (
    ATTENDED,
    KINDS,
    MAX_NUMBER,
    MODES,
    ROLES,
    STATUSES,
    Participation,
    Workshop,
    default_surveyed,
    parse_natural_name,
)
from rocb_desktop.exchange.cell_reader import CellReader, squeeze
from rocb_desktop.exchange.round_book import RoundBook
from rocb_desktop.exchange.sheet_rows import Row
from rocb_desktop.texts import _

WORKSHOP_COLUMNS = {
    name: name
    for name in (
        "number",
        "title",
        "short_title",
        "kind",
        "mode",
        "status",
        "start",
        "end",
        "administrations",
        "participated",
        "surveyed",
        "reason_not_surveyed",
    )
} | {"reason": "reason_not_surveyed"}
PARTICIPANT_COLUMNS = {
    name: name for name in ("workshop", "name", "administration", "post", "email", "role", "attended", "mode")
} | {"e_mail": "email"}
# what a title says of its kind; the longer word first, since "regional" is part of it
_IN_TITLES = {
    "accreditation": "accreditation",
    "sub-regional": "sub-regional",
    "subregional": "sub-regional",
    "regional": "regional",
    " national ": "national",
    "meeting": "meeting",
}


@dataclass(slots=True)
class Found:
    """The workshops read so far: the row of each natural name (2021/4), and what else they are called."""

    rows: dict[str, Row] = field(default_factory=dict)
    names: dict[str, list[Workshop]] = field(default_factory=dict)  # all that a cell can call a workshop
    unreadable: set[str] = field(default_factory=set)  # numbers of workshops with a bad cell

    def add(self, workshop: Workshop, row: Row | None = None) -> None:
        if row is not None:
            self.rows[workshop.natural_name] = row
        for name in {workshop.natural_name, str(workshop.number), normalise_name(workshop.title)}:
            self.names.setdefault(name, []).append(workshop)

    def named(self, text: str) -> list[Workshop]:
        """The workshops that a cell can mean: a number, 2021/4, or a title."""
        return self.names.get(normalise_name(text), [])


def read_workshop(cells: CellReader, book: RoundBook, found: Found) -> None:
    """Adds the workshop of one row, unless its number, title or date cannot be read."""
    number, title = _number(cells), cells.needed("title")
    start, end = _days(cells)
    kind = _kind(cells, title)
    said = cells.answer("surveyed", not_yet=False)
    details: dict[str, Any] = {
        "short_title": cells.text("short_title"),
        "mode": cells.word("mode", MODES),
        "reason_not_surveyed": cells.text("reason_not_surveyed"),
        "status": cells.word("status", STATUSES) or "held",
    }
    administrations = cells.codes("administrations")
    participated = cells.whole("participated", 0, MAX_NUMBER)
    if number is None or not title or start is None or end is None:
        found.unreadable.add(str(number))
        return
    surveyed = said == "yes" if said else default_surveyed(kind) and details["status"] != "cancelled"
    workshop = Workshop(
        id="",
        round=fiscal_round(end),
        number=number,
        title=title,
        kind=kind,
        start=start,
        end=end,
        administrations=administrations,
        participated=participated,
        surveyed=surveyed,
        **details,
    )
    if workshop.natural_name in found.rows:
        first = found.rows[workshop.natural_name].number
        cells.complain("number", _("Row {row} has this number too. Each workshop has its own.").format(row=first))
        return
    found.add(workshop, cells.row)
    book.workshops.append(workshop)


def read_participation(cells: CellReader, book: RoundBook, found: Found) -> None:
    """Adds one person at the workshop that the row names."""
    read_person(cells, book, pick_workshop(cells, found))


def read_person(cells: CellReader, book: RoundBook, workshop: Workshop | None) -> None:
    """Adds one person at one workshop. Only participants must be of a customs administration (rule 3)."""
    name = cells.needed("name")
    role = cells.word("role", ROLES) or "participant"
    text = cells.text("administration")
    known = by_code(text)
    code = cells.code("administration") if role == "participant" else known.code if known else text
    attended = cells.word("attended", ATTENDED)
    mode = cells.word("mode", MODES)
    post, email = cells.text("post"), cells.text("email")
    if role == "participant" and not text:
        cells.needed("administration")
    if workshop is None or not name:
        return
    who = (workshop.natural_name, code, normalise_name(name))
    first = book.people.setdefault(who, cells.row.number)
    if first != cells.row.number:
        cells.complain("name", _("Row {row} names the same person. Each person has one row.").format(row=first))
        return
    book.participations.append(Participation("", workshop.natural_name, name, code, role, attended, mode, post, email))


def pick_workshop(cells: CellReader, found: Found) -> Workshop | None:
    """The workshop that the cell names; None, and a problem unless that workshop itself has one."""
    text = cells.needed("workshop")
    named = found.named(text)
    if len(named) == 1:
        return named[0]
    if named:
        names = ", ".join(workshop.natural_name for workshop in named)
        cells.complain("workshop", _("This can be more than one workshop. Write one of: {names}.").format(names=names))
    elif text and text not in found.unreadable:
        cells.complain("workshop", _("The sheet Workshops has no workshop “{text}”.").format(text=text))
    return None


def _number(cells: CellReader) -> int | None:
    """The workshop's number in its round; 2021/4 will do."""
    natural = parse_natural_name(cells.needed("number"))
    return natural[1] if natural else cells.whole("number", 1, MAX_NUMBER)


def _days(cells: CellReader) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day; one of them stands in for the other when it is blank."""
    start, end = cells.day("start"), cells.day("end")
    if not cells.text("start") and not cells.text("end"):
        cells.needed("end")
    start, end = start or end, end or start
    if start is not None and end is not None and end.last() < start.first():
        cells.complain("end", _("The workshop ends before it starts ({start}).").format(start=start.shown()))
        return None, None
    return start, end


def _kind(cells: CellReader, title: str) -> str:
    """One of the app's kinds; a blank is guessed from the title, another word is "other", both with a
    warning.
    """
    text = cells.text("kind")
    kinds = {squeeze(kind): kind for kind in KINDS}
    if kind := kinds.get(squeeze(text).removesuffix("workshop")):
        return kind
    if text:
        cells.warn("kind", _("The app does not know this kind. It is taken as: other."))
        return "other"
    guessed = next((kind for word, kind in _IN_TITLES.items() if word in title.casefold()), "other")
    cells.warn("kind", _("This cell is empty. By the title it is taken as: {kind}.").format(kind=guessed))
    return guessed
