"""A file of a newer version: kept until the app is newer, read then by itself, never lost, and never guessed at."""

from pathlib import Path

import pytest
from forgery import keys_of, lines_of, with_fields, write_signed
from hidden_log import delete_all, many_actions
from region import Region, everything

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange import file
from rocb_desktop.services.arriving import arrival, exchange
from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.inspection import inspect_file
from rocb_desktop.services.arriving.waiting import list_waiting, read_after_update, remove_waiting


@pytest.fixture
def newer(region: Region) -> Path:
    """Sina's reply as the next version of the app would write it."""
    region.make_reply("sina", "second", q3="no", q3_text="")
    header, *rest = lines_of(region, "second", "focal")
    lines = [with_fields(header, format="rocb/2", reader=2, shape="unheard of"), *rest]
    return write_signed(region.file("newer"), lines, keys_of(region, "sina"), [keys_of(region, "focal")])


def update(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next version of the app reads it."""
    for module in (file, arrival, exchange):
        monkeypatch.setattr(module, "READER", 2)


def test_it_is_kept_and_counted_as_waiting(region: Region, newer: Path) -> None:
    before = everything(region.folder / "focal")
    with region.at("focal") as session:
        seen = preview(session, [newer])
        assert (seen.totals["waiting"], seen.refused, seen.files[0].result) == (1, 0, "waiting")
        assert "newer version" in seen.files[0].why and seen.files[0].sender is None
        outcome = accept(session, [newer])
        assert "update" in outcome.message and outcome.undo is None
        (kept,) = list_waiting(session)
        assert kept.newer and kept.words == () and kept.name == "newer.rocb"
        accept(session, [newer])
        assert len(list_waiting(session)) == 1
        assert read_after_update(session).message == ""
    assert everything(region.folder / "focal")["reply"] == before["reply"]


def test_after_the_update_it_comes_in_by_itself(region: Region, newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with region.at("focal") as session:
        accept(session, [newer])
    newer.unlink()
    update(monkeypatch)
    with region.at("focal") as session:
        outcome = read_after_update(session)
        assert outcome.value.totals["changed"] and outcome.value.files[0].waited
        assert list_waiting(session) == []
        assert session.db.execute("SELECT version FROM reply").fetchone()[0] == 2
        assert read_after_update(session).message == ""


def test_one_that_hides_many_records_waits_for_a_persons_word(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    with region.at("focal") as session:
        accept(session, [many_actions(region, 12)])
    header, *rest = lines_of(region, delete_all(region).stem, "focal")
    lines = [with_fields(header, format="rocb/2", reader=2), *rest]
    newer = write_signed(region.file("newer"), lines, keys_of(region, "sina"), [keys_of(region, "focal")])
    with region.at("focal") as session:
        accept(session, [newer])
    update(monkeypatch)
    with region.at("focal") as session:
        for _start in range(2):
            assert "12 records" in read_after_update(session).message
            assert len(list_waiting(session)) == 1
        seen = preview(session, [region.file("pack")])
        assert seen.must_confirm
        accept(session, [region.file("pack")], answers=Answers(hide=seen.hides))
        assert list_waiting(session) == [] and read_after_update(session).message == ""


def test_any_other_import_brings_it_in_as_well(region: Region, newer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with region.at("focal") as session:
        accept(session, [newer])
    update(monkeypatch)
    with region.at("focal") as session:
        done = accept(session, [region.file("pack")]).value
        assert [one.name for one in done.files] == ["pack.rocb", "newer.rocb"]


def test_what_proves_to_be_false_after_the_update_stays_out(
    region: Region, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, *rest = lines_of(region, "reply", "focal")
    lines = [with_fields(header, format="rocb/2", reader=2), *rest]
    forged = write_signed(region.file("forged"), lines, keys_of(region, "focal"), [keys_of(region, "focal")])
    with region.at("focal") as session:
        accept(session, [forged])
    update(monkeypatch)
    with region.at("focal") as session:
        before = everything(region.folder / "focal")["reply"]
        outcome = read_after_update(session)
        assert outcome.value.refused == 1
        assert everything(region.folder / "focal")["reply"] == before
        (kept,) = list_waiting(session)
        assert remove_waiting(session, kept.id).message


def test_an_audit_still_says_that_it_cannot_be_read(region: Region, newer: Path) -> None:
    with region.at("focal") as session, pytest.raises(UserError) as refused:
        inspect_file(session, newer)
    assert refused.value.code == "newer_format"
