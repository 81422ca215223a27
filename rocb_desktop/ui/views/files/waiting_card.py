"""The waiting room on a page: files whose sender nobody here knows yet, to be compared, let in or removed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.administration import ROCB_NAME, name_of
from rocb_desktop.services.arriving.waiting import WaitingFile
from rocb_desktop.texts import _, format_date, ngettext
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import line
from rocb_desktop.ui.widgets.rows import ItemRow


class WaitingCard(Card):
    """Hidden while nothing waits; a `compact` one needs a single line for a single file.

    `compare(WaitingFile)`: ask about its sender; `remove(list of WaitingFile)`: take them out.
    """

    compare = Signal(object)
    remove = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(" ", parent=parent)
        self._compact = compact
        self._asked = ""
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addLayout(self._rows)
        self.files: tuple[WaitingFile, ...] = ()
        self.hide()

    def set_files(self, files: Sequence[WaitingFile], *, asked: str = "") -> None:
        """Show these files, those of one sender in one row; none hides the card. The page itself has the button for
        the file `asked` (its id).
        """
        self._asked = asked
        self.files = tuple(files)
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        said = _waiting_words(files)
        senders = _by_sender(files)
        alone = self._compact and len(senders) == 1
        self.set_title("" if alone else said)
        self.setAccessibleName(said)
        self.body.setContentsMargins(16, 6 if alone else 8, 16, 6 if alone else 8)
        for together in senders:
            if not alone:
                self._rows.addWidget(line())
            self._rows.addWidget(self._row(together))
        self.setVisible(bool(files))

    def _row(self, files: list[WaitingFile]) -> ItemRow:
        first, title = files[0], _title(files)
        words = _("Import") if first.known else _("Compare the words")
        compare = button(words, small=True, on_press=lambda: self.compare.emit(first))
        remove = button(_("Remove"), "link", small=True, on_press=lambda: self.remove.emit(files))
        offered = [remove] if first.newer or first.id == self._asked else [compare, remove]
        for made in offered:
            made.setAccessibleDescription(title)
        return ItemRow(title, _detail(files), icon="clock", icon_role="warn", end=FlowRow(offered, align="end"))


def _by_sender(files: Sequence[WaitingFile]) -> list[list[WaitingFile]]:
    """Files of one sender together; of a newer version nobody knows the sender."""
    together: dict[str, list[WaitingFile]] = {}
    for file in files:
        together.setdefault(file.sender or file.id, []).append(file)
    return list(together.values())


def _waiting_words(files: Sequence[WaitingFile]) -> str:
    count = len(files)
    if any(file.newer for file in files):
        return ngettext("{n} file waits", "{n} files wait", count).format(n=count)
    said = ngettext("{n} file waits until you check its sender", "{n} files wait until you check their senders", count)
    return said.format(n=count)


def _title(files: Sequence[WaitingFile]) -> str:
    file, count = files[0], len(files)
    if file.newer:
        return _("A file of a newer version of the app")
    if file.office:
        said = ngettext("A file as from {name}", "{n} files as from {name}", count)
        return said.format(name=ROCB_NAME, n=count)
    where = name_of(file.administration)
    said = ngettext("A file as from {name}, {administration}", "{n} files as from {name}, {administration}", count)
    return said.format(name=file.sender_name, administration=where, n=count)


def _detail(files: Sequence[WaitingFile]) -> str:
    file = files[0]
    day = format_date(file.at.astimezone().date())
    names = ", ".join(one.name for one in files)
    if file.newer:
        return _("{file}, {date}. It is kept, and read when you update this computer.").format(file=names, date=day)
    if file.different:
        return _("{file}, {date}. The words were different. Do not use it.").format(file=names, date=day)
    if file.known:
        return _("{file}, {date}. You know this sender now.").format(file=names, date=day)
    return _("{file}. Not checked yet.").format(file=names)
