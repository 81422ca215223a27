"""A reply as one code and as lines, read again by the focal point's office through the ordinary import."""

import shutil
from pathlib import Path
from random import Random

import pytest
from photos import photo
from samoa import PCA, READY, Samoa, make_samoa

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.file import read_file
from rocb_desktop.exchange.text_lines import read_lines
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.sending.outbox import make_reply_file
from rocb_desktop.services.sending.small_files import SmallFile, small_file, small_file_at
from rocb_desktop.services.survey.replies import save_reply

TEXT = "Queues at the counter are shorter since the new check list, and the traders say so. "


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Samoa:
    """Made once; nobody writes into it."""
    return make_samoa(tmp_path_factory.mktemp("small") / "samoa")


@pytest.fixture
def samoa(made: Samoa, tmp_path: Path) -> Samoa:
    return Samoa(Path(shutil.copytree(made.folder, tmp_path / "samoa")))


def reply(samoa: Samoa, **answers: str) -> tuple[SmallFile, Path]:
    with samoa.at("sina") as session:
        save_reply(session, PCA, {**READY, **answers})
        sent = make_reply_file(session, PCA).value
        return small_file(session, sent.file), Path(sent.path)


def test_a_reply_fits_one_code_and_is_the_same_reply(samoa: Samoa, tmp_path: Path) -> None:
    small, path = reply(samoa, q4_text=TEXT)
    assert small.code is not None
    print(
        f"file {path.stat().st_size}, small {small.size} bytes, version {small.code.version}, {len(small.lines)} lines"
    )
    data = read_lines("\n".join(small.lines)).data
    assert data is not None
    with samoa.at("focal") as session:
        ids = session.keys.identities
        assert read_file(data, ids).blocks == read_file(path.read_bytes(), ids).blocks
        assert read_file(data, ids).header == read_file(path.read_bytes(), ids).header
    with samoa.at("sina") as session, pytest.raises(UserError, match="not_for_you"):
        read_file(data, session.keys.identities)


def test_a_photo_and_typed_lines_go_through_the_ordinary_preview(samoa: Samoa, tmp_path: Path) -> None:
    small, _path = reply(samoa, q4_text="One.")
    assert small.code is not None
    picture, lines = tmp_path / "photo.jpg", tmp_path / "lines.txt"
    picture.write_bytes(photo(small.code.png, angle=5))
    lines.write_text("Sina: " + "\n".join(reversed(small.lines)).lower(), encoding="utf-8")
    with samoa.at("focal") as session:
        found = preview(session, [picture, lines])
        assert [one.kind for one in found.files] == ["reply", "reply"]
        assert found.refused == 0
        assert accept(session, [picture], trust=True).value.totals["new"] >= 1
        assert preview(session, [lines]).nothing_new


def test_lines_that_are_not_whole_are_named(samoa: Samoa, tmp_path: Path) -> None:
    small, _path = reply(samoa, q4_text="Two.")
    half = tmp_path / "half.txt"
    half.write_text("\n".join(small.lines[:2] + small.lines[4:]), encoding="utf-8")
    with samoa.at("focal") as session:
        error = preview(session, [half]).files[0].error
    assert error is not None
    assert (error.code, error.what()) == ("damaged_file", "Lines 3 and 4 are missing.")


def test_a_later_version_is_its_whole_story(samoa: Samoa) -> None:
    for version in range(1, 6):
        small, path = reply(samoa, q4_text=f"{TEXT}{version}")
        print(f"file {path.stat().st_size}, small {small.size} bytes, code {small.code and small.code.version}")
        assert version > 3 or small.code is not None
    with samoa.at("focal") as session:
        data = read_lines("\n".join(small.lines)).data
        assert data is not None
        assert read_file(data, session.keys.identities).blocks


def test_a_long_reply_fits_no_code_but_lines(samoa: Samoa) -> None:
    chance = Random(1)
    small, _path = reply(samoa, q4_text=odd(chance, 700))
    assert small.code is None
    assert small.lines
    small, _path = reply(samoa, q4_text=odd(chance, 2000), q5="yes", q5_text=odd(chance, 2000))
    assert (small.code, small.lines) == (None, ())


def test_an_office_that_was_left_out_for_shortness_is_named(samoa: Samoa) -> None:
    small, path = reply(samoa, q4_text=odd(Random(1), 230))
    assert small.code is not None
    assert (small.opens, small.left_out) == (("Lani Fuimaono (Samoa)",), ("ROCB A/P",))
    assert small.left_out_words == "ROCB A/P cannot open this code."
    data = read_lines("\n".join(small.lines)).data
    assert data is not None
    with samoa.at("focal") as session:
        assert read_file(data, session.keys.identities).header.kind == "reply"
    with samoa.at("rocb") as session:
        assert read_file(path.read_bytes(), session.keys.identities).header.kind == "reply"
        with pytest.raises(UserError, match="not_for_you"):
            read_file(data, session.keys.identities)


def test_lines_that_leave_an_office_out_say_so_too(samoa: Samoa) -> None:
    small, _path = reply(samoa, q4_text=odd(Random(1), 300))
    assert (small.code, small.left_out_words) == (None, "ROCB A/P cannot open these lines.")


def test_a_short_reply_leaves_nobody_out(samoa: Samoa) -> None:
    small, _path = reply(samoa, q4_text=TEXT)
    assert small.code is not None
    assert (small.opens, small.left_out, small.left_out_words) == (("Lani Fuimaono (Samoa)", "ROCB A/P"), (), "")


def odd(chance: Random, length: int) -> str:
    """A text that nothing shortens."""
    return "".join(chr(chance.randrange(0x1E00, 0x1EFF)) for _letter in range(length))


def test_an_open_card_is_small_as_it_is(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("focal") as session:
        make_card(session, tmp_path / "card.rocb")
        small = small_file_at(session, tmp_path / "card.rocb")
    assert small.code is not None
    assert read_lines("\n".join(small.lines)).data == (tmp_path / "card.rocb").read_bytes()


def test_somebody_elses_file_cannot_be_made_smaller(samoa: Samoa) -> None:
    _small, path = reply(samoa, q4_text="Three.")
    with samoa.at("focal") as session:
        assert small_file_at(session, path).code is not None  # for the office: it is passed on as it was signed
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with samoa.at("sina") as session, pytest.raises(UserError, match="damaged_file"):
        small_file_at(session, path)
