"""The rows of a search: groups with their counts, hits with the found words marked, and the way to more of a group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rocb_desktop.domain.search_words import Parts
from rocb_desktop.services.search.searching import Group, Hit
from rocb_desktop.texts import _, format_number, ngettext
from rocb_desktop.ui import icons
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.widgets.table_model import Index
from rocb_desktop.ui.widgets.table_paint import cell_ground

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 81
_EMPTY = QModelIndex()
_PAD, _ICON, _HEADING, _MORE = 16, 18, 29, 36


@dataclass(frozen=True)
class Row:
    """A heading (neither `hit` nor `more`), a hit, or the way to the rest of the group `more`."""

    title: Parts
    line: Parts = ()
    hit: Hit | None = None
    more: str = ""

    @property
    def is_heading(self) -> bool:
        return self.hit is None and not self.more

    @property
    def spoken(self) -> str:
        """The row in words."""
        return ". ".join(filter(None, (_plain(self.title), _plain(self.line))))


class HitRows(QAbstractListModel):
    """Shows the groups one below the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def put(self, groups: Sequence[Group]) -> None:
        """Shows other groups."""
        self.beginResetModel()
        self.rows = [row for group in groups for row in _rows(group)]
        self.endResetModel()

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags  # the arrows pass over a heading
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return _plain(row.title) if role == Qt.ItemDataRole.DisplayRole else None


def _rows(group: Group) -> Iterator[Row]:
    yield Row(((f"{group.words} · {format_number(group.count)}", False),))
    for hit in group.hits:
        said = _("{label}: {answer}").format(label=hit.label.rstrip(":"), answer="")
        label = ((said, False),) if hit.label and hit.line else ()
        yield Row(hit.title, (*label, *hit.line), hit)
    left = group.count - len(group.hits)
    if left > 0:
        words = ngettext("Show {n} more", "Show more of the other {n}", left).format(n=format_number(left))
        yield Row(((words, False),), more=group.key)


class HitDelegate(QStyledItemDelegate):
    """Paints a heading as a strip, a hit with icon, title and the line that holds the words."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW_ROLE)
        if row.hit is None:
            return QSize(120, _HEADING if row.is_heading else _MORE)
        high = QFontMetrics(font("body")).height() + (QFontMetrics(font("caption")).height() if row.line else 0)
        return QSize(120, max(high + 16, current().size["tableRow"]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        rect = QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if row.is_heading:
            painter.fillRect(rect, colour("surface_alt"))
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colour("line"))
            write_marked(painter, rect.adjusted(_PAD, 0, -_PAD, 0), row.title, font("caption", weight=600), "ink_2")
        else:
            cell_ground(painter, option, index, selected=selected)
            self._paint_hit(painter, rect.adjusted(_PAD, 6, -_PAD, -7), row, selected)
        painter.restore()

    def _paint_hit(self, painter: QPainter, room: QRect, row: Row, selected: bool) -> None:
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        dark = selected and current().theme == "contrast"  # there the chosen row is black
        before = _ICON + 12
        words = room.adjusted(0, 0, -before, 0) if mirrored else room.adjusted(before, 0, 0, 0)
        ink = "on_selection" if dark else "ink"
        if row.hit is None:
            write_marked(painter, words, row.title, font("body"), "on_selection" if dark else "link")
            return
        role = "on_selection" if dark else "primary"
        picture = icons.pixmap(row.hit.icon, role, _ICON, self._view.devicePixelRatioF())
        left = room.right() - _ICON + 1 if mirrored else room.left()
        painter.drawPixmap(left, room.center().y() - _ICON // 2 + 1, picture)
        used = font("body", weight=500)
        high = QFontMetrics(used).height() if row.line else words.height()
        write_marked(painter, QRect(words.left(), words.top(), words.width(), high), row.title, used, ink)
        below = QRect(words.left(), words.top() + high, words.width(), words.height() - high)
        write_marked(painter, below, row.line, font("caption"), "on_selection" if dark else "ink_2")


def write_marked(painter: QPainter, room: QRect, parts: Parts, used: QFont, role: str) -> None:
    """One line of plain text, shortened at its end, with the marked stretches in bold on a soft ground."""
    text = " ".join(_plain(parts).split("\n"))
    short = QFontMetrics(used).elidedText(text, Qt.TextElideMode.ElideRight, room.width() - 8)
    layout = QTextLayout(short, used)
    layout.setFormats(list(_formats(parts, len(short) - (1 if short != text else 0))))
    layout.beginLayout()
    written = layout.createLine()
    written.setLineWidth(room.width() + 200)  # bold words are a little wider than they were measured
    layout.endLayout()
    painter.save()
    painter.setClipRect(room)
    painter.setPen(colour(role))
    mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = room.right() - written.naturalTextWidth() if mirrored else room.left()
    layout.draw(painter, QPointF(left, room.top() + (room.height() - written.height()) / 2))
    painter.restore()


def _formats(parts: Parts, most: int) -> Iterator[QTextLayout.FormatRange]:
    begin = 0
    for text, marked in parts:
        length = _units(text)
        if marked and begin < most:
            found = QTextLayout.FormatRange()
            found.start, found.length = begin, min(length, most - begin)
            strong = QTextCharFormat()
            strong.setFontWeight(QFont.Weight.DemiBold)
            strong.setBackground(QBrush(colour("warn_soft")))
            strong.setForeground(QBrush(colour("ink")))
            found.format = strong
            yield found
        begin += length


def _units(text: str) -> int:
    """Qt counts a letter beyond the first 65,536 as two."""
    return len(text.encode("utf-16-le")) // 2


def _plain(parts: Parts) -> str:
    return "".join(text for text, _marked in parts)


def found_words(count: int, text: str) -> str:
    """What a screen reader says, and the foot shows."""
    if not count:
        return _("Nothing was found for “{words}”.").format(words=text)
    return ngettext("{n} found", "{n} found", count).format(n=format_number(count))
