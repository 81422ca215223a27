"""What one more reply costs as the store grows: a return of 1,000 into 1,000, 10,000 and 100,000; and memory."""

import resource
import statistics
import sys
import tempfile
from functools import partial
from pathlib import Path

import made
from desk import line, rocb_desk, timed

from rocb_desktop.exchange.file import write_file
from rocb_desktop.services.arriving import exchange
from rocb_desktop.services.safety.backups import backup_if_old
from rocb_desktop.services.sending.signing import make_header
from rocb_desktop.services.session import Session
from rocb_desktop.store.changes import add_blocks

RETURN = 1_000
ROUNDS = 3
_STEP = 10_000


def fill(session: Session, count: int) -> None:
    """`count` replies of known people, as returns brought them."""
    for first in range(0, count, _STEP):
        blocks = made.known_replies(session.keys.seed, min(_STEP, count - first), first)
        add_blocks(session.db, session.desk, [(b.block, b.header, b.signature) for b in blocks], None)


def a_return(session: Session, folder: Path, first: int) -> Path:
    blocks = made.known_replies(session.keys.seed, RETURN, first)
    path = folder / f"{first}.rocb"
    path.write_bytes(write_file(make_header(session, "return", []), blocks, session.keys.seed, [session.keys.office]))
    return path


def seconds_a_reply(stored: int) -> tuple[float, float]:
    """Of importing a return, and of looking at it once more when it is here already."""
    with rocb_desk() as session, tempfile.TemporaryDirectory() as folder:
        fill(session, stored)
        backup_if_old(session)
        new, again = [], []
        for number in range(ROUNDS):
            path = a_return(session, Path(folder), stored + number * RETURN)
            new.append(timed(partial(exchange.accept, session, [path])))
            again.append(timed(partial(exchange.accept, session, [path])))
    return statistics.median(new) / RETURN, statistics.median(again) / RETURN


def run(sizes: tuple[int, ...]) -> None:
    found = {stored: seconds_a_reply(stored) for stored in sizes}
    first = found[sizes[0]]
    for stored, (new, again) in found.items():
        print(line(f"a reply more into {stored:,}", new * 1e3, first[0] * 1e3, "ms", f"into {sizes[0]:,}"))
        print(line(f"the same again into {stored:,}", again * 1e3, first[1] * 1e3, "ms", f"into {sizes[0]:,}"))
    print(f"peak memory of this run: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (Linux)")


if __name__ == "__main__":
    run(tuple(map(int, sys.argv[1:])) or (1_000, 10_000, 100_000))
