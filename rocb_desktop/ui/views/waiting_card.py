"""The waiting room on a page: files whose sender nobody here knows yet, to be compared, let in or removed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.administration import ROCB_NAME, name_of
from rocb_desktop.services.waiting import WaitingFile
from rocb_desktop.texts import _, format_date, ngettext
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import line
from rocb_desktop.ui.widgets.rows import ItemRow


class WaitingCard(Card):
    """Hidden while nothing waits; a `compact` one needs a single line for a single file.

    `compare(WaitingFile)`: ask about its sender; `remove(WaitingFile)`: take it out.
    """

    compare = Signal(object)
    remove = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(" ", parent=parent)
        self._compact = compact
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.files: tuple[WaitingFile, ...] = ()
        self.hide()

    def set_files(self, files: Sequence[WaitingFile]) -> None:
        """Show these files; none hides the card."""
        self.files = tuple(files)
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        said = ngettext(
            "{n} file waits until you check its sender", "{n} files wait until you check their senders", len(files)
        )
        alone = self._compact and len(files) == 1
        self.set_title("" if alone else said.format(n=len(files)))
        self.setAccessibleName(said.format(n=len(files)))
        self.body.setContentsMargins(16, 6 if alone else 8, 16, 6 if alone else 8)
        for file in files:
            if not alone:
                self._rows.addWidget(line())
            self._rows.addWidget(self._row(file))
        self.setVisible(bool(files))

    def _row(self, file: WaitingFile) -> ItemRow:
        words = _("Import") if file.known else _("Compare the words")
        compare = button(words, small=True, on_press=lambda: self.compare.emit(file))
        remove = button(_("Remove"), "link", small=True, on_press=lambda: self.remove.emit(file))
        for made in (compare, remove):
            made.setAccessibleDescription(_title(file))
        buttons = FlowRow([compare, remove], align="end")
        return ItemRow(_title(file), _detail(file), icon="clock", icon_role="warn", end=buttons)


def _title(file: WaitingFile) -> str:
    if file.office:
        return _("A file as from {name}").format(name=ROCB_NAME)
    where = name_of(file.administration)
    return _("A file as from {name}, {administration}").format(name=file.sender_name, administration=where)


def _detail(file: WaitingFile) -> str:
    day = format_date(file.at.astimezone().date())
    if file.different:
        return _("{file}, {date}. The words were different. Do not use it.").format(file=file.name, date=day)
    if file.known:
        return _("{file}, {date}. You know this sender now.").format(file=file.name, date=day)
    return _("{file}. Not checked yet.").format(file=file.name)
