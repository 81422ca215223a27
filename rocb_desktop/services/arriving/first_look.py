"""A workshop pack before there is a profile: what it is about, and the names a person may press."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.domain.change import Change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.search_words import holds, typed_words
from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.arriving.gathering import read_bytes
from rocb_desktop.services.lanes import lane


@dataclass(frozen=True, slots=True)
class PackLook:
    """What an open, genuine pack says; nobody has compared its words yet. `people` are (code, name), by name."""

    path: Path
    workshops: tuple[str, ...]
    people: tuple[tuple[str, str], ...]


@lane("draw")
def look_into_pack(path: Path) -> PackLook:
    """Read a pack without a profile. Raises UserError: not_a_pack, and those of read_file."""
    file = read_file(read_bytes(path), [])
    changes = [change for block in file.blocks for change in block.block.changes]
    titles = _latest(changes, "workshop", "title")
    if not titles:
        raise UserError("not_a_pack")
    lists = _latest(changes, "name_list", "names").values()
    people = {str(entry) for names in lists if isinstance(names, list) for entry in names}
    pairs = (entry.partition("\t") for entry in people)
    named = {(code, name) for code, _tab, name in pairs if name}
    return PackLook(
        path,
        tuple(sorted(str(title) for title in titles.values())),
        tuple(sorted(named, key=lambda pair: (pair[1].casefold(), pair[0]))),
    )


def find_people(people: Sequence[tuple[str, str]], code: str, text: str) -> list[tuple[str, str]]:
    """Those of one administration ("" for all) whose name has every part that was typed, accents or not."""
    typed = typed_words(text)
    return [one for one in people if code in ("", one[0]) and holds(one[1], typed)]


def _latest(changes: list[Change], kind: str, field: str) -> dict[str, object]:
    """The newest value of a field of every record of a kind, by record."""
    found = [one for one in changes if one.kind == kind and one.fields and field in one.fields]
    return {one.record: one.fields[field] for one in sorted(found, key=lambda one: one.hlc) if one.fields}
