"""What comes along with a file of an unknown sender waits with it, and comes in, or goes, with it."""

from pathlib import Path

import pytest
from enclosed import document, with_materials
from mails import attached
from region import WORKSHOP, Region

from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.parts import split_file
from rocb_desktop.services.arriving.waiting import accept_waiting, list_waiting, preview_waiting, remove_waiting
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.erasure.wiping import waiting_to_wipe, wipe_here
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.evidence import add_evidence, list_evidence
from rocb_desktop.services.survey.materials import list_materials
from rocb_desktop.services.survey.opening import check_file
from rocb_desktop.services.survey.replies import make_reply


@pytest.fixture
def strange(region: Region, tmp_path: Path) -> Path:
    """A reply with evidence of a person whom the focal point does not know."""
    region.join("tala", "participant", "WS", "Tala Ah Kuoi")
    region.receive("tala", "pack")
    region.make_reply("tala", "thin")
    with region.at("tala") as session:
        log_action(session, WORKSHOP, "share_materials", "2021-05-03", reached=3)
        action = session.db.execute("SELECT id FROM action").fetchone()[0]
        add_evidence(session, action, document(tmp_path, size=150_000))
        make_reply(session, WORKSHOP, region.file("strange"), with_evidence=True)
    return region.file("strange")


def kept(session: Session) -> list[str]:
    return sorted(path.name for path in (session.profile.path / "staging").rglob("*") if path.is_file())


def test_files_wait_and_come_in_with_their_file(region: Region, strange: Path) -> None:
    with region.at("focal") as session:
        preview(session, [strange])
        assert kept(session) == []  # a look keeps nothing
        accept(session, [strange])
        file = list_waiting(session)[0]
        assert kept(session) == [file.id] and file.size > strange.stat().st_size
        strange.unlink()
        assert preview_waiting(session, file.id, True).blobs == 1
        assert accept_waiting(session, file.id, True).value.blobs == 1
        assert check_file(session, list_evidence(session)[0].id) and kept(session) == []


def test_the_first_pack_of_an_office_nobody_compared_yet(region: Region, tmp_path: Path) -> None:
    record = with_materials(region, document(tmp_path))[0]
    region.join("tala", "participant", "WS", "Tala Ah Kuoi")
    with region.at("tala") as session:
        accept(session, [region.file("full")])
        region.file("full").unlink()
        accept_waiting(session, list_waiting(session)[0].id, True)
        assert check_file(session, record) and list_materials(session)[0].here


def test_a_file_known_by_the_next_file_of_the_same_import(region: Region, strange: Path) -> None:
    with region.at("focal") as session:
        accept(session, [strange])
        done = accept(session, [region.file("thin")], trust=True).value
        assert done.blobs == 1 and list_evidence(session)[0].here and kept(session) == []


def test_removing_and_undo_keep_the_files(region: Region, strange: Path) -> None:
    with region.at("focal") as session:
        accept(session, [strange])
        file = list_waiting(session)[0]
        done = remove_waiting(session, file.id)
        accept(session, [region.file("reply")], trust=True)  # another import meanwhile
        assert done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert list_waiting(session) == [file]
        assert accept_waiting(session, file.id, True).value.blobs == 1


def test_without_room_the_file_waits_and_its_files_are_to_be_opened_again(
    region: Region, strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rocb_desktop.services.arriving.waiting_files.MAX_WAITING_BYTES", 150_000)
    with region.at("focal") as session:
        for look in (preview(session, [strange]), accept(session, [strange]).value):
            assert "open it again when you know its sender" in look.files[0].why
        assert kept(session) == []
        done = accept_waiting(session, list_waiting(session)[0].id, True).value
        assert done.blobs == 0 and not list_evidence(session)[0].here
        assert accept(session, [strange]).value.blobs == 1
        assert list_evidence(session)[0].here


def test_a_mail_brings_the_files_at_once_and_after_waiting(region: Region, strange: Path, tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(attached(strange.read_bytes()))
    other = region.copy(tmp_path / "other")
    with region.at("focal") as session:
        assert accept(session, [mail], trust=True).value.blobs == 1
        assert list_evidence(session)[0].here
    with other.at("focal") as session:
        accept(session, [mail])
        mail.unlink()
        assert accept_waiting(session, list_waiting(session)[0].id, True).value.blobs == 1
        assert check_file(session, list_evidence(session)[0].id) and kept(session) == []


def test_parts_that_make_a_file_that_waits(region: Region, strange: Path, tmp_path: Path) -> None:
    with region.at("focal") as session:
        parts = split_file(session, strange, tmp_path, 100_000).value
        accept(session, parts)
        assert accept_waiting(session, list_waiting(session)[0].id, True).value.blobs == 1
        assert list_evidence(session)[0].here and kept(session) == []


def test_a_wipe_leaves_nothing_of_what_was_removed(region: Region, strange: Path) -> None:
    with region.at("focal") as session:
        accept(session, [strange])
        remove_waiting(session, list_waiting(session)[0].id)
        assert len(kept(session)) == 1  # for Undo
        erase_person(session, "Sina Leota", "Sina Leota")
        wipe_here(session, waiting_to_wipe(session).records)
        assert kept(session) == []
