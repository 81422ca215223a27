"""What every test stands on: no screen, folders of its own, English, and how hard Hypothesis looks."""

import csv
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from rocb_desktop import texts
from rocb_desktop.analysis.tables import tables
from rocb_desktop.analysis.types import NO, YES, NationalRow, WorkshopFacts
from rocb_desktop.domain.tables import Tables

if TYPE_CHECKING:
    from rocb_desktop.ui.app import Application

FILES = Path(__file__).resolve().parent / "files"
# Columns of the rebuilt replies, in the order of the questionnaire's six actions.
ACTION_COLUMNS = {
    "share_materials": "share",
    "submit_report": "report",
    "make_recommendations": "rec",
    "inhouse_workshop": "inhouse",
    "operational_manual": "manual",
    "others": "others",
}

# Before Qt is loaded by anything; QT_QPA_PLATFORM=xcb shows the windows while a test is being written.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("dev", max_examples=50, deadline=None)
hypothesis.settings.register_profile("ci", max_examples=300, deadline=None, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(scope="session")
def qapp_cls() -> "type[Application]":
    """Our own kind of QApplication, also in tests: a process has one, made by whichever test asks first."""
    from rocb_desktop.ui.app import Application

    return Application


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh place for profiles and settings, so that no test meets another or the person at this PC."""
    place = tmp_path_factory.mktemp("person")
    monkeypatch.setenv("ROCB_DATA_DIR", str(place / "data"))
    monkeypatch.setenv("ROCB_CONFIG_DIR", str(place / "config"))
    monkeypatch.setenv("ROCB_AUTOSTART_DIR", str(place / "autostart"))
    return place


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins in English; one that speaks French does not leave it behind."""
    texts.use("en")
    yield
    texts.use("en")


@pytest.fixture
def survey_2021() -> Callable[[str], Tables]:
    """Tables 1-7 of Survey 2021, rebuilt so that the "lists" or the printed "tables" win where they disagree.

    For arithmetic only: many cells are invented to make the totals come out, and say nothing about anybody.
    """

    def answer(cell: str) -> int:
        return YES if cell == "1" else NO

    def read(name: str) -> list[dict[str, str]]:
        with (FILES / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def count(reading: str) -> Tables:
        workshops = [
            WorkshopFacts(int(row["number"]), row["title"], row["kind"], int(row["participated"]))
            for row in read("workshops_2021.csv")
        ]
        rows = [
            NationalRow(
                workshop=int(row["workshop"]),
                code=None if row["member"] == "??" else row["member"],
                actions={action: answer(row[column]) for action, column in ACTION_COLUMNS.items()},
                effects=answer(row["effects"]),
                efficiency=answer(row["efficiency"]),
                project=answer(row["project"]),
            )
            for row in read(f"replies_{reading}_win.csv")
        ]
        return tables(2021, workshops, rows)

    return count
