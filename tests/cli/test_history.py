"""`conflicts` and `history`: listed, decided, and saved as a list."""

import csv
from pathlib import Path

import pytest
from commands import Answer, Run
from openpyxl import load_workbook
from region import WORKSHOP, Region
from two_copies import HERE, THERE, make_copies

from rocb_desktop.services.survey.actions import change_action, list_actions


@pytest.fixture
def copies(region: Region) -> Region:
    return make_copies(region)


@pytest.fixture
def sina(copies: Region) -> Path:
    return copies.folder / "sina"


def listed(run: Run, profile: Path) -> Answer:
    return run("conflicts", "--profile", profile, "--json")


def test_a_conflict_is_listed_with_both_sides(run: Run, sina: Path) -> None:
    told = listed(run, sina).json
    assert told["undecided"] == 1
    one = told["conflicts"][0]
    assert one["id"] == f"{one['record']}:q3_text" and one["question"] and one["may_decide"] is True
    assert [side["text"] for side in one["sides"]] == [HERE, THERE]
    assert [side["who"] for side in one["sides"]] == ["Sina Leota", "Sina Leota"]
    assert [(side["here"], side["file"]) for side in one["sides"]] == [(True, None), (False, "there.rocb")]
    words = run("conflicts", "--profile", sina).out
    assert HERE in words and THERE in words and one["id"] in words


@pytest.mark.parametrize(
    ("words", "kept"),
    [(["mine"], HERE), (["theirs"], THERE), (["text", "--text", "Both: AEO, ASYCUDA."], "Both: AEO, ASYCUDA.")],
)
def test_a_conflict_is_resolved(run: Run, sina: Path, words: list[str], kept: str) -> None:
    one = listed(run, sina).json["conflicts"][0]
    done = run("conflicts", "--resolve", one["id"], "--take", *words, "--profile", sina, "--json")
    assert (done.code, done.json["resolved"], done.json["undecided"]) == (0, one["id"], 0)
    shown = run("reply", "show", "--workshop", WORKSHOP, "--profile", sina, "--json").json
    assert shown["answers"]["q3_text"] == kept
    again = run("conflicts", "--resolve", one["id"], "--take", "mine", "--profile", sina, "--json")
    assert (again.code, again.json["error"]["code"]) == (1, "nothing_to_decide")
    assert run("conflicts", "--profile", sina).out.strip() == "Nothing to decide."


def test_the_first_digits_and_a_head_are_enough(run: Run, sina: Path) -> None:
    one = listed(run, sina).json["conflicts"][0]
    head = one["sides"][0]["head"][:6]
    assert run("conflicts", "--resolve", one["id"][:6], "--take", head, "--profile", sina).code == 0


@pytest.mark.parametrize(
    "words",
    [["--resolve", "x"], ["--take", "mine"], ["--resolve", "x", "--take", "text"], ["--text", "x"]],
)
def test_half_a_decision_is_wrong_usage(run: Run, sina: Path, words: list[str]) -> None:
    assert run("conflicts", *words, "--profile", sina).code == 2


def test_who_may_not_decide_is_refused_and_told_whom_to_ask(run: Run, copies: Region) -> None:
    focal = copies.folder / "focal"
    run("import", copies.file("here"), copies.file("there"), "--profile", focal)
    one = listed(run, focal).json["conflicts"][0]
    assert (one["may_decide"], one["who_may"]) == (False, "Only Sina Leota can decide this. Ask for a correction.")
    head = one["sides"][0]["head"]
    done = run("conflicts", "--resolve", one["id"], "--take", head, "--profile", focal, "--json")
    assert (done.code, done.json["error"]["code"]) == (1, "not_allowed")
    assert "Only Sina Leota can decide this." in done.json["error"]["message"]


def test_history_lists_the_store_and_one_record(run: Run, region: Region) -> None:
    focal = region.folder / "focal"
    told = run("history", "--profile", focal, "--json").json
    assert told["more"] is None and told["undecided"] == 0
    assert {"reply", "review", "vouch"} <= {one["kind"] for one in told["changes"]}
    for name in (f"{WORKSHOP}/Sina Leota", next(one["record"] for one in told["changes"] if one["kind"] == "reply")):
        of_one = run("history", name, "--profile", focal, "--json").json["changes"]
        assert {one["kind"] for one in of_one} == {"reply"}
    assert run("history", WORKSHOP, "--profile", focal, "--json").json["changes"][-1]["what"] == "New workshop"
    first = run("history", "--most", 2, "--profile", focal, "--json").json
    assert len(first["changes"]) == 2
    rest = run("history", "--before", first["more"], "--profile", focal, "--json").json
    assert [one["id"] for one in first["changes"] + rest["changes"]] == [one["id"] for one in told["changes"]]
    assert "Sina Leota" in run("history", "--search", "Queues", "--profile", focal).out
    assert run("history", "2021/99", "--profile", focal).code == 1


def test_history_is_saved_as_a_list_in_which_no_text_is_a_formula(run: Run, region: Region, tmp_path: Path) -> None:
    with region.at("sina") as session:
        change_action(session, list_actions(session)[0].id, text='=HYPERLINK("http://x")')
    sina = region.folder / "sina"
    book, text = tmp_path / "list.xlsx", tmp_path / "list.csv"
    for path in (book, text):
        assert run("history", "--out", path, "--profile", sina, "--json").json == {"file": str(path)}
    sheet = load_workbook(book).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYP")]
    assert len(cells) == 1 and cells[0].data_type == "s"
    with text.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][:3] == ["Came here", "Made", "Who"]
    assert sum(cell == '\'=HYPERLINK("http://x")' for row in rows for cell in row) == 1
    assert len(rows) == sheet.max_row
    assert run("history", "--out", tmp_path / "no" / "list.csv", "--profile", sina).code == 1
