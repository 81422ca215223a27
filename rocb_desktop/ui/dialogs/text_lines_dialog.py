"""Text lines that somebody reads aloud, sends in a chat, or gives on paper: typed here, each checked at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from rocb_desktop.services.arriving.text_entry import Entry, check_entry, keep_entry
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.draft_keeper import DraftKeeper
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.widgets.message import Message, Tone
from rocb_desktop.ui.work import Work

_PAGE = "text_lines"  # under which what is typed is kept until it is whole
_AFTER_KEY_MS = 150


class TextLinesDialog(WorkingDialog):
    """`whole(Path)`: all lines are here, and lie in this file. What was typed is kept until then."""

    whole = Signal(object)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Receive text lines"), parent, size=QSize(860, 600))
        self.set_title(_("Receive text lines"), _("In any order, in parts, in small letters. What you type is kept."))
        self.field = TextField(_("The lines"), _("Each begins with its number, for example 3/41."), rows=11)
        _digits_alike(self.field.edit)
        self.found = Message("info", _("No line is here yet."))
        self.look_button = button(_("Look at the file"), "primary", "eye", on_press=self._keep)
        self.clear_button = button(_("Empty the field"), icon="trash-2", on_press=self.field.edit.clear)
        self.set_buttons([self.clear_button, button(_("Close"), on_press=self.accept), self.look_button])
        self.add(self.found)
        self.add(self.field)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_KEY_MS)
        self._soon.timeout.connect(self.check)
        self.field.changed.connect(lambda _text: self._soon.start())
        self.draft = DraftKeeper(work, self, _PAGE, "", self._fields)
        self.draft.watch(self.field)
        self.draft.offer(lambda kept: self.field.set_text(str(kept.get("text", ""))))
        self.finished.connect(lambda _result: self.draft.flush())
        self.check()
        self.field.focus()

    def check(self) -> None:
        """Say what is read of the lines so far."""
        entry = check_entry(self.field.text())
        self._say(entry)
        set_off(self.look_button, "" if entry.whole else _("Some lines are missing or mistyped."))

    def _say(self, entry: Entry) -> None:
        tone, first = _words(entry)
        rest = " ".join(entry.problems)
        if (self.found.tone, self.found.first, self.found.rest) != (tone, first, rest):  # not with every key
            self.found.set_message(tone, first, rest)

    def _fields(self) -> Mapping[str, Any]:
        return {"text": self.field.text()}

    def _keep(self) -> None:
        self.run(keep_entry, self.field.text(), done=self._kept)

    def _kept(self, outcome: Outcome) -> None:
        self.field.set_text("")
        self.draft.drop()
        path: Path = outcome.value
        self.accept()
        self.whole.emit(path)


def _words(entry: Entry) -> tuple[Tone, str]:
    if entry.whole:
        return "ok", _("All lines are here, and every one is right.")
    if entry.total:
        sentence = ngettext("{n} of {total} line is here.", "{n} of {total} lines are here.", entry.total)
        return "warn" if entry.problems else "info", sentence.format(n=entry.good, total=entry.total)
    return ("warn" if entry.problems else "info"), _("No line is here yet.")


def _digits_alike(edit: QPlainTextEdit) -> None:
    """Digits of one width and a stroke through the zero, so that lines can be compared with paper."""
    face = QFont(edit.font())
    face.setFeature(QFont.Tag("tnum"), 1)
    face.setFeature(QFont.Tag("zero"), 1)
    edit.setFont(face)
