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
def replies(draw: st.DrawFn) -> tuple[NationalRow, str | None, bool]:
    """A reply, the day it came, and whether it is an administration's national one."""
    row = NationalRow(
        draw(st.sampled_from([1, 2])),
        draw(st.sampled_from(["FJ", "VU", None])),
        {action: draw(answers) for action in ACTIONS},
        draw(answers),
        draw(answers),
        draw(answers),
    )
    return row, draw(received), draw(st.booleans()) and row.code is not None


Given = list[tuple[NationalRow, str | None, bool]]


def counting(given_replies: Given) -> Given:
    """Rule 5: where there is a national reply it counts alone, the first of several of one day."""
    first: dict[tuple[int, str | None], int] = {}
    for place, (row, _day, national) in enumerate(given_replies):
        if national:
            first.setdefault((row.workshop, row.code), place)
    return [one for place, one in enumerate(given_replies) if first.get((one[0].workshop, one[0].code), place) == place]


def kept(db: Database, given_replies: Given) -> None:
    """The rows that the projections write for these replies."""
    db.execute("DELETE FROM reply")
    names = (
        "id",
        "workshop",
        "administration",
        "received",
        "counts",
        "source",
        *ACTIONS,
        "effects",
        "efficiency",
        "project",
    )
    for place, (row, day, national) in enumerate(given_replies):
        source = "national" if national else "own"
        told = (str(place), f"w{row.workshop}", row.code, day, 1, source)
        values = (*told, *(row.actions[action] for action in ACTIONS), row.effects, row.efficiency, row.project)
        db.execute(f"INSERT INTO reply ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", values)


@st.composite
def rounds(draw: st.DrawFn) -> Given:
    return draw(st.lists(replies(), max_size=8))


def test_sql_and_the_plain_rule_agree(tmp_path_factory: TempPathFactory) -> None:
    db = open_database(tmp_path_factory.mktemp("store") / "store.sqlite")
    for number, window in WINDOWS.items():
        db.execute(
            "INSERT INTO workshop (id, round, number, surveyed, closes, approximate) VALUES (?, 2021, ?, 1, ?, ?)",
            (f"w{number}", number, window.closes.isoformat(), int(window.approximate)),
        )

    @given(rounds())
    def agree(given_replies: Given) -> None:
        kept(db, given_replies)
        told = [
            replace(row, late=is_late(PartialDate.parse(day).first() if day else None, WINDOWS[row.workshop]))
            for row, day, _national in counting(given_replies)
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
