"""Tables 1-7 over 100,000 replies, against SQL written by hand over the same rows."""

import statistics
import sys

import made
from desk import line, rocb_desk, timed

from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.session import Session
from rocb_desktop.store.changes import add_blocks

BY_HAND = """
WITH national AS (
    SELECT w.number AS number, r.administration AS code, max(r.share_materials) AS a, max(r.submit_report) AS b,
        max(r.make_recommendations) AS c, max(r.inhouse_workshop) AS d, max(r.operational_manual) AS e,
        max(r.others) AS f, max(r.effects) AS effects, max(r.efficiency) AS efficiency, max(r.project) AS project
    FROM reply r JOIN workshop w ON w.id = r.workshop WHERE r.counts = 1 AND w.round = 2021
    GROUP BY w.number, r.administration
)
SELECT number, count(*), sum(a = 3), sum(b = 3), sum(c = 3), sum(d = 3), sum(e = 3), sum(f = 3),
    sum(effects = 3), sum(effects = 2), sum(effects = 1), sum(efficiency = 3), sum(efficiency = 1),
    sum(project = 3), sum(project = 1), group_concat(CASE WHEN a = 3 THEN code END),
    group_concat(CASE WHEN d = 3 THEN code END), group_concat(CASE WHEN effects = 3 THEN code END),
    group_concat(CASE WHEN b = 3 THEN code END), group_concat(CASE WHEN c = 3 THEN code END),
    group_concat(CASE WHEN project = 3 THEN code END)
FROM national GROUP BY number ORDER BY number
"""


def fill(session: Session, count: int) -> None:
    for first in range(0, count, 10_000):
        block = made.desk_replies(session.keys.seed, min(10_000, count - first), first)
        add_blocks(session.db, session.desk, [(block.block, block.header, block.signature)], None)


def run(count: int, rounds: int) -> None:
    with rocb_desk() as session:
        fill(session, count)
        ours, floor = [], []
        for _round in range(rounds):
            floor.append(timed(lambda: session.db.execute(BY_HAND).fetchall()))
            ours.append(timed(lambda: tables(session, 2021)))
        counted = tables(session, 2021)
    name = f"Tables 1-7 over {count} replies ({counted.n} national)"
    print(line(name, statistics.median(ours), statistics.median(floor), "s", "SQL by hand"))


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, 5)
