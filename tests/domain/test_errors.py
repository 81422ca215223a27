"""Every error is a sentence that says what happened and what to do."""

import ast
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import rocb_desktop
from rocb_desktop.domain import error_words
from rocb_desktop.domain.errors import DETAILED, ERRORS, Cancelled, UserError, placeholders

PACKAGE = Path(rocb_desktop.__file__).parent
# Words that the design's word list keeps out of the app.
BANNED = set("please sorry oops invalid fatal abort sync upload submit null timeout click".split())


@pytest.mark.parametrize("code", ERRORS)
def test_every_code_speaks_plainly(code: str) -> None:
    error = UserError(code)
    for sentence in (error.what(), error.hint()):
        assert sentence.endswith(".")
        assert not placeholders(sentence)
        assert not BANNED & set(sentence.casefold().split())
        assert all(len(part.split()) < 20 for part in sentence.split(". "))
    assert str(error) == code  # logs hold no names


@pytest.mark.parametrize(("code", "sentence"), [(code, one) for code, all in DETAILED.items() for one in all])
def test_a_detailed_sentence_says_its_values(code: str, sentence: str) -> None:
    names = placeholders(sentence)
    assert names
    assert code in ERRORS
    said = UserError(code, **{name: f"<{name}>" for name in names}).what()
    assert all(f"<{name}>" in said for name in names)


def test_every_code_has_one_place() -> None:
    rooms = [import_module(f"{error_words.__name__}.{one.name}") for one in iter_modules(error_words.__path__)]
    assert sum(len(room.ERRORS) for room in rooms) == len(ERRORS)
    assert all(room.DETAILED.keys() <= room.ERRORS.keys() for room in rooms)


def test_too_few_values_fall_back_to_the_plain_sentence() -> None:
    assert UserError("unknown_workshop", other="x").what() == "There is no such workshop here."
    assert UserError("unknown_workshop", workshop="2021/99").what() == "There is no workshop “2021/99” here."


def test_values_are_shown_as_people_read_them() -> None:
    assert UserError("bad_date", text=date(2021, 4, 30)).what() == "“30 April 2021” is not a date the app can read."
    assert "Vanuatu" in UserError("not_for_you", administration="VU").what()
    assert "ROCB A/P" in UserError("no_office_key", receiver="ROCB").what()


def test_braces_in_a_value_stay_as_they_are() -> None:
    assert UserError("bad_path", path="{0}{path}").what() == "The file or folder “{0}{path}” cannot be found."


def test_an_unknown_code_is_our_mistake() -> None:
    with pytest.raises(KeyError, match="no_such_code"):
        UserError("no_such_code")


def test_stop_says_that_nothing_was_changed() -> None:
    assert Cancelled().what() == "Stopped. Nothing was changed."


def test_every_code_that_is_raised_has_its_sentences() -> None:
    raised = {
        (path.name, call.args[0].value)
        for path in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "UserError"
        and isinstance(call.args[0], ast.Constant)
    }
    assert raised
    assert not {(name, code) for name, code in raised if code not in ERRORS}
