"""The line of a reminder where only the month of a workshop is known: it opens, is open, or was closed."""

from datetime import date

import pytest

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.reminder_words import ASKED, AskedFor, Reader, reminder_words
from rocb_desktop.domain.workshop import Workshop

READER = Reader("Jone Ratu", "Jone Ratu", "Mere Qalo", "Fiji")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2021, 4, 1), "Canines: the survey opens about May 2021."),
        (date(2021, 6, 1), "Canines: the survey is open. Late replies are accepted."),
        (date(2021, 9, 1), "Canines: closed about June 2021. Late replies are accepted."),
    ],
)
def test_a_month_is_told_by_the_date_of_today(today: date, said: str) -> None:
    month = PartialDate(2020, 11)
    workshop = Workshop("w", 2021, 1, "Canines", "regional", month, month)
    assert f"- {said}\n" in reminder_words("en", READER, [AskedFor(workshop)], today, ASKED).text
