"""Small things in a row: an entry with icon and badge, a small task, a counter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label


class ItemRow(QWidget):
    """Icon, a title, a line below it, and something at the end (a badge, a button)."""

    def __init__(
        self,
        title: str,
        detail: str = "",
        *,
        icon: str = "",
        icon_role: str = "primary",
        end: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title_label = label(title, "body", weight=500 if detail else None)
        self.detail_label = label(detail, "caption")
        if not detail:
            self.detail_label.hide()  # setVisible(True) here would open a window: it has no parent yet
        self.setAccessibleName(f"{title}. {detail}" if detail else title)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(current().space["m"])
        if icon:
            self.icon = IconView(icon, icon_role, 18)
            row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop if detail else Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title_label)
        words.addWidget(self.detail_label)
        row.addLayout(words, 1)
        if end is not None:
            row.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)


class TaskCard(Card):
    """A small task beside the next one: icon, what, for what, one button."""

    def __init__(self, title: str, detail: str, action: QPushButton, icon: str) -> None:
        super().__init__(padding=current().space["m"])
        self.setAccessibleName(title)
        self.row = ItemRow(title, detail, icon=icon, end=action)
        self.row.setContentsMargins(4, 0, 4, 0)
        self.add(self.row)


class CounterCard(Card):
    """A count of one result: icon on its tint, number, word, and what it means. `tone` is a badge tone."""

    def __init__(self, count: int, word: str, meaning: str, icon: str, tone: str) -> None:
        super().__init__()
        self._word, self._meaning = word, meaning
        self._count = label("", "pageTitle", wrap=False, tabular=True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(IconView(icon, tone, 20, square=40, ground=f"{tone}_soft"))
        words, first = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(0)
        first.setSpacing(6)
        first.addWidget(self._count)
        first.addWidget(label(word, "body", weight=500, wrap=False), 1, Qt.AlignmentFlag.AlignBottom)
        words.addLayout(first)
        self._meant = label(meaning, "caption")
        words.addWidget(self._meant)
        row.addLayout(words, 1)
        self.body.setContentsMargins(16, 10, 16, 12)
        self.body.addLayout(row)
        self.set_count(count)

    def set_meaning(self, meaning: str) -> None:
        """What the count means by now."""
        self._meaning = meaning
        self._meant.setText(meaning)
        self.setAccessibleName(f"{self._count.text()} {self._word}. {meaning}")

    def set_count(self, count: int) -> None:
        """Another count."""
        self._count.setText(str(count))
        self.setAccessibleName(f"{count} {self._word}. {self._meaning}")
