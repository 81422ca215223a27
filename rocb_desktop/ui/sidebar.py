"""The deep-ocean sidebar: who you are, the pages of your role with what waits in each, and the last backup."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rocb_desktop.texts import _, ngettext
from rocb_desktop.tokens import Frame
from rocb_desktop.ui import look
from rocb_desktop.ui.look import colour, current
from rocb_desktop.ui.nav_delegate import COUNT, ICON, KEY, LINE, SHOWN, NavDelegate
from rocb_desktop.ui.registry import PageEntry
from rocb_desktop.ui.sidebar_parts import SidebarFoot, SidebarHead

FIND = "find"  # the row above the pages: looks for words in everything
MENU = "menu"  # the first row of the rail: opens the full sidebar over the page
_WIDTHS: dict[Frame, str] = {"wide": "sidebarWide", "medium": "sidebarMedium", "narrow": "sidebarRail"}


class Sidebar(QWidget):
    """One tab stop: arrows move, Enter or Space opens. `chosen(key)` asks the window for a page."""

    chosen = Signal(str)
    menu_asked = Signal()
    find_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame: Frame = "wide"
        self._head = SidebarHead(self)
        self._list = _NavList(self)
        self._foot = SidebarFoot(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._list, 1)
        column.addWidget(self._foot)
        self.setFocusProxy(self._list)
        self._list.opened.connect(self._open)
        look.changed.connect(self._relayout)

    def set_person(self, role: str, name: str, where: str) -> None:
        """Who uses the app; `where` is the administration's name, or empty."""
        self._head.set_person(role, name, where)

    def set_pages(self, entries: Sequence[PageEntry]) -> None:
        """Fills the list; a line is drawn where the section changes."""
        self._list.clear()
        self._list.add(MENU, _("Show the menu"), "list")
        self._list.add(FIND, _("Search"), "search")
        section = entries[0].section if entries else ""
        for entry in entries:
            if entry.section != section:
                self._list.add_line()
                section = entry.section
            self._list.add(entry.key, entry.title, entry.icon)
        self.set_frame(self._frame)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many things wait in each page; a page that is not named has none."""
        for item in self._list.rows():
            count = counts.get(item.data(KEY), 0)
            item.setData(COUNT, count)
            words = item.text()
            if count:
                waits = ngettext("{count} thing waits", "{count} things wait", count).format(count=count)
                words = f"{words}, {waits}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip(words if self._frame == "narrow" else "")
        self._list.doItemsLayout()

    def set_saved(self, title: str, line: str) -> None:
        """The two lines at the foot."""
        self._foot.say(title, line)
        self._foot.fit(self.width_for(self._frame))

    def show_page(self, key: str) -> None:
        """Marks the row of the page that is on the screen."""
        for item in self._list.rows():
            item.setData(SHOWN, item.data(KEY) == key)
            if item.data(KEY) == key:
                self._list.setCurrentItem(item)

    def set_frame(self, frame: Frame) -> None:
        """Takes the shape of one of the three frames; the window gives it the width."""
        self._frame = frame
        self._list.take_frame(frame)
        for part in (self._head, self._foot):
            part.set_frame(frame)
            part.setVisible(frame != "narrow")
        self._foot.fit(self.width_for(frame))
        for item in self._list.rows():
            item.setHidden(item.data(KEY) == MENU and frame != "narrow")
            item.setToolTip(item.data(Qt.ItemDataRole.AccessibleTextRole) if frame == "narrow" else "")
        self._list.doItemsLayout()

    @staticmethod
    def width_for(frame: Frame) -> int:
        """The width of the sidebar in a frame, in logical px."""
        return current().size[_WIDTHS[frame]]

    def keys(self) -> list[str]:
        """The pages in the order of Ctrl+1 ... Ctrl+9."""
        return [item.data(KEY) for item in self._list.rows() if item.data(KEY) not in (MENU, FIND)]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sidebar"))
        painter.end()

    def _open(self, key: str) -> None:
        if key == MENU:
            self.menu_asked.emit()
        elif key == FIND:
            self.find_asked.emit()
        else:
            self.chosen.emit(key)

    def _relayout(self) -> None:
        self.set_frame(self._frame)
        self.update()


class _NavList(QListWidget):
    """The rows; a click, Enter or Space opens one."""

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._delegate = NavDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # rows are measured again when a scroll bar takes room
        self.setMouseTracking(True)
        self.setAccessibleName(_("Pages"))
        # nearer than the application's sheet, which gives every list a white ground
        self.setStyleSheet("QListWidget { background: transparent; }")
        self.itemClicked.connect(lambda item: self.opened.emit(item.data(KEY)))

    def add(self, key: str, words: str, icon: str) -> None:
        item = QListWidgetItem(words)
        for role, value in ((KEY, key), (ICON, icon), (COUNT, 0), (SHOWN, False), (LINE, False)):
            item.setData(role, value)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        self.addItem(item)

    def add_line(self) -> None:
        item = QListWidgetItem()
        item.setData(LINE, True)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def rows(self) -> list[QListWidgetItem]:
        items = [self.item(row) for row in range(self.count())]
        return [item for item in items if not item.data(LINE)]

    def take_frame(self, frame: Frame) -> None:
        self._delegate.frame = frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if opens and self.currentRow() >= 0:
            self.opened.emit(self.currentItem().data(KEY))
            return
        super().keyPressEvent(event)
