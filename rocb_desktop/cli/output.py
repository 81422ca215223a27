"""Prints what a command found: text for people, JSON for scripts, problems where each looks for them."""

import argparse
import dataclasses
import io
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HIGH = re.compile("[\x7f-\x9f]")  # what JSON leaves as it is
_LINES = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]+")


def be_utf8() -> None:
    """Lets every name be printed: a pipe on Windows would otherwise take only the local alphabet."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def show(parsed: argparse.Namespace, value: Any, text: str) -> int:
    """Prints `value` as JSON with --json, else `text`; returns exit code 0.

    Dataclasses become objects, dates ISO, sets sorted lists, paths strings.
    """
    print(as_json(value) if parsed.json else printable(text))
    return 0


def show_error(
    parsed: argparse.Namespace, code: str, message: str, hint: str, more: Mapping[str, Any] | None = None
) -> None:
    """Says what happened and what to do: on stderr, and with --json as {"error": ...} on stdout, `more` beside it."""
    if parsed.json:
        print(as_json({"error": {"code": code, "message": message, "hint": hint}, **(more or {})}))
    print(*map(printable, filter(None, (message, hint))), sep="\n", file=sys.stderr)


def as_json(value: Any) -> str:
    """Indented JSON, letters as they are; TypeError for what has no plain form."""
    return _HIGH.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    )


def printable(text: str) -> str:
    """Without what steers a terminal: names and answers come from files, and a file may mean harm."""
    return _STEERING.sub("\ufffd", text)


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns under their headings, numbers to the right; None is left blank."""
    cells = [["" if cell is None else _LINES.sub(" ", str(cell)) for cell in row] for row in rows]
    columns = list(zip(headings, *cells, strict=True))
    widths = [max(map(_width, column)) for column in columns]
    numeric = [_is_numeric([row[i] for row in rows]) for i in range(len(headings))]

    def line(row: Sequence[str]) -> str:
        padded = (_pad(cell, widths[i], numeric[i]) for i, cell in enumerate(row))
        return "  ".join(padded).rstrip()

    return "\n".join(map(line, [headings, ["-" * width for width in widths], *cells]))


def progress_bar(label: str) -> Callable[[int, int], None]:
    """A bar on stderr for (done, of), drawn only on a terminal; it clears itself at the end."""

    def draw(done: int, of: int) -> None:
        filled = 30 * done // max(of, 1)
        end = "\r\033[K" if done >= of else ""
        print(f"\r{label} [{'#' * filled}{' ' * (30 - filled)}] {done}/{of}", end=end, file=sys.stderr)
        sys.stderr.flush()

    return draw if sys.stderr.isatty() else lambda done, of: None


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _is_numeric(column: Sequence[object]) -> bool:
    known = [cell for cell in column if cell is not None]
    return bool(known) and all(isinstance(cell, int | float) for cell in known)


def _width(text: str) -> int:
    """Terminal columns: wide letters take two, marks on letters none."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
