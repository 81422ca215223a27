"""What the demo shows on the page of one workshop: its programme, people met, an own file, what was shared."""

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Protocol

from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.demo import demo_cast as cast
from rocb_desktop.services.region.rosters import add_participant
from rocb_desktop.services.region.workshops import find_workshop, set_programme
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import change_action, list_actions
from rocb_desktop.services.survey.materials import list_materials
from rocb_desktop.services.survey.own_materials import add_own_material
from rocb_desktop.services.survey.workshop_shelf import SHARE

WORKSHOP = "Trade Facilitation Agreement"
_PROGRAMME = """Example: Tuesday 6 April 2021
09:00  Opening, and what each administration expects
10:00  Articles 1 to 12, with questions
14:00  Group work: categories A, B and C

Example: Wednesday 7 April 2021
09:00  Article 7, release and clearance
11:00  Two administrations show what they changed
14:00  Group work: a list of things to check at home

Example: Thursday 8 April 2021
09:00  What we will do at home
11:00  Closing"""
_PEOPLE = (cast.PARTICIPANT, ("FJ", "Vani Kuru"), ("FJ", "Tomasi Bale"))
_NOTES = "Example: what we agreed in the group\n1. One list of papers for each counter\n2. Slides in two offices\n"


class Region(Protocol):
    """The people of the demo, and where they hand over their files."""

    @property
    def files(self) -> Path: ...
    def at(self, who: str, day: date) -> AbstractContextManager[Session]: ...


def describe(region: Region, office: str, day: date) -> None:
    """ROCB A/P writes the programme and the names, so that the next pack has them."""
    with region.at(office, day) as session:
        set_programme(session, WORKSHOP, _PROGRAMME)
        for code, name in _PEOPLE:
            add_participant(session, WORKSHOP, name, code)


def share(region: Region, who: str, day: date) -> None:
    """A participant keeps own notes, and says which files the shared materials were."""
    notes = region.files / "group-notes.txt"
    write_whole(notes, _NOTES.encode())
    with region.at(who, day) as session:
        workshop = find_workshop(session, WORKSHOP).id
        own = add_own_material(session, workshop, notes, "Example: notes of our group")
        given = [one.id for one in list_materials(session, workshop) if one.here][:2]
        shared = next(one for one in list_actions(session, workshop) if one.type == SHARE)
        change_action(session, shared.id, materials=[*given, str(own.value)], subtype="meeting")
