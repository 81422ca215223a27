"""Actions handed over when somebody leaves: from file to file between a giver, a colleague and their focal point."""

from pathlib import Path

import pytest
from region import WORKSHOP, Region, make_region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.waiting import accept_waiting, list_waiting
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.history.conflicts import list_conflicts
from rocb_desktop.services.national.giving_on import give_on
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.sending.contents import contents_before
from rocb_desktop.services.sending.letters import letter_about
from rocb_desktop.services.sending.outbox import outbox
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.action_log import action_log
from rocb_desktop.services.survey.actions import change_action, finish_action, list_actions, log_action
from rocb_desktop.services.survey.handed_actions import handed_actions, take_on
from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.services.survey.passing_on import keep_action, pass_on
from rocb_desktop.services.survey.replies import reply_form
from rocb_desktop.services.trust.authors import authors_of
from rocb_desktop.services.undoing import take_back

SECRET = "Something else that nobody gets"
PLANS = (("inhouse_workshop", "2021-12-03", "Half a day in Apia"), ("operational_manual", "2022-01-31", "Chapter 2"))


@pytest.fixture
def region(tmp_path: Path) -> Region:
    """Sina leaves: two plans are open, one is not to be handed over. Tavita has the pack and a key card."""
    made = make_region(tmp_path / "region")
    made.join("tavita", "participant", "WS", "Tavita Lino")
    made.receive("tavita", "pack")
    with made.at("tavita") as session:
        make_card(session, made.file("tavita-card"))
    with made.at("sina") as session:
        for kind, day, text in PLANS:
            log_action(session, WORKSHOP, kind, day, "planned", text, subtype="briefing" if "in" in kind[:2] else "")
        log_action(session, WORKSHOP, "others", "2021-11-01", "planned", SECRET)
    return made


def key_of(region: Region, who: str) -> str:
    with region.at(who) as session:
        return session.desk.key


def plans(session: Session) -> list[str]:
    return [one.id for one in list_actions(session) if one.planned and one.text != SECRET]


def hand(region: Region, file: str = "actions", **how: object) -> Outcome:
    with region.at("sina") as session:
        more = how or {"card": region.file("tavita-card")}
        return pass_on(session, plans(session), region.file(file), **more)  # type: ignore[arg-type]  # by its names


def test_a_colleague_takes_them_over(region: Region) -> None:
    done = hand(region)
    assert done.message == "2 actions are handed over to Tavita Lino. Give Tavita Lino the file."
    with region.at("sina") as session:
        lines = {line.action.text: line for line in action_log(session).lines}
        assert {lines[text].state for _kind, _day, text in PLANS} == {"handed_over"}
        assert lines[SECRET].state == "planned"
        (file,) = (one for one in outbox(session).files if one.sent.kind == "passed-on")
        assert (file.receiver, file.role, file.waits) == ("Tavita Lino", "participant", True)
        assert letter_about(session, file.sent.file).address == ""
        line = participant_home(session).line(list_actions(session)[0].workshop)
        assert line is not None
        assert (line.actions["inhouse_workshop"], line.actions["others"]) == ("", "planned")
    with region.at("tavita") as session:
        looked = preview(session, [region.file("actions")]).files[0]
        assert (looked.result, looked.can_trust, looked.can_pass) == ("waiting", True, False)
        assert handed_actions(session) == ()
        brought = accept(session, [region.file("actions")], trust=True).value.files[0]
        assert brought.why == "2 actions are handed over to Tavita Lino."
        waiting = handed_actions(session)
        assert [(one.giver, one.action.text) for one in waiting] == [("Sina Leota", plan[2]) for plan in PLANS]
        assert [one.workshop.natural_name for one in waiting if one.workshop is not None] == [WORKSHOP] * 2
        author = authors_of(session, [key_of(region, "sina")])
        assert [one.words for one in author.values()] == ["Sina Leota, Samoa"]
        assert action_log(session).lines == ()
        assert list_actions(session) == []
        assert action_log(session).handed == waiting
        first = take_on(session, [waiting[0].action.id])
        assert first.message == "1 action is now your plan."
        (mine,) = list_actions(session)
        assert (mine.type, mine.subtype, str(mine.due), mine.text) == (PLANS[0][0], "briefing", *PLANS[0][1:])
        assert (mine.handed_from, mine.handed_to, mine.promised) == (waiting[0].action.id, "", False)
        with pytest.raises(UserError, match="bad_value"):
            take_on(session, [waiting[0].action.id])
        assert len(take_on(session).value) == 1
        assert handed_actions(session) == ()
        with pytest.raises(UserError, match="bad_value"):
            take_on(session)
        assert first.undo is not None
        first.undo.service(session, *first.undo.args)
        assert [one.action.id for one in handed_actions(session)] == [waiting[0].action.id]
        assert check_store(session).ok


def test_nothing_of_it_counts_before_and_nothing_is_lost(region: Region) -> None:
    hand(region)
    with region.at("tavita") as session:
        accept(session, [region.file("actions")], trust=True)
        form = reply_form(session, WORKSHOP)
        assert (form.from_log, dict(form.answers)) == (frozenset(), {})
        given = handed_actions(session)[0].action
        for refused in (finish_action, keep_action):
            with pytest.raises(UserError, match="bad_value"):
                refused(session, given.id)
        (taken, _other) = take_on(session).value
        assert reply_form(session, WORKSHOP).from_log == frozenset()  # a plan ticks nothing
        finish_action(session, taken, "2021-10-14")
        assert reply_form(session, WORKSHOP).answers["q1_inhouse_workshop"] == "yes"
    with region.at("sina") as session:
        assert "q1_inhouse_workshop" not in reply_form(session, WORKSHOP).from_log


def test_the_file_holds_these_actions_and_no_other_words(region: Region) -> None:
    hand(region)
    with region.at("tavita") as session:
        file = read_file(region.file("actions").read_bytes(), session.keys.identities)
    shown = {
        (change.kind, str(change.fields.get("text", "")))
        for item in file.blocks
        for change in item.block.changes
        if change.fields is not None
    }
    assert {text for kind, text in shown if kind == "action"} - {""} == {plan[2] for plan in PLANS}
    assert {kind for kind, _text in shown} == {"action", "workshop", "grant"}
    assert file.sealed
    for who in ("focal", "rocb"):
        with region.at(who) as session, pytest.raises(UserError, match="not_for_you"):
            accept(session, [region.file("actions")], trust=True)


def test_what_leaves_is_shown_first(region: Region) -> None:
    with region.at("sina") as session:
        (found,) = contents_before(session, "pass-on", plans(session), "", region.file("tavita-card"))
        assert found.readers == ("Samoa (Tavita Lino)", "You")
        sections = {part.kind: part for part in found.sections}
        assert sections["action"].items == (
            "WTO TFA, Sina Leota, Samoa. Develop an operational manual. Chapter 2",
            "WTO TFA, Sina Leota, Samoa. Organise an in-house workshop. Half a day in Apia",
        )
        assert sections["action"].seen_by == "Only people of Samoa may see this."
        assert not any(one.handed_to for one in list_actions(session))
        (found,) = contents_before(session, "pass-on", plans(session), "Tavita Lino")
        assert found.readers == ("Samoa (Lani Fuimaono)", "You")


def test_through_the_focal_point_no_words_are_compared(region: Region) -> None:
    region.make_reply("tavita", "tavita-reply")
    region.receive("focal", "tavita-reply")
    done = hand(region, name="tavita  lino")
    assert done.message.endswith("Send the file to your focal point, who gives it on.")
    with region.at("focal") as session:
        with pytest.raises(UserError, match="bad_value"):
            give_on(session, "Tavita Lino", region.file("given"))
        accept(session, [region.file("actions")])
        assert handed_actions(session) == ()
        (looked,) = contents_before(session, "give-on", "Tavita Lino")
        assert looked.readers == ("Samoa (Tavita Lino)", "You")
        assert give_on(session, "Tavita Lino", region.file("given")).message.endswith("holds 2 actions.")
    with region.at("tavita") as session:
        accept(session, [region.file("given")])
        assert [one.giver for one in handed_actions(session)] == ["Sina Leota"] * 2
        assert len(take_on(session).value) == 2
        assert check_store(session).ok


@pytest.mark.parametrize("order", [("actions", "later"), ("later", "actions"), ("later", "actions", "later")])
def test_any_order_and_twice(region: Region, order: tuple[str, ...]) -> None:
    """The giver changes one, does the other, and makes the file again: the newest words count."""
    hand(region)
    with region.at("sina") as session:
        first, second = plans(session)
        change_action(session, first, text="A whole day in Apia")
        pass_on(session, [first, second], region.file("later"), card=region.file("tavita-card"))
        finish_action(session, second, "2021-10-15")
    with region.at("tavita") as session:
        for name in order:
            accept(session, [region.file(name)], trust=name == order[0])
        assert {one.action.text for one in handed_actions(session)} == {"A whole day in Apia", "Chapter 2"}
        take_on(session)
        for name in order:
            accept(session, [region.file(name)])
        assert handed_actions(session) == ()
        assert len(list_actions(session)) == 2
        assert list_conflicts(session) == []


def test_a_change_of_the_giver_afterwards_leaves_the_plan_alone(region: Region) -> None:
    hand(region)
    with region.at("tavita") as session:
        accept(session, [region.file("actions")], trust=True)
        take_on(session)
    with region.at("sina") as session:
        first = plans(session)[0]
        change_action(session, first, text="Not that any more")
        pass_on(session, [first], region.file("later"), card=region.file("tavita-card"))
    with region.at("tavita") as session:
        accept(session, [region.file("later")])  # nobody compares again
        assert {one.text for one in list_actions(session)} == {plan[2] for plan in PLANS}
        assert handed_actions(session) == ()


def test_it_waits_until_the_words_are_compared(region: Region) -> None:
    hand(region)
    with region.at("tavita") as session:
        accept(session, [region.file("actions")])
        (waits,) = list_waiting(session)
        assert waits.sender_name == "Sina Leota"
        accept_waiting(session, waits.id, trust=True)
        assert len(handed_actions(session)) == 2
        assert list_waiting(session) == []


def test_a_stranger_hands_nothing_over(region: Region) -> None:
    """Of another administration, or with a file of another kind: nobody lets that in here."""
    region.join("ana", "participant", "FJ", "Ana Vula")
    region.receive("ana", "pack")
    with region.at("ana") as session:
        make_card(session, region.file("ana-card"))
    with region.at("sina") as session:
        for card, problem in (("ana-card", "another role or administration"), ("card", "another role")):
            with pytest.raises(UserError, match="bad_value") as caught:
                pass_on(session, plans(session), region.file("no"), card=region.file(card))
            assert problem in str(caught.value.values["problem"])
        make_card(session, region.file("sina-card"))
        with pytest.raises(UserError, match="bad_value"):
            pass_on(session, plans(session), region.file("no"), card=region.file("sina-card"))
    assert not region.file("no").exists()
    hand(region)
    with region.at("tavita") as session:
        accept(session, [region.file("actions")], trust=True)
        with pytest.raises(UserError, match="unknown_sender"):
            accept(session, [region.file("sina-card")], trust=True)


def test_what_is_wrong_is_said_at_its_field(region: Region) -> None:
    with region.at("sina") as session:
        done = next(one.id for one in list_actions(session) if not one.planned)
        for chosen, name, field in (
            (plans(session), " ", "name"),
            ([], "Tavita", "actions"),
            ([done], "Tavita", "actions"),
        ):
            with pytest.raises(UserError, match="bad_value") as caught:
                pass_on(session, chosen, region.file("no"), name)
            assert caught.value.values["field"] == field
    assert not region.file("no").exists()
    region.join("alone", "participant", "WS", "Nobody yet")
    with region.at("alone") as session, pytest.raises(UserError, match="bad_value"):
        pass_on(session, [done], region.file("no"), "Tavita")


def test_taken_back_by_the_giver(region: Region) -> None:
    done = hand(region)
    with region.at("sina") as session:
        first, second = plans(session)
        assert keep_action(session, first).message == "The action is yours again."
        states = {line.action.id: line.state for line in action_log(session).lines}
        assert (states[first], states[second]) == ("planned", "handed_over")
        assert done.undo is not None
        with pytest.raises(UserError, match="changed_since"):
            done.undo.service(session, *done.undo.args)
        take_back(session, [keep_action(session, second).undo.args[0][0]])  # type: ignore[union-attr]  # it has one
        assert {line.action.id for line in action_log(session).lines if line.state == "handed_over"} == {second}


def test_undo_takes_the_name_away_again(region: Region) -> None:
    done = hand(region)
    assert done.undo is not None
    with region.at("sina") as session:
        done.undo.service(session, *done.undo.args)
        assert not any(one.handed_to for one in list_actions(session))


@pytest.mark.parametrize("by", ["sina", "focal"])
def test_who_is_erased_is_erased_at_the_colleague(region: Region, by: str) -> None:
    """By themselves, or by the focal point who gave the actions on."""
    region.make_reply("tavita", "tavita-reply")
    region.receive("focal", "tavita-reply")
    if by == "focal":
        hand(region, name="Tavita Lino")
        region.receive("focal", "actions")
        with region.at("focal") as session:
            give_on(session, "Tavita Lino", region.file("actions2"))
    else:
        hand(region, "actions2", card=region.file("tavita-card"))
    with region.at("tavita") as session:
        accept(session, [region.file("actions2")], trust=True)
        first = handed_actions(session)[0].action.id
        take_on(session, [first])
    with region.at(by) as session:
        who = session.desk.key if by == "sina" else "Sina Leota"
        erase_person(session, who, "Sina Leota", region.file("erasure"))
    with region.at("tavita") as session:
        accept(session, [region.file("erasure")])
        assert handed_actions(session) == ()
        assert [one.text for one in list_actions(session)] == [PLANS[0][2]]  # what was taken over is the own plan
        assert session.db.execute("SELECT 1 FROM action WHERE id=?", (first,)).fetchone() is None
        assert check_store(session).ok
