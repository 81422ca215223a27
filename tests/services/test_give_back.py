"""A participant who lost everything, or only the data, is given back what they ever sent, and goes on as before."""

import shutil
from pathlib import Path

import pytest
from region import ANSWERS, WORKSHOP, Region, make_region

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import person_of
from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.national.returns import find_reply, make_return, national_return, review_reply
from rocb_desktop.services.profile.people import make_card, show_me
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.sending.give_back import give_back
from rocb_desktop.services.sending.outbox import outbox
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.session import Clock, Edit
from rocb_desktop.services.survey.actions import log_action, me
from rocb_desktop.services.survey.replies import make_reply, reply_form, save_reply


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return make_region(tmp_path / "region")


def begin_again(region: Region) -> Path:
    """Sina's computer is gone; she sets a new one up and makes her card."""
    region.join("sina2", "participant", "WS", "Sina Leota")
    with region.at("sina2") as session:
        make_card(session, region.file("new-card"))
    return region.file("new-card")


def test_a_lost_computer_the_same_person_again(region: Region) -> None:
    card = begin_again(region)
    with region.at("sina") as session:
        before, person = reply_form(session, WORKSHOP).answers, me(session)
    with region.at("focal") as session:
        done = give_back(session, "Sina Leota", region.file("back"), card)
        assert done.value.replies == 1 and done.value.replaced
    with region.at("sina2") as session:
        looked = preview(session, [region.file("back")], trust=True)
        assert looked.files[0].why.startswith("This file gives you back your work.")
        assert me(session) != person
        accept(session, [region.file("back")], trust=True)
        assert me(session) == person and show_me(session).name == "Sina Leota"
        form = reply_form(session, WORKSHOP)
        assert form.version == 1 and dict(form.answers) == dict(before) and not form.changed
        log_action(session, WORKSHOP, "submit_report", "2021-06-01")
        save_reply(session, WORKSHOP, {**before, "q5": "yes", "q5_text": "A new office"})
        assert make_reply(session, WORKSHOP, region.file("second")).value.version == 2
    with region.at("focal") as session:
        assert accept(session, [region.file("second")]).value.totals["changed"] == 1
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota")
        assert reply.version == 2 and reply.answers["q5_text"] == "A new office"
        review_reply(session, reply.id, "accept")
        make_return(session, 2021, region.file("return2"))
    with region.at("rocb") as session:
        accept(session, [region.file("return"), region.file("return2")])
        found = find_reply(session, f"{WORKSHOP}/Sina Leota")
        assert (found.version, found.status, found.person) == (2, "accepted", person)


def test_what_a_thief_signs_with_the_lost_key_does_not_count(region: Region) -> None:
    card = begin_again(region)
    with region.at("focal") as session:
        give_back(session, "Sina Leota", region.file("back"), card)
    region.make_reply("sina", "stolen", q1_none="", q1_share_materials="yes", q5="yes", q5_text="Not hers")
    with region.at("focal") as session:
        accept(session, [region.file("stolen")])
        assert "q5_text" not in find_reply(session, f"{WORKSHOP}/Sina Leota").answers


def test_only_the_data_was_lost_and_the_keys_remain(region: Region) -> None:
    shutil.copytree(region.folder / "sina" / "keys", region.folder / "again" / "keys")
    create_profile(region.folder / "again", "participant", "WS", "Sina Leota", clock=Clock())
    with region.at("focal") as session:
        done = give_back(session, "sina leota", region.file("back"))
        assert [file.receiver for file in outbox(session).files if file.sent.kind == "give-back"] == ["Sina Leota"]
        assert not done.value.replaced
    with region.at("again") as session:
        accept(session, [region.file("back")], trust=True)
        assert reply_form(session, WORKSHOP).version == 1
        save_reply(session, WORKSHOP, {**ANSWERS, "q5": "yes", "q5_text": "A new office"})
        assert make_reply(session, WORKSHOP, region.file("second")).value.version == 2
    with region.at("focal") as session:
        accept(session, [region.file("second")])
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").version == 2


def test_a_give_back_holds_nothing_of_anybody_else(region: Region) -> None:
    """Another participant's reply, name and confirmation stay out; so does the return."""
    region.join("mata", "participant", "WS", "Mata Tuala")
    region.receive("mata", "pack")
    region.make_reply("mata", "other", q3_text="The words of Mata")
    region.receive("focal", "other")
    card = begin_again(region)
    with region.at("focal") as session:
        workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
        guessed = derive("reply_on_behalf", workshop, "WS", "Pita Nobody")
        said: dict[str, Value] = {"workshop": workshop, "administration": "WS", "participant": "Pita Nobody"}
        session.commit([Edit(guessed, "reply_on_behalf", said)])
        make_return(session, 2021, region.file("return2"))
        mata = session.db.execute("SELECT key FROM standing WHERE name='Mata Tuala'").fetchone()[0]
        give_back(session, "Sina Leota", region.file("back"), card)
        make_receipts(session, region.folder)
    with region.at("sina2") as session:
        file = read_file(region.file("back").read_bytes(), session.keys.identities)
    records = {change.record for item in file.blocks for change in item.block.changes}
    of_mata = {derive("vouch", mata), derive("reply", workshop, person_of(mata)), person_of(mata)}
    assert not records & {guessed, *of_mata, derive("review", derive("reply", workshop, person_of(mata)), "WS")}
    for item in file.blocks:  # of the class that offices see, nothing without its words
        assert item.block.audience == "all" or all(change.fields is not None for change in item.block.changes)
    text = " ".join(str(change.fields) for item in file.blocks for change in item.block.changes)
    assert "Sina Leota" in text and "Mata" not in text and "signed_by" not in text


def test_who_may_give_back_to_whom(region: Region) -> None:
    card = begin_again(region)
    with region.at("sina") as session, pytest.raises(UserError, match="not_allowed"):
        give_back(session, "Sina Leota", region.file("back"), card)
    with region.at("focal") as session:
        with pytest.raises(UserError, match="unknown_person"):
            give_back(session, "Nobody", region.file("back"), card)
        with pytest.raises(UserError, match="unknown_person"):
            give_back(session, "Desk One", region.file("back"), card)
    assert not region.file("back").exists()


def test_a_focal_point_gets_back_what_rocb_holds_of_the_administration(region: Region) -> None:
    """The store is gone, the keys are on paper: replies, reviews and the number of the return go on."""
    region.receive("rocb", "return")
    shutil.copytree(region.folder / "focal" / "keys", region.folder / "again" / "keys")
    create_profile(region.folder / "again", "focal_point", "WS", "Lani Fuimaono", clock=Clock())
    with region.at("rocb") as session:
        assert give_back(session, "Lani Fuimaono", region.file("back")).value.replies == 1
    with region.at("again") as session:
        accept(session, [region.file("back")], trust=True)
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").status == "accepted"
        assert national_return(session, 2021).number == 1
        make_return(session, 2021, region.file("return2"))
    with region.at("rocb") as session:
        accept(session, [region.file("return2")])
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").status == "accepted"


def test_a_focal_point_with_a_new_key_is_the_same_desk(region: Region) -> None:
    region.receive("rocb", "return")
    region.join("again", "focal_point", "WS", "Lani Fuimaono")
    with region.at("again") as session:
        make_card(session, region.file("again-card"))
    with region.at("rocb") as session:
        assert give_back(session, "Lani Fuimaono", region.file("back"), region.file("again-card")).value.replaced
    with region.at("again") as session:
        accept(session, [region.file("back")], trust=True)
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota")
        assert reply.status == "accepted" and national_return(session, 2021).number == 1
        review_reply(session, reply.id, "correct", "Say more")
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").status == "correction_asked"
