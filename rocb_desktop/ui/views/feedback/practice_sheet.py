"""Good practices as a sheet to read: by topic, searched, whole texts, and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.feedback import TOPICS, topic_words
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.figure_model import Cell, Head, Row
from rocb_desktop.ui.widgets.figure_sheet import FigureSheet
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.search_field import SearchField
from rocb_desktop.ui.widgets.tabs import CountTabs

STEP = 30  # texts shown at once: more are one press away
_WAIT_MS = 150


@dataclass(frozen=True)
class PracticeLine:
    """A text with what stands beside it."""

    topic: str
    text: str
    beside: str


class PracticeSheet(QWidget):
    """put() shows texts under the tabs of their topics; `beside` is the title of the last column."""

    def __init__(self, name: str, beside: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._beside = name, beside
        self._lines: Sequence[PracticeLine] = ()
        self._most = STEP
        self.search = SearchField(_("Find in the good practices"))
        self.tabs = CountTabs(name)
        self.sheet = FigureSheet()
        self.nothing = label("", "hint")
        self.more = button(_("Show more"), "link", on_press=self._show_more)
        self._soon = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._soon.timeout.connect(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.tabs, self.search, self.sheet, self.nothing, self.more):
            column.addWidget(part)
        self.search.textChanged.connect(lambda _text: self._soon.start())
        self.tabs.changed.connect(lambda _key: self._begin())

    def put(self, lines: Sequence[PracticeLine]) -> None:
        """Shows other texts."""
        self._lines = lines
        counts = {topic: sum(one.topic == topic for one in lines) for topic in TOPICS}
        tabs = [(topic, topic_words(topic), counts[topic]) for topic in TOPICS if counts[topic]]
        self.tabs.set_tabs([("all", _("All"), len(lines)), *tabs])
        self._begin()

    def shown(self) -> list[PracticeLine]:
        """The texts of the chosen topic in which what is looked for stands."""
        topic, words = self.tabs.key(), self.search.text().casefold().split()
        return [
            one
            for one in self._lines
            if topic in ("all", "", one.topic) and all(word in f"{one.text} {one.beside}".casefold() for word in words)
        ]

    def _begin(self) -> None:
        self._most = STEP
        self._show()

    def _show_more(self) -> None:
        self._most += STEP
        self._show()
        self.sheet.focus()

    def _show(self) -> None:
        found = self.shown()
        heads = (Head(_("Topic"), "name"), Head(_("Good practice"), "list"), Head(self._beside, "name"))
        rows = [Row(tuple(map(Cell.words, _cells(one)))) for one in found[: self._most]]
        self.sheet.put(self._name, heads, rows)
        self.sheet.setVisible(bool(rows))
        self.nothing.setText(_("Nothing is found. Use fewer words, or another topic."))
        self.nothing.setVisible(not rows)
        left = len(found) - len(rows)
        said = ngettext("Show {n} more", "Show {n} more", min(left, STEP)).format(n=min(left, STEP))
        self.more.setText(said)
        self.more.setAccessibleName(said)
        self.more.setVisible(left > 0)


def _cells(line: PracticeLine) -> tuple[str, str, str]:
    return topic_words(line.topic), " ".join(line.text.split()), line.beside
