"""The look in force: what every painter asks for a colour or a font; `theme` is what changes it."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont

from rocb_desktop import tokens
from rocb_desktop.tokens import Tokens

FAMILY = "Inter"
# macOS counts 72 points to the logical inch and the design 96, so 10.5 pt would come out at 10.5 px there.
_POINTS = 96 / 72 if sys.platform == "darwin" else 1.0


class _Look(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = tokens.load("light")
        self.scale = 1.0


_look = _Look()
changed = _look.changed


def current() -> Tokens:
    """The tokens of the theme in force (the light ones until a theme is applied)."""
    return _look.tokens


def put(values: Tokens, scale: float) -> None:
    """Makes these tokens and this text scale (1.0 is normal) the ones in force. For `theme.apply` only."""
    _look.tokens, _look.scale = values, scale
    _look.changed.emit()


def colour(role: str) -> QColor:
    """The colour of a role in the theme in force; KeyError for an unknown role."""
    return QColor(_look.tokens[role])


def font(role: str = "body", *, tabular: bool = False, weight: int | None = None) -> QFont:
    """The font of a step of the type scale; `tabular` gives digits of equal width, for numeric columns and KPIs."""
    step = _look.tokens.type[role]
    made = QFont([FAMILY, "Noto Sans", "DejaVu Sans"])
    made.setPointSizeF(step.pt * _look.scale * _POINTS)
    made.setWeight(QFont.Weight(weight or step.weight))
    made.setFeature(QFont.Tag("cv11"), 1)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
