"""Refuses an Excel workbook that would hurt to open, before the library that reads it sees it.

A workbook is a zip of XML. What it would unpack to stands in its directory, and zipfile never unpacks more
than that; what the XML would grow to in memory depends on how much the reader has to hold at once, so that is
looked at too.
"""

import re
import zipfile
import zlib
from typing import BinaryIO

from rocb_desktop.domain.errors import UserError

MAX_FILE = 64 * 2**20
MAX_PARTS = 2_000
MAX_UNPACKED = 200 * 2**20
MAX_RATIO = 200
RATIO_FROM = 2**20  # a small part may be as repetitive as it likes
MAX_SHEET = 64 * 2**20
MAX_STRINGS = 32 * 2**20
MAX_STRING_COUNT = 500_000
MAX_OTHER = 4 * 2**20
MAX_OTHER_TAGS = 100_000
_STEP = 2**20
_ROW = re.compile(rb"<(?:\w{1,20}:)?row[\s/>]")
_STRING = re.compile(rb"<(?:\w{1,20}:)?si[\s/>]")
_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")  # an old .xls, or an .xlsx behind a password


def check_workbook(file: BinaryIO) -> None:
    """Lets a workbook pass, or raises UserError: too_large, locked_workbook, bad_workbook."""
    if file.seek(0, 2) > MAX_FILE:
        raise UserError("too_large")
    file.seek(0)
    if file.read(len(_COMPOUND)) == _COMPOUND:
        raise UserError("locked_workbook")
    try:
        with zipfile.ZipFile(file) as archive:
            _check_directory(archive.infolist())
            for part in archive.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        # RuntimeError: a part behind a password; NotImplementedError: a packing that zipfile does not know
        raise UserError("bad_workbook") from error


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise UserError("too_large")
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * part.compress_size:
            raise UserError("too_large")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """What the reader holds at once stays small: a row, a text, or a whole part that is neither."""
    in_sheet = "/worksheets/" in part.filename
    in_strings = part.filename.endswith("sharedStrings.xml")
    if part.file_size > (MAX_SHEET if in_sheet else MAX_STRINGS if in_strings else MAX_OTHER):
        raise UserError("too_large")
    tags = strings = 0
    tail = b""
    with archive.open(part) as unpacked:
        while step := unpacked.read(_STEP):
            # Excel writes no declarations, comments or CDATA: what hides here is an entity bomb or a disguise
            if b"<!" in tail + step or b"\0" in step:
                raise UserError("bad_workbook")
            tail = step[-1:]
            full = len(step) == _STEP
            strings += len(_STRING.findall(step)) if in_strings else 0
            tags += 0 if in_sheet or in_strings else step.count(b"<")
            if strings > MAX_STRING_COUNT or tags > MAX_OTHER_TAGS:
                raise UserError("too_large")
            if full and ((in_sheet and not _ROW.search(step)) or (in_strings and not _STRING.search(step))):
                raise UserError("too_large")
