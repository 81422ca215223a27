"""What a batch of files did, as seven counts in a row; the one list of a file's results and their words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.texts import N_, _, ngettext
from rocb_desktop.ui.look import font
from rocb_desktop.ui.widgets.badge_words import BADGES
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, set_role

# A file's result: its badge, and what it means before and after the import.
RESULTS: Mapping[str, tuple[str, str, str]] = {
    "new": ("new", N_("Will be added"), N_("Added here")),
    "changed": ("updated", N_("Replaces an older version"), N_("Newer version kept")),
    "same": ("already_here", N_("Nothing changes"), N_("Nothing changed")),
    "conflicts": ("conflict", N_("Both texts are kept"), N_("Both texts were kept")),
    "waiting": ("waiting", N_("Sender not known yet"), N_("Kept until you know the sender")),
    "held": ("held", N_("Kept, not used"), N_("Kept, not used")),
    "taken_back": ("taken_back", N_("You took it back"), N_("Left out")),
    "refused": ("refused", N_("Will not be added"), N_("Not added. See why")),
}

_RARE = ("taken_back",)  # counted only where there is one


def count_results(files: Sequence[FileResult]) -> dict[str, int]:
    """How many files have each result, also the results that none has."""
    return {result: sum(file.result == result for file in files) for result in RESULTS}


def result_words(files: Sequence[FileResult]) -> str:
    """What an import did, file by file: one sentence for each thing that happened."""
    counts = count_results(files)
    came_in = sum(counts[result] for result in ("new", "changed", "conflicts", "held"))
    said = []
    if came_in:
        said.append(
            ngettext("{count} file was imported.", "{count} files were imported.", came_in).format(count=came_in)
        )
    if counts["waiting"]:
        waits = ngettext("{count} file waits.", "{count} files wait.", counts["waiting"])
        said.append(waits.format(count=counts["waiting"]))
    if counts["taken_back"]:
        out = ngettext("{count} file was left out.", "{count} files were left out.", counts["taken_back"])
        said.append(out.format(count=counts["taken_back"]))
    if counts["same"]:
        same = ngettext("{count} file held nothing new.", "{count} files held nothing new.", counts["same"])
        said.append(same.format(count=counts["same"]))
    if counts["refused"]:
        refused = ngettext("{count} file was refused.", "{count} files were refused.", counts["refused"])
        said.append(refused.format(count=counts["refused"]))
    return " ".join(said)


class ResultCounts(QWidget):
    """One small card for each result; a count of none is quiet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._cards: dict[str, ResultCard] = {}
        self._grid: EvenGrid | None = None
        self._show_cards([key for key in RESULTS if key not in _RARE])

    def set_files(self, files: Sequence[FileResult], *, done: bool) -> None:
        """Count these files, before (`done` False) or after their import."""
        counts = {key: count for key, count in count_results(files).items() if count or key not in _RARE}
        self._show_cards(list(counts))
        for key, count in counts.items():
            self._cards[key].set_count(count, done)

    def _show_cards(self, keys: Sequence[str]) -> None:
        """The cards are made once, before there is anything to count: while files are read, nobody waits for them."""
        if list(self._cards) == list(keys):
            return
        if self._grid is not None:
            self._column.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        self._cards = {key: ResultCard(key) for key in keys}
        self._grid = EvenGrid(list(self._cards.values()), columns=len(keys), least=104)
        self._column.addWidget(self._grid)


class ResultCard(Card):
    """The count of one result, with its icon and word."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        kind = BADGES[RESULTS[key][0]]
        self._kind, self._icon = kind, IconView(kind.icon, kind.tone, 18)
        self._number = label("0", "pageTitle", wrap=False, tabular=True)
        self._word = label(_(kind.word), "hint")
        self._word.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._number)
        row.addStretch(1)
        self.body.setContentsMargins(12, 6, 8, 8)
        self.body.setSpacing(0)
        self.body.addLayout(row)
        self.add(self._word)
        self.set_count(0, False)

    def set_count(self, count: int, done: bool) -> None:
        """Another count, before (`done` False) or after the import."""
        _badge, before, after = RESULTS[self._key]
        meaning = _(after if done else before)
        self.setAccessibleName(f"{count} {_(self._kind.word)}. {meaning}")
        self.setToolTip(meaning)
        self._number.setText(str(count))
        self._icon.set_icon(self._kind.icon, self._kind.tone if count else "ink_3")
        role = "ink" if count else "ink_3"
        for part in (self._number, self._word):
            if part.property("role") != role:
                set_role(part, role)
        self._word.setFont(font("hint", weight=500 if count else None))
