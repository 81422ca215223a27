"""F6: moves the keyboard from one area of the window to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

_REASON = Qt.FocusReason.ShortcutFocusReason
_ROW = 16  # px


def go_to_next(areas: Sequence[QWidget], step: int) -> bool:
    """Put the keyboard into the area after (step 1) or before (-1) the one that has it; areas that cannot take it
    are passed by. False when none can.
    """
    focus = QApplication.focusWidget()
    here = (
        next((at for at, area in enumerate(areas) if focus is area or area.isAncestorOf(focus)), None)
        if focus
        else None
    )
    start = -1 if here is None and step > 0 else 0 if here is None else here
    for distance in range(1, len(areas) + 1):
        area = areas[(start + step * distance) % len(areas)]
        target = first_stop(area)
        if target is not None:
            target.setFocus(_REASON)
            return True
    return False


def first_stop(area: QWidget) -> QWidget | None:
    """The first control of an area, in reading order, that can take the keyboard now; the area itself counts.

    Never by QWidget.nextInFocusChain(): PySide 6.11 makes each widget it returns a Python child of the one before, and
    when these are collected it deletes what it never owned - the headers and scroll bars of other pages.
    """
    if _takes_keys(area, Qt.FocusPolicy.ClickFocus):
        return area.focusProxy() or area
    inside = [widget for widget in area.findChildren(QWidget) if _takes_keys(widget, Qt.FocusPolicy.TabFocus)]
    return min(inside, key=lambda widget: _place(area, widget), default=None)


def _place(area: QWidget, widget: QWidget) -> tuple[int, int]:
    """Row and column of a control's corner; what is in one row may be a few px higher or lower."""
    corner = widget.mapTo(area, QPoint(0, 0))
    right = area.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return corner.y() // _ROW, -corner.x() if right else corner.x()


def _takes_keys(widget: QWidget, least: Qt.FocusPolicy) -> bool:
    policy = (widget.focusProxy() or widget).focusPolicy()
    return bool(policy & least) and widget.isVisible() and widget.isEnabled()
