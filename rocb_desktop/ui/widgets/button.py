"""Buttons: primary (one on a page), second, link and delete; verb and thing, an icon before the words."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy, QToolButton

from rocb_desktop.ui import icons
from rocb_desktop.ui.look import font
from rocb_desktop.ui.widgets.tip import plain_tip

ButtonRole = Literal["primary", "second", "link", "delete"]
_INK: dict[str, str] = {"primary": "on_primary", "second": "ink", "link": "link", "delete": "err"}


class _PushButton(QPushButton):
    """Enter presses it when it has the keyboard: in a dialog this one, and not the default."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _press_with_enter(self, event):
            super().keyPressEvent(event)


class _IconButton(QToolButton):
    """The same for a button of an icon alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _press_with_enter(self, event):
            super().keyPressEvent(event)


def _press_with_enter(target: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter alone, on either part of the keyboard; with Ctrl it is the primary button's."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not enter or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    event.accept()  # first: what is pressed may delete the button
    if not event.isAutoRepeat():  # a key that is held presses once, not the next dialog's button too
        target.click()
    return True


def button(
    text: str,
    role: ButtonRole = "second",
    icon: str | None = None,
    *,
    on_press: Callable[[], object] | None = None,
    small: bool = False,
    hint: str = "",
) -> QPushButton:
    """A push button; `hint` is its tooltip and description (an off button says there why it is off)."""
    made = _PushButton(text)
    made.setProperty("role", role)
    made.setProperty("small", small)
    made.setFont(font("table" if small else "body", weight=500))
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    # A dialog's default button stays the default one, whichever has the keyboard.
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    if icon:
        icons.set_icon(made, icon, _INK[role], 16)
    if hint:
        set_hint(made, hint)
    if on_press is not None:
        made.clicked.connect(lambda _checked=False: on_press())
    return made


def set_hint(target: QPushButton | QToolButton, hint: str) -> None:
    """Says in tooltip and description what pressing does, or why the button is off."""
    target.setToolTip(plain_tip(hint))
    target.setAccessibleDescription(hint)


def set_off(target: QPushButton, why: str) -> None:
    """Switches a button off and says why; an empty reason switches it on."""
    target.setEnabled(not why)
    set_hint(target, why)


def icon_button(name: str, icon: str, *, on_press: Callable[[], object] | None = None) -> QToolButton:
    """A button of an icon alone (32 px): `name` is its tooltip and accessible name."""
    made = _IconButton()
    made.setToolTip(plain_tip(name))
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icons.set_icon(made, icon, "ink_2", 18)
    if on_press is not None:
        made.clicked.connect(lambda _checked=False: on_press())
    return made


def more_button(name: str, menu: QMenu) -> QPushButton:
    """The "…" button that opens a menu; `name` says of what."""
    made = button("", "second")
    made.setAccessibleName(name)
    made.setToolTip(plain_tip(name))
    made.setProperty("menu", "bare")
    icons.set_icon(made, "ellipsis", "ink", 16)
    made.setMenu(menu)
    return made


def menu_button(text: str, menu: QMenu, icon: str | None = None) -> QPushButton:
    """A button with an arrow that opens a menu."""
    made = button(text, "second", icon)
    made.setProperty("menu", "true")
    made.setMenu(menu)
    return made
