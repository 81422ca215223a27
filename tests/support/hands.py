"""What a person's hands and eyes do in tests of the window: wait until it is ready, press buttons, read."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.widgets.message import Message


def put_in_front(qtbot: QtBot, dialog: QDialog) -> None:
    """Opened, active, with the keyboard."""
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()


def wait_ready(qtbot: QtBot, dialog: WorkingDialog) -> None:
    """Nothing is under way."""
    qtbot.waitUntil(lambda: not dialog.is_working)


def press(where: QWidget, words: str = "") -> None:
    """Press a button, or the first with these words on a page, by mouse as a person can: it shows and is on."""
    button = _shown(where, words)[0] if words else where
    assert isinstance(button, QAbstractButton)
    assert button.isVisible() and button.isEnabled(), button.text()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _shown(owner: QWidget, words: str) -> list[QAbstractButton]:
    return [one for one in owner.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]


def button_of(owner: QWidget, words: str) -> QAbstractButton:
    """The visible button with these words."""
    found = _shown(owner, words)
    assert len(found) == 1, [one.text() for one in owner.findChildren(QAbstractButton) if one.isVisible()]
    return found[0]


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def tab_to(wanted: QWidget, most: int = 30) -> None:
    """Press Tab until the keyboard is there."""
    for _time in range(most):
        if focused() is wanted:
            return
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.accessibleName() or wanted}")


def words_on(owner: QWidget) -> str:
    """All words that can be read on a widget now."""
    labels = [one.text() for one in owner.findChildren(QLabel) if one.isVisible()]
    messages = [one.text() for one in owner.findChildren(Message) if one.isVisible()]
    return "\n".join(labels + messages)


def words_of(view: QWidget) -> list[str]:
    """The words of every label that is shown, in order."""
    return [one.text() for one in view.findChildren(QLabel) if one.isVisible() and one.text()]
