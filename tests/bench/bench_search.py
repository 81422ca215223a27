"""Search over everything in a store of very many records, against a LIKE scan of the same texts in the same run."""

import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

import made
from desk import line, rocb_desk, timed

from rocb_desktop.services.search.indexing import AT_ONCE
from rocb_desktop.services.search.searching import search_everything
from rocb_desktop.services.session import Session
from rocb_desktop.store.changes import add_blocks
from rocb_desktop.store.search import index_some

LIMIT_S = 0.05
TYPED = ("p", "fi", "fiji", "person 4999", "officers checklist", "share region fij", "2021", "workshop 7", "zzz", "a b")


def like_scan(session: Session, text: str) -> int:
    """How many replies hold all the words, read as plain texts: what a search without an index does."""
    where = " AND ".join("(answers LIKE ? OR person LIKE ? OR administration LIKE ?)" for _word in text.split())
    values = [f"%{word}%" for word in text.split() for _column in range(3)]
    return int(session.db.execute(f"SELECT count(*) FROM reply WHERE {where}", values).fetchone()[0])


def worked(what: Callable[[], object]) -> float:
    """Seconds of the processor that calling `what` takes: what others do on this machine meanwhile does not count."""
    start = time.thread_time()
    what()
    return time.thread_time() - start


def index_it(session: Session) -> None:
    longest, batches, start = 0.0, 0, time.perf_counter()
    more = True
    while more:
        began = time.perf_counter()
        more = index_some(session.db, AT_ONCE)
        longest, batches = max(longest, time.perf_counter() - began), batches + 1
    took = time.perf_counter() - start
    print(f"indexed in {took:.1f} s of background work, {batches} batches, the longest {longest * 1000:.0f} ms")


def run(count: int) -> None:
    with rocb_desk() as session:
        signed = made.desk_replies(session.keys.seed, count)
        add_blocks(session.db, session.desk, [(signed.block, signed.header, signed.signature)], None)
        index_it(session)
        worst = 0.0
        for text in TYPED:
            found = search_everything(session, text).count
            ours = statistics.median(timed(partial(search_everything, session, text)) for _round in range(5))
            scan = statistics.median(timed(partial(like_scan, session, text)) for _round in range(3))
            work = min(worked(partial(search_everything, session, text)) for _round in range(5))
            worst = max(worst, work)
            told = line(f"“{text}”, {found} of {count} records", ours * 1000, scan * 1000, "ms", "LIKE")
            print(f"{told}   own work {work * 1000:5.1f} ms")
        print(f"most own work {worst * 1000:.1f} ms, wanted under {LIMIT_S * 1000:.0f} ms: {worst < LIMIT_S}")


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
