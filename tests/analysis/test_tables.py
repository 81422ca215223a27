"""Tables 1-7: both readings of Survey 2021 come out exactly, and the JSON form is the one other programs read."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from rocb_desktop.analysis.tables import tables
from rocb_desktop.analysis.types import NO, NOT_YET, YES, NationalRow, WorkshopFacts
from rocb_desktop.domain.clock import PartialDate, survey_window
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.tables import Tables
from rocb_desktop.domain.workshop import TookPart, Workshop

Survey = Callable[[str], Tables]
FOOTERS = (
    ("4", "share_and_effects"),
    ("4", "inhouse_and_effects"),
    ("4", "effects_with_either"),
    ("7", "report_and_project"),
    ("7", "recommendation_and_project"),
    ("7", "project_with_either"),
)


def printed(found: Tables) -> dict[str, Any]:
    """The JSON form as another program gets it."""
    tables_of: dict[str, Any] = json.loads(json.dumps(found.to_json()))["tables"]
    return tables_of


@pytest.mark.parametrize(
    ("reading", "actions", "effects", "footers"),
    [
        ("lists", [48, 25, 25, 15, 8, 11], (38, 20), [(32, 48), (11, 15), (32, 38), (13, 25), (17, 25), (17, 28)]),
        ("tables", [48, 25, 25, 14, 8, 11], (36, 22), [(31, 48), (10, 14), (31, 36), (13, 25), (17, 25), (17, 28)]),
    ],
)
def test_both_readings_of_survey_2021(
    survey_2021: Survey,
    reading: str,
    actions: list[int],
    effects: tuple[int, int],
    footers: list[tuple[int, int]],
) -> None:
    found = printed(survey_2021(reading))
    assert [found["2"]["totals"][action] for action in ACTIONS] == actions
    yes_and_no = [(found[number]["totals"]["yes"], found[number]["totals"]["no"]) for number in "356"]
    assert yes_and_no == [effects, (57, 1), (28, 30)]
    in_footers = [found[number]["footers"][name] for number, name in FOOTERS]
    assert [(footer["count"], footer["of"]) for footer in in_footers] == footers


def test_table_1_of_survey_2021(survey_2021: Survey) -> None:
    totals = printed(survey_2021("lists"))["1"]["totals"]
    shown = {
        kind: (
            total["participated"],
            total["replied"],
            *(round(100 * total[key], 1) for key in ("rate", "low", "high")),
        )
        for kind, total in totals.items()
    }
    assert shown == {
        "sub-regional": (13, 12, 92.3, 66.7, 98.6),
        "regional": (140, 46, 32.9, 25.6, 41.0),
        "all": (153, 58, 37.9, 30.6, 45.8),
    }


def test_rows_of_survey_2021_add_up(survey_2021: Survey) -> None:
    found = printed(survey_2021("tables"))
    for number in "356":
        rows, totals = found[number]["rows"], found[number]["totals"]
        assert all(row["replies"] == row["yes"] + row["not_yet"] + row["no"] + row["unknown"] for row in rows)
        assert {key: sum(row[key] for row in rows) for key in totals} == totals
    assert [row["replied"] for row in found["1"]["rows"]] == [5, 7, 6, 10, 6, 9, 8, 5, 2]


def test_the_reply_without_a_name_counts_and_is_in_no_list(survey_2021: Survey) -> None:
    found = survey_2021("lists").to_json()
    assert found["n"] == 58
    row = found["tables"]["4"]["rows"][4]
    assert row["workshop"] == 5
    assert [item["code"] for item in row["share_materials"]] == ["ID", "LK", "NZ"]
    assert [note["code"] for note in found["notes"]] == ["not_named"]


def test_the_json_form_is_the_contract(survey_2021: Survey) -> None:
    """Others call these names: extend, never rename."""
    found = json.loads(json.dumps(survey_2021("lists").to_json()))
    assert {"round", "basis", "tables"} <= found.keys()
    assert (found["round"], found["basis"]) == (2021, "administrations")
    one, two, three, four, seven = (found["tables"][number] for number in "12347")
    assert {"workshop", "title", "kind", "participated", "replied"} <= one["rows"][0].keys()
    assert {"participated", "replied", "rate", "low", "high"} <= one["totals"]["all"].keys()
    assert {"workshop", *ACTIONS} <= two["rows"][0].keys()
    assert {"workshop", "replies", "yes", "not_yet", "no", "unknown"} == three["rows"][0].keys()
    assert four["rows"][0]["inhouse_workshop"] == [
        {"code": "TO", "underline": True},
        {"code": "WS", "underline": False},
    ]
    assert four["rows"][2]["direct_effects"] == [
        {"code": "ID", "bold": False},
        {"code": "KH", "bold": False},
        {"code": "LA", "bold": False},
        {"code": "MY", "bold": True},
    ]
    assert seven["rows"][0]["make_recommendations"][0] == {"code": "TO", "underline": False}
    assert seven["rows"][0]["project"] == [{"code": "VU", "bold": True}, {"code": "WS", "bold": True}]
    assert all(type(row["workshop"]) is int for row in one["rows"] + two["rows"] + four["rows"])


def facts(number: int = 1, participated: int | None = 5, **more: Any) -> WorkshopFacts:
    return WorkshopFacts(number, f"WCO Regional Workshop on Topic {number}", "regional", participated, **more)


def row(workshop: int, code: str | None, effects: int | None = None, late: bool | None = False) -> NationalRow:
    return NationalRow(workshop, code, dict.fromkeys(ACTIONS, NO), effects, YES, NO, late)


def codes(found: Tables) -> list[tuple[str, int, int]]:
    return [(note.code, note.n, note.table) for note in found.notes]


def test_a_round_without_replies_has_tables() -> None:
    found = printed(tables(2022, [], []))
    assert found["1"]["totals"]["all"]["participated"] == 0
    assert found["1"]["totals"]["all"]["rate"] is None
    assert found["2"]["totals"]["share_materials"] == 0


def test_another_surveyed_kind_has_a_sub_total_of_its_own() -> None:
    national = WorkshopFacts(2, "National Workshop on Valuation", "national", 6)
    totals = tables(2021, [facts(), national], [row(2, "FJ")]).replies.totals
    assert list(totals) == ["sub-regional", "regional", "national", "all"]
    assert (totals["national"].participated, totals["all"].participated) == (6, 11)


def test_workshops_come_in_the_order_of_their_numbers() -> None:
    found = tables(2021, [facts(3), facts(1), facts(2)], [])
    assert [line.workshop for line in found.replies.rows] == [1, 2, 3]
    assert [line.workshop for line in found.effect_marks.rows] == [1, 2, 3]


def test_two_rows_of_one_administration_are_refused() -> None:
    with pytest.raises(ValueError, match="collapse"):
        tables(2021, [facts()], [row(1, "FJ"), row(1, "FJ")])


def test_late_replies_count_and_are_said() -> None:
    found = tables(2021, [facts()], [row(1, "FJ", late=True), row(1, "VU", late=None), row(1, "WS")])
    assert (found.n, found.late, found.late_unknown) == (3, 1, 1)
    assert found.replies.rows[0].late == 1
    assert codes(found)[:2] == [("late", 1, 1), ("late_unknown", 1, 1)]


def test_blanks_are_said_once_for_all_tables() -> None:
    found = tables(2021, [facts()], [NationalRow(1, "FJ", {"others": YES})])
    assert codes(found) == [("unknown_answers", 8, 0)]
    assert (found.actions.totals.known["others"], found.actions.totals.known["share_materials"]) == (1, 0)


def test_undecided_answers_are_said() -> None:
    found = tables(2021, [facts()], [], undecided=2)
    assert found.to_json()["undecided"] == 2
    assert codes(found) == [("undecided", 2, 0)]


def test_an_open_window_is_said() -> None:
    exact, month = survey_window(PartialDate.parse("2021-06-10")), survey_window(PartialDate.parse("2021-06"))
    workshops = [
        facts(1, window=exact, state="not_open"),
        facts(2, window=exact, state="open"),
        facts(3, window=month, state="open"),
        facts(4, window=exact, state="closed"),
        facts(5, window=exact, state="not_open"),
    ]
    found = tables(2021, workshops, [row(5, "FJ", YES)])
    assert [(note.code, note.values["workshop"]) for note in found.notes] == [
        ("not_open", 1),
        ("open", 2),
        ("open_about", 3),
        ("early", 5),
    ]
    assert found.notes[1].text().startswith("Workshop 2: the survey is open until 31 December 2021.")
    assert found.to_json()["notes"][1]["closes"] == "2021-12-31"


def test_a_survey_that_has_not_opened_is_not_in_the_rate() -> None:
    """No reply before the window is no finding; an early reply counts like any other."""
    found = tables(2021, [facts(1, 20), facts(2, 20, state="not_open")], [row(1, "FJ")]).replies
    assert (found.rows[1].waiting, found.rows[1].share) == (True, None)
    assert found.all.participated == 40
    assert found.all.share == found.rows[0].share
    early = tables(2021, [facts(1, 20), facts(2, 20, state="not_open")], [row(2, "FJ")]).replies
    assert early.all.share is not None
    assert (early.rows[1].waiting, early.all.share.n) == (False, 40)


def test_the_facts_of_a_workshop_in_the_register() -> None:
    held = Workshop(
        id="w",
        round=2021,
        number=9,
        title="WCO Regional Workshop on Canines",
        kind="regional",
        start=PartialDate.parse("2021-06-07"),
        end=PartialDate.parse("2021-06-10"),
        short_title="Canines",
    )
    took_part = TookPart(17, stated=18, not_members=("SB",))
    found = WorkshopFacts.of(held, took_part, date(2021, 12, 21))
    assert (found.participated, found.non_members, found.state) == (17, 1, "open")
    shown = tables(2021, [found], [], counted_on=date(2021, 12, 21))
    assert shown.to_json()["date"] == "2021-12-21"
    assert [note.code for note in shown.notes] == ["took_part", "open", "non_members"]
    assert shown.notes[0].text() == (
        "Workshop 9: The list has 17 administrations, the number says 18. The list counts."
    )
    assert shown.replies.rows[0].short_title == "Canines"


@pytest.mark.parametrize("answer", [YES, NOT_YET, NO, None])
def test_each_answer_is_counted_in_one_place(answer: int | None) -> None:
    totals = tables(2021, [facts()], [row(1, "FJ", effects=answer)]).effects.totals
    counted = {YES: totals.yes, NOT_YET: totals.not_yet, NO: totals.no, None: totals.unknown}
    assert counted == {key: int(key == answer) for key in counted}
