"""`action`: the log, plans and promises, and the keys that scripts read."""

from pathlib import Path

import pytest
from commands import Run
from openpyxl import load_workbook
from region import WORKSHOP, Region

KEYS = [
    *("id", "workshop", "type", "status", "date", "channel", "audience", "reached", "text", "effect", "subtype"),
    *("barrier", "due", "promised", "materials", "recommendation", "plan_item", "handed_to", "handed_from"),
]


@pytest.fixture
def desk(region: Region) -> tuple[object, ...]:
    return ("--profile", region.folder / "sina", "--json")


def test_the_keys_of_the_log(run: Run, desk: tuple[object, ...]) -> None:
    plan = run(
        *("action", "add", "--workshop", WORKSHOP, "--type", "submit_report", "--status", "planned"),
        *("--due", "2021-12-01", "--promised", *desk),
    ).json["action"]
    record = run(
        *("action", "add", "--workshop", WORKSHOP, "--type", "submit_report", "--date", "2021-05-20"),
        *("--subtype", "briefing_note", "--barrier", "funds", "--plan", plan, "--text", "=cmd", *desk),
    ).json["action"]
    log = {one["id"]: one for one in run("action", "list", *desk).json}
    assert list(log[record]) == KEYS
    assert log[record] | {"id": ""} == {
        **dict.fromkeys(("id", "channel", "audience", "effect", "recommendation", "handed_to", "handed_from"), ""),
        **{"workshop": WORKSHOP, "type": "submit_report", "status": "done", "date": "2021-05-20", "reached": None},
        **{"text": "=cmd", "subtype": "briefing_note", "barrier": "funds", "due": None, "promised": False},
        **{"materials": [], "plan_item": plan},
    }
    assert {name: log[plan][name] for name in ("status", "date", "due", "promised")} == {
        **{"status": "planned", "date": "2021-12-01", "due": "2021-12-01", "promised": True},
    }


def test_a_plan_is_done(run: Run, desk: tuple[object, ...]) -> None:
    (plan,) = run("action", "promise", "--workshop", WORKSHOP, "others=2021-12-01", *desk).json["actions"]
    # years after the survey nothing is asked and nothing told
    assert run("action", "promises", *desk).json == {"ask": None, "kept": None}
    assert run("action", "done", plan, "--date", "2021-06-01", *desk).json == {"action": plan}
    told = {one["id"]: one for one in run("action", "list", *desk).json}[plan]
    assert (told["status"], told["date"], told["due"]) == ("done", "2021-06-01", "2021-12-01")
    again = run("action", "done", plan, *desk)
    assert (again.code, again.json["error"]["code"]) == (1, "bad_value")


def test_the_list_is_saved_without_formulas(run: Run, desk: tuple[object, ...], tmp_path: Path) -> None:
    run("action", "add", "--workshop", WORKSHOP, "--type", "others", "--date", "2021-06-01", "--text", "=cmd", *desk)
    file = tmp_path / "log.xlsx"
    assert run("action", "save", "--out", file, *desk).json == {"file": str(file)}
    cells = [cell for row in load_workbook(file).worksheets[0].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=cmd"] == ["s"]


def test_what_is_not_a_sort_or_a_day_is_refused(run: Run, desk: tuple[object, ...]) -> None:
    add = ("action", "add", "--workshop", WORKSHOP, "--type", "others")
    assert run(*add, "--subtype", "manual", *desk).json["error"]["code"] == "bad_value"
    assert run(*add, "--subtype", "podcast", *desk).code == 2
    assert run(*add, "--due", "soon", *desk).json["error"]["code"] == "bad_date"
    assert run("action", "promise", "--workshop", WORKSHOP, "dance", *desk).json["error"]["code"] == "bad_value"
