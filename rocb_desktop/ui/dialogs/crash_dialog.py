"""Says that the app made a mistake, that nothing saved is lost, and gives details that can be copied for help."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import announce


class CrashDialog(QDialog):
    """Opened over the window, which stays open; further mistakes are added to the details."""

    def __init__(self, details: str, log_folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("A mistake in the app"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._log_folder = log_folder
        self._title = label(_("Something went wrong in the app"), "cardTitle")
        self._text = label(
            _("This is a mistake of the app, not yours. Your data is safe: all that was saved is still there.")
            + "\n"
            + _("You can continue to work. The details below hold no names and no answers.")
        )
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setTabChangesFocus(True)
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setAccessibleName(_("Details for the help desk"))
        self._details.setMinimumHeight(80)
        self._details.hide()
        self._build()
        self.resize(620, 10)
        self.continue_button.setFocus()

    def _build(self) -> None:
        space = current().space
        words = QVBoxLayout()
        words.setSpacing(space["s"])
        words.addWidget(self._title)
        words.addWidget(self._text)
        head = QHBoxLayout()
        head.setSpacing(space["l"])
        head.addWidget(IconView("octagon-alert", "err", 28), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self.continue_button = button(_("Continue"), "primary", on_press=self.accept)
        self.continue_button.setDefault(True)
        self.copy_button = button(_("Copy details for help"), icon="copy", on_press=self.copy)
        self.show_button = button(_("Show details"), "link", on_press=self._toggle)
        buttons = [self.show_button, self.copy_button]
        if self._log_folder is not None:
            buttons.append(button(_("Open the log folder"), icon="folder-open", on_press=self._open_folder))
        column = QVBoxLayout(self)
        column.setContentsMargins(space["xl"], space["xl"], space["xl"], space["xl"])
        column.setSpacing(space["l"])
        column.addLayout(head)
        column.addWidget(self._details, 1)
        column.addWidget(FlowRow([*buttons, self.continue_button], align="end"))

    def add(self, details: str) -> None:
        """One more mistake, while the first is still on the screen."""
        self._details.appendPlainText(details)

    def details(self) -> str:
        """What [Copy details for help] copies."""
        return self._details.toPlainText()

    def copy(self) -> None:
        """Puts the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details())
        announce(self.copy_button, _("Copied"))

    def _toggle(self) -> None:
        shown = self._details.isHidden()
        self._details.setVisible(shown)
        self.show_button.setText(_("Hide details") if shown else _("Show details"))
        self.show_button.setAccessibleName(self.show_button.text())
        if not shown:
            self.adjustSize()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))
