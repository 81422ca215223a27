"""`tables` and `charts` of the rebuilt Survey 2021: the keys of the contract, the figures of the report's lists."""

from pathlib import Path
from typing import Any

import pytest
from commands import Run
from region import Region

from rocb_desktop import paths
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.services.region.rounds import import_workbook

FOOTERS = {
    "4": {"share_and_effects": (32, 48), "inhouse_and_effects": (11, 15), "effects_with_either": (32, 38)},
    "7": {"report_and_project": (13, 25), "recommendation_and_project": (17, 25), "project_with_either": (17, 28)},
}


@pytest.fixture(scope="session")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ROCB's profile with Survey 2021 in it; made once."""
    region = Region(tmp_path_factory.mktemp("surveyed"))
    region.join("rocb", "rocb", "ROCB", "Desk One")
    with region.at("rocb") as session:
        import_workbook(session, paths.resource("demo", "survey-2021.xlsx"))
    return region.folder / "rocb"


@pytest.fixture
def told(run: Run, surveyed: Path) -> Any:
    return run("tables", "--round", 2021, "--profile", surveyed, "--json").json


def test_the_keys_are_those_of_the_contract(told: Any) -> None:
    assert {"round", "basis", "tables"} <= set(told) and told["basis"] == "administrations"
    tables = told["tables"]
    assert set(tables) == set("1234567")
    assert {"workshop", "title", "kind", "participated", "replied"} <= set(tables["1"]["rows"][0])
    assert set(tables["1"]["totals"]) == {"sub-regional", "regional", "all"}
    assert {"participated", "replied", "rate", "low", "high"} <= set(tables["1"]["totals"]["all"])
    assert {"workshop", *ACTIONS} <= set(tables["2"]["rows"][0]) and set(ACTIONS) <= set(tables["2"]["totals"])
    for number in ("3", "5", "6"):
        assert {"workshop", "replies", "yes", "not_yet", "no", "unknown"} <= set(tables[number]["rows"][0])
    assert {"workshop", "share_materials", "inhouse_workshop", "direct_effects"} <= set(tables["4"]["rows"][0])
    assert {"workshop", "submit_report", "make_recommendations", "project"} <= set(tables["7"]["rows"][0])
    assert tables["4"]["rows"][0]["share_materials"][0] == {"code": "FJ", "underline": True}
    assert tables["4"]["rows"][0]["direct_effects"][0] == {"code": "FJ", "bold": True}


def test_the_figures_are_those_of_the_lists(told: Any) -> None:
    tables = told["tables"]
    totals = tables["1"]["totals"]
    assert (totals["all"]["replied"], totals["sub-regional"]["replied"], totals["regional"]["replied"]) == (58, 12, 46)
    assert [row["workshop"] for row in tables["1"]["rows"]] == list(range(1, 10))
    assert [tables["2"]["totals"][action] for action in ACTIONS[:4]] == [48, 25, 25, 15]
    assert (tables["3"]["totals"]["yes"], tables["3"]["totals"]["no"]) == (38, 20)
    assert (tables["6"]["totals"]["yes"], tables["6"]["totals"]["no"]) == (28, 30)
    for number, footers in FOOTERS.items():
        found = {name: (one["count"], one["of"]) for name, one in tables[number]["footers"].items()}
        assert found == footers


def test_people_read_the_same_as_text(run: Run, surveyed: Path) -> None:
    text = run("tables", "--round", 2021, "--profile", surveyed).out
    assert all(f"Table {number}: " in text for number in range(1, 8))
    assert "All workshops" in text and "38 %" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "_FJ_, _PG_, _TO_, _VU_, WS" in text and "*FJ*, *PG*, *TO*, *VU*" in text
    assert "+1" not in text.split("Table 5")[0].split("Table 4")[0]


def test_an_unknown_round_is_refused(run: Run, surveyed: Path) -> None:
    refused = run("tables", "--round", 2033, "--profile", surveyed, "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "unknown_round")
    assert run("tables", "--round", "next", "--profile", surveyed).code == 2


@pytest.mark.parametrize(("format", "magic"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_charts_become_files(format: str, magic: bytes, run: Run, surveyed: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "charts"
    made = run("charts", "--round", 2021, "--out", out, "--format", format, "--profile", surveyed, "--json").json
    assert [one["chart"] for one in made["charts"]] == ["reply_rates", "actions"]
    for one in made["charts"]:
        assert Path(one["file"]).read_bytes().startswith(magic) and one["title"]


def test_a_place_that_is_no_folder_is_refused(run: Run, surveyed: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = run("charts", "--round", 2021, "--out", tmp_path / "file", "--profile", surveyed, "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "cannot_open")
