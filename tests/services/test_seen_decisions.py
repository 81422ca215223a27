"""Decisions name what was shown: what came meanwhile is refused, or named as changed."""

from datetime import date
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji

from rocb_desktop.domain.clearing import CLEARED, WITH_HEAD
from rocb_desktop.domain.errors import UserError
from rocb_desktop.reports.document import Document
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.clearance import SignOff, clearance_of, set_clearance
from rocb_desktop.services.national.clearance_paper import clearance_paper
from rocb_desktop.services.national.compiling import compilation, compile_reply
from rocb_desktop.services.national.quotes import limit_quote
from rocb_desktop.services.national.returns import ACCEPT, find_reply, reply_detail, review_reply
from rocb_desktop.services.session import Session

HEAD = SignOff("Ratu Isoa", "Comptroller", "2021-11-04", "paper")
PLACE = "2021/3"


@pytest.fixture
def fiji(tmp_path: Path) -> Fiji:
    return make_fiji(tmp_path / "fiji")


def accept_jone(session: Session) -> None:
    review_reply(session, find_reply(session, f"{PLACE}/Jone Ratu").id, ACCEPT)


def words_of(paper: Document) -> str:
    return "\n".join(map(repr, paper.blocks))


def test_the_head_clears_what_the_head_was_given(fiji: Fiji) -> None:
    changed = ("Disruptive Technologies: Jone Ratu",)
    with fiji.at("focal") as session:
        set_clearance(session, 2021, WITH_HEAD)
        accept_jone(session)
        assert clearance_of(session, 2021).changed == changed
        set_clearance(session, 2021, CLEARED, HEAD)
        found = clearance_of(session, 2021)
        assert (found.state, found.changed, found.cleared) == (CLEARED, changed, False)
        set_clearance(session, 2021, WITH_HEAD)  # a newer sheet
        set_clearance(session, 2021, CLEARED, HEAD)
        assert clearance_of(session, 2021).cleared


def test_a_reply_is_judged_only_as_it_was_shown(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        shown = reply_detail(session, find_reply(session, f"{PLACE}/Jone Ratu").id)
    newer = fiji.send("Jone Ratu", 3, date(2021, 11, 5), q4_text="Nobody has read this yet.")
    with fiji.at("focal") as session:
        accept(session, [newer])
        with pytest.raises(UserError, match="changed_since"):
            review_reply(session, shown.reply.id, ACCEPT, seen=shown.seen)
        assert find_reply(session, shown.reply.id).status == "to_review"
        review_reply(session, shown.reply.id, ACCEPT, seen=reply_detail(session, shown.reply.id).seen)
        assert find_reply(session, shown.reply.id).status == "accepted"


def test_a_national_reply_is_kept_only_of_what_was_shown(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        shown = compilation(session, PLACE)
        accept_jone(session)
        with pytest.raises(UserError, match="changed_since"):
            compile_reply(session, PLACE, shown.decided, shown.seen)
        assert compilation(session, PLACE).national is None
        shown = compilation(session, PLACE)
        limit_quote(session, find_reply(session, f"{PLACE}/Litia Bola").id, "q4_text", "count_only")
        with pytest.raises(UserError, match="changed_since"):
            compile_reply(session, PLACE, shown.decided, shown.seen)
        shown = compilation(session, PLACE)
        compile_reply(session, PLACE, shown.decided, shown.seen)
        assert compilation(session, PLACE).changed == ()


def test_the_sheet_says_whose_words_the_national_reply_holds(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        compile_reply(session, PLACE)  # of Litia Bola alone
        accept_jone(session)
        words = words_of(clearance_paper(session, 2021, "en"))
        assert "National reply, compiled from the replies of: Litia Bola" in words
        assert "Litia Bola, Jone Ratu" not in words and "Jone Ratu, Litia Bola" not in words
        compile_reply(session, PLACE)
        words = words_of(clearance_paper(session, 2021, "en"))
        assert "compiled from the replies of: Jone Ratu, Litia Bola" in words


def test_the_sheet_has_every_reply_quote_and_place_to_sign(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        limit_quote(session, find_reply(session, "2021/4/Vani Kuru").id, "q4_text", "members_anonymous")
        english = words_of(clearance_paper(session, 2021, "en"))
        french = words_of(clearance_paper(session, 2021, "fr"))
        with pytest.raises(UserError, match="nothing_to_clear"):
            clearance_paper(session, 2020, "en")
    for name in ("Litia Bola", "Jone Ratu", "Asenaca Vuli", "Vani Kuru"):
        assert name in english and name in french
    assert "Tomasi Bale" not in english  # a correction was asked
    assert english.count("Checks at the wharf take one hour less.") == 8  # four replies, each also as a quote
    assert english.count("With our name, also in public") == 3 and english.count("Without our name") == 1
    assert "Mere Qalo" in english and "5 November 2021" in english and "5 novembre 2021" in french
    assert "Signed on paper" in english and "Yes, with our code" in english
    with fiji.at("rocb") as session, pytest.raises(UserError, match="not_allowed"):
        clearance_paper(session, 2021, "en")
