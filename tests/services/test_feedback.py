"""Feedback on its way: made by ROCB A/P, open for everybody, with nobody's own figures and no name not cleared."""

from pathlib import Path

import pytest
from region import TODAY, WORKSHOP, Region

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.feedback import Count, Practice
from rocb_desktop.domain.kinds import natural_id
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.feedback.making import draft_feedback, make_feedback
from rocb_desktop.services.feedback.reading import FeedbackView, feedback_view
from rocb_desktop.services.national.returns import make_return
from rocb_desktop.services.session import Edit
from rocb_desktop.services.survey.replies import reply_id


def made(region: Region, **options: str) -> Path:
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        return Path(make_feedback(session, 2021, region.folder, **options).value.path)


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
        assert (view.shown.counted_on, view.shown.region.n, view.shown.region.took_part) == (TODAY, 1, 2)
        assert view.own.lines["share_materials"] == view.shown.region.lines["share_materials"] == Count(1, 1)
        assert view.national == (who == "focal")


def test_no_administration_is_named_that_was_not_cleared(region: Region) -> None:
    file = made(region)
    view = read_by(region, "sina", file)
    assert view.shown is not None
    assert view.shown.practices == (Practice("effects", "Queues are shorter"),)
    figures = view.shown.region
    assert "WS" not in repr(figures) and "Sina" not in repr(view.shown)


def _national(region: Region, kind: str, fields: dict[str, Value]) -> None:
    """The focal point says so, and sends the next return."""
    with region.at("focal") as session:
        whole: dict[str, Value] = {"administration": "WS", **fields}
        record = natural_id(kind, whole)
        assert record is not None
        session.commit([Edit(record, kind, whole)])
        make_return(session, 2021, region.file("return"))


def test_a_cleared_administration_is_named_where_the_author_allowed_it(region: Region) -> None:
    _national(region, "clearance", {"round": "2021", "state": "cleared", "name": "The Comptroller"})
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        assert draft_feedback(session, 2021).practices == (Practice("effects", "Queues are shorter", "WS", "WTO TFA"),)


@pytest.mark.parametrize(("consent", "shown"), [("members_anonymous", True), ("count_only", False)])
def test_a_head_may_lower_what_may_be_used(region: Region, consent: str, shown: bool) -> None:
    with region.at("sina") as session:
        workshop = derive("workshop", "2021", "7")
        person = session.db.execute("SELECT id FROM person").fetchone()[0]
        reply = reply_id(workshop, person)
    _national(region, "clearance", {"round": "2021", "state": "cleared", "name": "The Comptroller"})
    _national(region, "quote_limit", {"reply": reply, "field": "q3_text", "consent": consent})
    region.receive("rocb", "return")
    with region.at("rocb") as session:
        expected = (Practice("effects", "Queues are shorter"),) if shown else ()
        assert draft_feedback(session, 2021).practices == expected


def test_of_one_workshop_and_made_again(region: Region) -> None:
    first = made(region, workshop=WORKSHOP).rename(region.folder / "first.rocb")
    again = made(region, workshop=WORKSHOP, note="Once more")
    view = read_by(region, "focal", first)
    assert view.shown is not None and view.shown.note == ""
    view = read_by(region, "focal", again)
    assert view.shown is not None and view.shown.note == "Once more"
    assert len(view.choices) == 1 and view.choices[0][1:] == (2021, "WTO TFA")


def test_the_own_good_practices_of_an_administration(region: Region) -> None:
    with region.at("focal") as session:
        (text,) = feedback_view(session).texts
        assert (text.text, text.consent, text.name) == ("Queues are shorter", "public", "Sina Leota")
    with region.at("sina") as session:
        assert feedback_view(session).texts == ()


def test_refusals(region: Region) -> None:
    with region.at("rocb") as session, pytest.raises(UserError) as refused:
        make_feedback(session, 2021, region.folder)
    assert refused.value.code == "nothing_to_send"
    with region.at("sina") as session, pytest.raises(UserError) as refused:
        make_feedback(session, 2021, region.folder)
    assert refused.value.code == "not_allowed"
    assert not list(region.folder.glob("*feedback*"))
