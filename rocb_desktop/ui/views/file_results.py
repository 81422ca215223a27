"""What each received file did or would do: a dense table, one row a file, and the chosen one explained below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.file_result import FileResult
from rocb_desktop.texts import N_, _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.file_detail import FileDetail
from rocb_desktop.ui.views.result_counts import RESULTS, ResultCounts, count_results
from rocb_desktop.ui.widgets.badge_words import BADGES, BadgeSpec, badge
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.widgets.tabs import CountTabs

ALL = "all"
_COUNTS_FIT = 760  # px
# What needs a person's eyes comes first.
_ORDER = ("refused", "waiting", "conflicts", "held", "changed", "new", "same")


@dataclass(frozen=True, eq=False)
class FileRow:
    """A file's result as a row. `action` is what its link does: check, review, or ""."""

    file: FileResult
    place: int
    action: str = ""

    @property
    def badge(self) -> BadgeSpec:
        return badge(RESULTS[self.file.result][0])

    @property
    def why(self) -> str:
        return self.file.error.what() if self.file.error is not None else self.file.why

    @property
    def sender(self) -> str:
        """Who sent it, in the file's own words."""
        return self.file.sender.name if self.file.sender is not None else _("Not known")

    @property
    def from_where(self) -> str:
        """The sender and the administration they say they belong to."""
        sender = self.file.sender
        where = name_of(sender.administration) if sender is not None else ""
        return f"{self.sender}, {where}" if where and where != self.sender else self.sender

    @property
    def action_words(self) -> str:
        return _(_ACTIONS[self.action]) if self.action else ""


_ACTIONS = {"check": N_("Compare the words"), "review": N_("Review")}


class FileResults(QWidget):
    """`check(FileRow)`: compare the words of that sender. `review(FileRow)`: look at what the file brought."""

    check = Signal(object)
    review = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = ResultCounts()
        self.tabs = CountTabs(_("Results"))
        self.table = TableView(_("Files"), _columns(), most=9)
        self.detail = FileDetail()
        self._rows: list[FileRow] = []
        card = Card(flush=True)
        card.body.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(14, 0, 14, 0)
        tabs.addWidget(self.tabs, 1)
        card.body.addLayout(tabs)
        card.add(self.table)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().space["m"])
        for part in (self.counts, card, self.detail):
            self._column.addWidget(part)
        self.tabs.changed.connect(lambda _key: self._fill())
        self.table.chosen.connect(self._explain)
        self.table.followed.connect(lambda row, _key: self._act(row))
        self.table.opened.connect(self._act)
        self.detail.pressed.connect(self._act)
        self.tabs.serve(self)

    def set_files(
        self, files: Sequence[FileResult], *, done: bool, action: Callable[[FileResult], str] = lambda _file: ""
    ) -> None:
        """Show these results; `action` tells for each file what its link does (check, review or "")."""
        rows = [FileRow(file, place, action(file)) for place, file in enumerate(files)]
        self._rows = sorted(rows, key=lambda row: (_ORDER.index(row.file.result), row.place))
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
        self.counts.setVisible(self.width() >= _COUNTS_FIT or self.tabs.isHidden())

    def _fill(self) -> None:
        wanted = self.tabs.key()
        self.table.set_rows([row for row in self._rows if wanted in (ALL, "", row.file.result)])
        self.table.selectRow(0)
        self._explain(self.table.row())

    def _explain(self, row: Any) -> None:
        self.detail.set_row(row)

    def _act(self, row: Any) -> None:
        if row is not None and row.action:
            (self.check if row.action == "check" else self.review).emit(row)


def _columns() -> tuple[Column, ...]:
    return (
        Column("badge", _("Result"), "badge", sort=lambda row: _ORDER.index(row.file.result)),
        Column("file", _("File"), "file", lambda row: row.file.name, width=205),
        Column("from", _("From"), "text", "sender"),
        Column("about", _("About"), "text", lambda row: row.file.about, width=160, spare=True),
        Column("why", _("Why"), "text", "why", stretch=True, spare=True),
        Column("action", "", "link", "action_words"),
    )
