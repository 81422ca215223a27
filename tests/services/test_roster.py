"""The focal point's participants: attendance, new names, spellings, officers who left; what counts of their replies."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.name_lines import NamedLine
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.attendance import add_names, note_attendance, remove_name
from rocb_desktop.services.national.name_import import preview_names
from rocb_desktop.services.national.return_desk import return_desk
from rocb_desktop.services.national.returns import ACCEPT, make_return, review_reply
from rocb_desktop.services.national.roster import Roster, RosterPerson, list_roster
from rocb_desktop.services.national.spellings import join_names, part_names
from rocb_desktop.services.national.stand_ins import note_back, note_left, read_leavers
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.store.replies import answered_twice
from rocb_desktop.store.roster import read_attendance, read_joins

DISRUPTIVE = "2021/3"


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    return make_fiji(tmp_path_factory.mktemp("made") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    shutil.copytree(made_fiji.folder, tmp_path / "fiji")
    return Fiji(tmp_path / "fiji")


def roster_of(session: Session) -> Roster:
    found = list_roster(session)
    assert found is not None
    return found


def person_of(session: Session, name: str) -> RosterPerson:
    return next(one for one in roster_of(session).people if one.name == name)


def states(session: Session, name: str) -> list[str]:
    return [seat.status for seat in person_of(session, name).row.seats]


def take_back(session: Session, done: Outcome) -> Outcome:
    assert done.undo is not None
    return done.undo.service(session, *done.undo.args)


def test_the_roster_and_the_return_read_the_same_places(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        desk, roster = return_desk(session), roster_of(session)
        assert desk is not None
        assert [row.seats for row in desk.rows] == [person.row.seats for person in roster.people]
        assert (roster.count("accepted"), roster.count("no_reply"), roster.count("left")) == (4, 3, 0)


def test_who_was_invited_and_did_not_come_is_not_asked(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        assert states(session, "Vani Kuru")[4] == "no_reply"
        done = note_attendance(session, "2021/5", "Vani Kuru", "no", note="Was ill")
        assert states(session, "Vani Kuru")[4] == "absent"
        desk = return_desk(session)
        assert desk is not None and desk.expected == 12
        again = take_back(session, done)
        assert states(session, "Vani Kuru")[4] == "no_reply"
        take_back(session, again)
        assert states(session, "Vani Kuru")[4] == "absent"


def test_an_observer_gets_no_survey(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        note_attendance(session, "2021/5", "Vani Kuru", role="observer")
        assert states(session, "Vani Kuru")[4] == "no_survey"


def test_a_new_name_is_marked_travels_and_can_be_removed(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        done = add_names(session, DISRUPTIVE, [NamedLine("Ilai Naro", "Officer"), NamedLine("LITIA  bola")])
        assert done.message == "1 name is added."
        seat = person_of(session, "Ilai Naro").row.seats[2]
        assert (seat.status, seat.new_name) == ("no_reply", True)
        assert person_of(session, "Ilai Naro").post == "Officer"
        made = make_return(session, 2021, fiji.folder)
    with fiji.at("rocb") as session:
        accept(session, [fiji.folder / Path(made.value.path).name])
        assert [one.name for one in read_attendance(session.db, "FJ", [seat.workshop])] == ["Ilai Naro"]
    with fiji.at("focal") as session:
        gone = remove_name(session, DISRUPTIVE, "Ilai Naro")
        assert "Ilai Naro" not in {one.name for one in roster_of(session).people}
        take_back(session, gone)
        assert states(session, "Ilai Naro")[2] == "no_reply"


def test_a_removed_name_can_be_added_again(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        add_names(session, DISRUPTIVE, [NamedLine("Ilai Naro")])
        remove_name(session, DISRUPTIVE, "Ilai Naro")
        add_names(session, DISRUPTIVE, [NamedLine("Ilai Naro")])
        assert states(session, "Ilai Naro")[2] == "no_reply"


def test_names_of_the_list_of_rocb_stay(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        with pytest.raises(UserError, match="bad_value"):
            remove_name(session, DISRUPTIVE, "Litia Bola")
        with pytest.raises(UserError, match="unknown_person"):
            remove_name(session, DISRUPTIVE, "Ilai Naro")


def test_pasted_names_are_shown_first(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        found = preview_names(session, DISRUPTIVE, "1. Litia Bola\nBola Litia\nIlai Naro\tOfficer\n;;")
        assert [(row.line.name, row.state, row.near) for row in found.rows] == [
            ("Litia Bola", "known", ""),
            ("Bola Litia", "near", "Litia Bola"),
            ("Ilai Naro", "new", ""),
        ]
        assert [one.number for one in found.bad] == [4]
        assert [one.name for one in found.new] == ["Bola Litia", "Ilai Naro"]


def test_two_spellings_are_asked_about_joined_and_taken_apart(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        add_names(session, "2021/5", [NamedLine("Bola Litia")])
        asked = roster_of(session).questions
        assert [(one.one, one.other) for one in asked] == [("Bola Litia", "Litia Bola")]
        done = join_names(session, "Bola Litia", "Litia Bola")
        roster = roster_of(session)
        assert not roster.questions and "Bola Litia" not in {one.name for one in roster.people}
        assert states(session, "Litia Bola")[4] == "no_reply"
        part_names(session, "Bola Litia")
        roster = roster_of(session)
        assert not roster.questions and "Bola Litia" in {one.name for one in roster.people}
        with pytest.raises(UserError, match="changed_since"):
            take_back(session, done)


def test_names_that_are_one_already_are_not_joined_again(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        add_names(session, "2021/5", [NamedLine("Bola Litia"), NamedLine("L. Bola")])
        join_names(session, "Bola Litia", "Litia Bola")
        join_names(session, "L. Bola", "Bola Litia")
        assert set(read_joins(session.db)["FJ"].values()) == {"litia bola"}
        with pytest.raises(UserError, match="bad_value"):
            join_names(session, "Litia Bola", "L. Bola")
        with pytest.raises(UserError, match="bad_value"):
            join_names(session, "L. Bola", "L. Bola")
        assert set(read_joins(session.db)["FJ"].items()) == {("bola litia", "litia bola"), ("l. bola", "litia bola")}


def test_two_replies_of_one_name_are_one_person_when_somebody_says_so(fiji: Fiji) -> None:
    """Rule 12: the newest is the next version, and both are kept."""
    (fiji.folder / "litia").rename(fiji.folder / "litia-before")
    second = fiji.stranger("Litia Bola", 3)
    with fiji.at("focal", date(2021, 11, 6)) as session:
        accept(session, [second], trust=True)
        roster = roster_of(session)
        assert [one.name for one in roster.people].count("Litia Bola") == 2
        assert [(one.one, one.other) for one in roster.questions] == [("Litia Bola", "Litia Bola")]
        for row in roster.people:
            for seat in row.row.seats:
                if seat.reply is not None and seat.status == "to_review":
                    review_reply(session, seat.reply.id, ACCEPT)
        assert answered_twice(session.db, 2021) == []
        join_names(session, "Litia Bola", "Litia Bola")
        seat = person_of(session, "Litia Bola").row.seats[2]
        assert seat.reply is not None and len(seat.others) == 1
        assert seat.reply.received is not None and seat.reply.received.day == 6
        assert answered_twice(session.db, 2021) == [seat.others[0].id]
        part_names(session, "Litia Bola")
        assert answered_twice(session.db, 2021) == []


def test_an_officer_left_and_another_answers(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        done = note_left(session, "Vani Kuru", "2021-09", "Litia Bola", "Went to another ministry")
        left = person_of(session, "Vani Kuru").left
        assert left is not None and (left.stand_in, left.gone_on) == ("Litia Bola", "2021-09")
        assert read_leavers(session).of("VANI kuru") == left
        assert roster_of(session).count("left") == 1
        note_left(session, "Vani Kuru", "2021-09-14", "Jone Ratu")
        assert len([one for one in roster_of(session).people if one.left]) == 1
        note_back(session, "Vani Kuru")
        assert person_of(session, "Vani Kuru").left is None
        note_left(session, "Vani Kuru")
        assert person_of(session, "Vani Kuru").left is not None
        with pytest.raises(UserError, match="changed_since"):
            take_back(session, done)


@pytest.mark.parametrize(
    ("day", "stand_in", "code"),
    [("yesterday", "", "bad_date"), ("", "vani  KURU", "bad_value"), ("", "x" * 130, "bad_value")],
)
def test_what_cannot_be_said_of_a_leaver(fiji: Fiji, day: str, stand_in: str, code: str) -> None:
    with fiji.at("focal") as session, pytest.raises(UserError, match=code):
        note_left(session, "Vani Kuru", day, stand_in)


def test_people_are_found_by_workshop_state_and_name(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        note_left(session, "Vani Kuru")
        roster = roster_of(session)
    third = roster.workshops[2].id
    assert [one.name for one in roster.filtered(third)] == ["Asenaca Vuli", "Jone Ratu", "Litia Bola", "Tomasi Bale"]
    assert [one.name for one in roster.filtered(third, "no_reply")] == ["Asenaca Vuli"]
    assert [one.name for one in roster.filtered("", "no_reply")] == ["Asenaca Vuli", "Jone Ratu", "Vani Kuru"]
    assert [one.name for one in roster.filtered("", "left")] == ["Vani Kuru"]
    assert [one.name for one in roster.filtered(name="  BOLA")] == ["Litia Bola"]
    assert roster.filtered(third, "left") == ()


def test_only_a_focal_point_decides(fiji: Fiji) -> None:
    with fiji.at("litia") as session:
        with pytest.raises(UserError, match="not_allowed"):
            add_names(session, DISRUPTIVE, [NamedLine("Vani Kuru")])
        for service in (note_attendance, remove_name):
            with pytest.raises(UserError, match="not_allowed"):
                service(session, DISRUPTIVE, "Vani Kuru")
        for other in (join_names, note_left):
            with pytest.raises(UserError, match="not_allowed"):
                other(session, "Vani Kuru", "Litia Bola")


def test_a_bad_role_or_word_is_refused(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        with pytest.raises(UserError, match="bad_value"):
            note_attendance(session, DISRUPTIVE, "Vani Kuru", "perhaps")
        with pytest.raises(UserError, match="bad_value"):
            note_attendance(session, DISRUPTIVE, "Vani Kuru", role="king")
