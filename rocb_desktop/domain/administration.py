"""The customs administrations of the region: their codes, names and memberships, read from data.

Membership of the WCO and of the OCO are two independent facts, and both can change: Solomon Islands joined
the WCO in 2023 and Palau in 2024, so a question about members is always a question about a day.
"""

import csv
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

from rocb_desktop import paths

ROCB = "ROCB"
ROCB_NAME = "ROCB A/P"


@dataclass(frozen=True, slots=True)
class Administration:
    """One customs administration. `code` is ISO alpha-2; `group` is the WCO's sub-region, "" outside the WCO.

    `wco_since` is None for a member since before records here begin, and for a non-member.
    """

    code: str
    iso3: str
    name: str
    aliases: tuple[str, ...]
    group: str
    pacific_island: bool
    wco_member: bool
    wco_since: date | None
    oco_member: bool
    languages: tuple[str, ...]

    def is_wco_member_on(self, day: date) -> bool:
        return self.wco_member and (self.wco_since is None or self.wco_since <= day)


@cache
def all_administrations() -> tuple[Administration, ...]:
    """Every administration of resources/administrations.csv, by code."""
    lines = paths.resource_text("administrations.csv").splitlines()
    return tuple(sorted((_from_row(row) for row in csv.DictReader(lines)), key=lambda one: one.code))


def by_code(text: str) -> Administration | None:
    """The administration with this alpha-2, alpha-3, name or alias; case, spaces and accents do not matter.

    The report writes PNG for PG, and prints an empty list as "0": the first is known, the second is nobody.
    """
    return _index().get(_key(text))


def name_of(code: str) -> str:
    """The name to show for a stored code: ROCB A/P for ROCB, and an unknown code as it is."""
    if code == ROCB:
        return ROCB_NAME
    known = by_code(code)
    return known.name if known else code


@cache
def _index() -> dict[str, Administration]:
    return {_key(text): one for one in all_administrations() for text in (one.code, one.iso3, one.name, *one.aliases)}


def _key(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())


def _from_row(row: dict[str, str]) -> Administration:
    since = row["wco_member_since"]
    return Administration(
        code=row["code"],
        iso3=row["iso3"],
        name=row["name"],
        aliases=_parts(row["aliases"]),
        group=row["wco_group"],
        pacific_island=row["pacific_island"] == "yes",
        wco_member=row["wco_member"] == "yes",
        wco_since=date.fromisoformat(since) if since else None,
        oco_member=row["oco_member"] == "yes",
        languages=_parts(row["languages"]),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
