"""What the form of an action holds, as the services take it and as a draft keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.clock import PartialDate


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """`date` is ISO text, "" when nobody remembers; of a planned action it is the day it is planned for."""

    workshop: str = ""
    type: str = ""
    status: str = "done"
    date: str = ""
    reached: int | None = None
    text: str = ""
    effect: str = ""
    channel: str = ""
    audience: str = ""
    subtype: str = ""
    barrier: str = ""
    materials: tuple[str, ...] = ()
    recommendation: str = ""
    plan_item: str = ""

    @classmethod
    def of(cls, action: Action) -> "ActionEntry":
        """What the log holds of an action."""
        day = str(action.date) if action.date is not None else ""
        words = (action.text, action.effect, action.channel, action.audience, action.subtype, action.barrier)
        links = (action.materials, action.recommendation, action.plan_item)
        return cls(action.workshop, action.type, action.status, day, action.reached, *words, *links)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "ActionEntry":
        """What a draft kept; what this version does not know is left."""
        known = {name: kept[name] for name in cls.__dataclass_fields__ if name in kept}
        return cls(**{**known, "materials": tuple(known.get("materials", ()))})

    def action(self) -> Action:
        """As an entry of the log, to be checked or shown."""
        return Action(
            id="",
            workshop=self.workshop,
            person="",
            type=self.type,
            status=self.status,
            date=PartialDate.parse(self.date) if self.date else None,
            channel=self.channel,
            audience=self.audience,
            reached=self.reached,
            text=self.text,
            effect=self.effect,
            subtype=self.subtype,
            barrier=self.barrier,
        )

    @property
    def has_details(self) -> bool:
        """Whether it says more than the quick line asks."""
        words = (self.text, self.effect, self.channel, self.audience, self.subtype, self.barrier)
        return any((*words, self.materials, self.recommendation, self.plan_item))
