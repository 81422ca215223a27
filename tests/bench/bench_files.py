"""Bytes of the files that people exchange: first and later replies, a return of many, receipts, packs.

Run from tests/bench with the environment's Python: `python bench_files.py [people]`; with the word receipts in the
place of a number: time and bytes of the receipts of 100, 400 and 1,600 people.
"""

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from fiji import ANSWERS, Fiji, make_fiji

from rocb_desktop.domain.change import Value, derive, make_change
from rocb_desktop.domain.kinds import person_of
from rocb_desktop.exchange import sshsig
from rocb_desktop.exchange.block import make_block
from rocb_desktop.exchange.seal import new_identity, recipient_of
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import make_return, national_return, review_reply
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.sending.receipt_dates import note_received
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.sending.sent import list_sent
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.store.changes import add_blocks

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


def send_replies(session: Session, first: int, last: int) -> None:
    """A reply each of people with a vouch, a file each, as they come in life; all of them are asked to correct."""
    workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
    office = session.profile.administration
    for number in range(first, last):
        key = sshsig.public_key(seed := os.urandom(32))
        words = {"key": key, "administration": office, "name": f"Person {number}", "checked": "words"}
        vouch = Edit(derive("vouch", key), "vouch", {**words, "office": recipient_of(new_identity())})
        record = derive("reply", workshop, person := person_of(key))
        said: dict[str, Value] = {"workshop": workshop, "person": person, "version": 1, "q3": "yes"}
        change = make_change(record, "reply", "reply@1", number, [], os.urandom(12), said)
        signed = make_block(seed, os.urandom(8).hex(), "rocb", office, 1, "", [change])
        review: dict[str, Value] = {"reply": record, "administration": office, "decision": "correct", "judged": []}
        with session.db.atomic():
            session.commit([vouch])
            note_received(session, [signed.block], DAY)
            add_blocks(session.db, session.desk, [(signed.block, signed.header, signed.signature)], None)
            session.commit([Edit(derive("review", record, office), "review", review)])


def run_receipts(folder: Path) -> None:
    fiji = make_fiji(folder / "fiji")
    with fiji.at("focal", DAY) as session:
        here = 0
        for people in (100, 400, 1_600):
            send_replies(session, here, people)
            session.db.execute("DELETE FROM receipt")  # as if nobody had been told yet
            start = time.perf_counter()
            made = make_receipts(session, folder).value
            took, size = time.perf_counter() - start, max(one.size for one in made)
            print(
                f"{len(made):>6,} receipts {took:>7.2f} s   {1000 * took / len(made):>6.1f} ms and {size:,} bytes each"
            )
            here = people


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        if sys.argv[1:] == ["receipts"]:
            run_receipts(Path(place))
            sys.exit()
        run(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 40)
