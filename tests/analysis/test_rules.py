"""The survey's sixteen rules that are easy to get wrong: those that counting owns, one test each.

Where each rule lives:
 1 key of a reply ............... store (one row per questionnaire, workshop, administration, person)
 2 who took part ................ domain/workshop; never over 100 %: here
 3 not WCO members .............. domain/workshop finds them; the note: here
 4 list against number .......... domain/workshop counts; the warning, and too many replies: here
 5 several replies .............. which count: store; how they merge: here
 6 none yet ..................... the form: domain/questionnaire; in merging it loses: here
 7 pre-fill ..................... domain/reply
 8 needed to send ............... domain/questionnaire
 9 route, 11 new names, 13 on behalf ... store and services
10 two roles .................... services
12 duplicates ................... the Excel form
14 number of a return ........... store
15 publishing freezes ........... nothing here changes a figure once it was counted
16 time to action ............... needs dates of actions; not part of Tables 1-7
"""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from plain_collapse import national_rows

from rocb_desktop.analysis.tables import tables
from rocb_desktop.analysis.types import NO, NOT_YET, YES, NationalRow, WorkshopFacts
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.tables import Tables
from rocb_desktop.domain.workshop import TookPart

BASE = NationalRow(1, "FJ", dict.fromkeys(ACTIONS, NO), NO, NO, NO)


def workshop(number: int = 1, participated: int | None = 20, **more: Any) -> WorkshopFacts:
    return WorkshopFacts(number, "Topic", "regional", participated, **more)


def reply(code: str | None, workshop: int = 1, **more: Any) -> NationalRow:
    return replace(BASE, code=code, workshop=workshop, **more)


def said(found: Tables, code: str) -> list[str]:
    return [note.text() for note in found.notes if note.code == code]


def rule_2_a_rate_is_never_over_100_percent() -> None:
    found = tables(2021, [workshop(1, 2), workshop(2, 20)], [reply(c) for c in ("FJ", "VU", "WS")])
    assert found.replies.rows[0].share is None
    assert (found.replies.all.replied, found.replies.all.share) == (3, found.replies.rows[1].share)
    assert said(found, "too_many_replies") == [
        "Workshop 1: 3 replies, but 2 took part. They are not in the reply rate."
    ]


def rule_2_cancelled_workshops_were_neither_organised_nor_surveyed() -> None:
    left_out = workshop(2, surveyed=False, reason="accreditation")
    found = tables(2021, [workshop(1), left_out, workshop(3, organised=False)], [])
    assert (found.organised, found.surveyed) == (2, 1)
    assert [(one.workshop, one.reason) for one in found.not_surveyed] == [(2, "accreditation")]
    assert said(found, "organised") == ["2 workshops were organised. 1 of them is in this survey."]


def rule_2_a_reply_for_a_workshop_not_surveyed_is_not_counted() -> None:
    found = tables(2021, [workshop(1), workshop(2, surveyed=False)], [reply("FJ", 2), reply("FJ", 7)])
    assert found.n == 0
    assert said(found, "not_counted") == [
        "2 replies are for workshops that are not in this survey. They are not counted."
    ]


def rule_3_every_customs_administration_counts_and_non_members_are_said() -> None:
    found = tables(2021, [workshop(1, 6, non_members=2), workshop(2, 6, non_members=1)], [])
    assert (found.replies.all.participated, found.replies.all.non_members) == (12, 3)
    assert said(found, "non_members") == ["Of those that took part, 3 are not WCO members."]


def rule_4_a_list_and_a_number_that_differ_are_said() -> None:
    warnings = tuple(TookPart(5, stated=6).warnings())
    found = tables(2021, [workshop(1, 5, warnings=warnings)], [])
    assert found.replies.rows[0].participated == 5
    assert said(found, "took_part") == [
        "Workshop 1: The list has 5 administrations, the number says 6. The list counts."
    ]


def rule_4_without_list_and_number_there_is_no_rate() -> None:
    found = tables(2021, [workshop(1, None), workshop(2, 20)], [reply("FJ"), reply("FJ", 2)])
    assert (found.replies.rows[0].participated, found.replies.rows[0].share) == (None, None)
    overall = found.replies.all
    assert (overall.participated, overall.replied) == (20, 2)
    assert overall.share is not None
    assert (overall.share.k, overall.share.n) == (1, 20)
    assert said(found, "no_number") == [
        "Workshop 1: it is not known how many took part. 1 reply is not in the reply rate."
    ]
    assert tables(2021, [workshop(1, None)], []).replies.all.participated is None


def rule_5_yes_else_not_yet_else_no_else_not_known() -> None:
    replies = [reply("FJ", effects=NO), reply("FJ", effects=NOT_YET), reply("FJ", project=None)]
    found = tables(2021, [workshop()], national_rows(replies))
    assert (found.n, found.effects.totals.not_yet, found.projects.totals.no) == (1, 1, 1)
    better = tables(2021, [workshop()], national_rows([*replies, reply("FJ", effects=YES)]))
    assert (better.effects.totals.yes, better.effects.totals.not_yet) == (1, 0)


def rule_6_none_yet_loses_when_replies_are_merged() -> None:
    none_yet, ticked = reply("FJ"), reply("FJ", actions=dict.fromkeys(ACTIONS, NO) | {"others": YES})
    found = tables(2021, [workshop()], national_rows([none_yet, ticked]))
    assert (found.actions.totals.yes["others"], found.actions.totals.nothing_yet) == (1, 0)
    alone = tables(2021, [workshop()], [none_yet])
    assert alone.actions.totals.nothing_yet == 1


def rule_6_a_blank_of_a_round_workbook_is_not_known() -> None:
    found = tables(2021, [workshop()], [reply("FJ", actions={"share_materials": YES})])
    assert found.actions.totals.known == dict.fromkeys(ACTIONS, 0) | {"share_materials": 1}


def rule_15_a_counted_figure_stays_as_it_was_counted() -> None:
    rows = [reply("FJ")]
    found = tables(2021, [workshop()], rows)
    rows.append(reply("VU"))
    assert found.n == 1
    with pytest.raises(FrozenInstanceError):
        replace(found).__setattr__("n", 2)


def table_3_not_yet_counts_as_no_and_is_shown_apart() -> None:
    rows = [reply("FJ", effects=YES), reply("VU", effects=NOT_YET), reply("WS", effects=NO), reply("TO", effects=None)]
    found = tables(2021, [workshop()], [*rows, reply("PG"), reply("KH")])
    assert (found.effects.totals.not_yet, found.effects.totals.no, found.effects.totals.unknown) == (1, 3, 1)
    assert (found.effects.share.k, found.effects.share.n) == (1, 5)


def tables_4_and_7_name_nobody_who_did_not_agree() -> None:
    acted: dict[str, Any] = {"actions": dict.fromkeys(ACTIONS, YES), "effects": YES, "project": YES}
    found = tables(2021, [workshop()], [reply(None, **acted), reply("FJ", **acted)]).to_json()["tables"]
    four, seven = found["4"], found["7"]
    assert four["rows"][0]["share_materials"] == [{"code": "FJ", "underline": True}]
    assert four["rows"][0]["not_named"] == {"share_materials": 1, "inhouse_workshop": 1, "direct_effects": 1}
    assert seven["rows"][0]["not_named"] == {"submit_report": 1, "make_recommendations": 1, "project": 1}
    assert (four["footers"]["effects_with_either"]["count"], seven["footers"]["project_with_either"]["of"]) == (2, 2)


RULES = [
    rule_2_a_rate_is_never_over_100_percent,
    rule_2_cancelled_workshops_were_neither_organised_nor_surveyed,
    rule_2_a_reply_for_a_workshop_not_surveyed_is_not_counted,
    rule_3_every_customs_administration_counts_and_non_members_are_said,
    rule_4_a_list_and_a_number_that_differ_are_said,
    rule_4_without_list_and_number_there_is_no_rate,
    rule_5_yes_else_not_yet_else_no_else_not_known,
    rule_6_none_yet_loses_when_replies_are_merged,
    rule_6_a_blank_of_a_round_workbook_is_not_known,
    rule_15_a_counted_figure_stays_as_it_was_counted,
    table_3_not_yet_counts_as_no_and_is_shown_apart,
    tables_4_and_7_name_nobody_who_did_not_agree,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: Callable[[], None]) -> None:
    rule()
