"""A made file as one code to take a picture of, and as lines to read aloud, to paste or to type."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.sending.outbox import CODE, mark_sent
from rocb_desktop.services.sending.small_files import SmallFile, save_code, small_file
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import SideBySide
from rocb_desktop.ui.widgets.details import Details
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.qr_view import QrView
from rocb_desktop.ui.work import Work

_AROUND_CODE = 100  # px of its card above and below the code


class LargeCode(QDialog):
    """The code on a white screen."""

    def __init__(self, rows: Sequence[Sequence[bool]], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(QrView(rows, name, largest=0))

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self.accept()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.accept()


class SmallFileDialog(WorkingDialog):
    """`handed(Outcome)`: the person says that the other office has it."""

    code: QrView | None = None

    handed = Signal(object)

    def __init__(self, work: Work, file: str, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Code or text lines"), parent, size=QSize(980, 700))
        self._file = file
        self.small: SmallFile | None = None
        self.lines: TextField | None = None
        self.large_button = button(_("Fill the screen"), icon="qr-code", small=True, on_press=self.show_large)
        self.picture_button = button(_("Save the picture"), icon="image", small=True, on_press=self.choose_place)
        self.copy_button = button(_("Copy the lines"), icon="copy", small=True, on_press=self.copy_lines)
        self.done_button = button(_("They have it"), on_press=self._say_handed)
        self.close_button = button(_("Close"), "primary", on_press=self.accept)
        self.set_buttons([self.done_button, self.close_button])
        self.run(small_file, file, done=self._show)

    def show_large(self) -> None:
        """The code alone, as large as the screen; any key closes it."""
        if self.code is not None:
            large = LargeCode(self.code.rows, self.code.accessibleName(), self)
            large.showFullScreen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_code()

    def _fit_code(self) -> None:
        if self.code is not None:
            self.code.fit_height(self.sheet.viewport().height() - _AROUND_CODE)

    def choose_place(self) -> None:
        """Ask where the picture goes, then write it."""
        if self.small is None:
            return
        suggested = str(Path.home() / f"{Path(self.small.name).stem}.png")
        chosen, _used = QFileDialog.getSaveFileName(self, _("Save the picture"), suggested, _("Pictures (*.png)"))
        if chosen:
            self.save_picture(Path(chosen))

    def save_picture(self, path: Path) -> None:
        """Write the code there as a PNG."""
        target = path if path.suffix else path.with_suffix(".png")
        self.run(save_code, self.small, target, done=lambda done: self.notices.show_message("ok", done.message))

    def copy_lines(self) -> None:
        """Put the lines on the clipboard, for a chat or a message."""
        if self.small is not None:
            QGuiApplication.clipboard().setText("\n".join(self.small.lines))
            self.notices.show_message("ok", _("The lines are copied. Paste them into a message."))

    def _show(self, small: SmallFile) -> None:
        self.small = small
        count = len(small.lines)
        lines = ngettext("{n} line", "{n} lines", count).format(n=count)
        self.set_title(
            _("Code or text lines"),
            _("{file}: {size}, {lines}").format(file=small.name, size=size_words(small.size), lines=lines),
        )
        if small.left_out:
            why = _(
                "To fit, it is sealed to {offices} alone, who pass the reply on. The file itself can be opened by "
                "everybody it is for."
            )
            self.add(Message("warn", small.left_out_words, why.format(offices=", ".join(small.opens))))
        columns = SideBySide(side_width=312, turn_at=760)
        columns.main.addWidget(self._code_card(small))
        columns.side.addWidget(_how_card(small.code is not None))
        self.add(columns)
        if count:
            self.add(self._lines_card(small))
        self.add(_details(small))
        self._fit_code()
        self.close_button.setFocus()

    def _code_card(self, small: SmallFile) -> Card:
        if small.code is None:
            card = Card(_("Too long for one code"), _("Use the lines, a stick or e-mail."))
            more = _("Its texts are long, or it was changed many times. Everything is still in the file.")
            card.add(label(more, "body"))
            return card
        card = Card(_("One code"))
        self.code = QrView(small.code.rows, _("The code of {file}").format(file=small.name))
        card.add(FlowRow([self.large_button, self.picture_button]))
        card.add(self.code)
        return card

    def _lines_card(self, small: SmallFile) -> Card:
        card = Card(_("Text lines"), _("To read aloud, to paste into a chat, or to type. Each line checks itself."))
        self.lines = TextField(_("The lines"), rows=8, text="\n".join(small.lines))
        self.lines.edit.setReadOnly(True)
        self.lines.edit.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        card.add(self.lines)
        card.add(FlowRow([self.copy_button]))
        return card

    def _say_handed(self) -> None:
        self.run(mark_sent, self._file, CODE, done=self._handed)

    def _handed(self, outcome: Outcome) -> None:
        self.handed.emit(outcome)
        self.accept()


def _details(small: SmallFile) -> Details:
    details = Details(_("Details"))
    details.add_code(_("Who can open it: {names}").format(names=", ".join(small.opens) or _("everybody")))
    if small.left_out:
        details.add_code(small.left_out_words)
    return details


def _how_card(has_code: bool) -> Card:
    card = Card(_("What the other office does"))
    if has_code:
        for words in (
            _("1. Take a picture of the code, straight from above."),
            _("2. Copy the picture to the computer."),
            _("3. Open the picture in the app with “Receive a file”."),
        ):
            card.add(label(words, "body"))
    card.add(label(_("Or type the lines: “Receive text lines” names every slip by its line."), "body"))
    card.add(label(_("It is the same reply, signed and sealed, as in the file."), "hint"))
    return card
