"""A card with tabs: each shows a widget of its own, with a strip below the tabs' content."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.tabs import CountTabs


class TabCard(Card):
    """add_tab() in reading order; set_counts() as things come and go.

    The pages are hidden and shown, not stacked: a stack is as high as the longest of all, also of what nobody sees.
    """

    def __init__(self, name: str) -> None:
        super().__init__(flush=True)
        self.setAccessibleName(name)
        self._words: dict[str, str] = {}
        self._pages: dict[str, QWidget] = {}
        self.tabs = CountTabs(name)
        self.body.setSpacing(0)
        self.tabs.setContentsMargins(16, 0, 16, 0)
        self.add(self.tabs)
        self.tabs.changed.connect(self._show)

    def add_tab(self, key: str, words: str, page: QWidget) -> None:
        """One more tab at the end; the first one is shown."""
        self._words[key], self._pages[key] = words, page
        page.setParent(self)
        page.hide()
        self.add(page, 1)
        self.set_counts({})

    def set_counts(self, counts: dict[str, int]) -> None:
        """How many things there are below each tab."""
        self.tabs.set_tabs([(key, words, counts.get(key)) for key, words in self._words.items()])
        self._show(self.tabs.key())

    def _show(self, key: str) -> None:
        focus = QApplication.focusWidget()
        if any(one != key and focus is not None and page.isAncestorOf(focus) for one, page in self._pages.items()):
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # or it would go to whatever comes next
        for one, page in self._pages.items():
            page.setVisible(one == key)
