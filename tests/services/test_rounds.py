"""A round workbook imported again: the same says nothing new, a corrected one corrects, also by an empty cell."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from workbooks import Rows, save_workbook

from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.rounds import import_workbook
from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.session import Clock, Session, open_session

WORKSHOPS: Rows = [["number", "title", "kind", "end", "participated"], [1, "PCA", "regional", "2021-04-15", 6]]
HEAD: list[object] = [
    "workshop",
    "administration",
    "participant",
    "share_materials",
    "direct_effects",
    "applied_operational",
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Session]:
    clock = Clock(date(2021, 12, 21))
    create_profile(tmp_path / "rocb", "rocb", "ROCB", "Desk", clock=clock)
    session = open_session(tmp_path / "rocb", clock=clock)
    yield session
    session.close()


def book(tmp_path: Path, head: list[object], *rows: list[object]) -> Path:
    return save_workbook(tmp_path / "round.xlsx", {"Workshops": WORKSHOPS, "Replies": [head, *rows]})


def test_an_emptied_cell_takes_the_answer_back(desk: Session, tmp_path: Path) -> None:
    row: list[object] = ["2021/1", "FJ", "Mere", "yes", "yes", "yes"]
    import_workbook(desk, book(tmp_path, [*HEAD], row))
    assert tables(desk, 2021).effects.totals.yes == 1
    assert import_workbook(desk, book(tmp_path, [*HEAD], row)).message == "Nothing new in this file."
    done = import_workbook(desk, book(tmp_path, [*HEAD], [*row[:4], None, None])).value
    assert (done.new, done.changed) == (0, 1)
    counted = tables(desk, 2021)
    assert (counted.effects.totals.yes, counted.effects.totals.unknown) == (0, 1)
    assert counted.actions.totals.yes["share_materials"] == 1


def test_a_column_that_is_not_there_says_nothing(desk: Session, tmp_path: Path) -> None:
    import_workbook(desk, book(tmp_path, [*HEAD], ["2021/1", "FJ", "Mere", "yes", "yes", "yes"]))
    less = book(tmp_path, HEAD[:4], ["2021/1", "FJ", "Mere", "yes"])
    assert import_workbook(desk, less).message == "Nothing new in this file."
    assert tables(desk, 2021).effects.totals.yes == 1
