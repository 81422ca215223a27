"""The collapse in one SQL statement says what the plain reading of rule 5 says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from plain_collapse import national_rows
from pytest import TempPathFactory

from rocb_desktop.analysis.types import NO, NOT_YET, YES, NationalRow
from rocb_desktop.domain.clock import PartialDate, is_late, survey_window
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.store.database import Database, open_database
from rocb_desktop.store.replies import collapse_round

WINDOWS = {1: survey_window(PartialDate.parse("2021-06-10")), 2: survey_window(PartialDate.parse("2021-06"))}
answers = st.sampled_from([YES, NOT_YET, NO, None])
received = st.sampled_from([None, "2021-12-20", "2022-01-01", "2022-01-02"])


@st.composite
def replies(draw: st.DrawFn) -> tuple[NationalRow, str | None]:
    """A reply and the day it came."""
    row = NationalRow(
        draw(st.sampled_from([1, 2])),
        draw(st.sampled_from(["FJ", "VU", None])),
        {action: draw(answers) for action in ACTIONS},
        draw(answers),
        draw(answers),
        draw(answers),
    )
    return row, draw(received)


def kept(db: Database, given_replies: list[tuple[NationalRow, str | None]]) -> None:
    """The rows that the projections write for these replies."""
    db.execute("DELETE FROM reply")
    names = ("id", "workshop", "administration", "received", "counts", *ACTIONS, "effects", "efficiency", "project")
    for place, (row, day) in enumerate(given_replies):
        told = (str(place), f"w{row.workshop}", row.code, day, 1)
        values = (*told, *(row.actions[action] for action in ACTIONS), row.effects, row.efficiency, row.project)
        db.execute(f"INSERT INTO reply ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", values)


@st.composite
def rounds(draw: st.DrawFn) -> list[tuple[NationalRow, str | None]]:
    return draw(st.lists(replies(), max_size=8))


def test_sql_and_the_plain_rule_agree(tmp_path_factory: TempPathFactory) -> None:
    db = open_database(tmp_path_factory.mktemp("store") / "store.sqlite")
    for number, window in WINDOWS.items():
        db.execute(
            "INSERT INTO workshop (id, round, number, surveyed, closes, approximate) VALUES (?, 2021, ?, 1, ?, ?)",
            (f"w{number}", number, window.closes.isoformat(), int(window.approximate)),
        )

    @given(rounds())
    def agree(given_replies: list[tuple[NationalRow, str | None]]) -> None:
        kept(db, given_replies)
        told = [
            replace(row, late=is_late(PartialDate.parse(day).first() if day else None, WINDOWS[row.workshop]))
            for row, day in given_replies
        ]
        found = [
            NationalRow(
                one.workshop,
                one.code,
                dict(zip(ACTIONS, one.actions, strict=True)),
                one.effects,
                one.efficiency,
                one.project,
                None if one.late is None else bool(one.late),
            )
            for one in collapse_round(db, 2021)
        ]

        assert sorted(found, key=repr) == sorted(national_rows(told), key=repr)

    agree()
    db.close()
