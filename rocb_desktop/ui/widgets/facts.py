"""Facts about one thing: a small name over each value, a line between them, heard as one sentence each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.ui.widgets.label import label, line


class Facts(QWidget):
    """Names and values, top to bottom; read, not pressed."""

    def __init__(self, facts: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._facts: tuple[tuple[str, str], ...] = ()
        self._parts: list[QWidget] = []
        self.set_facts(facts)

    def facts(self) -> dict[str, str]:
        """The values by name."""
        return dict(self._facts)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Shows other facts; one without a value is left out."""
        for old in self._parts:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._facts = tuple((name, value) for name, value in facts if value)
        self._parts = []
        for place, (name, value) in enumerate(self._facts):
            if place:
                self._put(line())
            self._put(_fact(name, value))
        self.setAccessibleDescription(". ".join(f"{name}: {value}" for name, value in self._facts))

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)


def _fact(name: str, value: str) -> QWidget:
    made = QWidget()
    made.setAccessibleName(f"{name}: {value}")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 6, 0, 6)
    column.setSpacing(0)
    column.addWidget(label(name, "caption"))
    column.addWidget(label(value, "body"))
    return made
