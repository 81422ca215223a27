"""The app's words: English is written in the code, French comes from the catalogue; here is which one speaks.

Sentences are whole and named: `_("Closes on {date}").format(date=format_date(day))`. A source tree and a
wheel read resources/texts/fr.po; a bundle carries fr.mo instead, made when it is built. Never imports Qt.
"""

import gettext
import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from pathlib import Path

from rocb_desktop import paths

LANGUAGES = ("en", "fr")
_MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
}
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
}
_SHORTEST = 3  # letters of a month's short name
_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"

_language = "en"
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
# The language of a paper or a letter being written, where its reader is not the person at the screen.
_for_reader: ContextVar[str] = ContextVar("for_reader", default="")


def use(lang: str) -> None:
    """Speaks this language from now on, in all threads; ValueError for one that the app does not have."""
    global _language, _catalogue
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang}")
    _language, _catalogue = lang, _load(lang)


@contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Speaks this language inside the block and in this thread alone: a paper or a letter in its reader's language.

    ValueError for a language that the app does not have.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang}")
    before = _for_reader.set(lang)
    try:
        yield
    finally:
        _for_reader.reset(before)


def language() -> str:
    """The language in use, "en" or "fr"."""
    return _for_reader.get() or _language


def _words() -> gettext.NullTranslations:
    reader = _for_reader.get()
    return _read(reader) if reader and reader != _language else _catalogue


def _(sentence: str) -> str:
    """The sentence in the language in use; the English one when the catalogue does not have it."""
    # The empty key is where a catalogue keeps its own header.
    return _words().gettext(sentence) if sentence else ""


def ngettext(one: str, many: str, n: int) -> str:
    """The form for n things: `ngettext("{n} reply", "{n} replies", n).format(n=n)`."""
    return _words().ngettext(one, many, n)


def N_(sentence: str) -> str:
    """Marks a sentence for translators where it is stored; `_` translates it where it is shown."""
    return sentence


def format_date(day: date) -> str:
    """29 October 2021, 29 octobre 2021, 1er octobre 2021: never figures alone, read both ways round."""
    first = "er" if language() == "fr" and day.day == 1 else ""
    return f"{day.day}{first} {format_month(day.year, day.month)}"


def format_weekday(day: date) -> str:
    """Thursday 14 October 2021; Jeudi 14 octobre 2021: a line of its own, so it begins with a capital."""
    return f"{_WEEKDAYS[language()][day.weekday()].capitalize()} {format_date(day)}"


def format_day(day: date) -> str:
    """29 October, 1er octobre: where the year is said beside it."""
    return format_date(day).removesuffix(f" {day.year}")


def format_month(year: int, month: int) -> str:
    """October 2021, octobre 2021."""
    return f"{_MONTHS[language()][month - 1]} {year}"


def month_name(month: int) -> str:
    """October, octobre: where the year is clear."""
    return _MONTHS[language()][month - 1]


def month_of(word: str) -> int | None:
    """The number of a month named in either language, whole or its first three letters and more; accents may lack."""
    wanted = _plain(word)
    names = [(_plain(name), place) for months in _MONTHS.values() for place, name in enumerate(months, 1)]
    whole = {place for name, place in names if name == wanted}
    begun = {place for name, place in names if name.startswith(wanted)} if len(wanted) >= _SHORTEST else set()
    found = whole or begun
    return found.pop() if len(found) == 1 else None  # "jui" begins juin and juillet


def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def format_number(value: float, decimals: int = 0) -> str:
    """1,234.5 in English; 1 234,5 in French, its space narrow and not breaking."""
    english = f"{value:,.{decimals}f}"
    if language() == "en":
        return english
    return english.replace(",", _NO_BREAK).replace(".", ",")


@lru_cache(maxsize=2)
def _read(lang: str) -> gettext.NullTranslations:
    return _load(lang)


def _load(lang: str) -> gettext.NullTranslations:
    if lang == "en":
        return gettext.NullTranslations()
    source, compiled = paths.resource("texts", f"{lang}.po"), paths.resource("texts", f"{lang}.mo")
    if source.is_file():
        return gettext.GNUTranslations(io.BytesIO(_compile(source)))
    with compiled.open("rb") as file:
        return gettext.GNUTranslations(file)


def _compile(source: Path) -> bytes:
    import polib  # only a source run has and needs it

    return polib.pofile(str(source), encoding="utf-8").to_binary()
