"""The text field that has the keyboard: Undo, Cut, Copy and Paste of the menu belong to it first."""

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

Field = QLineEdit | QPlainTextEdit | QTextEdit


def focused_field() -> Field | None:
    """The text field with the keyboard that can be written in, or None."""
    widget = QApplication.focusWidget()
    if isinstance(widget, Field) and not widget.isReadOnly():
        return widget
    return None


def undo_in_field(*, redo: bool = False) -> bool:
    """Undo (or redo) typing in that field; False when no field has the keyboard or it has nothing to undo."""
    field = focused_field()
    if field is None or not _can(field, redo):
        return False
    if redo:
        field.redo()
    else:
        field.undo()
    return True


def call(name: str) -> None:
    """cut, copy, paste or selectAll on whatever has the keyboard and knows it; nothing otherwise."""
    widget: QWidget | None = QApplication.focusWidget()
    method = getattr(widget, name, None)
    if callable(method):
        method()


def _can(field: Field, redo: bool) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() if redo else field.isUndoAvailable()
    document = field.document()
    return document.isRedoAvailable() if redo else document.isUndoAvailable()
