"""All about each workshop of this profile: files, programme, names, what was logged, where its survey stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.return_desk import return_desk
from rocb_desktop.services.national.seats import EXPECTED, REPLIED, DeskRow, Seat
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.action_log import LogLine, action_log, own_actions
from rocb_desktop.services.survey.homes import WorkshopLine, participant_home
from rocb_desktop.services.survey.materials import WorkshopFiles, my_workshops
from rocb_desktop.services.survey.workshop_shelf import ShelfFile, shelf
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.workshops import read_name_list


@dataclass(frozen=True, slots=True)
class PersonThere:
    """A person at a workshop, as the focal point sees them. `has_pack` is known only from a reply made with the app."""

    row: DeskRow
    seat: Seat

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def has_pack(self) -> bool:
        return any(one is not None and one.source == "own" for one in (self.seat.reply, *self.seat.others))

    @property
    def replied(self) -> bool:
        return self.seat.status in (*REPLIED, "on_behalf")


@dataclass(frozen=True, slots=True)
class WorkshopRoom:
    """One workshop. `names` are (code, name) as the pack brought them; `line` says where the own survey stands (None on
    a focal point's desk), `people` who of the administration replied (empty on a participant's).
    """

    workshop: Workshop
    files: tuple[ShelfFile, ...]
    own: tuple[ShelfFile, ...]
    names: tuple[tuple[str, str], ...]
    log: tuple[LogLine, ...]
    line: WorkshopLine | None = None
    people: tuple[PersonThere, ...] = ()

    @property
    def here(self) -> int:
        """How many files of ROCB A/P are on this computer."""
        return sum(one.here for one in self.files)

    @property
    def replied(self) -> int:
        return sum(one.replied for one in self.people)

    def find(self, record: str) -> ShelfFile | None:
        """A file by its id."""
        return next((one for one in (*self.files, *self.own) if one.id == record), None)


@dataclass(frozen=True, slots=True)
class WorkshopDesk:
    """Every workshop, newest first. `contact` is the address of ROCB A/P to ask for a file; "" when it is not known."""

    today: date
    rooms: tuple[WorkshopRoom, ...]
    contact: str

    def room(self, workshop: str) -> WorkshopRoom | None:
        return next((one for one in self.rooms if one.workshop.id == workshop), None)


@lane("read")
def workshop_desk(session: Session) -> WorkshopDesk:
    """The workshops of a participant, or those in which a focal point's administration took part."""
    mine = my_workshops(session)
    lines = action_log(session).lines
    if session.profile.role == Role.FOCAL_POINT:
        there = _people(session, mine.lines)
        log = read_actions(session.db)
        rooms = [_room(session, one, log, (), None, there.get(one.workshop.id, ())) for one in mine.lines]
    else:
        home = participant_home(session)
        log = own_actions(session)  # what a colleague handed over is not done here
        rooms = [_room(session, one, log, lines, home.line(one.workshop.id), ()) for one in mine.lines]
    return WorkshopDesk(mine.today, tuple(rooms), mine.contact)


def _room(
    session: Session,
    files: WorkshopFiles,
    log: Sequence[Action],
    lines: Sequence[LogLine],
    line: WorkshopLine | None,
    people: tuple[PersonThere, ...],
) -> WorkshopRoom:
    record = files.workshop.id
    names = sorted(read_name_list(session.db, record), key=lambda pair: (pair[0], pair[1].casefold()))
    return WorkshopRoom(
        files.workshop,
        shelf(files.materials, log),
        shelf(files.own, log),
        tuple((code, name) for code, name in names if name),
        tuple(one for one in lines if one.action.workshop == record),
        line,
        people,
    )


def _people(session: Session, lines: Sequence[WorkshopFiles]) -> dict[str, tuple[PersonThere, ...]]:
    """Who of the administration was at each workshop, round by round."""
    found: dict[str, tuple[PersonThere, ...]] = {}
    for number in sorted({one.workshop.round for one in lines}):
        desk = return_desk(session, number)
        for line in lines:
            if desk is None or line.workshop.round != number:
                continue
            seats = ((row, row.seat(line.workshop.id)) for row in desk.rows)
            found[line.workshop.id] = tuple(
                PersonThere(row, seat) for row, seat in seats if seat is not None and _was_there(seat)
            )
    return found


def _was_there(seat: Seat) -> bool:
    return seat.status in (*EXPECTED, "not_due", "no_survey")
