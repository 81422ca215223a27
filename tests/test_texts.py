"""The two languages, their dates and their numbers."""

from datetime import date

import pytest

from rocb_desktop import texts


@pytest.mark.parametrize(
    ("lang", "day", "written"),
    [
        ("en", date(2021, 10, 29), "29 October 2021"),
        ("en", date(2021, 10, 1), "1 October 2021"),
        ("fr", date(2021, 10, 29), "29 octobre 2021"),
        ("fr", date(2021, 8, 1), "1er août 2021"),
    ],
)
def test_dates_are_written_out(lang: str, day: date, written: str) -> None:
    texts.use(lang)
    assert texts.format_date(day) == written


@pytest.mark.parametrize(
    ("lang", "written"), [("en", "1,234,567.5"), ("fr", "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,5")]
)
def test_numbers_are_written_as_each_language_does(lang: str, written: str) -> None:
    texts.use(lang)
    assert texts.format_number(1234567.49, 1) == written


def test_months_stand_alone_for_old_rounds() -> None:
    assert texts.format_month(2020, 11) == "November 2020"
    texts.use("fr")
    assert texts.format_month(2020, 11) == "novembre 2020"


def test_an_unknown_sentence_stays_english_and_an_empty_one_empty() -> None:
    texts.use("fr")
    assert texts._("A sentence nobody wrote.") == "A sentence nobody wrote."
    assert texts._("") == ""
    assert texts.ngettext("{n} ship", "{n} ships", 1).format(n=1) == "1 ship"


def test_a_language_we_do_not_have_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="tlh"):
        texts.use("tlh")
    assert texts.language() == "en"


def test_a_letter_speaks_the_language_of_its_reader() -> None:
    texts.use("en")
    with texts.speaking("fr"):
        assert (texts.language(), texts._("Cancel")) == ("fr", "Annuler")
        assert texts.format_date(date(2021, 8, 1)) == "1er août 2021"
        assert texts.format_number(1234.5, 1).endswith(",5")
        assert texts.ngettext("{n} action logged", "{n} actions logged", 2) != "{n} actions logged"
    assert (texts.language(), texts._("Cancel")) == ("en", "Cancel")
    with pytest.raises(ValueError, match="language"), texts.speaking("de"):
        pass
