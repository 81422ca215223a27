"""Only listed types are opened, from a marked copy with a name of our making; everything else is saved or refused."""

import os
import tempfile
import unicodedata
from pathlib import Path

import pytest
from enclosed import document, with_materials
from hypothesis import given
from hypothesis import strategies as st
from region import WORKSHOP, Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import MAX_NAME, TYPES, ending_of, fits, is_hash, safe_name, type_of
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.survey.blobs import blob_path
from rocb_desktop.services.survey.materials import add_material, list_materials
from rocb_desktop.services.survey.opening import mark_foreign, open_copy, save_file

REFUSED = (
    "a.docm", "a.xlsm", "a.pptm", "a.exe", "a.bat", "a.js", "a.html", "a.htm", "a.svg", "a.zip", "a.lnk", "a.desktop",
    "a.pdf.exe", "a", ".pdf", "a.PDF.", "a.xls", "a.doc", "a.rtf", "a.eml", "a.url", "a.jar",
)  # fmt: skip


def test_a_listed_type_is_opened_from_a_read_only_copy(region: Region, tmp_path: Path) -> None:
    source = document(tmp_path)
    with_materials(region, source)
    with region.at("sina") as session:
        accept(session, [region.file("full")])
        one = list_materials(session)[0]
        copy = Path(open_copy(session, one.id).value)
        assert copy.read_bytes() == source.read_bytes()
        assert copy.name == "tfa-overview.pdf" and session.profile.path not in copy.parents
        assert copy.stat().st_mode & 0o777 == 0o400
        assert copy.parent.stat().st_mode & 0o777 == 0o700
        assert copy.stat().st_ino != blob_path(session, one.file.hash).stat().st_ino
        again = Path(open_copy(session, one.id).value)
        assert again.parent != copy.parent


def test_only_folders_of_our_making_are_tidied_away(
    region: Region, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with region.at("rocb") as session:
        record = add_material(session, WORKSHOP, document(tmp_path)).value
        ours = Path(open_copy(session, record).value).parent
        foreign = tmp_path / "rocb-desktop-notes"
        foreign.mkdir()
        (foreign / "mine.txt").write_text("by hand")
        link = tmp_path / "rocb-desktop-link"
        link.symlink_to(tmp_path / "elsewhere")
        for folder in (ours, foreign):
            os.utime(folder, (0, 0))
        open_copy(session, record)
        assert not ours.exists()
        assert (foreign / "mine.txt").exists() and link.is_symlink()


@pytest.mark.parametrize("name", REFUSED)
def test_other_types_are_refused_and_can_be_saved(region: Region, tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.write_bytes(b"anything")
    with region.at("rocb") as session:
        record = add_material(session, WORKSHOP, source).value
        with pytest.raises(UserError, match="not_opened") as refused:
            open_copy(session, record)
        assert "Save a copy" in refused.value.hint()
        save_file(session, record, tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == b"anything"


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"<html>"), ("a.png", b"\xff\xd8\xff"), ("a.docx", b"\xd0\xcf")])
def test_a_file_that_is_not_what_its_name_says_is_not_opened(
    region: Region, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    with region.at("rocb") as session:
        record = add_material(session, WORKSHOP, tmp_path / name).value
        with pytest.raises(UserError, match="not_opened") as refused:
            open_copy(session, record)
    assert "not what its name says" in refused.value.what()


def test_each_system_gets_its_mark(tmp_path: Path) -> None:
    for system in ("linux", "win32", "darwin"):
        path = tmp_path / f"{system}.pdf"
        path.write_bytes(b"x")
        mark_foreign(path, system, 1_600_000_000)
        assert (path.stat().st_mode & 0o777 == 0o400) == (system != "win32")
    assert (tmp_path / "win32.pdf:Zone.Identifier").read_bytes() == b"[ZoneTransfer]\r\nZoneId=3\r\n"


@given(
    st.text(max_size=300)
    | st.from_regex(r"(\.\./|C:\\|/|CON|nul|aux\.)?[a-zA-Z.\u202e ]{0,20}\.(pdf|exe)", fullmatch=True)
)
def test_a_safe_name_leads_nowhere(name: str) -> None:
    safe = safe_name(name)
    assert safe == safe_name(safe)
    assert Path(safe).name == safe and safe not in ("", ".", "..") and not safe.endswith((".", " "))
    assert not set(safe) & set('<>:"/\\|?*\0') and len(safe.encode()) <= MAX_NAME
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl") for letter in safe)
    assert safe.partition(".")[0].strip().casefold() not in ("con", "prn", "aux", "nul", "com1", "lpt9")


def test_types_are_told_by_the_ending() -> None:
    assert (ending_of("A.B.PDF"), ending_of("pdf"), ending_of(".pdf")) == ("pdf", "", "")
    assert {name for name, kind in TYPES.items() if not kind.opens} == {"zip"}
    assert type_of("x.JPG").media == "image/jpeg"
    assert fits("a.pdf", b"junk before %PDF-1.4") and fits("a.txt", b"") and not fits("a.zip", b"")
    assert not is_hash("../" + "a" * 61) and not is_hash("A" * 64)
