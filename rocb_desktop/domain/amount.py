"""Numbers as people write them, with a decimal comma or point: read where they can mean one thing only."""

import re
from decimal import Decimal

_SPACES = re.compile("[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}']")
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}([ ,.])\d{3}(\1\d{3})*(?!\1)([.,]\d+)?", re.ASCII)
# 1,234 is a thousand and more in English, and a little more than one in French; nobody can know.
_TWO_WAYS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


def read_amount(text: str) -> Decimal | None:
    """The number a person wrote, without its unit; None for words, and for what can be read in two ways."""
    written = _SPACES.sub(" ", text.strip().replace("\N{MINUS SIGN}", "-"))
    if _TWO_WAYS.fullmatch(written):
        return None
    if _PLAIN.fullmatch(written):
        return Decimal(written.replace(",", "."))
    grouped = _GROUPED.fullmatch(written)
    if grouped is None:
        return None
    decimals = grouped[3] or ""
    whole = written.removesuffix(decimals).replace(grouped[1], "")
    return Decimal(f"{whole}{decimals.replace(',', '.')}")
