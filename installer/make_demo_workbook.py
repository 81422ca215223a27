"""Makes resources/demo/survey-2021.xlsx, the round workbook of the demo, from the text files beside it.

    python installer/make_demo_workbook.py [OUT.xlsx]

resources/demo/workshops.csv is Table 1 of Good Practice Report No. 25; replies.csv is what Tables 4 and 7 say of single
administrations (1 yes, 0 no, blank not known); about.txt says so in the workbook. No cell is filled by guessing. The
workbook is committed, because a demo must not need this script; a test compares the two.
"""

import csv
import sys
from pathlib import Path

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate, fiscal_round
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.round_book import BookReply, RoundBook
from rocb_desktop.exchange.round_workbook import read, write

DEMO = Path(__file__).resolve().parent.parent / "resources" / "demo"
WORKBOOK = DEMO / "survey-2021.xlsx"
SOURCE = "Reconstruction from the published report (Good Practice Report No. 25)"
FIELDS = {
    "share": "q1_share_materials",
    "report": "q1_submit_report",
    "rec": "q1_make_recommendations",
    "inhouse": "q1_inhouse_workshop",
    "manual": "q1_operational_manual",
    "others": "q1_others",
    "effects": "q3",
    "efficiency": "q4",
    "project": "q5",
}
WORDS = {"1": "yes", "0": "no"}


def demo_book() -> RoundBook:
    """The book as the text files say it."""
    workshops = [_workshop(row) for row in _rows("workshops.csv")]
    names = {str(one.number): one.natural_name for one in workshops}
    replies = [_reply(row, names[row["workshop"]], at) for at, row in enumerate(_rows("replies.csv"), start=2)]
    note = (DEMO / "about.txt").read_text(encoding="utf-8")
    return RoundBook(workshops=workshops, replies=replies, note=note)


def main() -> int:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else WORKBOOK
    write(demo_book(), out)
    book = read(out)
    for line in book.problems.lines() + book.warnings.lines():
        print(line, file=sys.stderr)
    print(f"{out}: {len(book.workshops)} workshops, {len(book.replies)} replies")
    return 1 if book.problems.count else 0


def _rows(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _workshop(row: dict[str, str]) -> Workshop:
    month = PartialDate.parse(row["month"])
    return Workshop(
        id="",
        round=fiscal_round(month),
        number=int(row["number"]),
        title=row["title"],
        kind=row["kind"],
        start=month,
        end=month,
        short_title=row["short_title"],
        mode="online",
        participated=int(row["participated"]),
    )


def _reply(row: dict[str, str], workshop: str, number: int) -> BookReply:
    answers: dict[str, Value] = {id: WORDS[row[column]] for column, id in FIELDS.items() if row[column]}
    return BookReply(
        workshop=workshop,
        administration=row["member"],
        participant="",
        key="#1",
        answers=answers,
        row=number,
        source=SOURCE,
    )


if __name__ == "__main__":
    sys.exit(main())
