"""Taking in 300 filled Excel questionnaires, against only opening the same workbooks with their library."""

import sys
import tempfile
from pathlib import Path

from desk import line, rocb_desk, timed
from openpyxl import load_workbook

from rocb_desktop.domain.questionnaire import load, normalise
from rocb_desktop.exchange.questionnaire_sheet import Identity
from rocb_desktop.exchange.questionnaire_writer import Filled, write_questionnaire
from rocb_desktop.services.national.form_books import read_books
from rocb_desktop.services.national.intake import preview_intake, take_in
from rocb_desktop.services.region.workshops import workshop_id

ANSWERS = {"q1_share_materials": "yes", "q3": "yes", "q3_text": "Checks take one hour less.", "q4": "yes", "q5": "no"}


def write(folder: Path, count: int) -> list[Path]:
    """Questionnaires of different people and workshops."""
    asked, made = load(), []
    for number in range(count):
        name, place = f"Officer {number}", 1 + number % 9
        identity = Identity("followup@1", workshop_id(2021, place), f"2021/{place}", "FJ", name, "en")
        filled = Filled(f"2021/{place}", "Fiji (FJ)", {"@name": name}, normalise(ANSWERS, asked))
        made.append(folder / f"{number}.xlsx")
        made[-1].write_bytes(write_questionnaire(asked, identity, filled))
    return made


def opened(files: list[Path]) -> None:
    for file in files:
        book = load_workbook(file, read_only=True)
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                tuple(row)
        book.close()


def run(count: int) -> None:
    with rocb_desk() as session, tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), count)
        floor = timed(lambda: opened(files))
        read = timed(lambda: read_books(files))
        books = read_books(files)
        looked = timed(lambda: preview_intake(session, books))
        taken = timed(lambda: take_in(session, books))
        entered = session.db.execute("SELECT count(*) FROM reply WHERE source='on_behalf'").fetchone()[0]
    assert entered == count, entered
    print(line(f"Reading {count} Excel questionnaires, no store", read, floor, "s", "openpyxl, read only"))
    print(line(f"Preview of {count} Excel questionnaires", looked, floor, "s", "openpyxl, read only"))
    print(line(f"Entering {count} of them, each kept as a source", taken, floor, "s", "openpyxl, read only"))


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
