"""A setting: its name and a line of what it does at the start, the control that changes it at the end."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label, line

_WORDS = 260  # px that the words keep before the control goes below them
_HEIGHT = 56


class SettingRow(QWidget):
    """`set_detail` says how it stands now. A control that names nothing itself is named by the row."""

    def __init__(self, title: str, detail: str = "", controls: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._title = title
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(1)
        self.title_label, self.detail_label = label(title, "body", weight=500), label(detail, "table", "ink_2")
        column.addWidget(self.title_label)
        column.addWidget(self.detail_label)
        self.controls = list(controls)
        fields: list[tuple[QWidget, int, int]] = [(words, _WORDS, 1)]
        if self.controls:
            width = sum(control.sizeHint().width() for control in self.controls) + 8 * (len(self.controls) - 1)
            fields.append((FlowRow(self.controls, align="end"), width, 0))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(FieldRow(fields, gap=12))
        self.setMinimumHeight(_HEIGHT)
        for control in self.controls:
            if not control.accessibleName():
                control.setAccessibleName(title)
        self.set_detail(detail)

    def set_detail(self, detail: str) -> None:
        """The line below the name; "" for none."""
        self.detail_label.setText(detail)
        self.detail_label.setVisible(bool(detail))
        for control in self.controls:
            control.setAccessibleDescription(detail)


class SettingsCard(Card):
    """A card of rows with a line between them."""

    def __init__(self, title: str, context: str = "", rows: Sequence[QWidget] = ()) -> None:
        super().__init__(title, context)
        self.body.setSpacing(0)
        self._lines: dict[QWidget, QWidget] = {}
        for row in rows:
            self.add_row(row)

    def add_row(self, row: QWidget) -> None:
        """Add a row at the end."""
        above = line()
        self._lines[row] = above
        self.add(above)
        self.add(row)

    def show_row(self, row: QWidget, shown: bool) -> None:
        """Show a row, or leave it out."""
        row.setVisible(shown)
        self._lines[row].setVisible(shown)
