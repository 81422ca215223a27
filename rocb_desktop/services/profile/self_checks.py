"""What a finished bundle must be able to do, checked without a screen: read its resources, exchange, write files."""

import csv
import json
import xml.etree.ElementTree as xml
from collections.abc import Callable
from pathlib import Path

from rocb_desktop import paths, texts, tokens
from rocb_desktop.domain import questionnaire
from rocb_desktop.domain.administration import all_administrations
from rocb_desktop.domain.kinds import Role
from rocb_desktop.exchange.round_workbook import read
from rocb_desktop.exchange.words import word_list
from rocb_desktop.services.arriving.exchange import preview
from rocb_desktop.services.demo.demo import DAYS, make_demo
from rocb_desktop.services.region.tables import round_charts, save_chart, save_workbook, tables
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.session import Clock, open_session

BLANK = 4_000  # bytes: a picture of one colour is smaller
_REPLIES_2021 = 58
_WORDS = 2048


def read_resources() -> None:
    """Opens every shipped file by its kind, and what is made of them. Raises whatever is wrong."""
    files = [file for file in paths.resource().rglob("*") if file.is_file()]
    _expect(len(files) > 100, f"only {len(files)} resources")
    for file in files:
        _READERS.get(file.suffix, Path.read_bytes)(file)
    _expect(len(word_list()) == _WORDS, "word list")
    _expect(len(all_administrations()) >= 35, "administrations")
    questionnaire.load()
    for theme in ("light", "dark"):
        tokens.load(theme)
    spoken = texts.language()
    for lang in texts.LANGUAGES:
        texts.use(lang)
    texts.use(spoken)


def exchange_files(folder: Path) -> None:
    """The focal point's demo is many exchanges; here the stores are whole, and a damaged file is refused."""
    profile = make_demo(folder, Role.FOCAL_POINT)
    session = open_session(profile, clock=Clock(DAYS[Role.FOCAL_POINT]))
    try:
        _expect(check_store(session).ok, "the store is not whole")
        good = next((folder / "files").glob("FJ_reply_*.rocb"))
        _expect(preview(session, [good]).nothing_new, "the same file again brought something")
        damaged = folder / "files" / "damaged.rocb"
        damaged.write_bytes(good.read_bytes()[:-9])
        found = preview(session, [damaged]).files[0].error
        _expect(found is not None and found.code == "damaged_file", "a damaged file was let in")
    finally:
        session.close()


def write_formats(folder: Path) -> None:
    """Tables 1-7 and charts of Survey 2021 as PNG, SVG and xlsx."""
    profile = make_demo(folder / "demo", Role.ROCB)
    session = open_session(profile, clock=Clock(DAYS[Role.ROCB]))
    try:
        counted, charts = tables(session, 2021), round_charts(session, 2021)
    finally:
        session.close()
    _expect(counted.n == _REPLIES_2021, f"{counted.n} replies")
    save_workbook(counted, folder / "tables.xlsx")
    save_chart(charts.reply_rates, tokens.load("light"), folder / "rates.png", "png")
    save_chart(charts.actions, tokens.load("light"), folder / "actions.svg", "svg")
    for name, magic in (("tables.xlsx", b"PK"), ("rates.png", b"\x89PNG"), ("actions.svg", b"<?xml")):
        content = (folder / name).read_bytes()
        _expect(content.startswith(magic) and len(content) > BLANK, name)


def _expect(right: bool, what: str) -> None:
    if not right:
        raise ValueError(what)


def _read_csv(file: Path) -> object:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _read_text(file: Path) -> object:
    return file.read_text(encoding="utf-8")


_READERS: dict[str, Callable[[Path], object]] = {
    ".json": lambda file: json.loads(file.read_text(encoding="utf-8")),
    ".csv": _read_csv,
    ".svg": xml.parse,
    ".txt": _read_text,
    ".md": _read_text,
    ".xlsx": lambda file: read(file).refuse_problems(),
}
