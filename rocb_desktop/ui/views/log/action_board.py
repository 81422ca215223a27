"""The log as a board: for each workshop what is planned and what is done, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.survey.action_log import DONE, PLANNED, ActionLog, LogLine
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.log.action_words import about_words, state_badge, title_words, type_of, when_words
from rocb_desktop.ui.views.workshop.workshop_words import short_title, time_since
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.scroll import PageScroll

_MOST = 8  # entries in a column; the list has them all


class ActionBoard(PageScroll):
    """`opened(record)` and `finished(record)` of an entry, `all_wanted(workshop)`, `promised(workshop)`."""

    opened = Signal(str)
    finished = Signal(str)
    all_wanted = Signal(str)
    promised = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, BoardCard] = {}

    def show_log(self, log: ActionLog) -> None:
        """Another state of the log; the keyboard stays where it was."""
        held = self.current()
        lines: dict[str, list[LogLine]] = {one.id: [] for one in log.workshops}
        for line in log.lines:
            if line.action.workshop in lines:
                lines[line.action.workshop].append(line)
        self._drop({id for id in self._cards if id not in lines})
        for workshop in log.workshops:
            card = self._cards.get(workshop.id) or self._new_card(workshop.id)
            card.show_lines(workshop, time_since(workshop, log.today), lines[workshop.id])
            self.body.removeWidget(card)
            self.body.addWidget(card)
        if held and not self.current():
            self._focus_on(held)

    def cards(self) -> list["BoardCard"]:
        """The workshops' cards, as they stand."""
        return list(self._cards.values())

    def current(self) -> str:
        """The entry that has the keyboard, "" for none."""
        for card in self._cards.values():
            for column in card.lists.values():
                if column.hasFocus():
                    return str(column.key() or "")
        return ""

    def first_focus(self) -> QWidget | None:
        """The first column that holds something, else the first promise to make."""
        for card in self._cards.values():
            for column in card.lists.values():
                if not column.isHidden():
                    return column
        return next((card.promise_button for card in self._cards.values()), None)

    def _focus_on(self, record: str) -> None:
        for card in self._cards.values():
            for column in card.lists.values():
                column.choose(record)
                if column.key() == record:
                    column.setFocus()
                    return

    def _new_card(self, workshop: str) -> "BoardCard":
        card = self._cards[workshop] = BoardCard()
        card.opened.connect(self.opened)
        card.finished.connect(self.finished)
        card.all_button.clicked.connect(lambda _on=False: self.all_wanted.emit(workshop))
        card.promise_button.clicked.connect(lambda _on=False: self.promised.emit(workshop))
        return card

    def _drop(self, gone: set[str]) -> None:
        for workshop in gone:
            card = self._cards.pop(workshop)
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()


class BoardCard(Card):
    """One workshop: its columns, and what can be done with the chosen plan."""

    opened = Signal(str)
    finished = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ", flush=True)
        self.lists = {PLANNED: ItemList(_("Planned"), most=_MOST), DONE: ItemList(_("Done"), most=_MOST)}
        self._empty = {PLANNED: label("", "hint"), DONE: label("", "hint")}
        self._heads = {PLANNED: label("", "body", weight=600), DONE: label("", "body", weight=600)}
        self.all_button = button("", "link", small=True)
        self.promise_button = button(_("Promise an action"), "link", small=True)
        self.done_button = button(_("Mark as done"), "link", small=True, icon="check", on_press=self.finish)
        self.set_corner(self.promise_button)
        for column in self.lists.values():
            column.opened.connect(lambda record: self.opened.emit(str(record)))
        self.add(EvenGrid([self._column(PLANNED), self._column(DONE)], columns=2, least=280, gap=0))

    def finish(self) -> None:
        """Mark the chosen plan as done."""
        record = self.lists[PLANNED].key()
        if record:
            self.finished.emit(str(record))

    def show_lines(self, workshop: Workshop, when: str, lines: Sequence[LogLine]) -> None:
        """What the log holds for this workshop, newest first."""
        self.set_title(short_title(workshop))
        self.set_context(when)
        more = 0
        for key, column in self.lists.items():
            mine = [line for line in lines if line.column == key]
            if key == PLANNED:
                mine.reverse()  # what is due first comes first
            column.set_items([_item(line) for line in mine[:_MOST]])
            if key == PLANNED and mine and column.key() is None:  # the one that the button below is about
                column.setCurrentIndex(column.model().index(0, 0))
            more += max(len(mine) - _MOST, 0)
            column.setVisible(bool(mine))
            column.setAccessibleName(_("{column}: {workshop}").format(column=_heads(key), workshop=workshop.title))
            self._heads[key].setText(_("{column} {n}").format(column=_heads(key), n=len(mine)))
            self._empty[key].setVisible(not mine)
        self._empty[PLANNED].setText(_("Nothing planned."))
        self._empty[DONE].setText(_("Nothing done yet."))
        self.done_button.setVisible(bool(self.lists[PLANNED].key()))
        self.done_button.setAccessibleDescription(short_title(workshop))
        self.promise_button.setAccessibleDescription(short_title(workshop))
        self.all_button.setText(ngettext("{n} more in the log", "{n} more in the log", more).format(n=more))
        self.all_button.setAccessibleName(self.all_button.text())
        self.all_button.setVisible(more > 0)

    def _column(self, key: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        for words in (self._heads[key], self._empty[key]):
            words.setContentsMargins(16, 2, 16, 2)
            column.addWidget(words)
        column.addWidget(self.lists[key])
        last = self.done_button if key == PLANNED else self.all_button
        row = QVBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addWidget(last)
        column.addLayout(row)
        column.addStretch(1)
        return holder


def _heads(key: str) -> str:
    return _("Planned") if key == PLANNED else _("Done")


def _item(line: LogLine) -> Item:
    action = line.action
    words = ". ".join(part for part in (when_words(line), about_words(action)) if part)
    shown = state_badge(line) if line.state not in (PLANNED, DONE) else None
    return Item(action.id, title_words(action), words, shown, icon=type_of(action.type).icon)
