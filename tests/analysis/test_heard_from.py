"""Who replied in a round, and the four different reasons for which an administration may not have."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from rocb_desktop.analysis.heard_from import HeardFrom, heard_from
from rocb_desktop.analysis.types import NationalRow, WorkshopFacts
from rocb_desktop.domain.administration import all_administrations
from rocb_desktop.domain.workshop import TookPart

MEMBERS_2021 = {one.code for one in all_administrations() if one.is_wco_member_on(date(2021, 6, 30))}


def facts(number: int, state: str = "closed", *, surveyed: bool = True, organised: bool = True) -> WorkshopFacts:
    return WorkshopFacts(number, f"Workshop {number}", "regional", state=state, surveyed=surveyed, organised=organised)


def listed(*codes: str) -> TookPart:
    return TookPart(len(codes), listed=True, codes=codes)


def rows(*replies: tuple[int, str | None]) -> list[NationalRow]:
    return [NationalRow(workshop, code, {}) for workshop, code in replies]


def state_of(found: HeardFrom, code: str) -> tuple[str, int, int | None]:
    return next((one.state, one.replied, one.asked) for one in found.administrations if one.code == code)


def heard(
    workshops: Sequence[WorkshopFacts], took_part: Mapping[int, TookPart], replies: Sequence[NationalRow] = ()
) -> HeardFrom:
    return heard_from(2021, workshops, took_part, replies)


def test_members_are_those_of_the_last_day_of_the_round() -> None:
    """33 in FY 2020/21: Solomon Islands joined in 2023 and Palau in 2024."""
    found = heard([facts(1)], {1: TookPart(6)})
    assert len(MEMBERS_2021) == 33 and not MEMBERS_2021 & {"SB", "PW"}
    assert {one.code for one in found.administrations} == MEMBERS_2021
    assert (found.basis, found.heard, found.of) == ("members", 0, 33)
    assert len(heard_from(2025, [facts(1)], {1: TookPart(6)}, ()).administrations) == 35


@pytest.mark.parametrize(
    ("took_part", "state", "replies", "wanted"),
    [
        (listed("FJ"), "closed", [(1, "FJ")], ("replied", 1, 1)),
        (listed("FJ"), "closed", [], ("no_reply", 0, 1)),
        (listed("FJ"), "open", [], ("no_reply", 0, 1)),
        (listed("FJ"), "not_open", [], ("not_asked", 0, 0)),
        (listed("FJ"), "not_open", [(1, "FJ")], ("replied", 1, 1)),
        (listed("WS"), "closed", [], ("did_not_take_part", 0, 0)),
        (TookPart(6), "closed", [], ("not_known", 0, None)),
        (TookPart(None), "closed", [], ("not_known", 0, None)),
        (TookPart(6), "closed", [(1, "FJ")], ("replied", 1, None)),
    ],
)
def test_what_is_said_of_one_administration(
    took_part: TookPart, state: str, replies: list[tuple[int, str]], wanted: tuple[str, int, int | None]
) -> None:
    assert state_of(heard([facts(1, state)], {1: took_part}, rows(*replies)), "FJ") == wanted


def test_of_two_workshops_with_lists() -> None:
    found = heard([facts(1), facts(2)], {1: listed("FJ", "WS"), 2: listed("FJ", "CK")}, rows((1, "FJ"), (2, "CK")))
    assert state_of(found, "FJ") == ("replied", 1, 2)
    assert state_of(found, "CK") == ("replied", 1, 1)
    assert state_of(found, "WS") == ("no_reply", 0, 1)
    assert (found.basis, found.heard, found.of, found.beyond) == ("took_part", 2, 3, 0)


def test_one_workshop_without_a_list_makes_all_missing_replies_unknown_or_listed() -> None:
    found = heard([facts(1), facts(2)], {1: listed("FJ"), 2: TookPart(5)}, rows((2, "CK")))
    assert state_of(found, "FJ") == ("no_reply", 0, None)
    assert state_of(found, "WS") == ("not_known", 0, None)
    assert (found.basis, found.heard, found.beyond) == ("members", 0, 1)


def test_what_is_not_surveyed_or_was_not_held_is_left_out() -> None:
    workshops = [facts(1), facts(2, surveyed=False), facts(3, organised=False)]
    found = heard(workshops, {1: listed("FJ"), 2: listed("WS"), 3: listed("TO")}, rows((2, "WS"), (3, "TO"), (2, None)))
    assert state_of(found, "WS") == ("did_not_take_part", 0, 0)
    assert found.not_named == 0


def test_replies_without_a_name_are_counted_apart() -> None:
    found = heard([facts(1)], {1: TookPart(6)}, rows((1, None), (1, None), (1, "FJ")))
    assert (found.not_named, found.heard) == (2, 1)


def test_the_order_is_alphabetical_and_never_one_of_merit() -> None:
    found = heard([facts(1), facts(2)], {1: TookPart(6), 2: TookPart(6)}, rows((1, "WS"), (2, "WS"), (1, "AF")))
    codes = [one.code for one in found.administrations]
    assert codes == sorted(codes)
    assert [one.code for one in found.with_state("replied")] == ["AF", "WS"]


def test_a_round_without_a_surveyed_workshop() -> None:
    found = heard([], {})
    assert (found.basis, found.heard, found.of) == ("members", 0, 33)


def test_nobody_was_asked_before_the_first_survey_opens() -> None:
    assert heard([facts(1, "not_open")], {1: listed("FJ")}).nobody_asked
    assert not heard([facts(1, "not_open")], {1: listed("FJ")}, rows((1, "FJ"))).nobody_asked
    assert not heard([facts(1, "open")], {1: listed("FJ")}).nobody_asked
    assert not heard([facts(1, "not_open")], {1: TookPart(4)}).nobody_asked
