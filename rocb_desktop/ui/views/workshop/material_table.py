"""The files of a workshop in two tables: those of ROCB A/P with the way to missing ones, and own ones."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.services.survey.workshop_desk import WorkshopRoom
from rocb_desktop.services.survey.workshop_shelf import ShelfFile
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column


class MaterialTable(QWidget):
    """`chosen(ShelfFile or None)`; `opened(ShelfFile)`: Enter, a double press; `copy_asked`: fill in what is missing;
    `add_asked`: add an own file. `keeps_own`: whether own files are listed.
    """

    chosen = Signal(object)
    opened = Signal(object)
    copy_asked = Signal()
    add_asked = Signal()

    def __init__(self, *, keeps_own: bool = True) -> None:
        super().__init__()
        self._keeps_own = keeps_own
        self.table = TableView(_("Materials"), _columns(), dense=False, most=12)
        self.own = TableView(_("Own materials"), _columns(), dense=False, most=8)
        self.none = label(_("There are no materials for this workshop yet. They come with its pack."), "hint")
        self.none.setContentsMargins(16, 16, 16, 16)
        self.count = label("", "hint")
        self.copy_button = button(_("Copy missing from a pack file"), icon="file-input", on_press=self.copy_asked.emit)
        self.add_button = button(_("Add own material"), icon="plus", on_press=self.add_asked.emit)
        self.no_own = label(
            _("Slides or notes that you made yourself: keep them here. They stay in your administration."), "hint"
        )
        self.no_own.setContentsMargins(16, 0, 16, 12)
        self._lay_out()
        for mine, other in ((self.table, self.own), (self.own, self.table)):
            mine.chosen.connect(lambda row, other=other: self._choose(row, other))
            mine.opened.connect(self.opened.emit)

    def show_room(self, room: WorkshopRoom) -> None:
        """Shows the files of another workshop, the first one chosen; the same ones keep the chosen line."""
        kept = self.file()
        self._fill(self.table, room.files, kept)
        self._fill(self.own, room.own, kept)
        self.table.setVisible(bool(room.files))
        self.none.setVisible(not room.files)
        self.count.setText(here_words(len(room.files), room.here) if room.files else "")
        self.copy_button.setVisible(room.here < len(room.files))
        self._foot.setVisible(bool(room.files))
        self.own.setVisible(self._keeps_own and bool(room.own))
        self.no_own.setVisible(self._keeps_own and not room.own)
        if self.file() is None:
            first = self.table if room.files else self.own
            first.selectRow(0)
        self.chosen.emit(self.file())

    def file(self) -> ShelfFile | None:
        """The chosen file."""
        rows: tuple[ShelfFile | None, ...] = (self.table.row(), self.own.row())
        return rows[0] or rows[1]

    def choose(self, record: str) -> None:
        """Choose a file by its id."""
        for table in (self.table, self.own):
            table.choose(next((row for row in table.rows_model.rows() if row.id == record), None))

    def first_focus(self) -> QWidget:
        """Where the keyboard starts."""
        if not self.table.isHidden():
            return self.table
        return self.own if not self.own.isHidden() else self.add_button if self._keeps_own else self.copy_button

    def _fill(self, table: TableView, rows: tuple[ShelfFile, ...], kept: ShelfFile | None) -> None:
        blocked = table.blockSignals(True)
        table.set_rows(rows)
        again = next((row for row in rows if kept is not None and row.id == kept.id), None)
        if again is None:
            table.setCurrentIndex(table.rootIndex())
            table.clearSelection()
        else:
            table.choose(again)
        table.blockSignals(blocked)

    def _choose(self, row: ShelfFile | None, other: TableView) -> None:
        if row is None:
            return
        blocked = other.blockSignals(True)
        other.setCurrentIndex(other.rootIndex())
        other.clearSelection()
        other.blockSignals(blocked)
        self.chosen.emit(row)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(self.none)
        self._foot = _strip(self.count, self.copy_button)
        column.addWidget(self._foot)
        self._own_head = _strip(label(_("Own materials"), "body", weight=600), self.add_button)
        column.addWidget(self._own_head)
        self._own_head.setVisible(self._keeps_own)
        column.addWidget(self.own)
        column.addWidget(self.no_own)
        column.addStretch(1)


def _strip(words: QWidget, end: QWidget) -> QWidget:
    """A line, then words and a button."""
    made, row = QWidget(), QWidget()
    inside = QHBoxLayout(row)
    inside.setContentsMargins(16, 8, 16, 6)
    inside.addWidget(words, 1)
    inside.addWidget(FlowRow([end]))
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(line())
    column.addWidget(row)
    return made


def here_words(count: int, here: int) -> str:
    """6 materials, 5 on this computer."""
    said = ngettext("{n} material, {here} on this computer", "{n} materials, {here} on this computer", count)
    return said.format(n=count, here=here)


def where_badge(one: ShelfFile) -> BadgeSpec:
    """Whether its file is here."""
    return badge("on_computer" if one.here else "not_copied")


def shared_words(one: ShelfFile) -> str:
    """14 people; 2 times when nobody wrote a number; a dash for never."""
    done = [action for action in one.shares if not action.planned]
    if not done:
        return "–"
    if one.people is not None:
        return ngettext("{n} person", "{n} people", one.people).format(n=one.people)
    return ngettext("{n} time", "{n} times", len(done)).format(n=len(done))


def _columns() -> list[Column]:
    return [
        Column("title", _("Material"), "strong", lambda one: one.file.shown, stretch=True, least=180),
        Column("kind", _("Kind"), "muted", lambda one: one.file.type.word, spare=True),
        Column("version", _("Version"), "number", lambda one: one.version, spare=True),
        Column("size", _("Size"), "number", lambda one: size_words(one.file.size), lambda one: one.file.size),
        Column("where", _("Where"), "badge", where_badge, spare=True),
        Column("shared", _("Shared with"), "number", shared_words, lambda one: one.people, spare=True),
    ]
