"""Writes the golden files of a release, once: `python tests/files/golden/make_golden.py 0.1`.

A card, a pack, a reply and a return of assumed people, the keys that open them, what they say, and ROCB A/P's store as
it was before the return came. Every later release has to read them (tests/exchange/test_golden.py), so nobody makes
them again: a folder that is there is never written over.
"""

import json
import sqlite3
import sys
import tempfile
from pathlib import Path

FILES = Path(__file__).resolve().parent.parent
ROOT = FILES.parent.parent
sys.path[:0] = [str(ROOT), str(FILES.parent / "support")]

from golden import READERS, content  # noqa: E402 - after the path that leads to it
from region import Region, make_region  # noqa: E402 - as above

from rocb_desktop.services.keys import ANCHOR, OFFICE, PAPER, SIGNING  # noqa: E402 - as above

KEYS = (SIGNING, OFFICE, ANCHOR, PAPER)


def main(release: str) -> None:
    """Makes the files of one release; refuses to make them twice."""
    target = FILES / "golden" / release
    target.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        region = make_region(Path(folder) / "region")
        keys = {who: keys_of(region, who) for who in ("rocb", "focal", "sina")}
        write(target / "keys.json", keys)
        for name, reader in READERS.items():
            data = region.file(name).read_bytes()
            (target / f"{name}.rocb").write_bytes(data)
            write(target / f"{name}.json", content(data, keys[reader][OFFICE]))
        store = sqlite3.connect(region.folder / "rocb" / "store.sqlite")
        store.execute("VACUUM INTO ?", (str(FILES / "stores" / f"{release}.sqlite"),))
        store.close()


def keys_of(region: Region, who: str) -> dict[str, str]:
    folder = region.folder / who / "keys"
    return {name: (folder / name).read_text(encoding="ascii").strip() for name in KEYS if (folder / name).exists()}


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
