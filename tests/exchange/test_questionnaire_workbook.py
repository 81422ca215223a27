"""A questionnaire as an Excel workbook: written, filled in, saved by whatever program, and read back exactly."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from filled_forms import (
    ANSWERS,
    SOFFICE,
    answers_to,
    cell_of,
    edit_form,
    make_form,
    put_in,
    read_form,
    saved_by_libreoffice,
)
from hypothesis import HealthCheck, given, settings
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.questionnaire import load, normalise, parse
from rocb_desktop.exchange.questionnaire_reader import is_questionnaire, open_filled, read_answers

KEPT = normalise(ANSWERS, load())
NEEDS = """{"name": "needs", "version": 3, "title": {"en": "Needs", "fr": "Besoins"}, "questions": [
  {"number": 4, "short": {"en": "Topics"}, "title": {"en": "=1+1"}, "required": false, "fields": [
    {"id": "topic", "kind": "choices", "label": {"en": "Which?"}, "options": [
      {"id": "aeo", "label": {"en": "AEO"}}, {"id": "other", "label": {"en": "aeo!"}}]},
    {"id": "why", "kind": "text", "max": 50, "label": {"en": "Which?"}},
    {"id": "level", "kind": "choice", "label": {"en": "Level"}, "options": [
      {"id": "one", "label": {"en": "+"}}, {"id": "two", "label": {"en": "-"}}]}]}]}"""


def read(path: Path) -> dict[str, Value]:
    found = read_form(path)
    assert [bad.line for bad in found.problems] == []
    return found.answers


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_was_written_is_read(tmp_path: Path, lang: str) -> None:
    path = make_form(tmp_path / "form.xlsx", ANSWERS, lang=lang, person={"@date": "2021-11-01", "@post": "Officer"})
    book = open_filled(path)
    found = read_form(path)
    assert found.answers == KEPT
    assert (found.person, found.date, found.by_words) == (
        {"@name": "Sina Leota", "@post": "Officer"},
        "2021-11-01",
        False,
    )
    assert book.identity is not None
    assert (book.identity.place, book.identity.administration, book.identity.language) == ("2021/7", "FJ", lang)


@given(answers=answers_to(load()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_answers_come_back(tmp_path: Path, answers: dict[str, Value]) -> None:
    assert read(make_form(tmp_path / "any.xlsx", answers)) == answers


@given(answers=answers_to(parse(NEEDS)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
def test_any_questionnaire_works(tmp_path: Path, answers: dict[str, Value]) -> None:
    needs = parse(NEEDS)
    found = read_form(make_form(tmp_path / "needs.xlsx", answers, questionnaire=needs, lang="fr"), needs)
    assert (found.answers, found.problems) == (answers, [])


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_after_libreoffice_saved_it(tmp_path: Path, lang: str) -> None:
    path = make_form(tmp_path / "form.xlsx", ANSWERS, lang=lang, person={"@date": "2021-11-01"})
    saved = saved_by_libreoffice(path, tmp_path / "saved")
    found = read_form(saved)
    assert (found.answers, found.date, found.by_words, found.problems) == (KEPT, "2021-11-01", False, [])
    with saved.open("rb") as stream:
        assert is_questionnaire(stream)


def test_only_the_answers_can_be_written_into(tmp_path: Path) -> None:
    path = make_form(tmp_path / "form.xlsx", ANSWERS)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    hidden = book["rocb-questionnaire"]
    answers = {str(row[1]) for row in hidden.iter_rows(min_row=11, max_col=3, values_only=True) if row[0]}
    assert unlocked == answers and sheet.protection.sheet and not sheet.protection.password
    assert hidden.sheet_state == "hidden" and book.security.lockStructure
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
    assert {cell for rule in sheet.data_validations.dataValidation for cell in str(rule.sqref).split()} == answers


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    needs = parse(NEEDS)
    path = make_form(tmp_path / "form.xlsx", {"why": "=1+1"}, questionnaire=needs, participant="@SUM(A1)")
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert {"4. =1+1", "=1+1", "@SUM(A1)"} <= {cell.value for cell in cells}
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "vba" in name.casefold()]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (datetime(2021, 5, 3), "2021-05-03"),
        (44319, "2021-05-03"),
        ("3 May 2021", "2021-05-03"),
        ("3 mai 2021", "2021-05-03"),
        ("3/5/2021", "2021-05-03"),
        ("03.05.2021", "2021-05-03"),
        ("2021-05-03", "2021-05-03"),
        ("2021-05-03 00:00:00", "2021-05-03"),
        ("May 2021", "2021-05"),
        ("mai 2021", "2021-05"),
        ("5/2021", "2021-05"),
    ],
)
def test_dates_in_every_writing(tmp_path: Path, typed: Any, kept: str) -> None:
    path = make_form(tmp_path / "form.xlsx", ANSWERS)
    place = cell_of(path, "q1_share_materials_date")

    def change(sheet: Worksheet) -> None:
        sheet[place] = typed
        if isinstance(typed, int):
            sheet[place].number_format = "General"

    assert read(edit_form(path, change))["q1_share_materials_date"] == kept


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    path = make_form(tmp_path / "form.xlsx", ANSWERS)
    place = cell_of(path, "q1_share_materials_date")
    book = load_workbook(path)
    book.epoch = datetime(1904, 1, 1)
    book.worksheets[0][place] = 42857
    book.worksheets[0][place].number_format = "General"
    book.save(path)
    assert read(path)["q1_share_materials_date"] == "2021-05-03"


@pytest.mark.parametrize(
    ("lang", "typed", "kept"),
    [
        ("en", 14.0, 14),
        ("en", "14", 14),
        ("en", "1,200", 1200),
        ("en", "1 200", 1200),
        ("fr", "14,0", 14),
        ("fr", "1 200", 1200),
        ("fr", "1\N{NARROW NO-BREAK SPACE}200", 1200),
    ],
)
def test_numbers_as_people_type_them(tmp_path: Path, lang: str, typed: Any, kept: int) -> None:
    path = put_in(make_form(tmp_path / "form.xlsx", ANSWERS, lang=lang), {"q1_share_materials_reached": typed})
    assert read(path)["q1_share_materials_reached"] == kept


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("q1_others", True, "yes"),
        ("q1_others", "OUI", "yes"),
        ("q1_others", "x", "yes"),
        ("q1_others", "✓", "yes"),
        ("q1_others", "Non", "no"),
        ("q3", "NOT  YET", "not_yet"),
        ("q3", "pas encore", "not_yet"),
        ("q3", "oui", "yes"),
        ("q3", True, "yes"),
        ("q7", "oui, sans notre nom", "members_anonymous"),
        ("q7", "No only count my answers", "count_only"),
        ("q7", "count_only", "count_only"),
    ],
)
def test_words_with_other_case_accents_and_language(tmp_path: Path, key: str, typed: Any, kept: str) -> None:
    assert read(put_in(make_form(tmp_path / "form.xlsx", ANSWERS), {key: typed}))[key] == kept


def test_every_bad_cell_is_named_at_once(tmp_path: Path) -> None:
    path = make_form(tmp_path / "form.xlsx", ANSWERS, lang="fr")
    bad = {
        "q1_share_materials_reached": "12,5",
        "q1_share_materials_date": "30 February 2021",
        "q3": "perhaps",
        "q1_others": "=1+1",
        "q4_text": "x" * 2001,
        "q1_make_recommendations": "many",
    }
    found = read_form(put_in(path, bad))
    assert {(one.sheet, one.cell) for one in found.problems} == {("Questionnaire", cell_of(path, key)) for key in bad}
    lines = {one.cell: one.line for one in found.problems}
    assert lines[cell_of(path, "q1_share_materials_reached")].endswith(
        "it says “12,5”. Write a whole number from 0 to 1,000,000."
    )
    assert "This cell has a formula" in lines[cell_of(path, "q1_others")]
    assert "Yes / Not yet / No" in lines[cell_of(path, "q3")]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_could_be_two_numbers_is_none(tmp_path: Path, lang: str) -> None:
    typed = "1,200" if lang == "fr" else "1.200"
    path = put_in(make_form(tmp_path / "form.xlsx", ANSWERS, lang=lang), {"q1_share_materials_reached": typed})
    assert [one.says for one in read_form(path).problems] == [typed]


def test_a_renamed_sheet_and_rows_put_in_between(tmp_path: Path) -> None:
    path = make_form(tmp_path / "form.xlsx", ANSWERS)

    def change(sheet: Worksheet) -> None:
        sheet.title = "My answers"
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_rows(20, 3)
        sheet["A21"] = "a note of mine"

    found = read_form(edit_form(path, change))
    assert (found.answers, found.by_words, found.problems) == (KEPT, True, [])


def _without_ids(path: Path) -> Path:
    book = load_workbook(path)
    del book["rocb-questionnaire"]
    book.save(path)
    return path


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_without_its_ids_it_is_read_by_its_words(tmp_path: Path, lang: str) -> None:
    path = _without_ids(make_form(tmp_path / "form.xlsx", ANSWERS, lang=lang))
    book = open_filled(path)
    found = read_answers(book, load())
    assert (book.identity, book.said()) == (None, ("2021/7", "Fiji (FJ)"))
    assert (found.answers, found.by_words) == (KEPT, True)


def test_ids_that_somebody_changed_are_not_believed(tmp_path: Path) -> None:
    path = make_form(tmp_path / "form.xlsx", ANSWERS)
    book = load_workbook(path)
    book["rocb-questionnaire"]["B5"] = "WS"
    book.save(path)
    assert open_filled(path).identity is None
    assert read_form(path).by_words


def test_rows_that_are_missing_are_refused(tmp_path: Path) -> None:
    path = _without_ids(make_form(tmp_path / "form.xlsx", ANSWERS))

    def change(sheet: Worksheet) -> None:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.delete_rows(20)

    edit_form(path, change)
    with pytest.raises(UserError) as refused:
        read_answers(open_filled(path), load())
    assert refused.value.code == "bad_workbook" and "enter the reply on behalf" in refused.value.what()


def test_other_workbooks_are_not_ours(tmp_path: Path) -> None:
    assert not is_questionnaire(BytesIO(b"PK\x03\x04 no zip"))
    assert not is_questionnaire(BytesIO(b""))
    whole = make_form(tmp_path / "whole.xlsx").read_bytes()
    at = whole.index(b"xl/workbook.xml") + 15
    harmed = whole[:at] + bytes(byte ^ 0xFF for byte in whole[at : at + 6]) + whole[at + 6 :]
    assert not is_questionnaire(BytesIO(harmed))
    path = _without_ids(make_form(tmp_path / "form.xlsx"))
    assert not is_questionnaire(BytesIO(path.read_bytes()))


def test_a_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = make_form(tmp_path / "form.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/bomb.xml", b"<row/>" * 50_000_000)
    with pytest.raises(UserError) as refused:
        open_filled(path)
    assert refused.value.code == "too_large"


def test_an_empty_form_has_no_answers(tmp_path: Path) -> None:
    found = read_form(make_form(tmp_path / "form.xlsx", participant=""))
    assert (found.answers, found.person, found.date, found.problems) == ({}, {}, "", [])


def test_the_day_may_be_a_plain_date(tmp_path: Path) -> None:
    path = put_in(make_form(tmp_path / "form.xlsx"), {"@date": date(2021, 11, 3)})
    assert read_form(path).date == "2021-11-03"
