"""Beside the editor of a mission report: what to look at before it is finished, and what the log can add."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.mission_report import Check
from rocb_desktop.domain.superior_note import deed
from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import label, line


class ChecksCard(Card):
    """Nothing of it stops anybody: it says what a reader would miss."""

    def __init__(self) -> None:
        super().__init__(_("Before you send"))
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self._parts: list[QWidget] = []
        self._shown: tuple[Check, ...] = ()

    def show_checks(self, checks: Sequence[Check]) -> None:
        """What is met and what is not yet."""
        if tuple(checks) == self._shown:
            return
        self._shown = tuple(checks)
        for old in self._parts:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = []
        for place, one in enumerate(self._shown):
            if place:
                self._put(line())
            self._put(_row(one))

    def rows(self) -> list[QWidget]:
        """What is said, a widget for each check."""
        return [part for part in self._parts if part.accessibleName()]

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)


def _row(check: Check) -> QWidget:
    made = QWidget()
    said = _("Done: {what}") if check.met else _("Not yet: {what}")
    made.setAccessibleName(said.format(what=check.words))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(10)
    icon, role = ("circle-check", "ok") if check.met else ("circle-dashed", "ink_2")
    row.addWidget(IconView(icon, role, 18), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(check.words, "body"), 1)
    return made


class InsertCard(Card):
    """`inserted(words)`: what an entry of the log says, to be put into the text."""

    inserted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Insert from your log"), _("Choose an entry, then press Insert"))
        self.list = ItemList(_("Entries of your log"), most=4)
        self.insert_button = button(_("Insert"), small=True, on_press=self._insert)
        self.add(self.list)
        self.add(self.insert_button)
        self.list.opened.connect(lambda _key: self._insert())
        self.list.chosen.connect(lambda _key: self._follow())
        self._words: dict[str, str] = {}
        self._off = ""

    def show_log(self, log: Sequence[Action]) -> None:
        """What is done after the workshop."""
        self._words = {one.id: deed(one) for one in log}
        items = []
        for one in log:
            name, _bracket, facts = self._words[one.id].partition(" (")
            items.append(Item(one.id, name, facts.removesuffix(")")))
        self.list.set_items(items)
        self.setVisible(bool(items))
        self._follow()

    def set_off(self, why: str) -> None:
        """Why nothing can be inserted now; "" when it can."""
        self._off = why
        self._follow()

    def _follow(self) -> None:
        nothing = "" if self.list.key() is not None else _("Choose an entry of your log first")
        set_off(self.insert_button, self._off or nothing)

    def _insert(self) -> None:
        key = self.list.key()
        if key is not None and not self._off:
            words = self._words[key]
            self.inserted.emit(f"{words}.")
