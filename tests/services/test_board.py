"""The board's data, and the words by which two computers find out whether they hold the same."""

from datetime import date

import pytest
from authors import Author, reply
from region import WORKSHOP, Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.region.board import missing_returns
from rocb_desktop.services.trust.sameness import compare_all, compare_return, list_returns
from rocb_desktop.store.changes import add_blocks
from rocb_desktop.store.taken_back import bring_back_import, take_back_import

DUE = date(2021, 11, 12)


def test_who_has_not_returned_is_on_the_board(region: Region) -> None:
    with region.at("rocb", date(2022, 3, 1)) as session:
        fiji, samoa = missing_returns(session, 2021)
    assert (fiji.administration, fiji.workshops, fiji.expected, fiji.key_known) == ("FJ", 1, False, False)
    assert (samoa.administration, samoa.focal_point) == ("WS", "Lani Fuimaono")
    assert samoa.expected and samoa.overdue and samoa.number == 0 and samoa.returned is None
    assert samoa.due == DUE and samoa.heard is not None
    region.receive("rocb", "return")
    with region.at("rocb", date(2022, 3, 1)) as session:
        samoa = missing_returns(session, 2021)[1]
    assert (samoa.replies, samoa.number, samoa.overdue, samoa.missing) == (1, 1, False, ())
    with region.at("focal") as session, pytest.raises(UserError):
        missing_returns(session, 2021)


def test_a_gap_in_a_stream_is_seen_from_its_numbers(region: Region) -> None:
    ben = Author("ben", "FJ")
    first, _second, third = (ben.say(reply(ben, q3=answer)) for answer in ("yes", "no", "yes"))
    with region.at("rocb") as session:
        add_blocks(session.db, session.desk, [(b.block, b.header, b.signature) for b in (first, third)], None)
        row = next(one for one in missing_returns(session, 2021) if one.administration == "FJ")
        assert [gap.numbers for gap in row.missing] == [(2,)]


def test_two_desks_agree_on_a_return_when_all_of_it_came(region: Region) -> None:
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        theirs = compare_return(session, 2021, "WS")
        assert list_returns(session) == [(2021, "WS", 1)]
    with region.at("focal") as session:
        ours = compare_return(session, 2021)
        assert ours.about == "National return no. 1 of Samoa, Survey 2021"
        assert (ours.words, ours.count, ours.number) == (theirs.words, theirs.count, 1) and ours.count > 0
    region.make_reply("sina", "second", q3_text="Another answer")  # after the return: no matter
    region.receive("focal", "second")
    with region.at("focal") as session:
        assert compare_return(session, 2021).words == ours.words
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "accept")
        make_return(session, 2021, region.file("return 2"))
        newer = compare_return(session, 2021)
        assert newer.number == 2 and newer.words != ours.words
    with region.at("rocb") as session:
        batch = accept(session, [region.file("return 2")]).value.import_id
        assert compare_return(session, 2021, "WS").words == newer.words
        take_back_import(session.db, session.desk, batch)
        back = compare_return(session, 2021, "WS")
        assert back.words == theirs.words and [line.split(" from ")[0] for line in back.taken_back] == ["return 2.rocb"]
        bring_back_import(session.db, session.desk, batch)
        again = compare_return(session, 2021, "WS")
        assert (again.words, again.taken_back) == (newer.words, ())


def test_one_edit_more_is_other_words(region: Region) -> None:
    with region.at("rocb") as session:
        before = compare_all(session)
    other = region.copy(region.folder.parent / "copy")
    with other.at("rocb") as session:
        assert compare_all(session).words == before.words
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        after = compare_all(session)
    assert after.words != before.words and after.count > before.count and after.waiting > before.waiting
    with region.at("rocb") as session, pytest.raises(UserError) as none:
        compare_return(session, 2021, "Fiji")
    assert none.value.code == "no_return"
