"""The way of a file out of the computer: made, copied and compared, put into a message, gone, replaced."""

from datetime import date
from pathlib import Path

import pytest
from samoa import CANINES, PCA, READY, TFA, Samoa, make_samoa

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.overview import look_around
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.sending.outbox import COPY, MAIL, make_reply_file, mark_sent, outbox, save_copy
from rocb_desktop.services.sending.sent import SentFile
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.services.survey.replies import save_reply


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    return make_samoa(tmp_path / "samoa")


def made(session: Session, workshop: str = TFA, **answers: str) -> SentFile:
    save_reply(session, workshop, {**READY, **answers})
    file: SentFile = make_reply_file(session, workshop).value
    return file


def test_a_file_is_made_in_the_folder_of_the_profile(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        assert outbox(session).files == ()
        sent = made(session)
        (file,) = outbox(session).files
    assert Path(sent.path).parent == samoa.sina / "files"
    assert (file.receiver, file.administration, file.here, file.newest, file.waits) == (
        "Lani Fuimaono",
        "WS",
        True,
        True,
        True,
    )
    assert file.workshop is not None
    assert file.workshop.natural_name == TFA


def test_a_copy_is_the_same_and_counts_as_sent(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("sina") as session:
        sent = made(session)
        into_folder = save_copy(session, sent.file, tmp_path).value
        under_a_name = save_copy(session, sent.file, tmp_path / "reply.rocb").value
        box = outbox(session)
    assert into_folder == tmp_path / sent.name
    assert into_folder.read_bytes() == under_a_name.read_bytes() == Path(sent.path).read_bytes()
    assert (box.last_way, box.files[0].way, box.files[0].waits) == (COPY, COPY, False)
    assert box.files[0].handed is not None


def test_the_last_way_is_remembered(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("sina") as session:
        sent = made(session)
        save_copy(session, sent.file, tmp_path)
        mark_sent(session, sent.file)
        assert outbox(session).last_way == MAIL


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_file_that_is_not_as_it_was_made_is_not_copied(samoa: Samoa, tmp_path: Path, harm: str) -> None:
    with samoa.at("sina") as session:
        sent = made(session)
        if harm == "gone":
            Path(sent.path).unlink()
        else:
            Path(sent.path).write_bytes(b"x" * sent.size)
        with pytest.raises(UserError) as refused:
            save_copy(session, sent.file, tmp_path / "copy.rocb")
        assert outbox(session).files[0].here is (harm == "changed")
        assert outbox(session).files[0].handed is None
    assert refused.value.code == "file_gone"
    assert not (tmp_path / "copy.rocb").exists()


def test_an_unknown_file_is_refused(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("sina") as session, pytest.raises(UserError) as refused:
        mark_sent(session, "0" * 16)
    assert refused.value.code == "file_gone"


def test_a_place_that_cannot_be_written_counts_as_nothing(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("sina") as session:
        sent = made(session)
        with pytest.raises(UserError) as refused:
            save_copy(session, sent.file, tmp_path / "no folder" / "copy.rocb")
        assert outbox(session).files[0].handed is None
    assert refused.value.code == "bad_path"


def test_only_the_newest_version_waits(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        made(session)
        made(session, q4="no")
        made(session, PCA)
        files = [(one.sent.version, one.newest, one.waits) for one in outbox(session).files]
        assert files == [(1, True, True), (2, True, True), (1, False, False)]
        facts = look_around(session)
    assert facts.counts["send"] == 2
    assert facts.waits == "2 files ready to send"


def test_files_of_one_version_for_different_readers_lie_beside_one_another(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        first = made(session)
        before = Path(first.path).read_bytes()
        others = [make_reply_file(session, TFA, to).value for to in ("rocb", "open")]
        assert {one.version for one in (first, *others)} == {1}
        assert len({one.path for one in (first, *others)}) == 3
        assert Path(first.path).read_bytes() == before
        assert all(file.here for file in outbox(session).files)


def test_a_pack_is_for_everybody(samoa: Samoa) -> None:
    with samoa.at("rocb") as session:
        make_pack(session, CANINES, samoa.folder / "again.rocb")
        file = outbox(session).files[0]
    assert (file.sent.kind, file.receiver, file.waits) == ("pack", "", False)
    assert file.workshop is not None
    assert file.workshop.title == "Canines"


def test_home_leaves_out_workshops_of_others(samoa: Samoa) -> None:
    start = date(2021, 3, 1)
    with samoa.at("rocb", start) as session:
        add_workshop(session, "Rules of Origin", "regional", "2021-03-01", "2021-03-04", ("FJ", "TO"), number=9)
        make_pack(session, "2021/9", samoa.folder / "other.rocb")
    with samoa.at("sina") as session:
        accept(session, [samoa.folder / "other.rocb"])
        titles = [line.workshop.title for line in participant_home(session).lines]
    assert titles == ["Canines", "WTO Trade Facilitation Agreement", "Post Clearance Audit for the Pacific"]


def test_home_knows_how_old_the_last_backup_is(samoa: Samoa) -> None:
    with samoa.at("sina", date(2021, 12, 1)) as session:
        make_backup(session)
    with samoa.at("sina", date(2021, 12, 20)) as session:
        assert participant_home(session).backup_days == 19
