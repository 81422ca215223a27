"""`round`, `workshop`, `pack` and `roster`: the register of ROCB A/P."""

from pathlib import Path

from commands import Run
from region import Region
from workbooks import WORKSHOPS, Rows, replies, save_workbook

from rocb_desktop import paths

DEMO_BOOK = paths.resource("demo", "survey-2021.xlsx")


def test_a_round_comes_from_its_workbook_once(run: Run, region: Region) -> None:
    office = ("--profile", region.folder / "rocb", "--json")
    before = {one["round"]: one for one in run("round", "list", *office).json}
    assert before[2021]["workshops"] == 1
    first = run("round", "import", DEMO_BOOK, *office)
    assert first.code == 0 and first.json["workshops"] == 9 and first.json["replies"] == 58
    again = run("round", "import", DEMO_BOOK, *office).json
    assert (again["new"], again["changed"]) == (0, 0) and again["same"] >= 67
    listed = run("round", "list", *office).json
    assert listed == [{"round": 2021, "title": "Survey 2021", "workshops": 9, "replies": 58}]
    assert "Survey 2021" in run("round", "list", *office[:2]).out


def test_a_bad_cell_is_named_and_nothing_is_imported(run: Run, region: Region, tmp_path: Path) -> None:
    rows = replies([1, "Atlantis", None, "maybe", "yes", "yes", "no"])
    book = save_workbook(tmp_path / "bad.xlsx", {"Workshops": WORKSHOPS, "Replies": rows})
    before = run("round", "list", "--profile", region.folder / "rocb").out
    refused = run("round", "import", book, "--profile", region.folder / "rocb", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "bad_cell")
    for place in ("Sheet Replies, row 2, column “administration” (B)", "column “share_materials” (D)"):
        assert place in refused.json["error"]["message"]
    assert run("round", "list", "--profile", region.folder / "rocb").out == before


def test_a_coming_workshop_is_set_up_by_rocb_only(run: Run, region: Region) -> None:
    words = (
        "workshop",
        "add",
        "--title",
        "Coming",
        "--kind",
        "sub-regional",
        "--start",
        "2022-03",
        "--end",
        "2022-03-17",
    )
    added = run(*words, "--administrations", "PNG;Fiji; ws", "--profile", region.folder / "rocb", "--json").json
    assert (added["workshop"], added["administrations"]) == ("2022/1", ["PG", "FJ", "WS"])
    assert (added["start"], added["opens"], added["closes"]) == ("2022-03", "2022-09-17", "2022-10-08")
    listed = run("workshop", "list", "--profile", region.folder / "rocb", "--json").json
    assert [one["workshop"] for one in listed] == ["2021/7", "2022/1"]
    refused = run(*words, "--profile", region.folder / "sina", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (1, "not_allowed")
    for wrong in (["--number", "0"], ["--number", "10000"], ["--administrations", "XX"], ["--end", "2021-01-01"]):
        assert run(*words, *wrong, "--profile", region.folder / "rocb").code == 1


def test_a_pack_holds_its_own_workshop_and_names_only_when_asked(run: Run, region: Region, tmp_path: Path) -> None:
    office = ("--profile", region.folder / "rocb", "--json")
    run("round", "import", DEMO_BOOK, *office)
    rows: Rows = [["name", "administration", "workshop"], ["Ana", "FJ", 9], ["Ben", "WS", None], ["Cid", "WS", 8]]
    roster = save_workbook(tmp_path / "roster.xlsx", {"Participants": rows})
    brought = run("roster", "import", roster, "--workshop", "2021/9", *office).json
    assert (brought["participants"], brought["new"]) == (2, 2) and len(brought["warnings"]) == 1
    assert run("roster", "import", roster, "--workshop", "2021/9", *office).json["same"] == 2
    made = run("pack", "make", "--workshop", "2021/9", "--out", tmp_path / "plain.rocb", *office).json
    assert made["size"] == (tmp_path / "plain.rocb").stat().st_size
    run("pack", "make", "--workshop", "2021/9", "--out", tmp_path / "named.rocb", "--with-names", *office)
    plain, named = (
        run("inspect", tmp_path / f"{name}.rocb", "--profile", region.folder / "sina", "--json").json["records"]
        for name in ("plain", "named")
    )
    assert plain["workshop"] == 1 and "participation" not in plain
    assert named == {**plain, "name_list": 1}


def test_a_roster_with_a_bad_cell_changes_nothing(run: Run, region: Region, tmp_path: Path) -> None:
    book = save_workbook(tmp_path / "r.xlsx", {"Participants": [["name", "administration"], ["Ana", "Atlantis"]]})
    refused = run("roster", "import", book, "--workshop", "2021/7", "--profile", region.folder / "rocb", "--json")
    assert refused.json["error"]["code"] == "bad_cell" and "row 2" in refused.json["error"]["message"]
    empty = save_workbook(tmp_path / "e.xlsx", {"People": [["name"]]})
    refused = run("roster", "import", empty, "--workshop", "2021/7", "--profile", region.folder / "rocb", "--json")
    assert refused.json["error"]["code"] == "bad_workbook"
