"""What a batch of files did, as seven counts in a row; the one list of a file's results and their words."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.services.file_result import FileResult
from rocb_desktop.texts import N_, _, ngettext
from rocb_desktop.ui.widgets.badge_words import BADGES
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label

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
        self._grid: EvenGrid | None = None

    def set_files(self, files: Sequence[FileResult], *, done: bool) -> None:
        """Count these files, before (`done` False) or after their import."""
        if self._grid is not None:
            self._column.removeWidget(self._grid)
            self._grid.hide()
            self._grid.deleteLater()
        counts = {key: count for key, count in count_results(files).items() if count or key not in _RARE}
        cards = [_counter(key, count, done) for key, count in counts.items()]
        self._grid = EvenGrid(cards, columns=len(cards), least=104)
        self._column.addWidget(self._grid)


def _counter(key: str, count: int, done: bool) -> Card:
    badge, before, after = RESULTS[key]
    kind, word = BADGES[badge], _(BADGES[badge].word)
    meaning = _(after if done else before)
    made = Card()
    made.setAccessibleName(f"{count} {word}. {meaning}")
    made.setToolTip(meaning)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(IconView(kind.icon, kind.tone if count else "ink_3", 18))
    row.addWidget(label(str(count), "pageTitle", None if count else "ink_3", wrap=False, tabular=True))
    row.addStretch(1)
    made.body.setContentsMargins(12, 6, 8, 8)
    made.body.setSpacing(0)
    made.body.addLayout(row)
    words = label(word, "hint", "ink" if count else "ink_3", weight=500 if count else None)
    words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    made.add(words)
    return made
