"""What a reviewer is warned of, and the notes of the desk."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fiji import ANSWERS, Fiji, make_fiji, participation

from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.notes import keep_note, note_about
from rocb_desktop.services.national.return_desk import return_desk
from rocb_desktop.services.national.returns import find_reply, make_return, reply_detail
from rocb_desktop.services.national.warnings import reply_warnings
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import add_workshop, find_workshop, make_pack
from rocb_desktop.services.session import Clock, Edit, Session
from rocb_desktop.services.survey.replies import make_reply, reply_form, save_reply

DAY = date(2021, 11, 5)


@pytest.fixture
def fiji(tmp_path: Path) -> Fiji:
    return make_fiji(tmp_path / "fiji")


def warned(session: Session, reply: str) -> str:
    return "\n".join(reply_detail(session, find_reply(session, reply).id).warnings)


def test_a_good_reply_has_no_warning(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        assert warned(session, "2021/3/Jone Ratu") == ""


def test_numbers_that_look_wrong_and_texts_without_consent(fiji: Fiji) -> None:
    file = fiji.send("Litia Bola", 2, DAY, q1_share_materials_reached="", q7="")
    with fiji.at("litia", DAY) as session:
        form = reply_form(session, "2021/2")
        save_reply(session, "2021/2", {**form.answers, "q1_share_materials_reached": 1_000_000})
        file = Path(make_reply(session, "2021/2", fiji.folder).value.path)
    with fiji.at("focal") as session:
        accept(session, [file])
        said = warned(session, "2021/2/Litia Bola")
    assert "1,000,000: is that right?" in said
    assert "Question 7 is not answered" in said


def test_who_is_not_on_the_list_and_whose_key_nobody_checked(fiji: Fiji) -> None:
    strange = fiji.stranger("Sereana Tuilagi")
    with fiji.at("focal") as session:
        accept(session, [strange], answers=Answers(all_unchecked="phone"))
        said = warned(session, "2021/2/Sereana Tuilagi")
    assert "New name: Sereana Tuilagi is not on the list" in said
    assert "The key was not checked. How the sender is known: Known phone number." in said


def test_two_replies_under_one_name(fiji: Fiji, tmp_path: Path) -> None:
    """A lost laptop: the same person begins anew on another."""
    create_profile(fiji.folder / "again", "participant", "FJ", "Litia  BOLA", clock=Clock(DAY))
    with fiji.at("again", DAY) as session:
        accept(session, fiji.packs, trust=True)
        save_reply(session, "2021/2", ANSWERS)
        file = Path(make_reply(session, "2021/2", tmp_path).value.path)
    with fiji.at("focal") as session:
        accept(session, [file], trust=True)
        assert "Two replies came under this name" in warned(session, find_reply_id(session, "Litia  BOLA"))


def find_reply_id(session: Session, name: str) -> str:
    query = "SELECT r.id FROM reply r JOIN person p ON p.id = r.person WHERE p.name=? ORDER BY r.workshop"
    row = session.db.execute(query, (" ".join(name.split()),)).fetchone()
    return str(row[0])


def test_the_wrong_workshop_of_a_similar_title(fiji: Fiji) -> None:
    """Tomasi went to "Cross-Border E-Commerce (Pacific)" and answered for "Cross-Border E-Commerce"."""
    with fiji.at("rocb") as session:
        title = "Cross-Border E-Commerce (Pacific)"
        made = add_workshop(session, title, "regional", "2021-02-23", "2021-02-26", ("FJ",), number=6)
        session.commit([participation(6, "Tomasi Bale")])
        make_pack(session, made.value, fiji.folder / "pack6.rocb", with_names=True)
    with fiji.at("focal") as session:
        accept(session, [fiji.folder / "pack6.rocb"])
    file = fiji.send("Tomasi Bale", 2, DAY)
    with fiji.at("focal") as session:
        accept(session, [file])
        said = warned(session, "2021/2/Tomasi Bale")
    assert "on the list of “Cross-Border E-Commerce (Pacific)”" in said


def test_a_workshop_that_is_not_surveyed(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        place = find_workshop(session, "2021/2").id
    with fiji.at("rocb") as session:
        session.commit([Edit(place, "workshop", {"surveyed": False, "reason": "A meeting"})])
        make_pack(session, place, fiji.folder / "pack2b.rocb")
    with fiji.at("focal") as session:
        accept(session, [fiji.folder / "pack2b.rocb"])
        assert "not surveyed" in warned(session, "2021/2/Litia Bola")
        desk = return_desk(session)
        assert desk is not None and [one.id for one in desk.not_surveyed] == [place]
        astray = find_reply(session, "2021/2/Litia Bola")
        assert astray in desk.to_review and desk.workshop(place) is not None  # it is not lost from sight
        assert astray not in desk.accepted and desk.expected == 11  # of 13 seats two were there


def test_a_note_stays_in_the_administration(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("focal") as session:
        record = find_reply(session, "2021/3/Jone Ratu").id
        done = keep_note(session, record, " Call him about the AEO programme. ")
        assert note_about(session, record) == "Call him about the AEO programme."
        assert reply_detail(session, record).note == "Call him about the AEO programme."
        keep_note(session, record, "")
        assert note_about(session, record) == ""
        keep_note(session, record, "Again")
        assert done.undo is not None and note_about(session, record) == "Again"
        make_return(session, 2021, tmp_path / "return.rocb")
    with fiji.at("rocb") as session:
        accept(session, [tmp_path / "return.rocb"])
        assert session.db.execute("SELECT count(*) FROM desk_note").fetchone()[0] == 0


def test_a_reply_that_went_to_rocb_directly_is_marked(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        detail = reply_detail(session, find_reply(session, "2021/3/Jone Ratu").id)
        direct = replace(detail.reply, status="direct")
        said = reply_warnings(session, direct, detail.workshop, detail.questionnaire, "")
    assert said == ("It went to ROCB A/P directly and counts there, marked as not reviewed at home.",)
