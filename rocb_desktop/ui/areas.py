"""F6: moves the keyboard from one area of the window to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

_REASON = Qt.FocusReason.ShortcutFocusReason


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
    """The first control of an area, in Tab order, that can take the keyboard now; the area itself counts."""
    if _takes_keys(area, Qt.FocusPolicy.ClickFocus):
        return area.focusProxy() or area
    widget = area.nextInFocusChain()
    while widget is not None and widget is not area:
        if area.isAncestorOf(widget) and _takes_keys(widget, Qt.FocusPolicy.TabFocus):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _holds(area: QWidget, widget: QWidget) -> bool:
    return area is widget or area.isAncestorOf(widget)


def _takes_keys(widget: QWidget, least: Qt.FocusPolicy) -> bool:
    policy = (widget.focusProxy() or widget).focusPolicy()
    return bool(policy & least) and widget.isVisible() and widget.isEnabled()
