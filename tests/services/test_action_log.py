"""The log as a list: where each entry stands, what it may be linked to, and the list that is saved."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from samoa import CANINES, PCA, TFA, Samoa, make_samoa

from rocb_desktop.domain.change import own_record
from rocb_desktop.services.survey.action_links import linkable
from rocb_desktop.services.survey.action_log import action_log, save_log
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.services.survey.homes import participant_home

TODAY = date(2021, 10, 1)


@pytest.fixture
def made(tmp_path: Path) -> Samoa:
    """Five entries after one workshop: a plan for later, one that is late, one carried out by the fourth, one given."""
    made = make_samoa(tmp_path / "samoa")
    with made.at("sina", TODAY) as session:
        log_action(session, TFA, "others", "2021-12-01", "planned", "later")
        log_action(session, TFA, "others", "2021-09-01", "planned", "late")
        plan = str(log_action(session, TFA, "submit_report", "2021-09-15", "planned", "plan " + "x" * 90).value)
        log_action(session, TFA, "submit_report", "2021-09-20", text="report", plan_item=plan)
        log_action(session, TFA, "others", "2021-11-01", "planned", "given", handed_to="Example: a colleague")
    return made


def test_where_each_entry_stands(made: Samoa) -> None:
    with made.at("sina", TODAY) as session:
        book = action_log(session)
    states = {line.action.text[:6].strip(): (line.state, line.column) for line in book.lines}
    assert states == {
        "later": ("planned", "planned"),
        "given": ("handed_over", "planned"),
        "report": ("done", "done"),
        "plan x": ("carried_out", "done"),
        "late": ("overdue", "planned"),
    }
    assert [one.natural_name for one in book.workshops] == [CANINES, TFA, PCA]
    assert [str(line.action.date) for line in book.lines] == sorted(
        (str(line.action.date) for line in book.lines), reverse=True
    )
    begun = book.newest_begun()
    assert begun is not None
    assert begun.natural_name == CANINES
    assert book.find("nothing") is None


def test_the_log_of_somebody_else_is_not_the_own_one(made: Samoa) -> None:
    with made.at("focal", TODAY) as session:
        assert action_log(session).lines == ()
    with made.at("sina", TODAY) as session:
        foreign = own_record("p" * 32, session.ids.token(8))
        workshop = list_actions(session)[0].workshop
        session.db.execute(
            "INSERT INTO action(id, person, workshop, type, status) VALUES (?, ?, ?, 'others', 'done')",
            (foreign, "p" * 32, workshop),
        )
        assert foreign not in {line.action.id for line in action_log(session).lines}
        assert foreign not in {one.id for one in participant_home(session).log}
        session.db.execute("DELETE FROM action WHERE id=?", (foreign,))


def test_open_plans_can_be_carried_out(made: Samoa) -> None:
    with made.at("sina", TODAY) as session:
        log = {one.text[:6].strip(): one for one in list_actions(session)}
        plans = dict(linkable(session, log["late"].workshop).plans)
        assert set(plans) == {log["late"].id, log["later"].id}
        assert plans[log["late"].id] == "Other action, planned for 1 September 2021: late"
        # the entry that carries a plan out may keep it
        again = dict(linkable(session, log["late"].workshop, log["report"].id).plans)
        assert again[log["plan x"].id].endswith("x…")


def test_recommendations_and_own_materials_can_be_linked(made: Samoa) -> None:
    with made.at("sina", TODAY) as session:
        one = list_actions(session)[0]
        session.db.execute(
            "INSERT INTO recommendation(id, person, workshop, number, text) VALUES ('r', ?, ?, 1, 'Two  steps')",
            (one.person, one.workshop),
        )
        found = linkable(session, one.workshop)
        assert found.recommendations == (("r", "Two steps"),)
        assert linkable(session, "another").recommendations == ()
        session.db.execute("DELETE FROM recommendation WHERE id='r'")


def test_the_list_is_saved_whole_or_in_part(made: Samoa, tmp_path: Path) -> None:
    with made.at("sina", TODAY) as session:
        whole = save_log(session, tmp_path / "log.csv")
        late = next(one.id for one in list_actions(session) if one.text == "late")
        part = save_log(session, tmp_path / "part.csv", [late])
    rows = list(csv.DictReader(whole.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 5
    report = next(row for row in rows if row["What you did"] == "report")
    assert (report["Workshop"], report["Date"], report["Planned for"]) == (
        *("Trade Facilitation Agreement", "2021-09-20", ""),
    )
    assert [(row["Date"], row["Planned for"]) for row in csv.DictReader(part.read_text("utf-8-sig").splitlines())] == [
        ("", "2021-09-01")
    ]


def test_numbers_and_days_of_the_list_can_be_reckoned_with(made: Samoa, tmp_path: Path) -> None:
    with made.at("sina", TODAY) as session:
        log_action(session, TFA, "submit_report", "2021-09-21", reached=12, text="twelve pages")
        log_action(session, TFA, "others", "2021-07", reached=3, text="three people")
        book = load_workbook(save_log(session, tmp_path / "log.xlsx"))
    heads, *rows = book.active.iter_rows(values_only=True)  # type: ignore[union-attr]  # a new book has a sheet
    told = {str(row["What you did"]): row for row in (dict(zip(heads, one, strict=True)) for one in rows)}
    pages, people = told["twelve pages"], told["three people"]
    assert (pages["How many"], pages["Of what"], pages["Date"]) == (12, "Pages", datetime(2021, 9, 21))
    assert (people["How many"], people["Of what"], people["Date"]) == (3, "People", "2021-07")
    assert told["report"]["How many"] is None and told["report"]["Of what"] is None
