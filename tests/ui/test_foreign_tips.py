"""What somebody else wrote is plain text in every tooltip and label: nothing it names is opened."""

import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QLabel

from rocb_desktop.services.history import FieldChange
from rocb_desktop.ui.views.change_view import field_parts
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import FileNameLabel
from rocb_desktop.ui.widgets.marked_text import MarkedText
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
    assert [read(tip) for tip in tips] == [HOSTILE] * 4


def test_texts_of_a_change_and_of_a_conflict_are_plain(styled: None) -> None:
    parts = field_parts([FieldChange("text", HOSTILE, HOSTILE, HOSTILE)])
    labels = [one for part in parts for one in part.findChildren(QLabel)]
    assert len(labels) == 3
    assert all(one.textFormat() is Qt.TextFormat.PlainText and one.text() == HOSTILE for one in labels)
    marked = MarkedText([(HOSTILE, True), (HOSTILE, False)])
    assert (marked.text(), marked.marked()) == (HOSTILE * 2, [HOSTILE])
    assert marked._document.toPlainText() == HOSTILE * 2
