"""Promises: asked for from the last day until the survey opens, kept as plans, and told later."""

from datetime import date
from pathlib import Path

import pytest
from samoa import CANINES, TFA, Samoa, make_samoa

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.survey.actions import finish_action, list_actions, log_action
from rocb_desktop.services.survey.promises import (
    Promise,
    Promises,
    dismiss_promise,
    first_due,
    make_promises,
    promises_now,
)

LAST_DAY = date(2021, 9, 10)  # of the workshop Canines
THREE = (Promise("share_materials", "2021-10-01"), Promise("submit_report", "2021-10-15"), Promise("others"))


@pytest.fixture
def made(tmp_path: Path) -> Samoa:
    return make_samoa(tmp_path / "samoa")


def now(made: Samoa, day: date) -> Promises:
    with made.at("sina", day) as session:
        return promises_now(session)


def asked(made: Samoa, day: date) -> str:
    found = now(made, day).ask
    return found.natural_name if found is not None else ""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 9, 9), TFA),  # not yet the last day of Canines
        (LAST_DAY, CANINES),
        (date(2021, 12, 20), CANINES),
        (date(2022, 3, 9), CANINES),
        (date(2022, 3, 10), ""),  # the survey is open: it asks now
    ],
)
def test_it_is_asked_from_the_last_day_until_the_survey_opens(made: Samoa, day: date, expected: str) -> None:
    assert asked(made, day) == expected


def test_a_promise_is_a_plan_and_ends_the_question(made: Samoa) -> None:
    with made.at("sina", LAST_DAY) as session:
        done = make_promises(session, CANINES, THREE)
        assert done.message == "3 promises are in your log."
        log = {one.type: one for one in list_actions(session)}
        assert {one.id for one in log.values()} == set(done.value)
        assert all(one.planned and one.promised for one in log.values())
        assert str(log["submit_report"].due) == "2021-10-15"
        assert log["others"].due is None
        left = promises_now(session).ask
        assert left is None or left.natural_name != CANINES
        assert done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert list_actions(session) == []
        found = promises_now(session).ask
        assert found is not None
        assert found.natural_name == CANINES


def test_who_does_not_want_to_be_asked_can_still_promise(made: Samoa) -> None:
    with made.at("sina", LAST_DAY) as session:
        dismiss_promise(session, CANINES)
    assert asked(made, LAST_DAY) == TFA
    with made.at("sina", LAST_DAY) as session:
        dismiss_promise(session, TFA)
    assert asked(made, LAST_DAY) == ""
    with made.at("sina", LAST_DAY) as session:
        make_promises(session, CANINES, THREE[:1])


def test_what_was_kept_is_told_until_the_survey_closes(made: Samoa) -> None:
    assert now(made, LAST_DAY).kept is None
    with made.at("sina", LAST_DAY) as session:
        first, second, _third = make_promises(session, CANINES, THREE).value
    with made.at("sina", date(2021, 10, 2)) as session:
        finish_action(session, first)
        log_action(session, CANINES, "submit_report", "2021-10-02", plan_item=second)
    kept = now(made, date(2021, 10, 2)).kept
    assert kept is not None
    assert (kept.workshop.natural_name, kept.planned, kept.done) == (CANINES, 3, 2)
    assert now(made, date(2022, 3, 31)).kept is not None
    assert now(made, date(2022, 4, 1)).kept is None


def test_what_cannot_be_promised_is_refused_whole(made: Samoa) -> None:
    with made.at("sina", LAST_DAY) as session:
        for promises in ((), (THREE[0], Promise("dance")), (THREE[0], Promise("others", "2020-01-01"))):
            with pytest.raises(UserError, match="bad_value"):
                make_promises(session, CANINES, promises)
        assert list_actions(session) == []


def test_a_plan_begins_a_month_ahead(made: Samoa) -> None:
    found = now(made, LAST_DAY).ask
    assert found is not None
    assert first_due(found, LAST_DAY) == date(2021, 10, 10)
    assert first_due(found, date(2021, 12, 1)) == date(2021, 12, 31)
