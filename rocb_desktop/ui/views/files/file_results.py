"""What each received file did or would do: a dense table, one row a file, and the chosen one explained below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.files.file_detail import FileDetail
from rocb_desktop.ui.views.files.file_rows import ActionOf, FileRow, columns
from rocb_desktop.ui.views.files.result_counts import RESULTS, ResultCounts, count_results
from rocb_desktop.ui.widgets.badge_words import BADGES
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.search_field import SearchField
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.tabs import CountTabs

ALL = "all"
_COUNTS_FIT = 760  # px
_SEARCH_FROM = 6  # files; fewer are seen at once
_SEARCH_WIDE = 190  # px


def _no_action(_file: FileResult) -> str:
    return ""


class FileResults(QWidget):
    """`acted(FileRow)`: its link was pressed; the row's `action` says which."""

    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = ResultCounts()
        self.tabs = CountTabs(_("Results"))
        self.search = SearchField(_("Find a file"))
        self.search.setFixedWidth(_SEARCH_WIDE)
        self.table = TableView(_("Files"), columns(), most=9)
        self.nothing = label(_("No file has these words."), "hint")
        self.nothing.setContentsMargins(16, 8, 16, 12)
        self.detail = FileDetail()
        self._rows: list[FileRow] = []
        card = Card(flush=True)
        card.body.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.addWidget(self.tabs, 1)
        head.addWidget(self.search, 0, Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(head)
        card.add(self.table)
        card.add(self.nothing)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().space["m"])
        for part in (self.counts, card, self.detail):
            self._column.addWidget(part)
        self.tabs.changed.connect(lambda _key: self._fill())
        self.search.textChanged.connect(lambda _text: self._fill())
        self.table.chosen.connect(self._explain)
        self.table.followed.connect(lambda row, _key: self._act(row))
        self.table.opened.connect(self._act)
        self.detail.pressed.connect(self._act)
        self.tabs.serve(self)

    def set_files(self, files: Sequence[FileResult], *, done: bool, action: ActionOf = _no_action) -> None:
        """Show these results; `action` tells for each file what its link does."""
        rows = [FileRow(file, place, action(file)) for place, file in enumerate(files)]
        self._rows = sorted(rows, key=lambda row: (row.order, row.place))
        self.counts.set_files(files, done=done)
        counts = count_results(files)
        kinds = [(key, _(BADGES[RESULTS[key][0]].word), counts[key]) for key in RESULTS if counts[key]]
        self.tabs.set_tabs([(ALL, _("All"), len(rows)), *kinds])
        self.tabs.setVisible(len(kinds) > 1)
        self._share_room()
        self.detail.set_done(done)
        self._fill()

    def rows(self) -> list[FileRow]:
        """The rows, what needs eyes first."""
        return list(self._rows)

    def needs_eyes(self) -> bool:
        """Whether a file was refused or waits."""
        return any(row.file.result in ("refused", "waiting") for row in self._rows)

    def take_focus(self) -> None:
        """The keyboard goes to the first row."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        # The tabs count as well: in a small window the cards would push the files out of sight.
        wide = self.width() >= _COUNTS_FIT
        self.counts.setVisible(wide or self.tabs.isHidden())
        self.search.setVisible(wide and len(self._rows) >= _SEARCH_FROM)

    def _fill(self) -> None:
        wanted, words = self.tabs.key(), self.search.text()
        rows = [row for row in self._rows if wanted in (ALL, "", row.file.result) and row.says(words)]
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows) or not self._rows)
        self.nothing.setVisible(bool(self._rows) and not rows)
        self.table.selectRow(0)
        self._explain(self.table.row())

    def _explain(self, row: Any) -> None:
        self.detail.set_row(row)

    def _act(self, row: Any) -> None:
        if row is not None and row.action:
            self.acted.emit(row)
