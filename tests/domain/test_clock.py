"""The survey's clock: product rules as tables, and what must hold for any day and any time zone."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop import texts
from rocb_desktop.domain.clock import (
    PartialDate,
    Window,
    add_months,
    fiscal_round,
    is_early,
    is_late,
    months_since,
    outside,
    person_state,
    survey_window,
    window_state,
)
from rocb_desktop.domain.errors import UserError

DAYS = st.dates(date(1990, 1, 1), date(2200, 12, 31))


def window(text: str) -> Window:
    return survey_window(PartialDate.parse(text))


@pytest.mark.parametrize(
    ("last_day", "survey", "opens", "closes", "return_due"),
    [
        ("2021-06-30", 2021, date(2021, 12, 30), date(2022, 1, 20), date(2022, 2, 3)),
        ("2021-07-02", 2022, date(2022, 1, 2), date(2022, 1, 23), date(2022, 2, 6)),  # 28 June - 2 July
        ("2021-07-01", 2022, date(2022, 1, 1), date(2022, 1, 22), date(2022, 2, 5)),
        ("2020-07-01", 2021, date(2021, 1, 1), date(2021, 1, 22), date(2021, 2, 5)),
        ("2020-08-31", 2021, date(2021, 2, 28), date(2021, 3, 21), date(2021, 4, 4)),
        ("2023-08-31", 2024, date(2024, 2, 29), date(2024, 3, 21), date(2024, 4, 4)),
        ("2021-04-08", 2021, date(2021, 10, 8), date(2021, 10, 29), date(2021, 11, 12)),
        ("2021-03-31", 2021, date(2021, 9, 30), date(2021, 10, 21), date(2021, 11, 4)),
    ],
)
def test_window_and_round(last_day: str, survey: int, opens: date, closes: date, return_due: date) -> None:
    day = PartialDate.parse(last_day)
    assert fiscal_round(day) == survey
    assert survey_window(day) == Window(opens, closes, return_due, approximate=False)


@pytest.mark.parametrize(
    ("month", "about"),
    [
        ("2020-11", "about May 2021"),
        ("2020-12", "about June 2021"),
        ("2021-01", "about July 2021"),
        ("2021-03", "about September 2021"),
        ("2021-04", "about October 2021"),
        ("2021-06", "about December 2021"),
    ],
)
def test_a_month_alone_gives_about_a_month(month: str, about: str) -> None:
    """The months of Survey 2021; lateness is not known."""
    approximate = window(month)
    assert approximate.shown_opening() == about
    assert approximate.approximate
    assert is_late(date(2030, 1, 1), approximate) is None
    assert is_early(date(2001, 1, 1), approximate) is None
    assert fiscal_round(PartialDate.parse(month)) == 2021


def test_an_exact_window_says_its_day() -> None:
    assert window("2021-06-30").shown_opening() == "30 December 2021"


def test_days_for_the_national_return_are_a_setting() -> None:
    assert survey_window(PartialDate(2021, 6, 30), return_days=30).return_due == date(2022, 2, 19)


@pytest.mark.parametrize(
    ("today", "state", "mine"),
    [
        (date(2021, 10, 7), "not_open", "nothing_due"),
        (date(2021, 10, 8), "open", "open"),
        (date(2021, 10, 21), "open", "open"),
        (date(2021, 10, 22), "open", "due_soon"),  # 7 days are left
        (date(2021, 10, 29), "open", "due_soon"),
        (date(2021, 10, 30), "closed", "overdue"),
    ],
)
def test_states(today: date, state: str, mine: str) -> None:
    asked = window("2021-04-08")
    assert window_state(asked, today) == state
    assert person_state(asked, today, replied=False) == mine
    assert person_state(asked, today, replied=True) == "nothing_due"


def test_days_left() -> None:
    asked = window("2021-04-08")
    assert asked.days_left(date(2021, 10, 14)) == 15
    assert asked.days_left(asked.closes) == 0
    assert asked.days_left(date(2021, 10, 31)) == -2


@pytest.mark.parametrize(
    ("received", "late", "early"),
    [
        (date(2021, 10, 6), False, True),
        (date(2021, 10, 7), False, False),  # the date line, the other way round
        (date(2021, 10, 29), False, False),
        (date(2021, 10, 30), False, False),
        (date(2021, 10, 31), True, False),
        (None, None, None),
    ],
)
def test_late_and_early(received: date | None, late: bool | None, early: bool | None) -> None:
    assert is_late(received, window("2021-04-08")) is late
    assert is_early(received, window("2021-04-08")) is early


@given(
    st.datetimes(datetime(2021, 10, 1), datetime(2021, 11, 5)),
    st.integers(-11, 14),
    st.sampled_from(["their own focal point", "Bangkok"]),
)
def test_nobody_is_late_who_sent_on_the_last_day_at_home(instant: datetime, offset: int, receiver: str) -> None:
    """Whatever their zone: the focal point stands in the same zone, ROCB A/P at UTC+7."""
    asked = window("2021-04-08")
    sent = instant.replace(tzinfo=UTC)
    there = timezone(timedelta(hours=7 if receiver == "Bangkok" else offset))
    if sent.astimezone(timezone(timedelta(hours=offset))).date() <= asked.closes:
        assert is_late(sent.astimezone(there).date(), asked) is False


@given(DAYS, st.integers(-11, 14))
def test_a_calendar_date_is_the_same_window_everywhere(day: date, offset: int) -> None:
    noon_there = datetime.combine(day, time(12), timezone(timedelta(hours=offset)))
    assert survey_window(PartialDate.of(noon_there.date())) == survey_window(PartialDate.of(day))


@given(DAYS)
def test_a_window_is_six_months_on_clamped_and_three_weeks_long(day: date) -> None:
    asked = survey_window(PartialDate.of(day))
    months = (asked.opens.year - day.year) * 12 + asked.opens.month - day.month
    assert months == 6
    assert asked.opens.day == min(day.day, monthrange(asked.opens.year, asked.opens.month)[1])
    assert (asked.closes - asked.opens).days == 21
    assert (asked.return_due - asked.closes).days == 14


@given(DAYS)
def test_a_round_is_a_year_from_july_to_june(day: date) -> None:
    survey = fiscal_round(PartialDate.of(day))
    assert date(survey - 1, 7, 1) <= day <= date(survey, 6, 30)


@given(DAYS, st.integers(-600, 600))
def test_months_are_added_and_taken_back(day: date, months: int) -> None:
    there = add_months(day, months)
    assert (there.year - day.year) * 12 + there.month - day.month == months
    back = add_months(there, -months)
    assert back.replace(day=1) == day.replace(day=1)
    assert back <= day


@given(DAYS, st.integers(0, 2000))
def test_months_since_counts_whole_months(day: date, days: int) -> None:
    today = day + timedelta(days=days)
    months = months_since(PartialDate.of(day), today)
    assert add_months(day, months) <= today < add_months(day, months + 1)


def test_months_since_is_six_when_the_survey_opens_and_never_negative() -> None:
    end = PartialDate(2020, 8, 31)
    assert months_since(end, date(2021, 2, 27)) == 5
    assert months_since(end, survey_window(end).opens) == 6
    assert months_since(end, date(2020, 1, 1)) == 0


@given(DAYS)
def test_dates_read_back(day: date) -> None:
    exact = PartialDate.of(day)
    assert PartialDate.parse(str(exact)) == exact
    assert exact.exact
    assert exact.first() == exact.last() == day
    month = PartialDate(day.year, day.month)
    assert PartialDate.parse(str(month)) == month
    assert not month.exact
    assert month.first() <= day <= month.last()


@pytest.mark.parametrize("text", ["2021-4-9", " 2021-04-09 "])
def test_loose_writing_is_read(text: str) -> None:
    assert PartialDate.parse(text) == PartialDate(2021, 4, 9)


@pytest.mark.parametrize(
    "text",
    ["", "2021", "2021-13", "2021-00", "2021-02-30", "2021-02-00", "29/04/2021", "April 2021", "1900-01-01", "9999-12"]
    + ["2021-04-09T00:00", "٢٠٢١-٠٤", "2021-04-09-", "-2021-04"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        PartialDate.parse(text)
    assert caught.value.code == "bad_date"


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        read = PartialDate.parse(text)
    except UserError as error:
        assert error.code == "bad_date"
    else:
        assert PartialDate.parse(str(read)) == read


def test_dates_are_shown_in_the_reader_s_language() -> None:
    assert PartialDate(2021, 4, 29).shown() == "29 April 2021"
    texts.use("fr")
    assert PartialDate(2021, 4).shown() == "avril 2021"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2021-04-11", "This date is before the workshop (12 April 2021). Choose a later date."),
        ("2021-04-12", ""),
        ("2021-04", ""),
        ("2021-03", "This date is before the workshop (12 April 2021). Choose a later date."),
        ("2021-10-14", ""),
        ("2021-10", ""),
        ("2021-10-15", "This date is after today. Choose an earlier date."),
    ],
)
def test_when_something_can_have_been_done(day: str, said: str) -> None:
    assert outside(PartialDate.parse(day), PartialDate(2021, 4, 12), date(2021, 10, 14)) == said
    assert outside(PartialDate.parse(day), None, None) == ""


@given(DAYS, st.none() | st.dates(date(1990, 1, 1), date(2201, 12, 31)))
def test_a_survey_opened_again_never_closes_earlier(last_day: date, until: date | None) -> None:
    usual = survey_window(PartialDate.of(last_day))
    found = survey_window(PartialDate.of(last_day), reopened_until=until)
    assert found.opens == usual.opens
    assert found.closes == max(usual.closes, until or usual.closes)
    assert found.return_due - found.closes == usual.return_due - usual.closes
    assert found.reopened == (found.closes > usual.closes)


@given(DAYS, st.integers(-400, 400))
def test_a_person_is_asked_in_the_window_and_reminded_in_its_last_week(last_day: date, from_closing: int) -> None:
    found = survey_window(PartialDate.of(last_day))
    today = found.closes + timedelta(days=from_closing)
    state = person_state(found, today, replied=False)
    if today < found.opens:
        assert state == "nothing_due"
    elif from_closing > 0:
        assert state == "overdue"
    else:
        assert state == ("due_soon" if from_closing >= -7 else "open")
