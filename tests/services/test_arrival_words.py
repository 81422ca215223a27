"""What a received file is said to be about, its one result, and why."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from fiji import TODAY, Fiji, make_fiji
from region import WORKSHOP, Region
from region_feedback import feedback_file

from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.services.national.returns import find_reply, review_reply
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.sending.contents import contents_before
from rocb_desktop.services.sending.outbox import make_return_file, outbox
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.session import open_session

LATER = date(2021, 10, 20)


@pytest.fixture
def made(tmp_path: Path) -> Fiji:
    return make_fiji(tmp_path / "fiji")


def looked(fiji: Fiji, who: str, *files: Path) -> tuple[FileResult, ...]:
    with fiji.at(who) as session:
        return preview(session, files).files


def test_a_first_reply(made: Fiji) -> None:
    (file,) = looked(made, "focal", made.stranger("Sereana Tuilagi"))
    assert (file.result, file.about) == ("waiting", "E-Commerce")
    assert file.why == "You do not know Sereana Tuilagi yet. Compare the eight words."


def test_a_key_card_says_whose_key_it_is(region: Region, tmp_path: Path) -> None:
    create_profile(tmp_path / "rocb", "rocb", "ROCB", "Mayumi Ito")
    with closing(open_session(tmp_path / "rocb")) as session:
        (file,) = preview(session, [region.file("card")], trust=True).files
    assert (file.about, file.why) == ("Key card", "Key of the focal point of Samoa")


def test_a_receipt_says_what_it_brings(region: Region) -> None:
    with region.at("focal") as session:
        (plain,) = make_receipts(session, region.folder).value
        assert not any(one.asks for one in outbox(session).files)
    with region.at("focal", LATER) as session:
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota")
        review_reply(session, reply.id, "correct", "Question 5: which project?")
        (seen,) = contents_before(session, "receipts")
        (said,) = [item for one in seen.sections if one.kind == "review" for item in one.items]
        assert said == "WTO TFA, Sina Leota, Samoa. Correction asked: Question 5: which project?"
        (asking,) = make_receipts(session, region.folder).value
        assert [one.sent.file for one in outbox(session).files if one.asks] == [asking.file]
    with region.at("sina", LATER) as session:
        first, second = preview(session, [Path(plain.path), Path(asking.path)]).files
    assert (first.about, first.why) == ("WTO TFA", "It tells how far replies came.")
    assert (second.about, second.why) == ("WTO TFA", "A correction is asked for. Its words stand with the reply.")


def test_a_feedback_says_what_it_is(region: Region) -> None:
    file = feedback_file(region)
    with region.at("sina") as session:
        (seen,) = preview(session, [file]).files
    assert (seen.about, seen.why) == (
        "Feedback, Survey 2021",
        "What the region did after the workshops, without names.",
    )


def test_a_file_that_is_here_says_since_when(made: Fiji) -> None:
    (file,) = looked(made, "focal", made.packs[0])
    assert file.result == "same"
    assert file.why == "You imported this file on 2 June 2021."
    assert file.about == "PCA (Pacific)"


def test_versions_are_named(made: Fiji, tmp_path: Path) -> None:
    newer = made.send("Vani Kuru", 4, TODAY, q5="yes", q5_text="Single window")
    (file,) = looked(made, "focal", newer)
    assert (file.result, file.about) == ("changed", "Trade Facilitation Agreement")
    assert file.why == "Version 2 replaces version 1."
    with made.at("focal") as session:
        accept(session, [newer])
    older = newer.with_name(newer.name.replace("_v2", "_v1"))
    (old,) = looked(made, "focal", older)
    assert old.result == "same"


def test_a_late_reply_says_so(made: Fiji) -> None:
    late = made.stranger("Ana Waqa", 1)  # its survey closed in August
    with made.at("focal") as session:
        (file,) = preview(session, [late], trust=True).files
    assert (file.result, file.why) == ("new", "Late reply. Late replies are accepted.")


def test_a_first_reply_in_time(made: Fiji) -> None:
    (file,) = looked(made, "focal", made.stranger("Pita Lal", 5))
    with made.at("focal") as session:
        (file,) = preview(session, [made.folder / file.name], trust=True).files
    assert (file.result, file.why) == ("new", "First reply from this person.")


def test_a_return_counts_its_replies(made: Fiji) -> None:
    with made.at("focal") as session:
        made_return = Path(make_return_file(session, 2021).value.path)
    (file,) = looked(made, "rocb", made_return)
    assert file.about == "National return, Survey 2021"
    assert file.why == "Replies: 4 new, 0 updated, 0 already here."


def test_a_card_is_called_a_card(made: Fiji) -> None:
    (file,) = looked(made, "rocb", made.folder / "card.rocb")
    assert file.about == "Key card"


def test_a_refused_file_has_one_result(made: Fiji, tmp_path: Path) -> None:
    cut = tmp_path / "cut.rocb"
    cut.write_bytes(made.packs[0].read_bytes()[:200])
    (file,) = looked(made, "focal", cut)
    assert file.result == "refused"
    assert file.error is not None and file.error.code == "damaged_file"
