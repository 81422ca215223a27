"""Participant lists, from a workbook or by hand."""

from pathlib import Path

import pytest
from region import WORKSHOP, Region
from workbooks import Rows, save_workbook

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.region.rosters import add_participant, import_roster
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.store.workshops import read_participations

HEADER = ["Name", "Administration", "Workshop", "E-mail", "Role", "Attended"]


def people(region: Region) -> dict[str, tuple[str, str, str]]:
    with region.at("rocb") as session:
        found = read_participations(session.db, find_workshop(session, WORKSHOP).id)
    return {one.name: (one.administration, one.role, one.attended) for one in found}


def saved(region: Region, *rows: list[object]) -> Path:
    sheet: Rows = [HEADER, *rows]
    return save_workbook(region.folder / "roster.xlsx", {"Participants": sheet})


def test_rows_of_this_workshop_become_participants(region: Region) -> None:
    book = saved(
        region,
        ["Ana Qalo", "Fiji", None, "ana@example.fj", None, "yes"],
        ["Ben Leota", "WS", "2021/7", None, "observer", None],
        ["Cid Vea", "TO", "WTO TFA", None, None, "no"],
        ["Dan Tau", "PNG", 8, None, None, None],
    )
    with region.at("rocb") as session:
        done = import_roster(session, book, "7").value
    assert (done.workshop, done.participants, done.new) == (WORKSHOP, 3, 3)
    assert len(done.warnings) == 1 and "1 row is of another workshop" in done.warnings[0]
    assert people(region) == {
        "Ana Qalo": ("FJ", "participant", "yes"),
        "Ben Leota": ("WS", "observer", ""),
        "Cid Vea": ("TO", "participant", "no"),
    }


def test_the_same_person_written_otherwise_is_the_same(region: Region) -> None:
    with region.at("rocb") as session:
        import_roster(session, saved(region, ["Ana Qalo", "FJ", None, None, None, None]), WORKSHOP)
        done = import_roster(session, saved(region, ["ANA qalo", "Fiji", None, None, None, "partly"]), WORKSHOP).value
    assert (done.new, done.changed) == (0, 1)
    assert people(region) == {"ANA qalo": ("FJ", "participant", "partly")}


def test_by_hand(region: Region) -> None:
    with region.at("rocb") as session:
        first = add_participant(session, WORKSHOP, " Ana  Qalo ", "PNG")
        assert add_participant(session, WORKSHOP, "ana qalo", "Papua New Guinea").value == first.value
        for wrong, code in (({"name": " "}, "missing_name"), ({"administration": "XX"}, "unknown_administration")):
            words = {"name": "Ana", "administration": "FJ", **wrong}
            with pytest.raises(UserError, match=code):
                add_participant(session, WORKSHOP, words["name"], words["administration"])
    with region.at("sina") as session, pytest.raises(UserError, match="not_allowed"):
        add_participant(session, WORKSHOP, "Ana", "FJ")
