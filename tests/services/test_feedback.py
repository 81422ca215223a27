"""Feedback on its way: made by ROCB A/P, open for everybody, with nobody's own figures and no name not cleared."""

from pathlib import Path

import pytest
from region import TODAY, WORKSHOP, Region

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clearing import CLEARED, NAMED, NOT_NAMED
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.feedback import Count, Practice
from rocb_desktop.domain.kinds import Audience, Role
from rocb_desktop.domain.quote import limit_id
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.feedback.making import draft_feedback, make_feedback
from rocb_desktop.services.feedback.reading import FeedbackView, feedback_view
from rocb_desktop.services.national.clearance import SignOff, set_clearance
from rocb_desktop.services.national.on_behalf import Entry, enter_reply
from rocb_desktop.services.national.quotes import limit_quote
from rocb_desktop.services.national.returns import ACCEPT, find_reply, make_return, review_reply
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.sending.signing import blocks_where, make_header, seal_file, sign_waiting
from rocb_desktop.services.session import Edit
from rocb_desktop.store.people import read_officers

OTHERS = ("FJ", "TO", "VU")
TEXTS = {"q3": "yes", "q3_text": "Said for {code}", "q4": "yes", "q5": "no", "q7": "public"}


@pytest.fixture
def region(region: Region) -> Region:
    """The return is at ROCB A/P, and three more administrations replied to another workshop."""
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        add_workshop(session, "Canines", "regional", "2021-06-08", "2021-06-10", (*OTHERS, "WS"), number=8)
        for code in OTHERS:
            answers = {"q1_share_materials": "yes", **{name: text.format(code=code) for name, text in TEXTS.items()}}
            enter_reply(session, Entry("2021/8", code, f"Officer of {code}", "paper", "2021-10-12"), answers)
    return region


def made(region: Region, **options: str) -> Path:
    with region.at("rocb") as session:
        return Path(make_feedback(session, 2021, region.folder, **options).value.path)


def drafted(region: Region) -> list[Practice]:
    """The practices of the Samoan reply that a feedback would hold now."""
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        return [one for one in draft_feedback(session, 2021).practices if one.text == "Queues are shorter"]


def read_by(region: Region, who: str, file: Path) -> FeedbackView:
    with region.at(who) as session:
        accept(session, [file])
        return feedback_view(session)


def test_everybody_reads_it_beside_the_own_figures(region: Region) -> None:
    file = made(region, note="Thank you all")
    for who in ("sina", "focal"):
        view = read_by(region, who, file)
        assert view.shown is not None and view.own is not None
        assert (view.shown.round, view.shown.workshop, view.shown.note) == (2021, "", "Thank you all")
        assert (view.shown.counted_on, view.shown.region.n, view.shown.region.took_part) == (TODAY, 4, 6)
        assert view.own.lines["share_materials"] == Count(1, 1)
        assert view.shown.region.lines["share_materials"] == Count(4, 4)
        assert view.shown.region.spread == ()  # a median needs five others
        assert view.national == (who == "focal")


def test_no_administration_is_named_that_was_not_cleared(region: Region) -> None:
    file = made(region)
    view = read_by(region, "sina", file)
    assert view.shown is not None
    assert Practice("effects", "Queues are shorter") in view.shown.practices
    assert {one.who for one in view.shown.practices} == {""} == {one.workshop for one in view.shown.practices}


def clear(region: Region, naming: str = NAMED) -> None:
    """The head clears what is there, and the next return says so."""
    with region.at("focal") as session:
        set_clearance(session, 2021, CLEARED, SignOff("Ana Fa", "Comptroller", "2021-10-15", "paper", naming))
        make_return(session, 2021, region.file("return"))


def test_a_cleared_administration_is_named_where_the_author_allowed_it(region: Region) -> None:
    clear(region)
    assert drafted(region) == [Practice("effects", "Queues are shorter", "WS", "WTO TFA")]


def test_who_said_not_to_be_named_is_not(region: Region) -> None:
    clear(region, NOT_NAMED)
    assert drafted(region) == [Practice("effects", "Queues are shorter")]


def test_what_changed_after_the_clearance_is_not_named(region: Region) -> None:
    clear(region)
    region.make_reply("sina", "reply", q4="no")
    region.receive("focal", "reply")
    with region.at("focal") as session:
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, ACCEPT)
        make_return(session, 2021, region.file("return"))
    assert drafted(region) == [Practice("effects", "Queues are shorter")]


def test_a_name_for_members_is_in_no_open_file(region: Region) -> None:
    region.make_reply("sina", "reply", q7="members_attributed")
    region.receive("focal", "reply")
    with region.at("focal") as session:
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, ACCEPT)
    clear(region)
    assert drafted(region) == [Practice("effects", "Queues are shorter")]


@pytest.mark.parametrize(("consent", "shown"), [("members_anonymous", True), ("count_only", False)])
def test_a_head_may_lower_what_may_be_used(region: Region, consent: str, shown: bool) -> None:
    with region.at("focal") as session:
        limit_quote(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "q3_text", consent)
    clear(region)
    assert drafted(region) == ([Practice("effects", "Queues are shorter")] if shown else [])


def test_another_administration_raises_nothing(region: Region) -> None:
    """A focal point says of a foreign reply what only its own office may say."""
    with region.at("focal") as session:
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota").id
        limit_quote(session, reply, "q3_text", "count_only")
        make_return(session, 2021, region.file("return"))
    region.join("fiji", "focal_point", "FJ", "Mere Qalo")
    with region.at("fiji") as session:
        make_card(session, region.file("fiji card"))
    region.receive("rocb", "fiji card")
    with region.at("rocb") as session:
        make_pack(session, WORKSHOP, region.file("pack"))
    region.receive("fiji", "pack")
    with region.at("fiji") as session:
        key: dict[str, Value] = {"reply": reply, "field": "q3_text", "administration": "FJ"}
        session.commit([Edit(limit_id(reply, "q3_text", "FJ"), "quote_limit", {**key, "consent": "public"})])
        sign_waiting(session, Audience.ROCB)
        office = read_officers(session.db, Role.ROCB)[0].office
        header = make_header(session, "return", [(ROCB, office)])
        blocks = blocks_where(session, "author=?", (session.keys.key,))
        region.file("foreign").write_bytes(seal_file(session, header, blocks, [office]))
    region.receive("rocb", "foreign")
    assert drafted(region) == []


def test_of_one_workshop_and_made_again(region: Region) -> None:
    first = made(region, workshop="2021/8").rename(region.folder / "first.rocb")
    again = made(region, workshop="2021/8", note="Once more")
    view = read_by(region, "focal", first)
    assert view.shown is not None and view.shown.note == ""
    assert view.shown.practices == ()  # of a small workshop everybody would know whose they are
    view = read_by(region, "focal", again)
    assert view.shown is not None and view.shown.note == "Once more"
    assert len(view.choices) == 1 and view.choices[0][1] == 2021


def test_the_own_good_practices_of_an_administration(region: Region) -> None:
    with region.at("focal") as session:
        (text,) = feedback_view(session).texts
        assert (text.text, text.consent, text.name) == ("Queues are shorter", "public", "Sina Leota")
    with region.at("sina") as session:
        assert feedback_view(session).texts == ()


def test_refusals(region: Region) -> None:
    with region.at("rocb") as session, pytest.raises(UserError) as refused:
        make_feedback(session, 2021, region.folder, WORKSHOP)  # one administration alone replied
    assert refused.value.code == "nothing_to_send"
    with region.at("sina") as session, pytest.raises(UserError) as refused:
        make_feedback(session, 2021, region.folder)
    assert refused.value.code == "not_allowed"
    assert not list(region.folder.glob("*feedback*"))
