"""French: each sentence of the code has its translation, whole and typeset as French is; dates and numbers too."""

import ast
import re
import runpy
import string
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polib
import pytest

from rocb_desktop import texts
from rocb_desktop.domain.figures import percent
from rocb_desktop.ui.widgets.badge_words import BADGES, badge

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "rocb_desktop"
COLLECTOR = runpy.run_path(str(ROOT / "installer" / "texts.py"))
FRENCH = polib.pofile(str(COLLECTOR["CATALOGUE"]), encoding="utf-8")

NO_BREAK, NARROW = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"

# The same word in both languages.
SAME = {
    "participants",
    "Signature",
    *("Absent", "Action", "actions", "Administration", "Annexes", "Code", "Date", "Dates", "National", "Pages"),
    *("Participant", "Participants", "Programme", "Question", "Questions", "Question {n}. {title}", "Sections"),
    *(
        "Participant, {administration}",
        "Questionnaire",
        "Questionnaires",
        "Version",
        "Version {n}",
        "Version {n}.",
        "version {n}",
        "{name} (version {n})",
        "{page} – ROCB Desktop",
    ),
    *("{n} action", "{n} actions", "{n} page", "{n} pages", "{n} administration", "{n} administrations"),
    *("Code {code}. ROCB Desktop {version}.", "ROCB A/P", "ROCB A/P, {date}"),
}

# One word for one thing: where the English says the first, the French says the second.
WORDS = {
    r"national returns?\b": "envois? nationa(l|ux)",
    r"likely range": "fourchette probable",
    r"focal points?\b": "points? foca(l|ux)",
    r"workshop packs?\b": "paquets? d’atelier",
    r"round workbooks?\b": "classeurs? de cycle",
    r"key card": "cartes? de clé",
    r"eight words": "huit mots",
    r"sub-regional": "sous-régiona(l|ux)",
    r"receipts?\b": "accusés?",
    r"corrections?\b": "corr(ection|iger)",
    r"WCO": "OMD",
    r"ROCB A/P": "ROCB A/P",
}

Form = tuple[str, str]  # an English form and its French one


def forms() -> Iterator[Form]:
    """Every translated form; a French singular stands beside the English one."""
    for entry in FRENCH:
        if not entry.msgid_plural:
            yield entry.msgid, entry.msgstr
            continue
        yield entry.msgid, entry.msgstr_plural[0]
        yield entry.msgid_plural, entry.msgstr_plural[1]


def wrong(check: Callable[[str, str], bool]) -> list[Form]:
    """The forms that a check finds fault with; those not translated yet have a test of their own."""
    return [(english, french) for english, french in forms() if french and check(english, french)]


def marked(file: Path) -> Iterator[str]:
    """Every sentence that a module marks, as Python reads it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        first = node.args[0]
        if node.func.id in COLLECTOR["KEYWORDS"] and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def test_the_catalogue_says_exactly_what_the_code_says() -> None:
    assert [*COLLECTOR["differences"](FRENCH, COLLECTOR["sentences"]())] == []


def test_no_translation_is_doubtful_or_left_over() -> None:
    assert [entry.msgid for entry in FRENCH if entry.fuzzy or entry.obsolete or entry.previous_msgid] == []


def test_no_sentence_hides_from_the_collector() -> None:
    """Inside an f-string a sentence is not collected on Python 3.11, and would stay English for ever."""
    known = {sentence.text for sentence in COLLECTOR["sentences"]()}
    hidden = {
        sentence: file.relative_to(ROOT).as_posix()
        for file in sorted(PACKAGE.rglob("*.py"))
        for sentence in marked(file)
        if sentence not in known
    }
    assert hidden == {}


def test_both_forms_of_a_plural_are_written() -> None:
    assert FRENCH.metadata["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    plurals = [entry for entry in FRENCH if entry.msgid_plural]
    assert [entry.msgid for entry in plurals if sorted(entry.msgstr_plural) != [0, 1]] == []
    assert [entry.msgid for entry in plurals if not all(entry.msgstr_plural.values())] == []


def test_the_named_values_are_those_of_the_english() -> None:
    def names(text: str) -> set[tuple[str | None, str | None, str | None]]:
        return {part[1:] for part in string.Formatter().parse(text) if part[1] is not None}

    assert wrong(lambda english, french: names(english) != names(french)) == []


def test_nothing_is_left_in_english() -> None:
    def same(english: str, french: str) -> bool:
        words = re.search(r"[A-Za-z]{2,}", re.sub(r"\{\w+\}", "", english))
        return english == french and words is not None and english not in SAME

    assert wrong(same) == []


def test_lines_mnemonics_and_ends_are_those_of_the_english() -> None:
    def differs(english: str, french: str) -> bool:
        ends = [re.search(r"[.?!]?\s*$", text) for text in (english, french)]
        counts = [Counter(char for char in text if char in "\n&") for text in (english, french)]
        return counts[0] != counts[1] or len({end[0].replace(NARROW, "") for end in ends if end}) != 1

    assert wrong(differs) == []


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("a breaking space before a high sign", r" [;:?!%»]|« "),
        ("no space before a high sign", r"[\w)»}][;?!%»](?!\w)|[\w)»}]:(?=\s|$)|«(?!\xa0)"),
        ("a narrow space where a whole one stands", rf"{NARROW}[:»]|«{NARROW}"),
        ("a straight or an English quotation mark", r"['\"“”]"),
        ("a space before an ellipsis, or three dots", r"\s…|\.\.\."),
        ("two spaces", r"[^\S\n]{2}"),
    ],
)
def test_french_is_typeset_as_french_is(what: str, fault: str) -> None:
    assert wrong(lambda _english, french: re.search(fault, french) is not None) == [], what


def test_a_percent_sign_never_stands_in_the_help_of_a_command() -> None:
    """argparse formats its help with %."""
    said = [entry for entry in FRENCH if any(file.startswith("cli/") for file, _line in entry.occurrences)]
    assert said
    assert [entry.msgid for entry in said if "%" in entry.msgstr and "%" not in entry.msgid] == []


@pytest.mark.parametrize("english", WORDS)
def test_one_word_stands_for_one_thing(english: str) -> None:
    def differs(said: str, french: str) -> bool:
        wanted = re.search(english, said.replace("&", ""), re.IGNORECASE)
        return wanted is not None and re.search(WORDS[english], french.replace("&", ""), re.IGNORECASE) is None

    assert wrong(differs) == []


def test_nobody_is_called_tu() -> None:
    familiar = re.compile(r"\b(tu|toi|ton|tes|ta)\b", re.IGNORECASE)
    assert wrong(lambda _english, french: familiar.search(french) is not None) == []


def mnemonics(menu: str) -> dict[str, list[str]]:
    """The French texts of a menu by their key, those that a page adds to it included."""
    found: dict[str, list[str]] = {}
    for text in (*_menu_texts(menu), *_page_texts(menu)):
        found.setdefault(text[text.index("&") + 1].casefold(), []).append(text)
    return found


def _menu_texts(menu: str) -> Iterator[str]:
    """What menus.py itself puts into one: `_build_file` the File menu, `rebuild` the bar."""
    tree = ast.parse((PACKAGE / "ui" / "menus.py").read_text(encoding="utf-8"))
    name = "rebuild" if menu == "bar" else f"_build_{menu}"
    (built,) = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]
    yield from _with_key(built)
    if menu == "file":
        (new,) = [node for node in tree.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "NEW"]
        yield from _with_key(new)


def _page_texts(menu: str) -> Iterator[str]:
    """What the pages put into it: `Command(text, ...)`, into Edit unless it says another."""
    for file in sorted((PACKAGE / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Command":
                named = {key.arg: key.value for key in node.keywords}
                where: Any = ast.literal_eval(named["menu"]) if "menu" in named else "edit"
                if where == menu:
                    yield from _with_key(node)


def _with_key(tree: ast.AST) -> Iterator[str]:
    said = {entry.msgid: entry.msgstr for entry in FRENCH}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "&" in said.get(node.value, ""):
            yield said[node.value]


@pytest.mark.parametrize("menu", ["bar", "file", "edit", "view", "go", "tools", "help"])
def test_a_key_opens_one_thing_of_a_menu(menu: str) -> None:
    found = mnemonics(menu)
    assert found
    assert {key: said for key, said in found.items() if len(said) > 1} == {}


@pytest.mark.parametrize(("n", "said"), [(0, "0 réponse"), (1, "1 réponse"), (2, "2 réponses"), (58, "58 réponses")])
def test_none_and_one_are_singular(n: int, said: str) -> None:
    texts.use("fr")
    assert texts.ngettext("{n} reply", "{n} replies", n).format(n=n) == said


@pytest.mark.parametrize("n", [1, 2])
@pytest.mark.parametrize("key", [key for key, kind in BADGES.items() if kind.many])
def test_a_badge_that_counts_speaks_french(key: str, n: int) -> None:
    english = badge(key, n=n).text
    texts.use("fr")
    assert badge(key, n=n).text != english


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2021, 10, 1), "vendredi 1er octobre 2021"),
        (date(2021, 2, 28), "dimanche 28 février 2021"),
        (date(2021, 8, 11), "mercredi 11 août 2021"),
        (date(2020, 12, 21), "lundi 21 décembre 2020"),
    ],
)
def test_dates_are_written_out(day: date, written: str) -> None:
    texts.use("fr")
    weekday, rest = written.split(" ", 1)
    assert texts.format_date(day) == rest
    assert texts.format_weekday(day) == f"{weekday.capitalize()} {rest}"
    assert texts.format_day(day) == rest.rsplit(" ", 1)[0]
    assert texts.format_month(day.year, day.month) == rest.split(" ", 1)[1]


def test_a_date_stands_in_its_sentence() -> None:
    texts.use("fr")
    said = texts._("The survey opens on {date}").format(date=texts.format_date(date(2021, 5, 1)))
    assert said == "L’enquête ouvre le 1er mai 2021"


@pytest.mark.parametrize(
    ("number", "decimals", "written"),
    [(7.4, 1, "7,4"), (1234, 0, f"1{NARROW}234"), (-0.5, 2, "-0,50"), (1e6, 0, f"1{NARROW}000{NARROW}000")],
)
def test_numbers_have_a_comma_and_narrow_spaces(number: float, decimals: int, written: str) -> None:
    texts.use("fr")
    assert texts.format_number(number, decimals) == written


def test_a_share_stays_on_one_line() -> None:
    texts.use("fr")
    assert percent(0.379) == f"38{NO_BREAK}%"
