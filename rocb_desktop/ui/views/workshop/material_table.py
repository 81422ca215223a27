"""The materials of a workshop as a table, with how many of them are here and the way to get the others."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.domain.material import Material
from rocb_desktop.services.survey.materials import WorkshopFiles
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column


class MaterialTable(QWidget):
    """`chosen(Material or None)`; `opened(Material)`: Enter, a double press; `copy_asked`: fill in what is missing."""

    chosen = Signal(object)
    opened = Signal(object)
    copy_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table = TableView(_("Materials"), _columns(), dense=False, most=12)
        self.none = label(_("There are no materials for this workshop yet. They come with its pack."), "hint")
        self.none.setContentsMargins(16, 16, 16, 16)
        self.count = label("", "hint")
        self.copy_button = button(_("Copy missing from a pack file"), icon="file-input", on_press=self.copy_asked.emit)
        self.foot = self._build_foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        column.addWidget(self.none)
        column.addStretch(1)
        column.addWidget(self.foot)
        self.table.chosen.connect(self.chosen.emit)
        self.table.opened.connect(self.opened.emit)

    def show_files(self, files: WorkshopFiles) -> None:
        """Shows another workshop's materials, the first one chosen; the same ones keep the chosen line."""
        self.table.set_rows(files.materials)
        self.table.setVisible(bool(files.materials))
        self.none.setVisible(not files.materials)
        self.count.setText(here_words(len(files.materials), files.here))
        self.foot.setVisible(bool(files.materials))
        self.copy_button.setVisible(files.here < len(files.materials))
        if files.materials and self.table.row() is None:
            self.table.selectRow(0)
        self.chosen.emit(self.table.row())

    def _build_foot(self) -> QWidget:
        made, row = QWidget(), QWidget()
        words = QHBoxLayout(row)
        words.setContentsMargins(16, 8, 16, 6)
        words.addWidget(self.count, 1)
        words.addWidget(self.copy_button)
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


def where_badge(one: Material) -> BadgeSpec:
    """Whether its file is here."""
    return badge("on_computer" if one.here else "not_copied")


def _columns() -> list[Column]:
    return [
        Column("title", _("Material"), "strong", lambda one: one.file.shown, stretch=True, least=180),
        Column("kind", _("Kind"), "muted", lambda one: one.file.type.word, spare=True),
        Column("size", _("Size"), "number", lambda one: size_words(one.file.size), lambda one: one.file.size),
        Column("where", _("Where"), "badge", where_badge),
    ]
