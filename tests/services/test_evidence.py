"""Evidence stays with its action and in its administration; a large photo gets small and forgets where it was taken."""

import io
import shutil
from pathlib import Path

import pytest
from enclosed import document, photo, picture
from PIL import Image
from region import ANSWERS, WORKSHOP, Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.bundle import open_bundle
from rocb_desktop.services.arriving.blob_intake import rocb_in
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import list_actions
from rocb_desktop.services.survey.evidence import add_evidence, list_evidence, remove_evidence
from rocb_desktop.services.survey.opening import check_file
from rocb_desktop.services.survey.pictures import WANTED, make_smaller, small_picture
from rocb_desktop.services.survey.replies import make_reply, save_reply


def first_action(session: Session) -> str:
    return list_actions(session)[0].id


def test_a_file_is_kept_with_its_action(region: Region, tmp_path: Path) -> None:
    with region.at("sina") as session:
        action = first_action(session)
        added = add_evidence(session, action, document(tmp_path), "Programme")
        assert add_evidence(session, action, document(tmp_path)).value == added.value
        found = list_evidence(session, action)
        assert [(one.file.shown, one.here) for one in found] == [("Programme", True)]
        assert check_file(session, found[0].id)
        removed = remove_evidence(session, found[0].id)
        assert list_evidence(session) == [] and removed.undo is not None
        removed.undo.service(session, *removed.undo.args)
        assert list_evidence(session) == found
        with pytest.raises(UserError, match="bad_value"):
            add_evidence(session, "0" * 32, document(tmp_path))
        with pytest.raises(UserError, match="bad_value"):
            remove_evidence(session, "x")


def test_a_large_photo_gets_small(region: Region, tmp_path: Path) -> None:
    taken = photo(tmp_path)
    assert taken.stat().st_size > 4_000_000
    small = Image.open(io.BytesIO(make_smaller(taken)))
    assert small.format == "JPEG" and "exif" not in small.info
    assert small.height > small.width  # as it was held
    with region.at("sina") as session:
        add_evidence(session, first_action(session), taken, smaller=True)
        one = list_evidence(session)[0]
        assert one.here and one.file.name == "training.jpg"
        assert 50_000 < one.file.size <= WANTED
        assert sorted(path.name for path in (session.profile.path / "staging").rglob("*")) == []


def test_a_picture_that_shines_through_gets_white_ground(tmp_path: Path) -> None:
    clear = tmp_path / "logo.png"
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(clear)
    small = Image.open(io.BytesIO(make_smaller(clear)))
    assert small.getpixel((5, 5)) == (255, 255, 255)


def test_what_is_no_picture_or_too_large_a_one_is_refused(tmp_path: Path) -> None:
    broken = picture(200, 200)
    bomb = bytearray(picture(10, 10))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2  # says that it has 3.6 billion pixels
    for name, data in (
        ("a.jpg", b"<html>"),
        ("b.png", broken[: len(broken) // 2]),
        ("c.png", bytes(bomb)),
        ("d.png", b""),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(UserError, match="bad_picture"):
            make_smaller(path)
    gif = io.BytesIO()
    Image.new("RGB", (10, 10)).save(gif, "GIF")
    (tmp_path / "e.png").write_bytes(gif.getvalue())
    with pytest.raises(UserError, match="bad_picture"):
        make_smaller(tmp_path / "e.png")
    with pytest.raises(UserError, match="bad_path"):
        make_smaller(tmp_path / "nowhere.png")


def test_evidence_goes_to_the_own_focal_point_when_a_person_says_so_and_no_further(
    region: Region, tmp_path: Path
) -> None:
    with region.at("sina") as session:
        add_evidence(session, first_action(session), document(tmp_path), "Secret programme")
        save_reply(session, WORKSHOP, {**ANSWERS, "q1_none": "", "q1_share_materials": "yes", "q3_text": "Now faster"})
        make_reply(session, WORKSHOP, region.file("without"))
        made = make_reply(session, WORKSHOP, region.file("with"), with_evidence=True)
        assert made.value.size == region.file("with").stat().st_size
        with pytest.raises(UserError, match="bad_value"):
            make_reply(session, WORKSHOP, region.file("never"), "rocb", with_evidence=True)
        assert not region.file("never").exists()
    assert rocb_in(region.file("without")) is None
    with region.file("with").open("rb") as stream, open_bundle(stream) as bundle:
        assert [packed.name for packed in bundle.blobs] == ["blobs/1.age"]  # no name tells what is inside
    assert b"%PDF" not in region.file("with").read_bytes()
    with region.at("rocb") as session, pytest.raises(UserError, match="not_for_you"):
        accept(session, [region.file("with")])
    with region.at("focal") as session:
        accept(session, [region.file("without")])
        assert list_evidence(session) == []
        done = accept(session, [region.file("with")])
        assert done.value.blobs == 1
        found = list_evidence(session)
        assert [(one.file.shown, one.here) for one in found] == [("Secret programme", True)]
        assert check_file(session, found[0].id)
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "accept")
        make_return(session, 2021, region.file("next return"))
    with region.at("rocb") as session:
        accept(session, [region.file("next return")])
        assert list_evidence(session) == []
        assert not session.db.execute("SELECT 1 FROM change WHERE kind='evidence'").fetchone()


def test_a_sealed_blob_that_was_harmed_refuses_the_whole_file(region: Region, tmp_path: Path) -> None:
    with region.at("sina") as session:
        add_evidence(session, first_action(session), document(tmp_path))
        make_reply(session, WORKSHOP, region.file("with"), with_evidence=True)
    data = bytearray(region.file("with").read_bytes())
    at = data.rindex(b"PK\x01\x02") - 200  # in the last blob
    data[at] ^= 1
    region.file("with").write_bytes(data)
    with region.at("focal") as session, pytest.raises(UserError, match="damaged_file"):
        accept(session, [region.file("with")])
    shutil.rmtree(region.folder / "focal" / "blobs", ignore_errors=True)
    with region.at("focal") as session:
        assert list_evidence(session) == []


def test_a_small_picture_is_upright_and_nothing_else_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "scan.jpg"
    turned = Image.Exif()
    turned[0x0112] = 6  # held sideways
    Image.new("RGB", (4000, 3000), "red").save(taken, exif=turned)
    assert Image.open(io.BytesIO(small_picture(taken, 240, 200))).size == (150, 200)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
    assert small_picture(broken, 240, 200) == small_picture(tmp_path / "gone.png", 240, 200) == b""
    monkeypatch.setattr("rocb_desktop.services.survey.pictures.MAX_PIXELS", 1_000_000)
    assert small_picture(taken, 240, 200) == b""
    monkeypatch.undo()
    monkeypatch.setattr("rocb_desktop.services.survey.pictures._MOST_SHOWN", 100)
    assert small_picture(taken, 240, 200) == b""
