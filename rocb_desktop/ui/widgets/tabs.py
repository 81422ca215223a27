"""Tabs with counts: "All 9", "New 4"; arrows move, Ctrl+PgUp and Ctrl+PgDn work in the whole page."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from rocb_desktop.ui.look import font


class CountTabs(QTabBar):
    """`changed(key)` when another tab is chosen. Tabs are (key, words, count or None)."""

    changed = Signal(str)

    def __init__(
        self, name: str, tabs: Sequence[tuple[str, str, int | None]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setFont(font("body"))
        self.setUsesScrollButtons(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._tell)
        self._quiet = False
        self.set_tabs(tabs)

    def set_tabs(self, tabs: Sequence[tuple[str, str, int | None]]) -> None:
        """Other tabs or counts; the chosen tab stays if it is still there."""
        kept, self._quiet = self.key(), True
        while self.count():
            self.removeTab(0)
        for key, words, count in tabs:
            place = self.addTab(words if count is None else f"{words} {count}")
            self.setTabData(place, key)
        self.choose(kept)
        self._quiet = False
        if self.key() != kept:
            self.changed.emit(self.key())

    def key(self) -> str:
        """The key of the chosen tab, or an empty text."""
        return str(self.tabData(self.currentIndex()) or "")

    def choose(self, key: str) -> None:
        """Chooses a tab; one that is not there changes nothing."""
        for place in range(self.count()):
            if self.tabData(place) == key:
                self.setCurrentIndex(place)

    def serve(self, page: QWidget) -> None:
        """Lets Ctrl+PgDn and Ctrl+PgUp change tabs anywhere in `page`."""
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=step: self._step(by))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def _step(self, by: int) -> None:
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def _tell(self, _place: int) -> None:
        if not self._quiet:
            self.changed.emit(self.key())
