"""Which materials an action was done with: the files of the workshop and the own ones, to tick."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.label import label


class MaterialTicks(QWidget):
    """value() is the ids ticked, and those set before that are not offered here; `changed` when a tick changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._value: tuple[str, ...] = ()
        self._ticks: dict[str, QCheckBox] = {}
        self._grid: EvenGrid | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 4, 4)
        self._column.setSpacing(4)
        self._column.addWidget(label(_("Which materials did you use?"), "body", weight=600))
        self.hide()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """The materials to choose from: id and title."""
        kept = self.value()
        if self._grid is not None:
            self._column.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
            self._grid = None
        self._ticks = {id: tick(title) for id, title in options}
        for id, box in self._ticks.items():
            box.toggled.connect(lambda _on, id=id: self._toggle(id))
        if self._ticks:
            self._grid = EvenGrid(list(self._ticks.values()), columns=2, least=260, gap=4)
            self._column.addWidget(self._grid)
        self.setVisible(bool(self._ticks))
        self.set_value(kept)

    def value(self) -> tuple[str, ...]:
        """The ids chosen."""
        return self._value

    def set_value(self, value: Sequence[str]) -> None:
        """Choose materials without telling."""
        self._value = tuple(value)
        for id, box in self._ticks.items():
            blocked = box.blockSignals(True)
            box.setChecked(id in self._value)
            box.blockSignals(blocked)

    def _toggle(self, id: str) -> None:
        self._value = tuple(one for one in self._value if one != id)
        if self._ticks[id].isChecked():
            self._value += (id,)
        self.changed.emit()
