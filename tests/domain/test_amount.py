"""Numbers as people write them: read where they can mean one thing, kept as typed where they cannot."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rocb_desktop import texts
from rocb_desktop.domain.amount import read_amount
from rocb_desktop.domain.effect import Effect, check_effect


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5", "5"),
        (" 5,5 ", "5.5"),
        ("5.50", "5.50"),
        ("0,125", "0.125"),
        ("1 234,5", "1234.5"),
        ("1\N{NARROW NO-BREAK SPACE}234", "1234"),
        ("1'234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("12.345.678", "12345678"),
        ("1234,567", "1234.567"),
        ("\N{MINUS SIGN}3", "-3"),
        ("+3", "3"),
    ],
)
def test_a_number_is_read_as_it_was_meant(written: str, read: str) -> None:
    assert read_amount(written) == Decimal(read)


@pytest.mark.parametrize(
    "written",
    [
        "1,234",
        "1.234",
        "",
        "five",
        "5 days",
        "1,2,3",
        "1.2.3",
        "12,34.5",
        "1 23",
        "1,234.567,8",
        "٣",
        "1e3",
        "--5",
        ".",
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(written: str) -> None:
    assert read_amount(written) is None


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(written: str) -> None:
    found = read_amount(written)
    assert found is None or found.is_finite()


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["en", "fr"]))
def test_what_the_app_writes_it_reads(amount: Decimal, lang: str) -> None:
    with texts.speaking(lang):
        assert read_amount(texts.format_number(float(amount), 2)) == amount


def test_an_effect_is_one_sentence() -> None:
    effect = Effect("e", "w", "p", "Time to release a container", "5", "2", "days")
    assert effect.sentence == "Time to release a container: from 5 days to 2 days."
    assert effect.difference == "3 days less"
    assert Effect("e", "w", "p", "Cases", "", "12").sentence == "Cases: 12 now."
    assert Effect("e", "w", "p", "Cases", "12", "").sentence == "Cases: 12 before."
    assert Effect("e", "w", "p", "Cases", "1,5", "2.75", "%").difference == "1.25 % more"
    assert Effect("e", "w", "p", "Cases", "2", "2,0").difference == "No difference"
    assert Effect("e", "w", "p", "Cases", "1,234", "2").difference == ""


def test_what_an_effect_lacks_is_said() -> None:
    assert [one.field for one in check_effect(Effect("e", "w", "p", ""))] == ["title", "after"]
    assert [one.field for one in check_effect(Effect("e", "w", "p", "T", "1" * 201, "2"))] == ["before"]
    assert check_effect(Effect("e", "w", "p", "T", "", "2")) == []
