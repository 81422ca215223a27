"""The tracker: how far each reply came, told by signed receipts and by nothing else."""

from datetime import date

import pytest
from region import TODAY, WORKSHOP, Region

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.sending.outbox import outbox, save_copy
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.sending.tracker import WORDS, Stage, Track, track_reply, track_return, track_round
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.services.survey.replies import reply_id

LATER = date(2021, 10, 20)


def words(region: Region, version: int = 1) -> list[str]:
    """The stages of Sina's reply as Sina's computer knows them."""
    with region.at("sina") as session:
        record = reply_id(find_workshop(session, WORKSHOP).id, me(session))
        return [stage.word for stage in track_reply(session, record, version).stages]


def receipts(region: Region, maker: str, receiver: str) -> None:
    folder = region.folder / f"{maker} to {receiver}"
    folder.mkdir(exist_ok=True)
    with region.at(maker, LATER) as session:
        made = [one.path for one in make_receipts(session, folder).value]
    with region.at(receiver, LATER) as session:
        accept(session, [folder / path for path in made])


def test_a_reply_passes_its_stages_in_order(region: Region) -> None:
    assert words(region) == ["file_made"]
    with region.at("sina") as session:
        made = outbox(session).files[0]
        save_copy(session, made.sent.file, region.folder / "stick.rocb")
    assert words(region) == ["file_made", "sent"]
    receipts(region, "focal", "sina")
    assert words(region) == ["file_made", "sent", "with_focal_point", "accepted", "in_return"]
    with region.at("rocb", LATER) as session:
        accept(session, [region.file("return")])
    receipts(region, "rocb", "focal")
    receipts(region, "focal", "sina")
    found = words(region)
    assert found[-1] == "received_by_rocb" and found == [word for word in WORDS if word in found]
    with region.at("sina") as session:
        file = participant_home(session).lines[0].file
        assert file is not None
        track = file.track
        assert track.furthest == Stage("received_by_rocb", LATER)
        assert track.stage("in_return") == Stage("in_return", TODAY, 1)


def test_the_focal_point_sees_the_return_arrive(region: Region) -> None:
    with region.at("focal") as session:
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota").id
        assert [one.word for one in track_round(session, 2021)[reply].stages][-1] == "in_return"
    with region.at("rocb", LATER) as session:
        accept(session, [region.file("return")])
    receipts(region, "rocb", "focal")
    with region.at("focal") as session:
        assert track_round(session, 2021)[reply].furthest == Stage("received_by_rocb", LATER)
        record = session.db.execute("SELECT id FROM national_return").fetchone()[0]
        assert track_return(session, record, 1).furthest.word == "received_by_rocb"
        assert [one.track.furthest.word for one in outbox(session).files if one.sent.kind == "return"] == [
            "received_by_rocb"
        ]
        make_return(session, 2021, region.file("return 2"))
        assert track_return(session, record, 2).furthest.word == "file_made"


def test_a_correction_is_told_and_the_next_version_answers_it(region: Region) -> None:
    with region.at("focal") as session:
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "correct", "Question 3: since when?")
    receipts(region, "focal", "sina")
    with region.at("sina") as session:
        home = participant_home(session)
        line = home.lines[0]
        assert (line.survey, line.correction) == ("correction", "Question 3: since when?")
        assert home.next is not None and home.next.workshop == line.workshop
    region.make_reply("sina", "second", q3_text="Since May 2021 queues are shorter")
    assert words(region, 2) == ["file_made"]
    with region.at("sina") as session:
        assert participant_home(session).lines[0].survey == "file_made"
    region.receive("focal", "second")
    receipts(region, "focal", "sina")
    assert words(region, 2) == ["file_made", "with_focal_point"]
    assert "correction_asked" in words(region, 1)


def test_nothing_is_known_of_what_was_never_made() -> None:
    assert Track().furthest == Stage("draft")


@pytest.mark.parametrize("version", [0, 7])
def test_a_version_that_is_not_here_is_a_draft(region: Region, version: int) -> None:
    assert words(region, version) == ["draft"]
