"""A profile into which very many files came: rows of the table alone, for lists that must not stall."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from rocb_desktop.services.search.indexing import index_everything
from rocb_desktop.services.session import Clock, open_session

_BEGIN = datetime(2021, 1, 1, tzinfo=UTC)
_OFFICES = ("WS", "FJ", "TO", "PG", "VU")


def add_imports(profile: Path, count: int, clock: Clock) -> None:
    """`count` imports of one file each, the last ones the newest; every hundredth sender is named Öle Ōkubo."""
    session = open_session(profile, clock=clock)
    rows = [
        (
            f"{number:032x}",
            (_BEGIN + timedelta(minutes=number)).isoformat(),
            f"{_OFFICES[number % 5]}_reply_2021-07_{number:06d}_v1.rocb",
            f"{number:064x}",
            "reply",
            f"{number % 7:064x}",
            "Öle Ōkubo" if number % 100 == 0 else f"Officer {number % 977}",
            _OFFICES[number % 5],
            f'{{"new":{number % 9},"changed":0,"conflicts":0}}',
        )
        for number in range(count)
    ]
    with session.db.atomic():
        session.db.conn.executemany(
            "INSERT INTO import(id, at, name, file, kind, sender, sender_name, administration, counts)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            rows,
        )
    index_everything(session)
    session.close()
