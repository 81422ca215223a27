"""Writes the golden files of a release, once: `python tests/files/golden/make_golden.py 0.1`.

A card, a pack, a reply, a return, receipts, what is given back and handed over, a pack with files, a reply as lines, a
return that was compiled and cleared, and feedback, of assumed people; the keys that open them, what they say, and ROCB
A/P's store as it was before the return came. Every later release has to read them (tests/exchange/test_golden.py), so
nobody makes them again: a folder that is there is never written over.
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
from region import WORKSHOP, Region, make_region  # noqa: E402 - as above

from rocb_desktop.domain.clearing import CLEARED, NAMED  # noqa: E402 - as above
from rocb_desktop.services.arriving.exchange import accept  # noqa: E402 - as above
from rocb_desktop.services.feedback.making import make_feedback  # noqa: E402 - as above
from rocb_desktop.services.national.clearance import SignOff, set_clearance  # noqa: E402 - as above
from rocb_desktop.services.national.compiling import compile_reply  # noqa: E402 - as above
from rocb_desktop.services.national.on_behalf import Entry, enter_reply  # noqa: E402 - as above
from rocb_desktop.services.national.returns import make_return  # noqa: E402 - as above
from rocb_desktop.services.profile.hand_over import hand_over  # noqa: E402 - as above
from rocb_desktop.services.profile.keys import ANCHOR, OFFICE, PAPER, SIGNING  # noqa: E402 - as above
from rocb_desktop.services.profile.people import make_card  # noqa: E402 - as above
from rocb_desktop.services.region.workshops import add_workshop, make_pack  # noqa: E402 - as above
from rocb_desktop.services.sending.give_back import give_back  # noqa: E402 - as above
from rocb_desktop.services.sending.receipts import make_receipt_for  # noqa: E402 - as above
from rocb_desktop.services.sending.small_files import small_file_at  # noqa: E402 - as above
from rocb_desktop.services.survey.materials import add_material  # noqa: E402 - as above

KEYS = (SIGNING, OFFICE, ANCHOR, PAPER)


def main(release: str) -> None:
    """Makes the files of one release; refuses to make them twice."""
    target = FILES / "golden" / release
    target.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        region = make_region(Path(folder) / "region")
        make_more(Region(region.folder).copy(Path(folder) / "more"), region)
        keys = {who: keys_of(region, who) for who in ("rocb", "focal", "sina", "lost", "successor")}
        write(target / "keys.json", keys)
        for name, reader in READERS.items():
            data = region.file(name).read_bytes()
            (target / f"{name}.rocb").write_bytes(data)
            write(target / f"{name}.json", content(data, keys[reader][OFFICE]))
        store = sqlite3.connect(region.folder / "rocb" / "store.sqlite")
        store.execute("VACUUM INTO ?", (str(FILES / "stores" / f"{release}.sqlite"),))
        store.close()


def make_more(region: Region, into: Region) -> None:
    """Files of what comes after the return, made on copies of the profiles, beside the first ones in `into`."""
    for who, role in (("lost", "participant"), ("successor", "focal_point")):
        region.join(who, role, "WS", {"lost": "Sina Leota", "successor": "Mere Tuala"}[who])
        with region.at(who) as session:
            make_card(session, region.file(f"card {who}"))
    with region.at("sina") as sina:
        lines = "\n".join(small_file_at(sina, region.file("reply")).lines)
        into.file("reply-as-lines").write_text(lines + "\n", encoding="ascii")
    with region.at("rocb") as rocb:
        accept(rocb, [region.file("return")])
        make_receipt_for(rocb, region.file("return"), into.file("receipt-return"))
        handout = region.folder / "handout.txt"
        handout.write_text("One page on Article 7.\n", encoding="utf-8")
        add_material(rocb, WORKSHOP, handout, "Handout")
        make_pack(rocb, WORKSHOP, into.file("pack-with-files"), with_files=True)
    with region.at("focal") as focal:
        accept(focal, [into.file("receipt-return")])
        make_receipt_for(focal, region.file("reply"), into.file("receipt"))
        hand_over(focal, region.file("card successor"), into.file("hand-over"), "Mere Tuala", ending=False)
        give_back(focal, "Sina Leota", into.file("give-back"), region.file("card lost"))
        compile_reply(focal, WORKSHOP)
        set_clearance(focal, 2021, CLEARED, SignOff("Ana Fa", "Comptroller", "2021-10-15", "paper", NAMED))
        make_return(focal, 2021, into.file("return-cleared"))
    with region.at("rocb") as rocb:
        accept(rocb, [into.file("return-cleared")])
        add_workshop(rocb, "Canines", "regional", "2021-06-08", "2021-06-10", ("FJ", "TO"), number=8)
        for code in ("FJ", "TO"):  # with one administration alone there is none
            enter_reply(rocb, Entry("2021/8", code, f"Officer of {code}", "paper", "2021-10-12"), {"q1_none": "yes"})
        make_feedback(rocb, 2021, into.file("feedback"), note="Thank you")
    for who in ("lost", "successor"):
        (region.folder / who).rename(into.folder / who)


def keys_of(region: Region, who: str) -> dict[str, str]:
    folder = region.folder / who / "keys"
    return {name: (folder / name).read_text(encoding="ascii").strip() for name in KEYS if (folder / name).exists()}


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
