"""Who is reminded: one line a person with a tick, what they owe, and when they were last reminded."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from rocb_desktop.services.national.reminders import ReminderDraft
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import font
from rocb_desktop.ui.views.national.roster_words import day_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.tip import plain_tip

_KEY = int(Qt.ItemDataRole.UserRole)
_ROW = 46  # px


class ReminderPeople(Card):
    """`chosen(key)`: whose words are shown; `ticks_changed`. Space ticks, arrows move."""

    chosen = Signal(str)
    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("People"), " ", flush=True, parent=parent)
        self.list = QListWidget()
        self.list.setAccessibleName(_("People to remind"))
        self.list.setFont(font("body"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(120)
        self.nobody = label(_("Nobody owes a reply now."), "hint")
        self.nobody.setContentsMargins(16, 4, 16, 8)
        self.all_button = button(_("Tick all"), "link", small=True, on_press=lambda: self._tick_all(on=True))
        self.none_button = button(_("Tick nobody"), "link", small=True, on_press=lambda: self._tick_all(on=False))
        self.add(self.list)
        self.add(self.nobody)
        self.set_foot(FlowRow([self.all_button, self.none_button]))
        self.list.currentItemChanged.connect(self._tell)
        self.list.itemChanged.connect(lambda _item: self.ticks_changed.emit())

    def set_people(self, people: Sequence[ReminderDraft], ticked: Collection[str] | None = None) -> None:
        """Other people; `ticked` None: everybody who can be written to."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for one in people:
                self.list.addItem(_item(one, ticked))
        said = ngettext("{n} person", "{n} people", len(people))
        self.set_context(said.format(n=len(people)))
        self.list.setVisible(bool(people))
        self.nobody.setVisible(not people)
        high = min(max(len(people), 2), 8) * _ROW + 4
        self.list.setFixedHeight(high)

    def ticked(self) -> list[str]:
        """The keys of everybody who is ticked, in order."""
        return [str(one.data(_KEY)) for one in self._items() if one.checkState() == Qt.CheckState.Checked]

    def choose(self, key: str) -> None:
        """Make a person current, without telling."""
        with QSignalBlocker(self.list):
            for one in self._items():
                if one.data(_KEY) == key:
                    self.list.setCurrentItem(one)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _tick_all(self, *, on: bool) -> None:
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        with QSignalBlocker(self.list):
            for one in self._items():
                if one.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                    one.setCheckState(state)
        self.ticks_changed.emit()

    def _tell(self, now: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(str(now.data(_KEY)))


def _item(one: ReminderDraft, ticked: Collection[str] | None) -> QListWidgetItem:
    made = QListWidgetItem(f"{one.name}\n{_owes(one)}")
    made.setData(_KEY, one.key)
    made.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}. {_owes(one)}")
    made.setToolTip(plain_tip(f"{one.name}. {_owes(one)}"))
    made.setSizeHint(QSize(120, _ROW))
    if one.to:
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        wanted = ticked is None or one.key in ticked
        made.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
    return made


def _owes(one: ReminderDraft) -> str:
    """2 workshops, reminded 3 May 2021."""
    if not one.to:
        return _("Left, nobody answers")
    count = len(one.workshops)
    said = ngettext("{n} workshop", "{n} workshops", count).format(n=count)
    if one.to != one.name:
        said = _("{what}, to {name}").format(what=said, name=one.to)
    if one.last is None:
        return said
    return _("{what}, reminded {date}").format(what=said, date=day_words(one.last.date))
