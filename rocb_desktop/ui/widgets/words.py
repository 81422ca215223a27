"""The eight fingerprint words of a key, numbered for reading aloud, with the same fingerprint as digits below."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.look import font
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.label import label


class KeyWords(QLabel):
    """Words in four columns (two when narrow); it takes the keyboard, so that a screen reader can read them."""

    def __init__(self, words: Sequence[str] = (), digits: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 4, 4, 4)
        self._column.setSpacing(8)
        self._grid: EvenGrid | None = None
        self._digits = label("", "hint", tabular=True)
        self._digits.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._column.addWidget(self._digits)
        self.set_words(words, digits)

    def set_words(self, words: Sequence[str], digits: str = "") -> None:
        """Shows another fingerprint; groups of digits come as one text ("44713 09325 ...")."""
        if self._grid is not None:
            self._grid.deleteLater()
        tiles = [_tile(number, word) for number, word in enumerate(words, 1)]
        self._grid = EvenGrid(tiles, columns=4, least=112, gap=8)
        self._column.insertWidget(0, self._grid)
        self._digits.setText(_("Same fingerprint as numbers: {digits}").format(digits=digits))
        self._digits.setVisible(bool(digits))
        self.setAccessibleName(_("Fingerprint words"))
        self.setAccessibleDescription(", ".join(f"{number} {word}" for number, word in enumerate(words, 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, super().minimumSizeHint().height())


def _tile(number: int, word: str) -> QFrame:
    made = QFrame()
    made.setProperty("role", "tile")
    row = QHBoxLayout(made)
    row.setContentsMargins(14, 8, 8, 8)
    row.setSpacing(12)
    row.addWidget(label(str(number), "caption", wrap=False))
    big = label(word, "leadTask", wrap=False)
    grown = font("leadTask")
    grown.setPointSizeF(grown.pointSizeF() * 19 / 17)  # the design reads these at 19 px
    big.setFont(grown)
    row.addWidget(big, 1)
    made.setMinimumHeight(48)
    return made
