"""Recommendations, projects and measured effects: added, changed, taken back, and what the survey makes of them."""

import pytest
from samoa import PCA, TFA, Samoa

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.effects import add_effect, change_effect, list_effects, remove_effect
from rocb_desktop.services.survey.projects import add_project, change_project, list_projects, remove_project
from rocb_desktop.services.survey.recommendations import (
    add_recommendation,
    change_recommendation,
    list_recommendations,
    remove_recommendation,
    state_history,
)
from rocb_desktop.services.survey.replies import reply_form, save_reply


def back(session: Session, outcome: Outcome) -> Outcome:
    assert outcome.undo is not None
    return outcome.undo.service(session, *outcome.undo.args)


def test_recommendations_are_numbered_after_each_workshop(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        first = add_recommendation(session, TFA, " Measure release times ", "Deputy", "2022-06-30")
        add_recommendation(session, TFA, "Start a single window")
        add_recommendation(session, PCA, "Train auditors")
        found = list_recommendations(session)
        assert sorted((one.label, one.text) for one in found) == [
            ("R1", "Measure release times"),
            ("R1", "Train auditors"),
            ("R2", "Start a single window"),
        ]
        one = next(one for one in found if one.id == first.value)
        assert (one.owner, str(one.due), one.state, one.complete) == ("Deputy", "2022-06-30", "proposed", True)
        removed = remove_recommendation(session, one.id)
        assert len(list_recommendations(session, one.workshop)) == 1
        back(session, removed)
        assert list_recommendations(session) == found
        back(session, first)
        assert len(list_recommendations(session)) == 2


def test_a_recommendation_tells_its_states_with_their_days(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        record = str(add_recommendation(session, TFA, "Measure release times", date="2021-06-10").value)
        change_recommendation(session, record, {"state": "accepted", "date": "2021-07-01"})
        change_recommendation(session, record, {"text": "Measure release times twice a year"})
        funded = change_recommendation(session, record, {"state": "funded"})
        told = [one.words for one in state_history(session, record)]
        assert told == ["Proposed since 10 June 2021", "Accepted since 1 July 2021", "Funded since 21 December 2021"]
        back(session, funded)
        assert list_recommendations(session)[0].state == "accepted"
        assert change_recommendation(session, record, {"state": "accepted"}).undo is None


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"text": ""}, "bad_value", "text"),
        ({"state": "lost"}, "bad_value", "state"),
        ({"due": "soon"}, "bad_date", "due"),
        ({"colour": "red"}, "bad_value", "colour"),
    ],
)
def test_what_cannot_be_kept_changes_nothing(samoa: Samoa, fields: dict[str, str], code: str, field: str) -> None:
    with samoa.at("sina") as session:
        record = str(add_recommendation(session, TFA, "Measure release times").value)
        before = list_recommendations(session)
        with pytest.raises(UserError, match=code) as refused:
            change_recommendation(session, record, fields)
        assert refused.value.values["field"] == field
        assert list_recommendations(session) == before
        with pytest.raises(UserError, match="bad_value"):
            change_recommendation(session, "0" * 32, {"text": "x"})


def test_a_project_ticks_question_5_until_the_person_says_otherwise(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        workshop = reply_form(session, TFA).workshop.id
        advice = str(add_recommendation(session, TFA, "Start a single window").value)
        added = add_project(session, TFA, "Single window", "new", stage="under_way", recommendation=advice)
        form = reply_form(session, TFA)
        assert form.answers["q5"] == "yes" and "q5" in form.from_log
        assert form.offered["q5_text"] == ["Single window (New project, Under way)."]
        assert "q5" not in reply_form(session, PCA).answers
        save_reply(session, workshop, {**form.answers, "q5": "no"})
        assert reply_form(session, TFA).answers["q5"] == "no"
        change_project(session, str(added.value), stage="finished", support="Two servers")
        assert list_projects(session)[0].support == "Two servers"
        removed = remove_project(session, str(added.value))
        assert list_projects(session) == []
        back(session, removed)
        assert list_projects(session, workshop)[0].recommendation == advice
        with pytest.raises(UserError, match="bad_value"):
            add_project(session, TFA, "x", recommendation="0" * 32)
        with pytest.raises(UserError, match="bad_value"):
            change_project(session, "0" * 32, title="x")


def test_an_effect_keeps_its_numbers_as_typed(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        action = str(log_action(session, TFA, "others", "2021-09-01", text="Pilot").value)
        added = add_effect(session, TFA, "Release time", "2,5", before="5", unit="days", action=action)
        one = list_effects(session)[0]
        assert (one.before, one.after, one.action, one.difference) == ("5", "2,5", action, "2.5 days less")
        assert reply_form(session, TFA).offered["q3_text"] == ["Release time: from 5 days to 2,5 days."]
        changed = change_effect(session, one.id, after="2", date="2021-10-01")
        assert list_effects(session, one.workshop)[0].sentence == "Release time: from 5 days to 2 days."
        back(session, changed)
        assert list_effects(session) == [one]
        removed = remove_effect(session, str(added.value))
        assert list_effects(session) == []
        back(session, removed)
        with pytest.raises(UserError, match="bad_value"):
            add_effect(session, TFA, "x", "")
        with pytest.raises(UserError, match="bad_value"):
            add_effect(session, TFA, "x", "1", action="0" * 32)
        with pytest.raises(UserError, match="bad_value"):
            remove_effect(session, "0" * 32)
