"""The waiting room: what waits, letting it in, taking it out and back, and words that were different."""

from pathlib import Path

import pytest
from region import Region, everything

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.waiting import (
    WaitingFile,
    accept_waiting,
    list_waiting,
    note_different,
    preview_waiting,
    put_back_waiting,
    remove_waiting,
)
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.session import Session
from rocb_desktop.store.projections import dump


@pytest.fixture
def stranger(region: Region) -> Path:
    """A reply of a person whom the focal point of Samoa does not know yet."""
    region.join("tala", "participant", "WS", "Tala Ah Kuoi")
    region.receive("tala", "pack")
    return region.make_reply("tala", "strange")


def waiting(session: Session, file: Path) -> WaitingFile:
    accept(session, [file])
    return list_waiting(session)[-1]


def test_a_file_of_an_unknown_sender_waits_and_nothing_of_it_is_used(region: Region, stranger: Path) -> None:
    with region.at("focal") as session:
        before = dump(session.db)
        file = waiting(session, stranger)
        assert dump(session.db) == before
        assert (file.name, file.sender_name, file.administration) == ("strange.rocb", "Tala Ah Kuoi", "WS")
        assert (file.known, file.office, file.different) == (False, False, False)
        assert len(file.words) == 8
        assert file.size == stranger.stat().st_size


def test_it_comes_in_as_if_the_words_had_been_compared_at_once(region: Region, stranger: Path, tmp_path: Path) -> None:
    other = region.copy(tmp_path / "other")
    with region.at("focal") as session:
        file = waiting(session, stranger)
        assert preview_waiting(session, file.id, True).totals["new"] == 2
        stranger.unlink()  # the kept bytes are enough
        outcome = accept_waiting(session, file.id, True)
        assert {"waiting", "reply"} <= outcome.changed
        assert list_waiting(session) == []
        later = dump(session.db)["reply"]
    with other.at("focal") as session:
        accept(session, [other.file("strange")], trust=True)
        assert dump(session.db)["reply"] == later


def test_all_files_of_the_sender_come_in_together(region: Region, stranger: Path) -> None:
    with region.at("focal") as session:
        waiting(session, stranger)
    again = region.make_reply("tala", "again", q3_text="Still shorter")
    with region.at("focal") as session:
        file = waiting(session, again)
        assert len(list_waiting(session)) == 2
        outcome = accept_waiting(session, file.id, True)
        assert [one.name for one in outcome.value.files] == ["strange.rocb", "again.rocb"]
        assert list_waiting(session) == []


def test_without_an_answer_it_goes_on_waiting(region: Region, stranger: Path) -> None:
    with region.at("focal") as session:
        file = waiting(session, stranger)
        accept_waiting(session, file.id)
        assert [one.id for one in list_waiting(session)] == [file.id]


def test_what_waits_comes_in_as_soon_as_its_sender_is_known(region: Region, stranger: Path) -> None:
    """Compared once is enough, whichever file of the sender was at hand then."""
    with region.at("focal") as session:
        key = waiting(session, stranger).sender
    again = region.make_reply("tala", "again", q3_text="Still shorter")
    with region.at("focal") as session:
        done = accept(session, [again], answers=Answers(trusted=frozenset({key}))).value
        assert [(one.name, one.waited) for one in done.files] == [("again.rocb", False), ("strange.rocb", True)]
        assert done.asked == 1
        assert list_waiting(session) == []


def test_removing_can_be_undone(region: Region, stranger: Path) -> None:
    with region.at("focal") as session:
        file = waiting(session, stranger)
        outcome = remove_waiting(session, file.id)
        assert list_waiting(session) == []
        assert outcome.undo is not None and outcome.undo.service is put_back_waiting
        outcome.undo.service(session, *outcome.undo.args)
        assert list_waiting(session) == [file]
        assert remove_waiting(session, "not there").message == ""


def test_a_file_that_no_longer_waits_cannot_come_in(region: Region) -> None:
    with region.at("focal") as session, pytest.raises(UserError) as refused:
        accept_waiting(session, "gone", True)
    assert refused.value.code == "bad_path"


def test_words_that_were_different_are_remembered_until_they_are_the_same(region: Region, stranger: Path) -> None:
    with region.at("focal") as session:
        file = waiting(session, stranger)
        assert note_different(session, file.sender).message
        assert list_waiting(session)[0].different
        (warned,) = preview(session, [stranger]).files
        assert any("different before" in warning for warning in warned.warnings)
        accept_waiting(session, file.id, True)
        note_different(session, "0" * 64)
        assert preview(session, [stranger]).files[0].warnings == ()


def test_trust_in_one_sender_lets_no_other_in(region: Region, stranger: Path) -> None:
    region.join("sefo", "participant", "WS", "Sefo Pou")
    region.receive("sefo", "pack")
    other = region.make_reply("sefo", "other")
    with region.at("focal") as session:
        looked = preview(session, [stranger, other])
        key = looked.files[0].sender
        assert key is not None
        before = everything(region.folder / "focal")
        half = preview(session, [stranger, other], answers=Answers(trusted=frozenset({key.key})))
        assert [file.result for file in half.files] == ["new", "waiting"]
        assert everything(region.folder / "focal") == before
        accept(session, [stranger, other], answers=Answers(trusted=frozenset({key.key})))
        assert [file.sender_name for file in list_waiting(session)] == ["Sefo Pou"]


def test_the_first_pack_shows_the_words_of_the_office(region: Region, tmp_path: Path) -> None:
    region.join("new", "participant", "FJ", "Vani Kuru")
    with region.at("rocb") as session:
        pinned = session.anchor
    with region.at("new") as session:
        (file,) = preview(session, [region.file("pack")]).files
        assert file.office and file.can_trust
        assert "ROCB A/P" in file.why
        waits = waiting(session, region.file("pack"))
        assert waits.office and waits.words == file.words
        accept_waiting(session, waits.id, True)
        assert set(session.anchor) == set(pinned)


def test_a_participant_cannot_let_in_another(region: Region, stranger: Path) -> None:
    with region.at("sina") as session:
        looked = preview(session, [region.file("card")]).files[0]
        assert looked.known  # the focal point's card: ROCB A/P granted it
    region.join("lost", "focal_point", "TO", "Sione Tupou")
    with region.at("lost") as session:
        make_card(session, region.file("lost"))
    with region.at("sina") as session:
        looked = preview(session, [region.file("lost")]).files[0]
        assert (looked.result, looked.can_trust) == ("waiting", False)
