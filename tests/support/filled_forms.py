"""Questionnaires in Excel for tests: written, filled in as people do, and saved by other programs."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.form import Field, Questionnaire
from rocb_desktop.domain.questionnaire import load, normalise
from rocb_desktop.exchange.questionnaire_reader import FilledIn, open_filled, read_answers
from rocb_desktop.exchange.questionnaire_sheet import Identity
from rocb_desktop.exchange.questionnaire_writer import Filled, write_questionnaire

SOFFICE = shutil.which("soffice")
ANSWERS: Mapping[str, Value] = {
    "q1_share_materials": "yes",
    "q1_share_materials_date": "2021-05-03",
    "q1_share_materials_reached": 14,
    "q1_submit_report": "yes",
    "q1_submit_report_date": "2021-06",
    "q2": ["operational"],
    "q2_operational_text": "=cmd|' /C calc'!A0\nsecond line, é, _x0041_",
    "q3": "not_yet",
    "q4": "yes",
    "q4_text": "- one\n- two",
    "q5": "no",
    "q6": ["skills", "funds"],
    "q7": "members_anonymous",
}


def make_form(
    path: Path,
    answers: Mapping[str, Value] | None = None,
    *,
    lang: str = "en",
    questionnaire: Questionnaire | None = None,
    workshop: str = "w" * 32,
    person: Mapping[str, str] | None = None,
    participant: str = "Sina Leota",
) -> Path:
    """A questionnaire of Fiji, filled in with `answers`."""
    asked = questionnaire or load()
    identity = Identity(f"{asked.name}@{asked.version}", workshop, "2021/7", "FJ", participant, lang)
    known = {"@name": participant, **(person or {})}
    filled = Filled("2021/7 Trade Facilitation Agreement", "Fiji (FJ)", known, normalise(answers or {}, asked))
    path.write_bytes(write_questionnaire(asked, identity, filled))
    return path


def read_form(path: Path, questionnaire: Questionnaire | None = None) -> FilledIn:
    return read_answers(open_filled(path), questionnaire or load())


def edit_form(path: Path, change: Callable[[Worksheet], None]) -> Path:
    """Opens a form, lets somebody write into its visible sheet, and saves it in the same place."""
    book = load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


def cell_of(path: Path, key: str) -> str:
    """The address of the answer `key`."""
    hidden = load_workbook(path)["rocb-questionnaire"]
    return next(str(row[1]) for row in hidden.iter_rows(values_only=True) if row[0] == key)


def put_in(path: Path, cells: Mapping[str, Any]) -> Path:
    """Writes values into answer cells, by their keys."""
    places = {cell_of(path, key): value for key, value in cells.items()}

    def change(sheet: Worksheet) -> None:
        for place, value in places.items():
            sheet[place] = value

    return edit_form(path, change)


def saved_by_libreoffice(path: Path, folder: Path) -> Path:
    """The same workbook, opened and saved by another program."""
    assert SOFFICE is not None
    folder.mkdir()
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = [SOFFICE, home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    return folder / path.name


_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")


def texts(most: int) -> st.SearchStrategy[str]:
    """Texts as they are kept: trimmed, with line ends."""
    lines = st.lists(st.text(_LETTERS, max_size=min(most, 40)), min_size=1, max_size=3)
    return lines.map("\n".join).map(str.strip).filter(lambda text: 0 < len(text) <= most)


def answers_to(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, Value]]:
    """Any answers that can be kept, whether the reply is complete or not."""
    fields = {one.id: st.none() | _answer(one) for one in questionnaire.fields}
    return st.fixed_dictionaries(fields).map(lambda found: normalise(found, questionnaire))


def _answer(field: Field) -> st.SearchStrategy[Any]:
    if field.kind == "tick":
        return st.sampled_from(["yes", "no"])
    if field.kind == "number":
        return st.integers(0, field.max)
    if field.kind == "date":
        day = st.dates(min_value=_day(1990), max_value=_day(2200)).map(lambda day: day.isoformat())
        return day | day.map(lambda text: text[:7])
    if field.kind == "text":
        return texts(field.max)
    ids = [option.id for option in field.options]
    if field.kind == "choice":
        return st.sampled_from(ids)
    return st.sets(st.sampled_from(ids)).map(lambda chosen: [id for id in ids if id in chosen])


def _day(year: int) -> Any:
    from datetime import date

    return date(year, 1, 1)
