"""Tooltips of words that somebody else wrote: Qt takes what looks like HTML for HTML, and would open what it names."""

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """The same words, shown as they were typed."""
    return str(Qt.convertFromPlainText(text, Qt.WhiteSpaceMode.WhiteSpaceNormal)) if Qt.mightBeRichText(text) else text
