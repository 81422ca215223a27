"""What counts, once, and since when: own replies before rows entered by an office, first receipt, undo in its place."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from region import ANSWERS, WORKSHOP, Region

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Audience
from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.drafts import keep_draft, take_draft
from rocb_desktop.services.national.returns import find_reply, make_return, national_return, review_reply
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.region.workshops import add_workshop, find_workshop, make_pack
from rocb_desktop.services.sending.signing import sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import change_action, list_actions, log_action, me
from rocb_desktop.services.survey.replies import PAGE, make_reply, reply_form, reply_id, save_reply
from rocb_desktop.store.replies import read_replies


def enter(session: Session, name: str, code: str, project: str) -> None:
    """A row of a round workbook, as the desk of ROCB A/P enters it."""
    place = find_workshop(session, WORKSHOP).id
    fields = {"workshop": place, "administration": code, "participant": name, "name": name, "source": "workbook"}
    record = derive("reply_on_behalf", place, code, name)
    session.commit([Edit(record, "reply_on_behalf", {**fields, "q5": project})])


def test_rule_5_an_own_signed_reply_comes_before_one_on_behalf(region: Region) -> None:
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        enter(session, "SINA  leota", "WS", "yes")
        counted = tables(session, 2021)
        assert (counted.n, counted.projects.totals.yes, counted.projects.totals.no) == (1, 0, 1)
        enter(session, "Somebody Else", "WS", "yes")  # another person: merged, and yes wins
        counted = tables(session, 2021)
        assert (counted.n, counted.projects.totals.yes) == (1, 1)
        enter(session, "Sina Leota", "FJ", "yes")  # the same name in another administration is another person
        assert tables(session, 2021).n == 2


def test_rule_10_a_focal_point_who_took_part_answers_without_a_review(region: Region) -> None:
    with region.at("focal") as session:
        save_reply(session, WORKSHOP, ANSWERS)
        make_reply(session, WORKSHOP, region.file("own"))
        own = find_reply(session, f"{WORKSHOP}/Lani Fuimaono")
        assert own.status == "accepted"
        make_return(session, 2021, region.file("both"))
    region.receive("rocb", "both")
    with region.at("rocb") as session:
        assert {one.name: one.status for one in read_replies(session.db, "r.counts = 1")} == {
            "Lani Fuimaono": "accepted",
            "Sina Leota": "accepted",
        }


def test_an_acceptance_can_be_taken_back_at_rocb(region: Region) -> None:
    region.receive("rocb", "return")
    with region.at("focal", date(2021, 10, 16)) as session:
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "correct", "Which queues?")
        make_return(session, 2021, region.file("second"))
    region.receive("rocb", "second")
    with region.at("rocb") as session:
        assert tables(session, 2021).n == 0
    with region.at("focal") as session:
        assert national_return(session, 2021).number == 2


def test_a_file_that_waited_for_its_words_came_when_it_came(region: Region) -> None:
    """The survey closed on 29 October 2021: received in time, trusted a week later, not late."""
    region.join("ana", "participant", "WS", "Ana Tuala")
    region.receive("ana", "pack")
    late_words = region.make_reply("ana", "ana")
    with region.at("focal", date(2021, 10, 29)) as session:
        accept(session, [late_words])
    with region.at("focal", date(2021, 11, 5)) as session:
        accept(session, [late_words], trust=True)
        reply = find_reply(session, f"{WORKSHOP}/Ana Tuala")
    assert (str(reply.received), reply.late) == ("2021-10-29", False)


def test_both_focal_points_of_an_administration_can_open_a_reply(region: Region) -> None:
    region.join("second", "focal_point", "WS", "Abel Second")
    with region.at("second") as session:
        make_card(session, region.file("card2"))
    region.receive("rocb", "card2")
    with region.at("rocb") as session:
        make_pack(session, WORKSHOP, region.file("pack2"))
    for who in ("second", "sina"):
        region.receive(who, "pack2")
    reply = region.make_reply("sina", "again", q5="yes", q5_text="Single window")
    for who in ("focal", "second"):
        with region.at(who) as session:
            assert accept(session, [reply], trust=True).value.totals["held"] == 0
            assert find_reply(session, f"{WORKSHOP}/Sina Leota").answers["q5"] == "yes"


def test_a_file_that_could_not_be_written_is_the_same_version_when_it_can(region: Region, tmp_path: Path) -> None:
    with region.at("sina") as session:
        save_reply(session, WORKSHOP, {**ANSWERS, "q5": "no", "q4": "no"})
        with pytest.raises(UserError, match="bad_path"):
            make_reply(session, WORKSHOP, tmp_path / "no" / "such" / "folder.rocb")
        sent = make_reply(session, WORKSHOP, region.file("v2")).value
        assert sent.version == 2
        blocks = session.db.execute("SELECT nonce, back FROM block WHERE author=?", (session.desk.key,)).fetchall()
    assert len(set(blocks)) == len(blocks)  # no two blocks of a stream follow the same one


def changed_action(session: Session, record: str) -> Callable[[], str]:
    return lambda: next(one.text for one in list_actions(session) if one.id == record)


def test_undo_never_overwrites_newer_work(region: Region) -> None:
    with region.at("sina") as session:
        made = log_action(session, WORKSHOP, "submit_report", "2021-05-04", text="first")
        text = changed_action(session, made.value)
        second = change_action(session, made.value, text="second").undo
        third = change_action(session, made.value, text="third").undo
        assert second is not None and third is not None
        with pytest.raises(UserError, match="changed_since"):
            second.service(session, *second.args)
        assert text() == "third"
        redo = third.service(session, *third.args).undo
        assert text() == "second" and redo is not None
        redo.service(session, *redo.args)
        assert text() == "third"


def test_undo_of_a_saved_reply_keeps_what_is_being_typed(region: Region) -> None:
    with region.at("sina") as session:
        undo = save_reply(session, WORKSHOP, {**ANSWERS, "q3_text": "Shorter still"}).undo
        keep_draft(session, PAGE, "x", {"q3_text": "typing"})
        assert undo is not None
        undo.service(session, *undo.args)
        assert reply_form(session, WORKSHOP).answers["q3_text"] == "Queues are shorter"
        assert take_draft(session, PAGE, "x") == {"q3_text": "typing"}


def test_a_file_holds_one_reply_and_no_other(region: Region) -> None:
    """The first reply shares its block with the name; the second file leaves it at home, and comes with the name."""
    with region.at("rocb") as session:
        add_workshop(session, "Canines", "regional", "2021-04-20", "2021-04-22", ("WS",), number=8)
        make_pack(session, "2021/8", region.file("canines"))
    region.receive("sina", "canines")
    region.receive("focal", "canines")
    with region.at("sina") as session:
        save_reply(session, "2021/8", {**ANSWERS, "q3_text": "Dogs work longer"})
        make_reply(session, "2021/8", region.file("second"))
        make_reply(session, "2021/8", region.file("second"))
    with region.at("focal") as session:
        file = read_file(region.file("second").read_bytes(), [session.keys.identity])
        changes = [change for block in file.blocks for change in block.block.changes]
        kinds = Counter(kind for kind, _record in {(c.kind, c.record) for c in changes if c.fields is not None})
        assert (kinds["reply"], kinds["person"]) == (1, 1)
        accept(session, [region.file("second")])
        assert find_reply(session, "2021/8/Sina Leota").answers["q3_text"] == "Dogs work longer"


def test_a_reply_that_shares_its_block_with_another_is_not_left_out(region: Region) -> None:
    """A national return signs a focal point's own replies together; a file of one of them still holds it."""
    with region.at("rocb") as session:
        add_workshop(session, "Canines", "regional", "2021-04-20", "2021-04-22", ("WS",), number=8)
        make_pack(session, "2021/8", region.file("canines"))
    region.receive("sina", "canines")
    with region.at("sina") as session:
        person = me(session)
        ids = [reply_id(find_workshop(session, name).id, person) for name in (WORKSHOP, "2021/8")]
        save_reply(session, WORKSHOP, {**ANSWERS, "q4": "no"})
        save_reply(session, "2021/8", {**ANSWERS, "q3_text": "Dogs work longer"})
        sign_waiting(session, Audience.ROCB, ids)
        make_reply(session, "2021/8", region.file("second"))
    region.receive("focal", "canines")
    with region.at("focal") as session:
        accept(session, [region.file("second")])
        assert find_reply(session, "2021/8/Sina Leota").answers["q3_text"] == "Dogs work longer"
        assert find_reply(session, f"{WORKSHOP}/Sina Leota").answers["q4"] == "yes"
