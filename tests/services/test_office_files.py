"""Materials and evidence go along when an office is handed over, shared or gives back: nothing stays behind."""

from pathlib import Path

import pytest
from enclosed import document, with_materials
from region import ANSWERS, WORKSHOP, Region

from rocb_desktop.domain.errors import Cancelled
from rocb_desktop.exchange.bundle import open_bundle
from rocb_desktop.services.arriving.answers import TAKE_OVER
from rocb_desktop.services.arriving.blob_intake import rocb_in
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.profile import whole_streams
from rocb_desktop.services.profile.hand_over import hand_over, sync_office
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.whole_streams import OfficeFiles, office_files
from rocb_desktop.services.sending.give_back import give_back
from rocb_desktop.services.survey.actions import list_actions
from rocb_desktop.services.survey.evidence import add_evidence, list_evidence
from rocb_desktop.services.survey.materials import list_materials
from rocb_desktop.services.survey.opening import check_file
from rocb_desktop.services.survey.replies import make_reply, save_reply


@pytest.fixture
def office(region: Region, tmp_path: Path) -> Region:
    """The focal point holds a material of the workshop and evidence of Sina."""
    with_materials(region, document(tmp_path))
    with region.at("sina") as session:
        add_evidence(session, list_actions(session)[0].id, document(tmp_path, "photo.pdf", 20_000, seed=3))
        save_reply(session, WORKSHOP, {**ANSWERS, "q1_none": "", "q1_share_materials": "yes"})
        make_reply(session, WORKSHOP, region.file("with"), with_evidence=True)
    with region.at("focal") as session:
        accept(session, [region.file("full"), region.file("with")])
    return region


def card_of(region: Region, who: str, *facts: str) -> Path:
    region.join(who, *facts)
    with region.at(who) as session:
        make_card(session, region.file(f"{who}-card"))
    return region.file(f"{who}-card")


def holds_all(region: Region, who: str) -> bool:
    with region.at(who) as session:
        records = [one.id for one in list_materials(session)] + [one.id for one in list_evidence(session)]
        return len(records) == 2 and all(check_file(session, one) for one in records)


def test_a_successor_gets_the_files_of_the_office(office: Region) -> None:
    card = card_of(office, "mata", "focal_point", "WS", "Mata Tuala")
    with office.at("focal") as session:
        assert office_files(session) == OfficeFiles(2, 70_018)
        done = hand_over(session, card, office.file("over"), "Mata Tuala")
    assert done.value.attached == 2 and "2 materials and evidence files go along." in done.message
    assert b"%PDF" not in office.file("over").read_bytes()  # sealed, as the file beside them
    office.receive("mata", "over", take_over=TAKE_OVER)
    assert holds_all(office, "mata")


def test_nobody_has_to_take_the_files(office: Region) -> None:
    card = card_of(office, "mata", "focal_point", "WS", "Mata Tuala")
    with office.at("focal") as session:
        assert hand_over(session, card, office.file("over"), ending=False, with_files=False).value.attached == 0
        sync_office(session, office.file("thin"))
    assert rocb_in(office.file("over")) is None and rocb_in(office.file("thin")) is None


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_large_ones_go_in_several_files_that_come_in_any_order(
    office: Region, monkeypatch: pytest.MonkeyPatch, order: tuple[int, int]
) -> None:
    monkeypatch.setattr(whole_streams, "_BLOB_BYTES", 60_000)
    card = card_of(office, "mata", "focal_point", "WS", "Mata Tuala")
    with office.at("focal") as session:
        done = hand_over(session, card, office.file("over"), ending=False)
        assert "There are 2 files: all of them are needed." in done.message
        for path in done.value.files:
            with path.open("rb") as stream, open_bundle(stream) as bundle:
                assert len(bundle.blobs) == 1
    with office.at("mata") as session:
        for number in order:
            accept(session, [done.value.files[number]], trust=True)
    assert holds_all(office, "mata")


def test_stop_leaves_no_file_and_ends_no_key(office: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_streams, "_BLOB_BYTES", 60_000)
    card = card_of(office, "mata", "focal_point", "WS", "Mata Tuala")
    with office.at("focal") as session:
        session.on_progress = lambda _done, _of: session.stop_requested.set() if office.file("over").exists() else None
        with pytest.raises(Cancelled):
            hand_over(session, card, office.file("over"), "Mata Tuala")
        session.stop_requested.clear()
        assert not list(office.folder.glob("over*"))
        row = session.db.execute("SELECT ended FROM standing WHERE key=?", (session.desk.key,)).fetchone()
        assert row == (0,)


def test_a_copy_for_colleagues_with_files(office: Region) -> None:
    card = card_of(office, "mata", "focal_point", "WS", "Mata Tuala")
    with office.at("focal") as session:
        hand_over(session, card, office.file("over"), ending=False, with_files=False)
        assert sync_office(session, office.file("copy"), with_files=True).value.attached == 2
    office.receive("mata", "over", take_over=TAKE_OVER)
    assert here(office) == [False, False]
    office.receive("mata", "copy")
    assert holds_all(office, "mata")


def here(region: Region) -> list[bool]:
    """Of each record that came whether its file did."""
    with region.at("mata") as session:
        return [one.here for one in list_materials(session)] + [one.here for one in list_evidence(session)]


def test_who_lost_everything_gets_the_evidence_back(office: Region) -> None:
    card = card_of(office, "sina2", "participant", "WS", "Sina Leota")
    with office.at("focal") as session:
        done = give_back(session, "Sina Leota", office.file("back"), card)
        assert done.value.evidence == 1 and "1 file of evidence goes along." in done.message
    office.receive("sina2", "back")
    with office.at("sina2") as session:
        found = list_evidence(session)
        assert [one.file.name for one in found] == ["photo.pdf"] and check_file(session, found[0].id)
