"""Hands and eyes on a page: what has the keyboard, pressing a button by its words, reading what is shown."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget


def focus() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(page: QWidget, words: str) -> None:
    """Press the shown button with these words."""
    found = [one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def words_of(view: QWidget) -> list[str]:
    """The words of every label that is shown, in order."""
    return [one.text() for one in view.findChildren(QLabel) if one.isVisible() and one.text()]
