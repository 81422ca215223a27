"""`action` and `reply`: what a participant types."""

from pathlib import Path

import pytest
from commands import Run
from region import WORKSHOP, Region

HERE = ("--workshop", WORKSHOP, "--json")


def test_the_log_is_kept_and_listed(run: Run, region: Region) -> None:
    me = ("--profile", region.folder / "sina", "--today", "2021-10-15")
    words = (
        "action",
        "add",
        "--workshop",
        "7",
        "--type",
        "submit_report",
        "--date",
        "2021-06",
        "--text",
        "To the head",
    )
    assert run(*words, *me, "--json").code == 0
    run("action", "add", "--workshop", WORKSHOP, "--type", "others", "--status", "planned", "--date", "2022-01-05", *me)
    listed = run("action", "list", "--workshop", WORKSHOP, *me, "--json").json
    assert [(one["type"], one["date"], one["status"]) for one in listed] == [
        ("share_materials", "2021-05-03", "done"),
        ("submit_report", "2021-06", "done"),
        ("others", "2022-01-05", "planned"),
    ]
    assert listed[0]["workshop"] == WORKSHOP and listed[0]["reached"] == 14
    assert "To the head" in run("action", "list", *me).out
    future = run(*words, "--date", "2021-12-01", *me, "--json")
    assert future.json["error"]["code"] == "bad_value" and "after today" in future.json["error"]["message"]


def test_a_reply_is_filled_from_the_log_and_from_what_is_set(run: Run, region: Region) -> None:
    region.join("mata", "participant", "WS", "Mata")
    region.receive("mata", "pack")
    me = (*HERE, "--profile", region.folder / "mata", "--today", "2021-10-15")
    run("action", "add", "--type", "share_materials", "--date", "2021-05-03", *me)
    filled = run("reply", "fill", "--set", "q3=yes", "--set", "q2=operational, strategic", *me).json
    assert filled["answers"]["q1_share_materials"] == "yes" and "q1_share_materials" in filled["from_log"]
    assert filled["answers"]["q2"] == ["operational", "strategic"]
    assert filled["needed"] == {"ready": 1, "of": 4} and not filled["ready"]
    assert {one["field"] for one in filled["problems"]} == {"q3_text", "q4", "q5"}
    assert set(filled["problems"][0]) == {"field", "question", "text"}
    refused = run("reply", "make", "--out", region.file("mata"), *me)
    assert (refused.code, refused.json["error"]["code"]) == (1, "reply_has_problems")
    assert not region.file("mata").exists()
    more = ("--set", "q3_text=A = B", "--set", "q4=yes", "--set", "q5=no", "--set", "q2=")
    filled = run("reply", "fill", *more, *me).json
    assert filled["ready"] and filled["answers"]["q3_text"] == "A = B" and "q2" not in filled["answers"]
    shown = run("reply", "show", *me).json
    assert shown["answers"] == filled["answers"] and (shown["version"], shown["changed"]) == (0, True)
    assert "4 of 4 needed answers are ready." in run("reply", "show", *me[:2], *me[3:]).out


@pytest.mark.parametrize(
    ("set_to", "code"),
    [
        ("q9=yes", "bad_value"),
        ("q3=perhaps", "bad_value"),
        ("q2=not_yet,nonsense", "bad_value"),
        ("q1_share_materials_reached=1,5", "bad_value"),
        ("q1_share_materials_date=yesterday", "bad_date"),
    ],
)
def test_an_answer_that_is_none_is_refused(set_to: str, code: str, run: Run, region: Region) -> None:
    refused = run("reply", "fill", "--set", set_to, *HERE, "--profile", region.folder / "sina")
    assert (refused.code, refused.json["error"]["code"]) == (1, code)


def test_a_refused_answer_names_what_is_allowed(run: Run, region: Region) -> None:
    here = (*HERE, "--profile", region.folder / "sina")
    unknown = run("reply", "fill", "--set", "q9=yes", *here).json["error"]["message"]
    assert "“q9”" in unknown and "q3, q3_text" in unknown
    assert "yes, not_yet, no" in run("reply", "fill", "--set", "q3=perhaps", *here).json["error"]["message"]


def test_an_answer_without_its_key_is_wrong_usage(run: Run, region: Region) -> None:
    for words in ("q3", "=yes"):
        assert run("reply", "fill", "--set", words, *HERE, "--profile", region.folder / "sina").code == 2


def test_making_a_file_says_for_whom_it_is(run: Run, region: Region, tmp_path: Path) -> None:
    me = ("--workshop", WORKSHOP, "--profile", region.folder / "sina", "--today", "2021-10-15")
    made = run("reply", "make", "--out", tmp_path, *me, "--json").json
    assert (made["to"], made["version"]) == ("focal-point", 1)
    assert made["receiver"] == {"administration": "WS", "name": "Lani Fuimaono"}
    assert Path(made["file"]).name.startswith("WS_reply_2021-07_") and made["answers"]["q3"] == "yes"
    assert "It is for Lani Fuimaono, Samoa." in run("reply", "make", "--out", tmp_path, *me).out
    assert "for ROCB A/P directly" in run("reply", "make", "--out", tmp_path, "--to", "rocb", *me).out
    opened = run("reply", "make", "--out", tmp_path / "open.rocb", "--to", "open", *me)
    assert "everybody who has the file can read it" in opened.out
    run("reply", "fill", "--set", "q5=yes", *me)
    assert run("reply", "make", "--out", tmp_path, *me, "--json").json["version"] == 2


def test_without_a_focal_points_card_it_goes_to_rocb_and_says_so(run: Run, region: Region, tmp_path: Path) -> None:
    region.join("ana", "participant", "FJ", "Ana")
    region.receive("ana", "pack")
    me = ("--workshop", WORKSHOP, "--profile", region.folder / "ana", "--today", "2021-10-15")
    answers = ("q1_none=yes", "q3=not_yet", "q4=no", "q5=no")
    run("reply", "fill", *(word for answer in answers for word in ("--set", answer)), *me)
    made = run("reply", "make", "--out", tmp_path, *me)
    assert made.code == 0 and "for ROCB A/P directly" in made.out
    refused = run("reply", "make", "--out", tmp_path, "--to", "focal-point", *me, "--json")
    assert refused.json["error"]["code"] == "no_office_key"
