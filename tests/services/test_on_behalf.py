"""Entering a reply on behalf of somebody: who may, what is kept with it, how it is changed, and what comes first."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.on_behalf import entered_words
from rocb_desktop.services.erasure.erasure_scope import look_at_person
from rocb_desktop.services.history.going_back import change_detail
from rocb_desktop.services.history.history import list_history
from rocb_desktop.services.national.on_behalf import (
    Entry,
    enter_reply,
    entered_from,
    entry_form,
    list_names,
    remove_document,
    workshops_to_enter,
)
from rocb_desktop.services.national.returns import make_return, reply_detail
from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.safety.file_checking import check_files
from rocb_desktop.services.safety.unused_blobs import unused_files
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import all_blobs
from rocb_desktop.services.survey.opening import open_copy, save_file
from rocb_desktop.services.undoing import take_back
from rocb_desktop.store.source_documents import read_source_documents
from rocb_desktop.texts import use

ANSWERS = {"q1_submit_report": "yes", "q3": "yes", "q3_text": "Fewer queues", "q4": "no", "q5": "no"}
ENTRY = Entry("2021/5", "FJ", "Vani  Kuru", "paper", "2021-11-02")


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    """Made once; nobody writes into it."""
    return make_fiji(tmp_path_factory.mktemp("made") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    """A desk of the test's own."""
    return Fiji(Path(shutil.copytree(made_fiji.folder, tmp_path / "fiji")))


@pytest.fixture
def focal(fiji: Fiji) -> Iterator[Session]:
    with fiji.at("focal") as session:
        yield session


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan of the form.pdf"
    path.write_bytes(b"%PDF-1.7 a scan")
    return path


def test_a_reply_is_entered_with_its_source(focal: Session, scan: Path) -> None:
    done = enter_reply(focal, ENTRY, ANSWERS, [scan])
    detail = reply_detail(focal, done.value)
    assert (detail.reply.name, detail.reply.source, detail.reply.version) == ("Vani Kuru", "on_behalf", 1)
    assert detail.reply.answers["q1_others"] == "no" and detail.reply.consent == ""
    said = entered_from(focal, done.value)
    assert said is not None
    assert (said.source, said.received) == ("paper", "2021-11-02")
    assert [one.file.name for one in said.documents] == [scan.name]
    assert entered_words(said.source, 1) == "Entered on behalf. Source: Paper, attached"
    assert done.undo is not None
    take_back(focal, *done.undo.args)
    assert entered_from(focal, done.value) is None or not read_source_documents(focal.db)
    assert focal.db.execute("SELECT 1 FROM reply WHERE id=?", (done.value,)).fetchone() is None


def test_it_is_changed_later_and_the_version_counts_up(focal: Session, scan: Path) -> None:
    record = enter_reply(focal, ENTRY, ANSWERS, [scan]).value
    form = entry_form(focal, "2021/5", record=record)
    assert (form.entry.name, form.entry.source, form.entry.received) == ("Vani Kuru", "paper", "2021-11-02")
    assert form.form.answers["q3_text"] == "Fewer queues" and len(form.documents) == 1
    changed = enter_reply(
        focal, replace(form.entry, source="telephone"), {**ANSWERS, "q3": "no", "q3_text": ""}, [scan]
    )
    assert changed.value == record
    reply = reply_detail(focal, record).reply
    assert (reply.version, reply.answers["q3"], reply.answers["q3_text"]) == (2, "no", None)
    assert len(read_source_documents(focal.db)) == 1
    assert enter_reply(focal, replace(form.entry, source="telephone"), reply.answers).undo is None


def test_an_incomplete_reply_is_kept(focal: Session) -> None:
    record = enter_reply(focal, ENTRY, {"q3": "yes"}).value
    assert {one.field for one in reply_detail(focal, record).problems} >= {"q3_text", "q4", "q5"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": " "}, "missing_name"),
        ({"source": "gossip"}, "bad_value"),
        ({"received": "2021-11"}, "bad_value"),
        ({"received": "2021-12-24"}, "bad_value"),
        ({"received": "yesterday"}, "bad_date"),
        ({"workshop": "2021/9"}, "unknown_workshop"),
    ],
)
def test_what_is_missing_is_said(focal: Session, change: dict[str, str], code: str) -> None:
    with pytest.raises(UserError) as refused:
        enter_reply(focal, replace(ENTRY, **change), ANSWERS)
    assert refused.value.code == code


def test_participants_enter_nothing_for_others(fiji: Fiji) -> None:
    with fiji.at("vani") as session, pytest.raises(UserError) as refused:
        enter_reply(session, ENTRY, ANSWERS)
    assert refused.value.code == "not_allowed"


def test_a_focal_point_enters_for_the_own_people_and_rocb_for_all(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        record = enter_reply(session, replace(ENTRY, administration="WS"), ANSWERS).value
        assert reply_detail(session, record).reply.administration == "FJ"
    with fiji.at("rocb") as session:
        record = enter_reply(session, replace(ENTRY, administration="Samoa", name="Sina Leota"), ANSWERS).value
        assert session.db.execute("SELECT administration FROM reply WHERE id=?", (record,)).fetchone()[0] == "WS"
        with pytest.raises(UserError) as refused:
            enter_reply(session, replace(ENTRY, administration=""), ANSWERS)
        assert refused.value.code == "unknown_administration"
        assert [one.number for one in workshops_to_enter(session)] == [5, 4, 3, 2, 1]


def test_the_names_to_choose_from(focal: Session) -> None:
    assert list_names(focal, "2021/5", "") == ("Asenaca Vuli", "Jone Ratu", "Vani Kuru")
    enter_reply(focal, replace(ENTRY, name="New Officer"), ANSWERS)
    assert "New Officer" in list_names(focal, "2021/5", "")


def test_another_person_of_the_same_name(focal: Session) -> None:
    first = enter_reply(focal, ENTRY, ANSWERS).value
    assert enter_reply(focal, ENTRY, {**ANSWERS, "q4": "yes"}, same=True).value == first
    second = enter_reply(focal, ENTRY, ANSWERS, same=False).value
    assert second != first


def test_a_name_that_is_here_is_asked_about(focal: Session) -> None:
    first = enter_reply(focal, ENTRY, ANSWERS).value
    with pytest.raises(UserError) as asked:
        enter_reply(focal, replace(ENTRY, name="VANI kuru"), {"q3": "no"})
    assert asked.value.code == "same_person" and reply_detail(focal, first).reply.version == 1


def test_the_first_day_decides_lateness_and_the_version_keeps_its_own(focal: Session) -> None:
    in_time = replace(ENTRY, workshop="2021/1", received="2021-08-10")
    record = enter_reply(focal, in_time, ANSWERS).value
    enter_reply(focal, replace(in_time, received="2021-11-04"), {**ANSWERS, "q4": "yes"}, same=True)
    reply = reply_detail(focal, record).reply
    assert (reply.version, str(reply.received), reply.late) == (2, "2021-08-10", False)
    assert "version_received" not in reply.answers
    state = focal.state(record)
    assert state is not None and state.values["version_received"] == "2021-11-04"
    assert "version_received" not in entry_form(focal, "2021/1", record=record).form.answers
    enter_reply(focal, replace(in_time, received="2021-08-02"), {**ANSWERS, "q4": "no"}, same=True)
    assert str(reply_detail(focal, record).reply.received) == "2021-08-02"


def test_whoever_changes_an_entered_reply_corrects_its_first_day(focal: Session) -> None:
    record = enter_reply(focal, replace(ENTRY, workshop="2021/1", received="2021-08-10"), ANSWERS).value
    entry = entry_form(focal, "2021/1", record=record).entry
    enter_reply(focal, replace(entry, received="2021-11-01"), ANSWERS)
    assert reply_detail(focal, record).reply.late is True


def test_its_file_is_handled_as_evidence_is(focal: Session, scan: Path, tmp_path: Path) -> None:
    enter_reply(focal, ENTRY, ANSWERS, [scan])
    (document,) = read_source_documents(focal.db)
    assert [blob.hash for blob in all_blobs(focal)] == [document.file.hash]
    assert check_files(focal).whole == 1 and unused_files(focal).count == 0
    assert Path(open_copy(focal, document.id).value).read_bytes() == scan.read_bytes()
    assert Path(save_file(focal, document.id, tmp_path / "out.pdf").value).read_bytes() == scan.read_bytes()
    done = remove_document(focal, document.id)
    assert unused_files(focal).count == 1
    assert done.undo is not None
    take_back(focal, *done.undo.args)
    assert unused_files(focal).count == 0


def test_erasing_the_person_takes_the_source_too(focal: Session, scan: Path) -> None:
    enter_reply(focal, replace(ENTRY, name="Old Officer"), ANSWERS, [scan])
    found = look_at_person(focal, "Old Officer")
    assert dict(found.records) == {"reply_on_behalf": 1, "source_document": 1}


def test_history_takes_it_back(focal: Session) -> None:
    enter_reply(focal, ENTRY, ANSWERS)
    entry = next(one for one in list_history(focal).entries if one.kind == "reply_on_behalf")
    assert change_detail(focal, entry.seq).can_undo


def test_it_goes_into_the_national_return(focal: Session, tmp_path: Path) -> None:
    record = enter_reply(focal, ENTRY, ANSWERS).value
    make_return(focal, 2021, tmp_path)
    listed = focal.db.execute("SELECT replies FROM national_return").fetchone()[0]
    assert record in listed


def test_the_tables_say_how_many_an_office_entered(fiji: Fiji, focal: Session) -> None:
    enter_reply(focal, ENTRY, ANSWERS)
    with fiji.at("rocb") as desk:
        enter_reply(desk, ENTRY, ANSWERS)
        notes = [note.text() for note in tables(desk, 2021).notes if note.code == "on_behalf"]
    assert notes == ["1 reply was entered by an office for somebody else. It counts."]


def test_words_in_french() -> None:
    use("fr")
    assert "sur papier" not in entered_words("paper", 0)
    assert entered_words("", 0) != "Entered on behalf"
