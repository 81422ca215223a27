"""A card with tabs: each shows a widget of its own, with a strip below the tabs' content."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.tabs import CountTabs


class TabCard(Card):
    """add_tab() in reading order; set_counts() as things come and go."""

    def __init__(self, name: str) -> None:
        super().__init__(flush=True)
        self.setAccessibleName(name)
        self._words: dict[str, str] = {}
        self._pages: dict[str, QWidget] = {}
        self.tabs = CountTabs(name)
        self._stack = QStackedWidget()
        self.body.setSpacing(0)
        self.tabs.setContentsMargins(16, 0, 16, 0)
        self.add(self.tabs)
        self.add(self._stack, 1)
        self.tabs.changed.connect(self._show)

    def add_tab(self, key: str, words: str, page: QWidget) -> None:
        """One more tab at the end; the first one is shown."""
        self._words[key], self._pages[key] = words, page
        self._stack.addWidget(page)
        self.set_counts({})

    def set_counts(self, counts: dict[str, int]) -> None:
        """How many things there are below each tab."""
        self.tabs.set_tabs([(key, words, counts.get(key)) for key, words in self._words.items()])
        self._show(self.tabs.key())

    def _show(self, key: str) -> None:
        if key in self._pages:
            self._stack.setCurrentWidget(self._pages[key])
