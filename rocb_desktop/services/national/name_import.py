"""A list of names pasted as text or read from a workbook: what it would add is shown first."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.name_lines import BadLine, NamedLine, read_name_lines
from rocb_desktop.domain.person import normalise_name
from rocb_desktop.domain.spelling import may_be_one
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.roster_workbook import read_roster
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.attendance import is_listed
from rocb_desktop.services.national.seats import read_names
from rocb_desktop.services.region.workshops import find_workshop, require_role
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _, ngettext

_BOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name of a list: `state` is new, known (on the list already), or near: it may be `near`, who is on it."""

    line: NamedLine
    state: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class NamePreview:
    """What a list of names would add to a workshop; `left_out` says what is not taken, and why."""

    workshop: Workshop
    rows: tuple[NameRow, ...]
    bad: tuple[BadLine, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def new(self) -> tuple[NamedLine, ...]:
        """The names that would be added; near ones too: two spellings can be joined afterwards."""
        return tuple(row.line for row in self.rows if row.state != "known")


@lane("read")
def preview_names(session: Session, workshop: str, text: str) -> NamePreview:
    """What pasted lines would add. Raises UserError: not_allowed, unknown_workshop."""
    require_role(session, Role.FOCAL_POINT)
    found, bad = read_name_lines(text)
    the_workshop = find_workshop(session, workshop)
    return NamePreview(the_workshop, _rows(session, the_workshop, found), tuple(bad))


@lane("read")
def preview_file(session: Session, workshop: str, path: Path) -> NamePreview:
    """What a file would add: a workbook, or a text file with one name a line.

    Raises UserError: those of preview_names and preview_workbook, bad_path, cannot_open, too_large.
    """
    if path.suffix.casefold() in _BOOKS:
        return preview_workbook(session, workshop, path)
    return preview_names(session, workshop, read_bytes(path).decode("utf-8-sig", "replace"))


@lane("read")
def preview_workbook(session: Session, workshop: str, path: Path) -> NamePreview:
    """What the sheet Participants of a workbook would add: the people of this administration.

    Raises UserError: not_allowed, unknown_workshop, bad_cell (with every cell named), bad_workbook, ...
    """
    require_role(session, Role.FOCAL_POINT)
    the_workshop, code = find_workshop(session, workshop), session.profile.administration
    book = read_roster(path, the_workshop)
    book.refuse_problems()
    ours = [one for one in book.participations if one.administration == code]
    lines = [NamedLine(one.name, one.post, one.email, one.role, one.attended) for one in ours]
    left_out = book.warnings.lines()
    others = len(book.participations) - len(ours)
    if others:
        said = ngettext(
            "{n} person is not of {administration}. They are left out.",
            "{n} people are not of {administration}. They are left out.",
            others,
        )
        left_out.append(said.format(n=others, administration=name_of(code)))
    return NamePreview(the_workshop, _rows(session, the_workshop, lines), (), tuple(left_out))


def _rows(session: Session, workshop: Workshop, lines: Sequence[NamedLine]) -> tuple[NameRow, ...]:
    names = read_names(session, [workshop])
    here = {listed: name for listed, name in names.written.items() if is_listed(names, workshop.id, name)}
    rows: dict[str, NameRow] = {}
    for line in lines:
        listed = normalise_name(line.name)
        if listed in rows:
            continue
        near = next((name for other, name in here.items() if may_be_one(listed, other)), "")
        state = "known" if is_listed(names, workshop.id, line.name) else "near" if near else "new"
        rows[listed] = NameRow(line, state, near if state == "near" else "")
    return tuple(rows.values())


def state_words(row: NameRow) -> str:
    """What becomes of a name."""
    if row.state == "known":
        return _("Is on the list already")
    return _("New; looks like {name}").format(name=row.near) if row.near else _("New")
