"""Answers in words: options, dates, numbers, and what a box that is not ticked says (nothing)."""

from rocb_desktop import texts
from rocb_desktop.domain.answer_words import answer_lines, answer_text, field_words
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.questionnaire import load


def test_lines_in_the_order_of_the_questions() -> None:
    answers: dict[str, Value] = {
        "q5": "no",
        "q1_share_materials": "yes",
        "q1_share_materials_date": "2021-05-03",
        "q1_share_materials_reached": 1400,
        "q1_submit_report": "no",
        "q2": ["operational", "not_yet"],
        "q2_operational_text": "Faster checks",
    }
    lines = [(line.question, line.label, line.text) for line in answer_lines(load(), answers)]
    assert lines == [
        (1, "Share training materials", "Yes"),
        (1, "Share training materials. When did you do it?", "3 May 2021"),
        (1, "Share training materials. How many people?", "1,400"),
        (2, "Where did you apply them?", "Operational improvement: in daily work, Not yet"),
        (2, "What changed in daily work?", "Faster checks"),
        (5, "New or enhanced project", "No"),
    ]


def test_a_detail_without_its_box_is_not_told() -> None:
    assert answer_lines(load(), {"q1_share_materials": "no", "q1_share_materials_date": "2021-05-03"}) == []


def test_what_this_version_does_not_know_is_shown_as_it_came() -> None:
    assert answer_text(load().field("q3"), "perhaps") == "perhaps"
    assert answer_text(load().field("q1_submit_report_date"), "last summer") == "last summer"
    assert answer_text(None, "2021-05") == "2021-05"
    assert field_words(load(), "q99") == "q99"


def test_no_answer_has_no_words() -> None:
    nothing: tuple[Value, ...] = (None, "", [])
    assert [answer_text(load().field("q3"), value) for value in nothing] == ["", "", ""]
    assert answer_text(load().field("q1_submit_report"), "no") == "No"


def test_it_speaks_french() -> None:
    texts.use("fr")
    assert answer_text(load().field("q3"), "not_yet") == "Pas encore"
