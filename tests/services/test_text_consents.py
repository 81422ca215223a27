"""What a text may be used for: compiling never raises it, and a consent that is withdrawn afterwards holds at once."""

from datetime import date
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji

from rocb_desktop.domain.compiling import WRITTEN
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.erasure.consent import withdraw_consent
from rocb_desktop.services.national.compiling import Decided, compilation, compile_reply, national_id
from rocb_desktop.services.national.quotes import consent_of_text, limit_quote, quotes_of
from rocb_desktop.services.national.returns import ACCEPT, find_reply, make_return, review_reply
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.replies import make_reply
from rocb_desktop.store.replies import read_replies

PLACE = "2021/3"  # Litia Bola and Jone Ratu; both say "public"
TEXT = "q4_text"
LATER = date(2021, 11, 6)


@pytest.fixture
def fiji(tmp_path: Path) -> Fiji:
    fiji = make_fiji(tmp_path / "fiji")
    with fiji.at("focal") as session:
        review_reply(session, find_reply(session, f"{PLACE}/Jone Ratu").id, ACCEPT)
    return fiji


def national(session: Session) -> str:
    return national_id(find_reply(session, f"{PLACE}/Litia Bola").workshop, "FJ")


def consent(session: Session, field: str = TEXT) -> str:
    """What the national reply's text may be used for."""
    return consent_of_text(session, read_replies(session.db, "r.id=?", (national(session),))[0], field)


def carry(fiji: Fiji, path: Path) -> str:
    """Make a return at the focal point, open it at ROCB A/P; what the focal point is told."""
    with fiji.at("focal", LATER) as session:
        said = make_return(session, 2021, path, "Ratu Isoa", "Comptroller", "2021-11-04").message
    with fiji.at("rocb", LATER) as session:
        accept(session, [path])
    return said


def test_compiling_keeps_the_limit_of_a_text_it_takes(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("focal") as session:
        limit_quote(session, find_reply(session, f"{PLACE}/Litia Bola").id, TEXT, "count_only")
        assert compilation(session, PLACE).consent == "count_only"
        compile_reply(session, PLACE)
        kept = compilation(session, PLACE).national
        assert kept is not None and kept.consent == "count_only"
        assert next(one for one in quotes_of(session, 2021) if one.reply == kept.id).consent == "count_only"
    carry(fiji, tmp_path / "return.rocb")
    with fiji.at("rocb", LATER) as session:
        assert consent(session) == "count_only"


def test_a_limit_set_after_compiling_holds_and_asks_for_another_look(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        compile_reply(session, PLACE)
        assert consent(session) == "public"
        limit_quote(session, find_reply(session, f"{PLACE}/Litia Bola").id, TEXT, "members_anonymous")
        assert consent(session) == "members_anonymous"
        assert compilation(session, PLACE).changed == ("Litia Bola",)


def test_a_consent_that_is_withdrawn_after_compiling_holds_before_anybody_reviewed_it(
    fiji: Fiji, tmp_path: Path
) -> None:
    with fiji.at("focal") as session:
        compile_reply(session, PLACE)
    assert "Litia Bola" not in carry(fiji, tmp_path / "first.rocb")
    with fiji.at("rocb", LATER) as session:
        assert consent(session) == "public"
    with fiji.at("litia", LATER) as session:
        withdraw_consent(session, PLACE)
        newer = Path(make_reply(session, PLACE, fiji.folder).value.path)
    with fiji.at("focal", LATER) as session:
        accept(session, [newer])
        assert find_reply(session, f"{PLACE}/Litia Bola").status == "to_review"
        assert consent(session) == "count_only"
        quote = next(one for one in quotes_of(session, 2021) if one.reply == national(session))
        assert (quote.given, quote.consent) == ("count_only", "count_only")
        with pytest.raises(UserError, match="consent_raised"):
            limit_quote(session, quote.reply, quote.field, "public")
    said = carry(fiji, tmp_path / "second.rocb")
    assert "The national reply of Disruptive Technologies is older than the answers of Litia Bola." in said
    with fiji.at("rocb", LATER) as session:  # where the newer version has not come
        assert find_reply(session, f"{PLACE}/Litia Bola").consent == "public"
        assert consent(session) == "count_only"


def test_a_text_that_its_author_took_out_after_compiling_is_not_used(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("focal") as session:
        compile_reply(session, PLACE)
    newer = fiji.send("Litia Bola", 3, LATER, q4="no", q4_text="")
    with fiji.at("focal", LATER) as session:
        accept(session, [newer])
        assert consent(session) == ""
        review_reply(session, find_reply(session, f"{PLACE}/Litia Bola").id, ACCEPT)
        assert consent(session) == ""
    carry(fiji, tmp_path / "return.rocb")
    with fiji.at("rocb", LATER) as session:
        assert consent(session) == ""
    with fiji.at("focal", LATER) as session:
        jone = find_reply(session, f"{PLACE}/Jone Ratu")
        compile_reply(session, PLACE)
        limit_quote(session, national(session), TEXT, "public")  # the limit that the return wrote
        assert compilation(session, PLACE).decided[TEXT].taken == (jone.id,)
        assert consent(session) == "public"


def test_only_those_whose_words_a_text_holds_are_asked(fiji: Fiji) -> None:
    more = fiji.send("Tomasi Bale", 3, date(2021, 11, 2), q4_text="Fewer forms.")
    with fiji.at("focal") as session:
        accept(session, [more])
        review_reply(session, find_reply(session, f"{PLACE}/Tomasi Bale").id, ACCEPT)
        text = next(one for one in compilation(session, PLACE).lines if one.field.id == TEXT)
        compile_reply(session, PLACE, {TEXT: Decided(text.said[0].value, text.said[0].replies)})
    newer = fiji.send("Tomasi Bale", 3, LATER, q4_text="Fewer forms.", q7="count_only")
    with fiji.at("focal", LATER) as session:
        accept(session, [newer])
        assert consent(session) == "public"
        compile_reply(session, PLACE, {TEXT: Decided("One hour less, fewer forms.", (WRITTEN,))})
        assert consent(session) == "public"  # Tomasi Bale's version waits: it was compiled without him
        review_reply(session, find_reply(session, f"{PLACE}/Tomasi Bale").id, ACCEPT)
        compile_reply(session, PLACE)
        assert consent(session) == "count_only"


def test_a_persons_own_text_and_a_foreign_limit(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        litia = find_reply(session, f"{PLACE}/Litia Bola")
        assert consent_of_text(session, litia, TEXT) == "public"
        limit_quote(session, litia.id, TEXT, "members_attributed")
        session.db.execute("INSERT INTO quote_limit VALUES ('x', ?, ?, 'WS', 'count_only', NULL)", (litia.id, TEXT))
        assert consent_of_text(session, litia, TEXT) == "members_attributed"
