"""However a file was renamed, packed or pasted on its way, the preview shows the reply that is in it."""

import base64
import io
import quopri
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from mails import attached, forwarded, in_the_text
from photos import photo
from region import Region, make_region

from rocb_desktop.exchange.recognition import is_ours
from rocb_desktop.services.arriving.exchange import preview
from rocb_desktop.services.sending.small_files import SmallFile, small_file_at


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Region:
    """Nobody writes into it but the first."""
    made = make_region(tmp_path_factory.mktemp("rescue") / "region")
    made.make_reply("sina", "again", q4_text="Faster.")
    return made


@pytest.fixture(scope="module")
def reply(region: Region) -> bytes:
    return region.file("again").read_bytes()


@pytest.fixture(scope="module")
def small(region: Region) -> SmallFile:
    with region.at("sina") as session:
        return small_file_at(session, region.file("again"))


def zipped(data: bytes, name: str = "reply.rocb") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return packed.getvalue()


def lines_of(data: bytes) -> bytes:
    return base64.encodebytes(data)


WAYS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "renamed": ("WS_reply (1).rocb", bytes),
    "as a text": ("reply.rocb.txt", bytes),
    "without a name": ("attachment", bytes),
    "zip in the name only": ("reply.rocb.zip", bytes),
    "zipped": ("reply.zip", zipped),
    "zipped under another name": ("files.zip", lambda data: zipped(data, "~$temp (2).bin")),
    "base64": ("reply.txt", lines_of),
    "base64, Windows lines": ("reply.txt", lambda data: lines_of(data).replace(b"\n", b"\r\n")),
    "base64, lines twice converted": ("reply.txt", lambda data: lines_of(data).replace(b"\n", b"\r\r\n")),
    "base64 of a zip": ("reply.txt", lambda data: lines_of(zipped(data))),
    "base64, quoted-printable": (
        "reply.txt",
        lambda data: quopri.encodestring(b"Hello\n\n" + lines_of(data) + b"\nBye\n"),
    ),
    "base64 in a text": ("mail.txt", lambda data: b"Dear Lani,\n\n" + lines_of(data) + b"\nSina\n"),
    "attached": ("mail.eml", attached),
    "attached and zipped": ("mail.eml", lambda data: attached(zipped(data), "reply.zip", html=True)),
    "forwarded twice": ("mail.txt", lambda data: forwarded(attached(data), 2)),
    "in the mail's text": ("mail.eml", in_the_text),
    "in the mail's text, quoted-printable": ("mail", lambda data: in_the_text(data, quoted=True)),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_reply_is_found_by_its_content(region: Region, reply: bytes, tmp_path: Path, way: str) -> None:
    name, pack = WAYS[way]
    path = tmp_path / name
    path.write_bytes(pack(reply))
    with region.at("focal") as session:
        (found,) = preview(session, [path]).files
    assert (found.kind, found.error, found.result) == ("reply", None, "changed")


@pytest.mark.parametrize("way", ["renamed", "zipped", "base64", "attached", "forwarded twice", "in the mail's text"])
def test_it_is_found_in_a_folder_too(region: Region, reply: bytes, tmp_path: Path, way: str) -> None:
    name, pack = WAYS[way]
    (tmp_path / name).write_bytes(pack(reply))
    (tmp_path / "letter.eml").write_bytes(attached(b"%PDF-1.7 of somebody else"))
    with region.at("focal") as session:
        found = preview(session, [tmp_path])
    assert [one.kind for one in found.files] == ["reply"]
    assert found.others == ("letter.eml",)


def test_a_photo_and_lines_are_the_same_reply(region: Region, small: SmallFile, tmp_path: Path) -> None:
    assert small.code is not None
    (tmp_path / "IMG_0042.JPG").write_bytes(photo(small.code.png, angle=-6))
    (tmp_path / "chat.txt").write_text("Sina: \n" + "\n".join(small.lines), encoding="utf-16")
    with region.at("focal") as session:
        found = preview(session, sorted(tmp_path.iterdir()))
    assert [(one.kind, one.result) for one in found.files] == [("reply", "changed"), ("reply", "same")]


def test_a_mail_that_is_no_longer_whole_is_refused(region: Region, reply: bytes, tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(attached(reply)[:-900])
    with region.at("focal") as session:
        (found,) = preview(session, [tmp_path / "mail.eml"]).files
    assert found.error is not None
    assert found.error.code in ("damaged_file", "not_rocb_file")


def test_a_large_mail_says_to_save_what_is_attached(region: Region, reply: bytes, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(attached(reply, "reply.rocb", bytes(7_000_000)))
    with region.at("focal") as session:
        (found,) = preview(session, [mail]).files
    assert found.error is not None
    assert "Save what is attached" in found.error.what()
    with mail.open("rb") as stream:
        assert not is_ours(stream, mail.stat().st_size)
