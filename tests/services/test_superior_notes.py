"""The note to a superior and the plan of a report: what is to be done, once, and by whom."""

from samoa import TFA, Samoa

from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.mission_reports import report_desk, report_document
from rocb_desktop.services.survey.superior_notes import note_to_superior


def plan(session: Session, kind: str, audience: str, handed_to: str = "") -> str:
    made = log_action(session, TFA, kind, "2022-02-01", status="planned", audience=audience, handed_to=handed_to)
    return str(made.value)


def test_a_plan_that_was_carried_out_comes_next_no_more(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        carried = plan(session, "inhouse_workshop", "brokers")
        log_action(session, TFA, "inhouse_workshop", "2021-11-01", audience="brokers", plan_item=carried)
        words = note_to_superior(session, TFA)["en"].words
        assert "Done since then: In-house workshop (1 November 2021, brokers)." in words
        assert words.count("brokers") == 1 and "Nothing more is planned yet." in words
        assert report_desk(session, TFA).content.planned == ()
        own = plan(session, "operational_manual", "the border posts")
        assert "What comes next: Develop an operational manual (1 February 2022, the border posts)." in (
            note_to_superior(session, TFA)["en"].words
        )
        assert [one.id for one in report_desk(session, TFA).content.planned] == [own]


def test_what_a_colleague_took_over_is_not_told_as_the_own_plan(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        plan(session, "submit_report", "", "Lani Fuimaono")
        words = note_to_superior(session, TFA)["en"].words
        told = "Handed over to a colleague: Submit a report (Lani Fuimaono, 1 February 2022)."
        assert told in words
        assert "What comes next" not in words and "Nothing more is planned" not in words
        content = report_desk(session, TFA).content
        assert (len(content.planned), len(content.handed_over)) == (0, 1)
        assert told in repr(report_document(session, TFA).blocks)
