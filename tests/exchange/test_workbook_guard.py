"""Workbooks that hurt: bombs, disguises and damage end in a sentence, quickly, and never in a crash."""

import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from workbooks import ANSWERS, WORKSHOPS, Rows, lines, save_workbook

from rocb_desktop import paths
from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.round_workbook import RoundBook, read
from rocb_desktop.exchange.sheet_rows import MAX_ROWS

Make = Callable[..., Path]
Change = Callable[[str, bytes], bytes]

DEMO = paths.resource("demo", "survey-2021.xlsx")
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
START, END = b"<sheetData>", b"</sheetData>"


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read(path)
    assert caught.value.what().endswith(".")
    return caught.value.code


def repacked(path: Path, parts: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> Path:
    """The workbook with these parts put in place of its own, or added."""
    with zipfile.ZipFile(path) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", packing) as new:
        for name, content in (kept | parts).items():
            new.writestr(name, content)
    return path


def sheet_with(path: Path, inside: bytes) -> Path:
    """The workbook with this between the rows of its first sheet."""
    with zipfile.ZipFile(path) as old:
        xml = old.read(SHEET)
    return repacked(path, {SHEET: xml.replace(END, inside + END)})


@pytest.fixture
def good(make: Make) -> Path:
    return make(Workshops=WORKSHOPS)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.xlsx") == "bad_path"
    assert refused(tmp_path) == "bad_path"
    (tmp_path / "file").touch()
    assert refused(tmp_path / "file" / "inside.xlsx") == "cannot_open"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bad_workbook"),
        (b"PK", "bad_workbook"),
        (b"number,title\n1,A\n", "bad_workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "locked_workbook"),
        (b"%PDF-1.7", "bad_workbook"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "round.xlsx"
    path.write_bytes(content)
    assert refused(path) == code


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "round.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    assert refused(path) == "bad_workbook"


def test_a_workbook_without_workshops(make: Make) -> None:
    assert refused(make(Sheet1=[["hello"]])) == "bad_workbook"
    assert refused(make(Workshops=[WORKSHOPS[0]])) == "bad_workbook"


def test_a_chart_in_place_of_the_sheet(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.create_chartsheet("Workshops")
    workbook.save(tmp_path / "round.xlsx")
    assert refused(tmp_path / "round.xlsx") == "bad_workbook"


def test_a_file_of_more_than_64_mb(good: Path) -> None:
    with good.open("ab") as file:
        file.truncate(64 * 2**20 + 1)
    assert refused(good) == "too_large"


def test_many_parts(good: Path) -> None:
    assert refused(repacked(good, {f"xl/media/{n}.png": b"" for n in range(2_001)})) == "too_large"


def test_a_part_that_unpacks_two_hundredfold(good: Path) -> None:
    assert refused(repacked(good, {"xl/media/image1.png": bytes(2**20 + 1)})) == "too_large"


def test_much_in_all(good: Path) -> None:
    noise = random.Random(2021).randbytes(2**20)
    parts = {f"xl/media/{n}.bin": noise[:9000] * 7_000 for n in range(4)}
    assert refused(repacked(good, parts)) == "too_large"


@pytest.mark.parametrize("name", [SHEET, STRINGS, "xl/styles.xml", "xl/workbook.xml", "docProps/core.xml"])
@pytest.mark.parametrize(
    "bomb",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode("utf-16"),
        b"<x><![CDATA[" + b"<row" * 100 + b"]]></x>",
        # across two steps of reading
        b"<row/><si/>" + random.Random(2021).randbytes(2**19).hex().encode()[: 2**20 - 12] + b"<!DOCTYPE y><x/>",
    ],
)
def test_declarations_and_disguises(good: Path, name: str, bomb: bytes) -> None:
    assert refused(repacked(good, {name: bomb})) == "bad_workbook"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (SHEET, b"<worksheet><sheetData><row>" + b"<c/>" * 600_000 + b"</row></sheetData></worksheet>"),
        (SHEET, b"<worksheet><cols>" + b'<col min="1" max="1"/>' * 100_000 + b"</cols></worksheet>"),
        (STRINGS, b"<sst><si>" + b"<r><t/></r>" * 300_000 + b"</si></sst>"),
        (STRINGS, b"<sst>" + b"<si><t>a</t></si>" * 500_001 + b"</sst>"),
        ("xl/styles.xml", b"<styleSheet><cellXfs>" + b"<xf/>" * 100_001 + b"</cellXfs></styleSheet>"),
        ("xl/workbook.xml", b"<workbook>" + b"x" * (4 * 2**20) + b"</workbook>"),
    ],
)
def test_parts_that_would_grow_in_memory(good: Path, name: str, content: bytes) -> None:
    path = repacked(good, {name: content}, zipfile.ZIP_STORED)  # so that it is not refused for its ratio
    tracemalloc.start()
    begun = time.monotonic()
    assert refused(path) == "too_large"
    taken, peak = time.monotonic() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert taken < 5  # a second in ordinary running; tracing is slow
    assert peak < 60 * 2**20


@pytest.mark.parametrize(
    "inside",
    [
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    ],
)
def test_a_cell_far_away(good: Path, inside: bytes) -> None:
    """Nothing is made for the millions of empty rows and columns between."""
    begun = time.monotonic()
    assert lines(read(sheet_with(good, inside))) == []
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(("row", "code"), [(MAX_ROWS + 1, ""), (MAX_ROWS + 2, "too_large")])
def test_100_000_rows_below_the_header_are_read_and_one_more_is_not(good: Path, row: int, code: str) -> None:
    path = sheet_with(good, f'<row r="{row}"><c r="A{row}"><v>4</v></c></row>'.encode())
    if code:
        assert refused(path) == code
    else:
        assert lines(read(path))[0].startswith(f"Sheet Workshops, row {row}, column “title”")


@pytest.mark.parametrize(
    "inside",
    [
        b'<row r="9"><c r="A9" t="s"><v>77</v></c></row>',  # a text that is not in the list
        b'<row r="x"><c r="A9"><v>1</v></c></row>',
        b'<row r="9"><c r="9A"><v>1</v></c></row>',
        b'<row r="9"><c r="A9"><v>one</v></c></row>',
        b'<row r="9"><c r="A9"><v>' + b"9" * 5000 + b"</v></c></row>",
        b'<row r="9"><c r="A9">',
        b"\xff\xfe",
    ],
)
def test_a_damaged_sheet(good: Path, inside: bytes) -> None:
    assert refused(sheet_with(good, inside)) == "bad_workbook"


def test_odd_numbers_are_no_workshop(good: Path) -> None:
    book = read(sheet_with(good, b'<row r="9"><c r="A9"><v>1e999</v></c><c r="B9" t="b"><v>1</v></c></row>'))
    assert "Write a whole number from 1 to 9999." in lines(book)[0]


def test_a_part_behind_a_password_or_packed_in_another_way(good: Path) -> None:
    data = bytearray(good.read_bytes())
    place = data.find(b"PK\x01\x02")
    for offset, value in ((8, 1), (10, 99)):
        changed = bytearray(data)
        changed[place + offset] = value
        good.write_bytes(changed)
        assert refused(good) == "bad_workbook"


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_damage_is_a_book_or_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(DEMO.read_bytes())
    if data.draw(st.booleans(), "cut"):
        content = content[: data.draw(st.integers(0, len(content)), "at")]
    else:
        for _each in range(data.draw(st.integers(1, 20), "bytes")):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(content)
    _read_or_refuse(path)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_damage_inside_a_part_is_a_book_or_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    """Behind the zip's check sums, where only the XML's readers stand."""
    with zipfile.ZipFile(DEMO) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    xml = bytearray(parts[name])
    at = data.draw(st.integers(0, len(xml) - 1))
    xml[at : at + data.draw(st.integers(0, 40))] = data.draw(
        st.binary(max_size=8)
        | st.sampled_from([b"<row/>", b"<c/>", b"</v>", b'"', b"&#0;", b"&lt;", b"<f>1</f>", b"-1"])
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        for each, content in (parts | {name: bytes(xml)}).items():
            new.writestr(each, content)
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(packed.getvalue())
    _read_or_refuse(path)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
    st.sampled_from(["yes", "not yet", "FJ;TO", "2021/1", "2020-11", "0", "#N/A", "1e5", "=A1", "=cmd|' /C calc'!A0"]),
)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_is_typed_is_a_book_or_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    headers = {
        "Workshops": WORKSHOPS[0],
        "Participants": ["workshop", "name", "administration", "role", "attended", "mode"],
        "Replies": [*ANSWERS, "applied_strategic", "consent", "received"],
    }
    sheets: dict[str, Rows] = {}
    for name, header in headers.items():
        rows = st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=3)
        sheets[name] = [header, *(WORKSHOPS[1:3] if name == "Workshops" else []), *data.draw(rows, name)]
    _read_or_refuse(save_workbook(tmp_path / "typed.xlsx", sheets))


def _read_or_refuse(path: Path) -> None:
    try:
        book = read(path)
    except UserError as error:
        assert error.code in ("bad_workbook", "too_large", "locked_workbook")
    else:
        assert isinstance(book, RoundBook)
        assert all(line.strip() for line in book.problems.lines() + book.warnings.lines())
