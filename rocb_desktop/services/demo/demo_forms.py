"""The Excel questionnaire of the demo: one person of Fiji answered on a computer without the app."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from rocb_desktop.services.demo import demo_cast as cast
from rocb_desktop.services.national.form_books import read_books
from rocb_desktop.services.national.intake import take_in
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.excel_form import plan_own_form, write_forms

NAME, _WORKSHOP = "Vani Kuru", "Free Zone"
_DAY = date(2021, 10, 15)

At = Callable[[str, date], AbstractContextManager[Session]]


def answer_in_excel(at: At, person: str, focal_point: str, folder: Path) -> None:
    """A questionnaire is filled in and comes to the focal point, who enters it. `at(who, day)` opens a profile."""
    answers = next(one.answers for one in cast.FIJI if one.workshop == _WORKSHOP)
    with at(person, _DAY) as session:
        workshop = find_workshop(session, _WORKSHOP).id
        form = write_forms(plan_own_form(session, workshop, folder / "Free Zone questionnaire.xlsx", answers=answers))
    with at(focal_point, _DAY) as session:
        take_in(session, read_books(form))
