"""A mission report from the first word to its files: what is filled in, what is checked, what the log then says."""

from pathlib import Path

import pytest
from samoa import PCA, TFA, Samoa

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.mission_report import ONE_PAGE, fits_one_page, lessons
from rocb_desktop.reports.document import Facts, Heading, Points, Table
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import list_actions, log_action
from rocb_desktop.services.survey.evidence import list_evidence
from rocb_desktop.services.survey.gaps import add_gap, change_gap, remove_gap
from rocb_desktop.services.survey.mission_reports import (
    ReportDesk,
    begin_version,
    finish_report,
    list_reports,
    report_desk,
    report_document,
    save_report,
)
from rocb_desktop.services.survey.recommendations import add_recommendation, remove_recommendation
from rocb_desktop.services.survey.replies import reply_form


def back(session: Session, outcome: Outcome) -> Outcome:
    assert outcome.undo is not None
    return outcome.undo.service(session, *outcome.undo.args)


def met(desk: ReportDesk) -> list[bool]:
    return [one.met for one in desk.checks]


def paper_file(folder: Path, words: str = "one") -> Path:
    path = folder / "report.pdf"
    path.write_bytes(b"%PDF-1.4 " + words.encode())
    return path


def write_all(session: Session) -> str:
    """A report with nothing left to look at; the id of its recommendation."""
    advice = str(add_recommendation(session, TFA, "Measure release times", "Deputy", "2022-06-30").value)
    add_gap(session, TFA, "Publish release times", situation="Not measured", gap="No figures", recommendation=advice)
    texts = {"summary": "We should measure release times.", "lessons": "- One\n2) Two\n\n• Three"}
    save_report(session, TFA, texts, "The Comptroller")
    return advice


def test_a_report_begins_with_what_is_known(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        desks = list_reports(session)
        assert [one.content.workshop.short_title for one in desks] == [
            "",
            "Trade Facilitation Agreement",
            "PCA (Pacific)",
        ]
        content = report_desk(session, TFA).content
        assert (content.author, content.administration, content.others) == ("Sina Leota", "WS", ("FJ", "WS"))
        assert {content.state(id) for id in ("summary", "gaps", "plan")} == {"empty"}
        assert met(report_desk(session, TFA)) == [False] * 4


def test_what_is_written_is_one_change_and_can_be_taken_back(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        save_report(session, TFA, {"summary": " A summary ", "course": ""})
        report = report_desk(session, TFA).report
        assert (report.text("summary"), report.text("course"), report.addressee) == ("A summary", "", "")
        assert save_report(session, TFA, {"summary": "A summary"}).undo is None
        again = save_report(session, TFA, {"summary": "Another"}, "The Comptroller")
        back(session, again)
        assert report_desk(session, TFA).report == report
        back(session, save_report(session, TFA, {"course": "Day 1"}))
        assert report_desk(session, TFA).report == report
        for texts, field in (({"gaps": "x"}, "gaps"), ({"summary": "x" * 8001}, "summary")):
            with pytest.raises(UserError, match="bad_value") as refused:
                save_report(session, TFA, texts)
            assert refused.value.values["field"] == field


def test_checks_are_met_one_after_the_other(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        first = str(add_gap(session, TFA, "Publish release times").value)
        assert report_desk(session, TFA).content.state("gaps") == "started"
        advice = str(add_recommendation(session, TFA, "Measure release times").value)
        change_gap(session, first, recommendation=advice)
        assert met(report_desk(session, TFA)) == [True, False, False, False]
        removed = remove_recommendation(session, advice)
        assert met(report_desk(session, TFA)) == [False] * 4
        back(session, removed)
        write_all(session)
        assert met(report_desk(session, TFA)) == [True, True, False, True]  # R1 has no owner
        remove_gap(session, first)
        remove_recommendation(session, advice)
        assert met(report_desk(session, TFA)) == [True] * 4
        with pytest.raises(UserError, match="bad_value"):
            add_gap(session, TFA, "")
        with pytest.raises(UserError, match="bad_value"):
            add_gap(session, TFA, "x", recommendation="0" * 32)
        with pytest.raises(UserError, match="bad_value"):
            change_gap(session, "0" * 32, gap="x")


def test_lessons_are_lines_and_a_summary_has_one_page() -> None:
    assert lessons("- One\n\n  2. Two \n3) Three\nIt is 4.5 days") == ["One", "Two", "Three", "It is 4.5 days"]
    assert fits_one_page("x" * ONE_PAGE)
    assert not fits_one_page("x" * (ONE_PAGE + 1))
    assert not fits_one_page("line\n" * 70)


def test_the_paper_says_all_of_it_in_its_order(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        write_all(session)
        log_action(
            session, TFA, "inhouse_workshop", "2022-01-30", "planned", "Release times", audience="Clearance team"
        )
        paper = report_document(session, TFA)
        titles = [block.text for block in paper.blocks if isinstance(block, Heading)]
        assert titles == ["1 Summary", "2 What I learned", "3 Gap analysis", "4 Recommendations", "5 Action plan"]
        facts = next(dict(block.rows) for block in paper.blocks if isinstance(block, Facts))
        assert facts["Report to"] == "The Comptroller"
        assert facts["Dates"] == "1 June 2021 to 4 June 2021"
        assert facts["Administrations that took part"] == "Fiji, Samoa"
        tables = [block for block in paper.blocks if isinstance(block, Table)]
        assert tables[0].rows[0][3:] == ["R1 Measure release times", "Deputy", "30 June 2022"]
        assert tables[2].rows[0] == [
            "Organise an in-house workshop: Release times",
            "Clearance team",
            "30 January 2022",
        ]
        assert next(block.items for block in paper.blocks if isinstance(block, Points)) == ["One", "Two", "Three"]


def test_a_finished_report_ticks_its_actions_with_itself_as_evidence(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("sina") as session:
        advice = write_all(session)
        workshop = report_desk(session, TFA).content.workshop.id
        finished = finish_report(session, TFA, paper_file(tmp_path))
        log = {one.type: one for one in list_actions(session, workshop)}
        assert set(log) == {"submit_report", "make_recommendations"}
        assert (log["submit_report"].subtype, log["submit_report"].audience) == ("mission_report", "The Comptroller")
        assert (log["make_recommendations"].reached, log["make_recommendations"].recommendation) == (1, advice)
        assert {(one.action, one.file.name, one.here) for one in list_evidence(session)} == {
            (one.id, "report.pdf", True) for one in log.values()
        }
        answers = reply_form(session, TFA).answers
        assert (answers["q1_submit_report"], answers["q1_make_recommendations"]) == ("yes", "yes")
        report = report_desk(session, TFA).report
        assert (str(report.finished), report.version) == ("2021-12-21", 1)
        with pytest.raises(UserError, match="report_finished"):
            save_report(session, TFA, {"summary": "x"})
        with pytest.raises(UserError, match="report_finished"):
            finish_report(session, TFA, paper_file(tmp_path))
        again = back(session, finished)
        assert (list_actions(session, workshop), list_evidence(session)) == ([], [])
        assert report_desk(session, TFA).report.finished is None
        back(session, again)
        assert len(list_evidence(session)) == 2


def test_what_was_planned_is_done_and_what_was_done_stays(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("sina") as session:
        planned = str(log_action(session, TFA, "submit_report", "2022-01-10", "planned", "My promise").value)
        done = str(log_action(session, TFA, "make_recommendations", "2021-07-01", text="Orally").value)
        write_all(session)
        finish_report(session, TFA, paper_file(tmp_path))
        log = {one.id: one for one in list_actions(session)}
        assert set(log) == {planned, done}
        assert (log[planned].status, str(log[planned].date), str(log[planned].due)) == (
            "done",
            "2021-12-21",
            "2022-01-10",
        )
        assert (log[planned].text, log[done].text) == ("My promise", "Orally")
        assert {one.action for one in list_evidence(session)} == {planned, done}


def test_a_next_version_adds_its_file(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("sina") as session:
        save_report(session, PCA, {"summary": "One"})
        with pytest.raises(UserError, match="bad_value"):
            begin_version(session, PCA)
        finish_report(session, PCA, paper_file(tmp_path))
        assert len(list_actions(session)) == 1  # no recommendation was made
        begin_version(session, PCA)
        save_report(session, PCA, {"summary": "Two"})
        finish_report(session, PCA, paper_file(tmp_path, "two"))
        assert len(list_actions(session)) == 1
        assert len(list_evidence(session)) == 2
        assert report_desk(session, PCA).report.version == 2


def test_a_report_before_its_workshop_ticks_nothing(samoa: Samoa, tmp_path: Path) -> None:
    from datetime import date

    with samoa.at("sina", date(2021, 5, 1)) as session:
        with pytest.raises(UserError, match="bad_value"):
            finish_report(session, TFA, paper_file(tmp_path))
        assert list_actions(session) == []
