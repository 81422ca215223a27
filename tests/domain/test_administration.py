"""Administrations: every way a person writes one, and membership on a day."""

from datetime import date

import pytest

from rocb_desktop.domain.administration import ROCB, Administration, all_administrations, by_code, name_of


def known(text: str) -> Administration:
    found = by_code(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PG", "PG"),
        ("PNG", "PG"),
        ("png", "PG"),
        ("Papua New Guinea", "PG"),
        (" papua  new guinea ", "PG"),
        ("Hong Kong, China", "HK"),
        ("Hong Kong China", "HK"),
        ("Iran", "IR"),
        ("Iran (Islamic Rep.)", "IR"),
        ("Korea", "KR"),
        ("Viet Nam", "VN"),
        ("vietnam", "VN"),
        ("Timor Leste", "TL"),
        ("ＦＪ", "FJ"),
    ],
)
def test_codes_names_and_aliases_are_one(text: str, code: str) -> None:
    assert known(text).code == code


@pytest.mark.parametrize("text", ["", " ", "0", "XX", "ROCB", "Atlantis", ";"])
def test_what_is_no_administration_is_nobody(text: str) -> None:
    assert by_code(text) is None


def test_no_two_administrations_share_a_name() -> None:
    for one in all_administrations():
        for text in (one.code, one.iso3, one.name, *one.aliases):
            assert known(text) is one


def test_there_are_35_members_now_and_33_in_the_year_of_survey_2021() -> None:
    members = [one for one in all_administrations() if one.wco_member]
    assert len(members) == 35
    assert sum(one.is_wco_member_on(date(2021, 6, 30)) for one in members) == 33


@pytest.mark.parametrize(
    ("code", "day", "member"),
    [
        ("SB", date(2023, 1, 25), False),
        ("SB", date(2023, 1, 26), True),
        ("PW", date(2024, 2, 1), False),
        ("PW", date(2024, 2, 2), True),
        ("FJ", date(1999, 1, 1), True),
        ("CK", date(2030, 1, 1), False),
    ],
)
def test_membership_is_of_a_day(code: str, day: date, member: bool) -> None:
    assert known(code).is_wco_member_on(day) is member


def test_wco_and_oco_membership_are_two_facts() -> None:
    assert known("CK").oco_member
    assert not known("CK").wco_member
    assert known("JP").wco_member
    assert not known("JP").oco_member
    assert known("VU").languages == ("en", "fr")
    assert known("AU").group == "Oceania"
    assert not known("AU").pacific_island


def test_names_for_stored_codes() -> None:
    assert name_of(ROCB) == "ROCB A/P"
    assert name_of("PG") == "Papua New Guinea"
    assert name_of("QQ") == "QQ"
