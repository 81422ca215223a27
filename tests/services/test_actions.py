"""The action log: what an entry can say, plans that keep their day, and entries of the first versions."""

from datetime import date
from pathlib import Path

import pytest
from samoa import PCA, TFA, Samoa, make_samoa

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.change import own_record
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import (
    change_action,
    find_action,
    finish_action,
    list_actions,
    log_action,
    me,
)
from rocb_desktop.services.survey.materials import list_materials

TODAY = date(2021, 10, 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Samoa:
    return make_samoa(tmp_path_factory.mktemp("log") / "samoa")


def days(action: Action) -> tuple[str, str, str]:
    return action.status, str(action.date or ""), str(action.due or "")


def said(session: Session, record: str) -> dict[str, object]:
    state = session.state(record)
    assert state is not None
    return dict(state.values)


def test_an_entry_says_what_sort_it_is_and_what_it_hangs_together_with(made: Samoa) -> None:
    with made.at("sina", TODAY) as session:
        plan = log_action(session, TFA, "submit_report", status="planned", due="2021-11-05", promised=True).value
        record = log_action(
            session,
            TFA,
            "submit_report",
            "2021-09-30",
            subtype="briefing_note",
            barrier="funds",
            plan_item=plan,
            handed_to="Example: a colleague",
        ).value
        action = find_action(session, record)
        assert (action.subtype, action.barrier, action.plan_item) == ("briefing_note", "funds", plan)
        assert action.handed_to == "Example: a colleague"
        assert find_action(session, plan).promised
        change_action(session, record, type="others")
        assert find_action(session, record).subtype == ""


def test_what_was_not_known_to_the_first_versions_is_said_only_where_it_says_something(made: Samoa) -> None:
    with made.at("sina", TODAY) as session:
        record = log_action(session, TFA, "others", "2021-09-30").value
        assert set(said(session, record)) == {
            *("person", "workshop", "type", "status", "date", "channel", "audience", "reached", "text", "effect")
        }


@pytest.mark.parametrize("given", [{"date": "2021-11-05"}, {"due": "2021-11-05"}])
def test_a_plan_has_one_day_and_keeps_it_when_it_is_done(made: Samoa, given: dict[str, str]) -> None:
    with made.at("sina", TODAY) as session:
        record = str(log_action(session, TFA, "others", status="planned", **given).value)  # type: ignore[arg-type]  # fields by name
        assert days(find_action(session, record)) == ("planned", "2021-11-05", "2021-11-05")
        change_action(session, record, date="2021-11-20")
        assert days(find_action(session, record)) == ("planned", "2021-11-20", "2021-11-20")
        done = finish_action(session, record)
        assert done.message == "Marked as done."
        assert days(find_action(session, record)) == ("done", "2021-10-01", "2021-11-20")
        assert done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert days(find_action(session, record)) == ("planned", "2021-11-20", "2021-11-20")
        with pytest.raises(UserError, match="bad_value"):
            finish_action(session, str(log_action(session, TFA, "others", "2021-09-30").value))


def test_a_plan_loses_its_day_when_nobody_knows_it_any_more(made: Samoa) -> None:
    with made.at("sina", TODAY) as session:
        record = str(log_action(session, TFA, "others", "2021-11-05", "planned").value)
        change_action(session, record, date="")
        assert days(find_action(session, record)) == ("planned", "", "")
        finish_action(session, record, "2021-09")
        assert days(find_action(session, record)) == ("done", "2021-09", "")


def old_plan(session: Session) -> str:
    """As the first versions wrote it: the day it is planned for is its date, and there is no other field."""
    record = own_record(me(session), session.ids.token(8))
    fields = {"person": me(session), "workshop": list_actions(session)[0].workshop, "type": "others"}
    session.commit([Edit(record, "action", {**fields, "status": "planned", "date": "2021-12-01"})])
    return record


@pytest.mark.parametrize("way", ["finish", "change"])
def test_a_plan_of_the_first_versions_keeps_its_day_too(made: Samoa, way: str) -> None:
    with made.at("sina", TODAY) as session:
        log_action(session, TFA, "others", "2021-09-30")
        record = old_plan(session)
        assert days(find_action(session, record)) == ("planned", "2021-12-01", "2021-12-01")
        if way == "finish":
            finish_action(session, record)
        else:
            change_action(session, record, status="done", date="2021-10-01")
        assert days(find_action(session, record)) == ("done", "2021-10-01", "2021-12-01")


def test_only_the_fields_that_differ_are_said_again(made: Samoa) -> None:
    with made.at("sina", TODAY) as session:
        record = str(log_action(session, TFA, "others", "2021-11-05", "planned").value)
        before = session.db.execute("SELECT count(*) FROM change WHERE record=?", (record,)).fetchone()[0]
        change_action(session, record, date="2021-11-05", due="2021-11-05", text="", materials=[])
        assert session.db.execute("SELECT count(*) FROM change WHERE record=?", (record,)).fetchone()[0] == before


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"subtype": "manual"}, "subtype"),
        ({"barrier": "weather"}, "barrier"),
        ({"status": "planned", "due": "2020-01-01"}, "date"),
        ({"due": "soon"}, "due"),
        ({"materials": ["nothing"]}, "materials"),
        ({"plan_item": "nothing"}, "plan_item"),
        ({"recommendation": "nothing"}, "recommendation"),
        ({"handed_to": "x" * 201}, "handed_to"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(made: Samoa, fields: dict[str, object], field: str) -> None:
    with made.at("sina", TODAY) as session, pytest.raises(UserError) as refused:
        log_action(session, TFA, "others", **fields)  # type: ignore[arg-type]  # fields by name
    assert refused.value.values["field"] == field


def test_materials_are_named_once_and_may_go_later(tmp_path: Path) -> None:
    made = make_samoa(tmp_path / "samoa")
    with made.at("sina", TODAY) as session:
        known = [one.id for one in list_materials(session)]
        record = str(log_action(session, PCA, "share_materials", "2021-05-03", materials=[*known, *known]).value)
        assert find_action(session, record).materials == tuple(known)
