"""Bytes of the files that people exchange: first and later replies, a return of many, receipts, packs.

Run from tests/bench with the environment's Python: `python bench_files.py [people]`.
"""

import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from fiji import ANSWERS, Fiji, make_fiji

from rocb_desktop.services.exchange import accept
from rocb_desktop.services.receipts import make_receipts
from rocb_desktop.services.replies import make_reply, save_reply
from rocb_desktop.services.returns import make_return, national_return, review_reply
from rocb_desktop.services.sent import list_sent
from rocb_desktop.services.session import Session
from rocb_desktop.services.workshops import make_pack

BUDGET_REPLY = 1_536
DAY = date(2021, 11, 20)


def told(what: str, size: int, budget: int | None = None) -> None:
    print(f"{what:<46} {size:>8,} bytes" + (f"   {size / budget:5.2f} of the budget {budget:,}" if budget else ""))


def first_replies(fiji: Fiji, people: Sequence[str]) -> list[Path]:
    """A reply of each person about the same workshop, as long as people write them."""
    made = []
    for name in people:
        fiji.join(name)
        with fiji.at(name.split()[0].lower(), DAY) as session:
            save_reply(session, "2021/2", {**ANSWERS, "q3": "yes", "q3_text": f"Queues are shorter, says {name}."})
            made.append(Path(make_reply(session, "2021/2", fiji.folder).value.path))
    return made


def accept_all(session: Session) -> None:
    for reply in national_return(session, 2021).with_status("to_review"):
        review_reply(session, reply.id, "accept")


def run(folder: Path, count: int) -> None:
    fiji = make_fiji(folder / "fiji")
    files = first_replies(fiji, [f"Person{n} Test" for n in range(count)])
    sizes = sorted(path.stat().st_size for path in files)  # age adds a random stanza that means nothing
    told("first reply of a person, half are smaller", sizes[len(sizes) // 2], BUDGET_REPLY)
    told("first reply of a person, the largest", sizes[-1], BUDGET_REPLY)
    with fiji.at("litia", DAY) as session:
        sizes = [one.size for one in list_sent(session)][::-1]
    told("third reply of a person, whole chain", sizes[-1])
    with fiji.at("focal", DAY) as session:
        before = Path(make_return(session, 2021, folder / "before.rocb").value.path).stat().st_size
        accept(session, files, trust=True)
        accept_all(session)
        done = make_return(session, 2021, folder / "return.rocb").value
        replies = len(national_return(session, 2021).with_status("accepted"))
        told(f"return of {replies} replies", done.size)
        told("  a reply more, with its author, review and days", (done.size - before) // (replies - 4))
        made = make_receipts(session, folder).value
        told(f"receipt for one of {len(made)} people", max(one.size for one in made))
    with fiji.at("rocb", DAY) as session:
        accept(session, [folder / "return.rocb"])
        told("receipt of ROCB A/P for a focal point", make_receipts(session, folder).value[0].size)
        told("pack, one of five workshops", make_pack(session, "2021/2", folder / "pack.rocb").value.size)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        run(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 40)
