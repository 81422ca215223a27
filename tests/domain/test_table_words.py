"""Names and notes of Tables 1-7: there is a word for everything the tables hold."""

import pytest

from rocb_desktop.analysis.marks import TABLE_4, TABLE_7
from rocb_desktop.domain import table_words
from rocb_desktop.domain.questionnaire import ACTIONS
from rocb_desktop.domain.table_notes import NOTES, Note

VALUES = {
    "workshop": 3,
    "warning": "Two differ.",
    "participated": 2,
    "organised": 11,
    "closes": "31 December 2021",
    "why": "A storm.",
}


@pytest.mark.parametrize("code", sorted(NOTES))
@pytest.mark.parametrize("n", [1, 2])
def test_every_note_is_a_whole_sentence(code: str, n: int) -> None:
    text = Note(code, n, 0, VALUES).text()
    assert text.endswith(".")
    assert "{" not in text


def test_one_and_many_differ() -> None:
    one, many = Note("late", 1).text(), Note("late", 3).text()
    assert (one, many) == ("1 reply came late. It counts.", "3 replies came late. They count.")


def test_every_column_of_tables_4_and_7_has_a_heading_and_every_footer_a_name() -> None:
    for layout in (TABLE_4, TABLE_7):
        assert all(table_words.column_title(column) for column in (*layout.causes, layout.outcome))
        assert all(table_words.footer_title(name) for name in layout.footers)
    assert all(table_words.column_title(action) for action in ACTIONS)


def test_every_table_has_a_title() -> None:
    assert table_words.table_title(4) == "Table 4: Sharing, in-house workshops and direct effects"
    assert sorted(table_words.TITLES) == [1, 2, 3, 4, 5, 6, 7]


def test_marks_are_explained_as_in_the_report() -> None:
    underlined, bold = table_words.mark_legend(7)
    assert underlined.startswith("Underlined")
    assert bold.startswith("Bold")


def test_a_kind_without_a_name_of_ours_is_shown_as_it_is() -> None:
    assert table_words.kind_title("all") == "All workshops"
    assert table_words.kind_title("national") == "national"
