"""The imports of this profile, newest first; the chosen one can be taken back, or brought in again, at any time."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.arriving.import_log import ImportEntry, import_keys, imports_of, undo_words
from rocb_desktop.texts import _, format_date, ngettext
from rocb_desktop.ui.paged_table import PagedTable
from rocb_desktop.ui.views.files.file_words import kind_name
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.search_field import SearchField
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.work import Work

_SEEN = 10  # rows; a longer list can be searched
_TYPED_MS = 250
_NAMED = 8  # files that are told one by one


class ReceivedList(Card):
    """`undo(import id)` and `again(import id)`: the person pressed that for the chosen import."""

    undo = Signal(str)
    again = Signal(str)

    def __init__(self, work: Work, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, flush=True, parent=parent)
        self.search = SearchField(_("Find a file, a sender or an administration"))
        self._search = QWidget()
        self.table = PagedTable(work, _("Files received"), _columns(), import_keys, imports_of, most=_SEEN)
        self.nothing = label("", "hint")
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(lambda: self.table.look_for(self.search.text().strip()))
        self.search.textChanged.connect(lambda _text: self._typed.start())
        self.nothing.setContentsMargins(16, 0, 16, 12)
        self.detail = label("", "hint")
        self.does = label("", "hint")
        self.undo_button = button(_("Undo this import"), icon="undo-2", on_press=lambda: self._tell(self.undo))
        self.again_button = button(_("Import again"), icon="redo-2", on_press=lambda: self._tell(self.again))
        self.explained = QWidget()
        column = QVBoxLayout(self.explained)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(6)
        for part in (self.detail, self.does, FlowRow([self.undo_button, self.again_button])):
            column.addWidget(part)
        above = QVBoxLayout(self._search)
        above.setContentsMargins(16, 6, 16, 6)
        above.addWidget(self.search)
        self.add(self._search)
        self.add(self.table)
        self.add(self.nothing)
        self.set_foot(self.explained)
        self.table.chosen.connect(self._explain)
        self.table.read.connect(self._show)
        self._show()

    def reload(self) -> None:
        """Read the imports again; the chosen line stays."""
        self.table.reload()

    def _show(self) -> None:
        count, words = self.table.rows_model.rowCount(), self.search.text().strip()
        self._search.setVisible(count > _SEEN or bool(words))
        self.table.setVisible(count > 0)
        self.nothing.setText(_("Nothing was found.") if words else _("Nothing came in yet."))
        self.nothing.setVisible(not count)
        if count and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._explain(self.table.row())

    def _tell(self, signal: Any) -> None:
        entry = self.table.row()
        if isinstance(entry, ImportEntry):
            signal.emit(entry.id)

    def _explain(self, entry: Any) -> None:
        holder = self.explained.parentWidget()
        (holder or self.explained).setVisible(isinstance(entry, ImportEntry))
        if not isinstance(entry, ImportEntry):
            return
        self.detail.setText(_files_words(entry))
        undone = entry.undone is not None
        self.undo_button.setVisible(entry.can_undo and not undone)
        self.again_button.setVisible(entry.can_undo and undone)
        self.does.setText(_what_it_does(entry))


def _what_it_does(entry: ImportEntry) -> str:
    if entry.undone is not None:
        words = _("Taken back: {date}. What it brought is kept apart until you import it again.")
        return words.format(date=moment_words(entry.undone))
    if not entry.can_undo:
        return _("A workbook is corrected by importing it again, with other cells.")
    return _("Undo takes out what it brought, as if it had never come. {but}").format(but=undo_words())


def _files_words(entry: ImportEntry) -> str:
    words = _("{file} ({kind}, {sender})")
    told = [
        words.format(file=file.name, kind=kind_name(file.kind), sender=file.sender or name_of(file.administration))
        for file in entry.files[:_NAMED]
    ]
    more = len(entry.files) - _NAMED
    if more > 0:
        told.append(ngettext("{n} more file", "{n} more files", more).format(n=more))
    return ", ".join(told)


def _name(entry: ImportEntry) -> str:
    count = len(entry.files)
    if count == 1:
        return entry.files[0].name
    return ngettext("{n} file", "{n} files", count).format(n=count)


def _kind(entry: ImportEntry) -> str:
    kinds = list(dict.fromkeys(kind_name(file.kind) for file in entry.files))
    return ", ".join(kinds[:2])


def _senders(entry: ImportEntry) -> str:
    senders = entry.senders
    if len(senders) <= 2:
        return ", ".join(senders)
    return _("{name} and {n} others").format(name=senders[0], n=len(senders) - 1)


def _brought(entry: ImportEntry) -> str:
    new, changed = entry.counts["new"], entry.counts["changed"] + entry.counts["conflicts"]
    said = []
    if new:
        said.append(ngettext("{n} new", "{n} new", new).format(n=new))
    if changed:
        said.append(ngettext("{n} updated", "{n} updated", changed).format(n=changed))
    return ", ".join(said)


def _state(entry: ImportEntry) -> BadgeSpec:
    return badge("taken_back" if entry.undone is not None else "received")


def _columns() -> list[Column]:
    return [
        Column("at", _("Received"), "muted", value=lambda one: moment_words(one.at), sort=lambda one: one.at),
        Column("name", _("Files"), "file", value=_name, stretch=True),
        Column("kind", _("What"), value=_kind, spare=True),
        Column("sender", _("From"), value=_senders),
        Column("brought", _("Records"), value=_brought, spare=True),
        Column("state", _("State"), "badge", value=_state),
    ]


def moment_words(at: datetime) -> str:
    """21 December 2021, 09:05, by the clock of this computer."""
    local = at.astimezone()
    return _("{date}, {time}").format(date=format_date(local.date()), time=f"{local:%H:%M}")
