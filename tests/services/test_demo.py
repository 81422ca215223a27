"""The demo tells what the report's lists say, marks what is invented, and is made quickly."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from rocb_desktop import paths
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.demo import demo_cast, demo_log
from rocb_desktop.services.demo.demo import DAYS, about_demo, make_demo
from rocb_desktop.services.national.compiling import compilation
from rocb_desktop.services.national.returns import national_return, reply_detail
from rocb_desktop.services.overview import look_around
from rocb_desktop.services.profile.faces import read_face
from rocb_desktop.services.region.tables import current_round, tables
from rocb_desktop.services.region.workshops import find_workshop
from rocb_desktop.services.safety.backups import last_backup
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.session import Clock, Session, open_session
from rocb_desktop.services.survey.homes import participant_home

LONGEST_SECONDS = 3.0


@pytest.fixture(params=list(DAYS))
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(folder: Path, role: str) -> Session:
    return open_session(make_demo(folder / "demo", role), clock=Clock(DAYS[role]))


def test_it_is_quick_and_whole(role: str, tmp_path: Path) -> None:
    began = process_time()
    profile = make_demo(tmp_path / "demo", role, date(2021, 12, 24), "fr")
    assert process_time() - began < LONGEST_SECONDS
    face = read_face(profile)
    assert face is not None and (face.role, face.lang) == (role, "fr")
    session = open_session(profile, clock=Clock(DAYS[role]))
    assert check_store(session).ok
    assert last_backup(session) == datetime(2021, 12, 24, 9, 5)
    session.close()


def test_samoa_has_one_reply_sent_one_due_and_one_to_come(tmp_path: Path) -> None:
    session = opened(tmp_path, Role.PARTICIPANT)
    home = participant_home(session)
    shown = {line.workshop.short_title: (line.survey, line.days_left, line.form.version) for line in home.lines}
    assert shown["Trade Facilitation Agreement"] == ("due", 15, 0)
    assert shown["Canines"][0] == "opens" and shown["PCA (Pacific)"][::2] == ("file_made", 1)
    assert home.next is not None and home.next.workshop.number == 7
    assert [problem.field for problem in home.next.form.problems] == ["q3_text"]
    session.close()


def test_fiji_has_replies_in_every_state(tmp_path: Path) -> None:
    session = opened(tmp_path, Role.FOCAL_POINT)
    national = national_return(session, 2021)
    states = [reply.status for reply in national.replies]
    assert {state: states.count(state) for state in set(states)} == {
        "accepted": 5,
        "to_review": 5,
        "correction_asked": 1,
        "on_behalf": 1,
    }
    second = next(reply for reply in national.replies if reply.version == 2)
    assert (second.name, second.status) == ("Jone Ratu", "to_review")
    changed = {one.field for one in reply_detail(session, second.id).differences}
    assert changed == {"q1_none", "q1_others", "q1_others_text", "q5"}
    assert look_around(session).counts == {"national_return": 5, "send": 1}
    found = compilation(session, find_workshop(session, "Trade Facilitation Agreement").id)
    assert [one.name for one in found.replies] == ["Jone Ratu", "Vani Kuru"]
    assert [one.field.id for one in found.open_lines] == ["q3_text"]  # something to decide
    session.close()


def test_bangkok_counts_survey_2021_as_the_lists_say(tmp_path: Path) -> None:
    session = opened(tmp_path, Role.ROCB)
    counted = tables(session, 2021).to_json()["tables"]
    known = known_answers()
    assert counted["1"]["totals"]["all"]["replied"] == len(known) == 58
    columns = {"share_materials": "share", "submit_report": "report", "make_recommendations": "rec"}
    columns |= {"inhouse_workshop": "inhouse", "operational_manual": "manual", "others": "others"}
    for action, column in columns.items():
        assert counted["2"]["totals"][action] == total(known, column, "1")
    for number, column in (("3", "effects"), ("5", "efficiency"), ("6", "project")):
        found = counted[number]["totals"]
        assert (found["yes"], found["no"], found["unknown"]) == tuple(total(known, column, a) for a in ("1", "0", ""))
    assert current_round(session) == 2021
    signed = tables(session, 2020)
    assert (signed.n, [row.title for row in signed.replies.rows]) == (1, [demo_cast.EXAMPLE.title])
    assert look_around(session).counts == {"inbox": 1}
    assert look_around(session).now == datetime(2021, 12, 21, 9, 5, tzinfo=UTC)
    session.close()


def known_answers() -> list[dict[str, str]]:
    with paths.resource("demo", "replies.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def total(rows: list[dict[str, str]], column: str, answer: str) -> int:
    return sum(row[column] == answer for row in rows)


def test_every_text_of_an_invented_person_says_that_it_is_an_example() -> None:
    texts: list[Any] = [demo_cast.ASKED]
    texts += [text for entry in demo_cast.LOG for text in (entry.audience, entry.text) if text]
    texts += [one.text for one in demo_log.PROMISED if one.text]
    replies = [reply.answers for reply in (*demo_cast.FIJI, demo_cast.FIJI_UNKNOWN)]
    for answers in (*replies, demo_cast.BEGUN, demo_cast.SENT, demo_cast.EXAMPLE_ANSWERS):
        texts += [value for name, value in answers.items() if name.endswith("_text")]
    assert len(texts) > 15 and {text[:9] for text in texts} == {"Example: "}
    assert "invented" in demo_cast.EXAMPLE.title and "invented" in demo_cast.COMING.title
    assert "assumed" in about_demo() and "invented" in about_demo()


def test_what_fiji_ticks_in_the_demo_is_what_the_lists_say() -> None:
    """Nothing about a named administration is made up: only the texts and days are."""
    known = {int(row["workshop"]): row for row in known_answers() if row["member"] == "FJ"}
    columns = {"share": "q1_share_materials", "report": "q1_submit_report", "rec": "q1_make_recommendations"}
    columns |= {"inhouse": "q1_inhouse_workshop", "effects": "q3"}
    for reply in (*demo_cast.FIJI, demo_cast.FIJI_UNKNOWN):
        row = known[demo_cast.WORKSHOPS[reply.workshop].number]
        for column, name in columns.items():
            assert (reply.answers.get(name) == "yes") == (row[column] == "1"), (reply.name, reply.workshop, name)
