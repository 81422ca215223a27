"""The rows of the history: days, changes and open questions, read on as the person scrolls, painted by one delegate."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rocb_desktop.services.history.conflicts import Conflict
from rocb_desktop.services.history.history import Entry
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui import icons
from rocb_desktop.ui.focus_ring import paint_ring
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.views.history.conflict_words import conflict_line, moment_words
from rocb_desktop.ui.widgets.table_model import Index
from rocb_desktop.ui.widgets.table_paint import cell_ground

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 71
_EMPTY = QModelIndex()
_PAD, _ICON, _DAY = 16, 18, 29


@dataclass(frozen=True)
class Row:
    """A heading (no `key`), a change or an open question. `key` is the Entry or Conflict."""

    title: str
    detail: str = ""
    time: str = ""
    icon: str = ""
    tone: str = "primary"
    key: Any = None
    spoken: str = ""


def day_words(day: date, today: date) -> str:
    """Today, Yesterday, 14 October 2021."""
    days = (today - day).days
    return _("Today") if days == 0 else _("Yesterday") if days == 1 else format_date(day)


def entry_row(entry: Entry) -> Row:
    """A change as a row: what was done, to what, when; one that does not count has a lock."""
    detail = entry.why or entry.about
    icon, tone = ("lock", "warn") if entry.held else (entry.icon, "primary")
    spoken = ". ".join((entry.deed, entry.about, entry.who.short, moment_words(entry.here), entry.why))
    return Row(entry.deed, detail, f"{entry.here.astimezone():%H:%M}", icon, tone, entry, spoken.rstrip(". "))


def conflict_row(found: Conflict) -> Row:
    """An open question as a row."""
    spoken = ". ".join((_("To decide"), conflict_line(found), found.about))
    return Row(conflict_line(found), found.about, "", "triangle-alert", "warn", found, spoken)


class ChangeRows(QAbstractListModel):
    """`wanted(place)`: the person came near the end, read on from there."""

    wanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._more: int | None = None
        self._asked = False
        self._day: date | None = None

    def put(self, conflicts: Sequence[Conflict], entries: Sequence[Entry], more: int | None, today: date) -> None:
        """Shows the first page."""
        self.beginResetModel()
        self._day, self._more, self._asked = None, more, False
        self.rows = [Row(_("To decide")), *map(conflict_row, conflicts)] if conflicts else []
        self.rows += self._by_day(entries, today)
        self.endResetModel()

    def append(self, entries: Sequence[Entry], more: int | None, today: date) -> None:
        """Shows the next page below."""
        added = self._by_day(entries, today)
        self._more, self._asked = more, False
        if added:
            self.beginInsertRows(_EMPTY, len(self.rows), len(self.rows) + len(added) - 1)
            self.rows += added
            self.endInsertRows()

    def place_of(self, id: str) -> int:
        """The row of a change or conflict by its id, or of the first conflict of a record; -1 when it is not shown."""
        ids = [row.key.id if row.key is not None else "" for row in self.rows]
        fitting = [place for place, one in enumerate(ids) if id and (one == id or one.startswith(f"{id}:"))]
        return fitting[0] if fitting else -1

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more is not None and not self._asked and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self._more is not None and not self._asked:
            self._asked = True
            self.wanted.emit(self._more)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].key is None:
            return Qt.ItemFlag.NoItemFlags  # the arrows pass over a day
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken or row.title
        return row.title if role == Qt.ItemDataRole.DisplayRole else None

    def _by_day(self, entries: Sequence[Entry], today: date) -> list[Row]:
        found: list[Row] = []
        for entry in entries:
            if entry.day != self._day:
                self._day = entry.day
                found.append(Row(day_words(entry.day, today)))
            found.append(entry_row(entry))
        return found


class ChangeDelegate(QStyledItemDelegate):
    """Paints a heading as a strip, a change with icon, title, detail and time."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        if row.key is None:
            return QSize(120, _DAY)
        high = QFontMetrics(font("body")).height() + QFontMetrics(font("caption")).height()
        return QSize(120, max(high + 16, current().size["tableRow"]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        rect = QRect(option.rect)
        if row.key is None:
            painter.fillRect(rect, colour("surface_alt"))
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line"))
            _write(painter, rect.adjusted(_PAD, 0, -_PAD, 0), row.title, "caption", "ink_2", weight=600)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            cell_ground(painter, option, index, selected=selected)
            self._paint_row(painter, rect.adjusted(_PAD, 6, -_PAD, -7), row, selected)
            if option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
                paint_ring(painter, QRectF(rect).adjusted(3, 3, -3, -4), current().radius["badge"])
        painter.restore()

    def _paint_row(self, painter: QPainter, room: QRect, row: Row, selected: bool) -> None:
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        dark = selected and current().theme == "contrast"  # there the chosen row is black
        picture = icons.pixmap(row.icon, "on_selection" if dark else row.tone, _ICON, self._view.devicePixelRatioF())
        left = room.right() - _ICON + 1 if mirrored else room.left()
        painter.drawPixmap(left, room.center().y() - _ICON // 2 + 1, picture)
        time = QFontMetrics(font("caption", tabular=True)).horizontalAdvance(row.time) + (10 if row.time else 0)
        before, after = _ICON + 12, time
        words = room.adjusted(after, 0, -before, 0) if mirrored else room.adjusted(before, 0, -after, 0)
        high = QFontMetrics(font("body", weight=500)).height()
        ink = "on_selection" if selected else "ink"
        _write(painter, QRect(words.left(), words.top(), words.width(), high), row.title, "body", ink, weight=500)
        below = QRect(words.left(), words.top() + high, words.width(), words.height() - high)
        quiet = "on_selection" if dark else "ink_2"
        _write(painter, below, row.detail, "caption", quiet)
        if row.time:
            painter.setFont(font("caption", tabular=True))
            painter.setPen(colour(quiet))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter), row.time)


def _write(painter: QPainter, room: QRect, text: str, step: str, role: str, *, weight: int | None = None) -> None:
    used = font(step, weight=weight)
    painter.setFont(used)
    painter.setPen(colour(role))
    short = QFontMetrics(used).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), short)
