"""What somebody else wrote is plain text in every tooltip and label: nothing it names is opened."""

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from rocb_desktop import ui
from rocb_desktop.domain.form import Field, Wording
from rocb_desktop.services.history.history import FieldChange
from rocb_desktop.ui.views.history.change_view import field_parts
from rocb_desktop.ui.views.survey.tick_grid import TickRow
from rocb_desktop.ui.widgets.button import button, icon_button, more_button
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import FileNameLabel
from rocb_desktop.ui.widgets.marked_text import MarkedText
from rocb_desktop.ui.widgets.question import message_box
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.widgets.tip import plain_tip

HOSTILE = '<img src="file:///etc/hostname"> & <b>bold</b>'


def read(tip: str) -> str:
    """The words a person reads in a tooltip, as Qt shows it."""
    if not Qt.mightBeRichText(tip):
        return tip
    shown = QTextDocument()
    shown.setHtml(tip)
    assert "\ufffc" not in shown.toPlainText()  # no picture
    return shown.toPlainText()


@pytest.mark.parametrize("text", [HOSTILE, "Sina Leota", "a < b", "", "<table><tr><td>x"])
def test_a_tip_says_what_was_typed(text: str) -> None:
    assert read(plain_tip(text)) == text


def test_the_tips_of_rows_names_and_buttons_are_plain(styled: None) -> None:
    table = TableView("people", [Column("name", "Name", value=lambda row: row)], [HOSTILE])
    items = ItemList("people", [Item("key", HOSTILE)])
    role = Qt.ItemDataRole.ToolTipRole
    tips = [table.rows_model.index(0, 0).data(role), items.model().index(0, 0).data(role)]
    tips += [FileNameLabel(HOSTILE).toolTip(), button("Press", hint=HOSTILE).toolTip()]
    tips += [more_button(HOSTILE, QMenu()).toolTip(), icon_button(HOSTILE, "x").toolTip()]
    row = TickRow(Field("q1_x", "tick", Wording({"en": "Other"}), Wording({"en": HOSTILE})), [])
    tips.append(row.box.toolTip())
    assert [read(tip) for tip in tips] == [HOSTILE] * 7


def test_a_question_shows_what_was_typed(styled: None) -> None:
    parent = QWidget()
    box = message_box(parent, HOSTILE, HOSTILE, HOSTILE)
    assert box.textFormat() is Qt.TextFormat.PlainText and box.text() == HOSTILE
    assert read(box.informativeText()) == HOSTILE


def test_no_box_or_label_guesses_what_its_text_is() -> None:
    """The format of a text is chosen where the widget is made: in label() and in message_box()."""
    made: dict[str, set[str]] = {"QMessageBox": set(), "QLabel": set()}
    for path in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := ast.unparse(node.func).partition(".")[0]) in made:
                made[name].add(path.stem)
    assert made == {"QMessageBox": {"question"}, "QLabel": {"label"}}


def test_texts_of_a_change_and_of_a_conflict_are_plain(styled: None) -> None:
    parts = field_parts([FieldChange("text", HOSTILE, HOSTILE, HOSTILE)])
    labels = [one for part in parts for one in part.findChildren(QLabel)]
    assert len(labels) == 3
    assert all(one.textFormat() is Qt.TextFormat.PlainText and one.text() == HOSTILE for one in labels)
    marked = MarkedText([(HOSTILE, True), (HOSTILE, False)])
    assert (marked.text(), marked.marked()) == (HOSTILE * 2, [HOSTILE])
    assert marked._document.toPlainText() == HOSTILE * 2
