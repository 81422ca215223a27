"""The files of a workshop, ROCB A/P's and own ones, with what the log says of each: shared, used."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import Material, OwnMaterial, StoredFile
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import log_action

SHARE = "share_materials"


@dataclass(frozen=True, slots=True)
class ShelfFile:
    """A file of a workshop. `shares`: the actions that shared it, newest first; `uses`: the other actions that name
    it.
    """

    material: Material | OwnMaterial
    shares: tuple[Action, ...] = ()
    uses: tuple[Action, ...] = ()

    @property
    def id(self) -> str:
        return self.material.id

    @property
    def file(self) -> StoredFile:
        return self.material.file

    @property
    def here(self) -> bool:
        return self.material.here

    @property
    def own(self) -> bool:
        """Made by a person of the administration, and not given by ROCB A/P."""
        return isinstance(self.material, OwnMaterial)

    @property
    def version(self) -> int:
        return 1 if isinstance(self.material, OwnMaterial) else self.material.version

    @property
    def people(self) -> int | None:
        """How many people it was shared with in all; None when no entry says a number."""
        numbers = [one.reached for one in self.shares if not one.planned and one.reached is not None]
        return sum(numbers) if numbers else None

    @property
    def last_shared(self) -> Action | None:
        """The newest time that it was shared."""
        return next((one for one in self.shares if not one.planned), None)


def shelf(files: Iterable[Material | OwnMaterial], log: Sequence[Action]) -> tuple[ShelfFile, ...]:
    """Files with what the log says of them."""
    newest = sorted(log, key=_day, reverse=True)
    return tuple(_with_log(one, [action for action in newest if one.id in action.materials]) for one in files)


def _with_log(one: Material | OwnMaterial, named: Sequence[Action]) -> ShelfFile:
    shares = tuple(action for action in named if action.type == SHARE)
    return ShelfFile(one, shares, tuple(action for action in named if action.type != SHARE))


def _day(action: Action) -> date:
    """Entries without a date are the oldest."""
    return action.date.last() if action.date is not None else date.min


@lane("write")
def share_files(
    session: Session,
    workshop: str,
    materials: Sequence[str],
    audience: str = "",
    subtype: str = "",
    day: str = "",
    reached: int | None = None,
    channel: str = "",
) -> Outcome:
    """Note in the log that materials (ids) were shared; the entry ticks the first action of the survey.

    Raises UserError: bad_value without a material, and those of log_action.
    """
    if not materials:
        raise UserError("bad_value", field="materials", value="")
    when = day or session.clock.today().isoformat()
    return log_action(
        session,
        workshop,
        SHARE,
        when,
        channel=channel,
        audience=audience,
        reached=reached,
        materials=list(materials),
        subtype=subtype,
    )
