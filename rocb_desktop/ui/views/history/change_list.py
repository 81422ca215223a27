"""The changes on the left of History: searched, filtered, by day, each to be opened on the right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from rocb_desktop.services.history.conflicts import Conflict
from rocb_desktop.services.history.history import ALL, FILES, MINE, Entry
from rocb_desktop.services.history.history_desk import CONFLICTS
from rocb_desktop.texts import _
from rocb_desktop.ui.look import font
from rocb_desktop.ui.views.history.change_rows import ROW_ROLE, ChangeDelegate, ChangeRows
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.search_field import SearchField
from rocb_desktop.ui.widgets.tabs import CountTabs

_TYPED_MS = 250


class _List(QListView):
    """`chosen(Entry | Conflict)` follows the current row; `opened`: Enter or a press."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Changes"))
        self.rows = ChangeRows(self)
        self.setModel(self.rows)
        self.setItemDelegate(ChangeDelegate(self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._open)

    def current(self) -> Any:
        """The current change or conflict, None when there is none."""
        row = self.currentIndex().data(ROW_ROLE)
        return row.key if row is not None else None

    def choose(self, place: int) -> None:
        """Make a row current, without telling."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.rows.index(place))
        self.blockSignals(blocked)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(240, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 64)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current() is not None:
            self.opened.emit(self.current())
            return
        super().keyPressEvent(event)

    def _tell(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.data(ROW_ROLE)
        if row is not None and row.key is not None:
            self.chosen.emit(row.key)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None and row.key is not None:
            self.opened.emit(row.key)


class ChangeList(Card):
    """`asked`: another filter or other words, read again. `wanted(place)`: read on from there.

    `chosen` and `opened` give an Entry or a Conflict; `all_asked`: no longer one record or one import alone.
    """

    asked = Signal()
    wanted = Signal(int)
    chosen = Signal(object)
    opened = Signal(object)
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Changes"), flush=True, parent=parent)
        self.search = SearchField(_("Find a name, a workshop or a text"))
        self.tabs = CountTabs(_("Which changes"))
        self.tabs.setFont(font("table"))
        self.choice = QComboBox()  # in the place of the tabs where their words take more room than there is
        self.choice.setFont(font("body"))
        self.choice.setAccessibleName(_("Which changes"))
        self.choice.activated.connect(lambda place: self.tabs.setCurrentIndex(place))
        self.list = _List()
        self.only = label("", "caption")
        self.all_button = button(_("Show all"), "link", small=True, on_press=self.all_asked.emit)
        self.nothing = label("", "hint")
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self.asked)
        self._build()
        self.search.textChanged.connect(lambda _text: self._typed.start())
        self.tabs.changed.connect(self._filtered)
        self.list.rows.wanted.connect(self.wanted)
        self.list.chosen.connect(self.chosen)
        self.list.opened.connect(self.opened)
        self.tabs.serve(self)
        self.set_undecided(0)

    def set_head(self, *buttons: QPushButton) -> None:
        """The buttons beside the title."""
        self.set_corner(FlowRow(buttons))

    def set_low(self, low: bool) -> None:
        """In a low window the rows have the room of the foot."""
        if self._foot is not None:
            self._foot.setVisible(not low)

    def words(self) -> str:
        """What is looked for."""
        return self.search.text().strip()

    def filter(self) -> str:
        """all, conflicts, mine or files."""
        return self.tabs.key() or ALL

    def set_filter(self, key: str) -> None:
        """Chooses which changes are shown."""
        self.tabs.choose(key)

    def set_undecided(self, count: int) -> None:
        """How many conflicts wait."""
        tabs: list[tuple[str, str, int | None]] = [
            (ALL, _("All"), None),
            (CONFLICTS, _("To decide"), count or None),
            (MINE, _("Mine"), None),
            (FILES, _("From files"), None),
        ]
        self.tabs.set_tabs(tabs)
        self.choice.clear()
        self.choice.addItems([self.tabs.tabText(place) for place in range(self.tabs.count())])
        self.choice.setCurrentIndex(self.tabs.currentIndex())
        self._share_room()

    def set_only(self, words: str) -> None:
        """Says that one record or one import alone is shown; "" for everything."""
        self.only.setText(words)
        self._only.setVisible(bool(words))

    def show_rows(self, conflicts: Sequence[Conflict], entries: Sequence[Entry], more: int | None, today: date) -> None:
        """The first page; the current row stays if it is still there."""
        kept = self.list.current()
        self.list.rows.put(conflicts, entries, more, today)
        empty = not self.list.rows.rows
        self.nothing.setText(self._why_nothing())
        self.nothing.setVisible(empty)
        self.list.setVisible(not empty)
        if kept is not None:
            self.choose(kept.id)

    def choose(self, id: str) -> bool:
        """Make a change or a conflict current; False when it is not in the list."""
        place = self.list.rows.place_of(id)
        if place >= 0:
            self.list.choose(place)
        return place >= 0

    def first(self) -> Any:
        """The first change or conflict, None when there is none."""
        return next((row.key for row in self.list.rows.rows if row.key is not None), None)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _filtered(self, _key: str) -> None:
        self.choice.setCurrentIndex(self.tabs.currentIndex())
        self.asked.emit()

    def _share_room(self) -> None:
        fits = self.tabs.sizeHint().width() <= self.width() - 2
        self.tabs.setVisible(fits)
        self._choice_row.setVisible(not fits)

    def _why_nothing(self) -> str:
        if self.words():
            return _("Nothing was found.")
        return _("Nothing to decide.") if self.filter() == CONFLICTS else _("No changes here.")

    def _build(self) -> None:
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(16, 6, 16, 4)
        column.addWidget(self.search)
        self._only = QWidget()
        row = QHBoxLayout(self._only)
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(self.only, 1)
        row.addWidget(self.all_button)
        self._choice_row = QWidget()
        below = QVBoxLayout(self._choice_row)
        below.setContentsMargins(16, 2, 16, 6)
        below.addWidget(self.choice)
        self.nothing.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(0)
        for part in (top, self.tabs, self._choice_row, self._only):
            self.add(part)
        self.add(self.list, 1)
        self.add(self.nothing)
        self.set_foot(_("Every change is kept. Undo: Ctrl+Z"))
        self.set_only("")
        self.nothing.hide()
