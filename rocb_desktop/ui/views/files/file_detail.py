"""One received file in full: what happened, why, that nothing is lost, what to do - and a code for the help desk."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

import rocb_desktop
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.answers import how_words
from rocb_desktop.services.arriving.part_arrival import PART
from rocb_desktop.texts import N_, _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.files.result_counts import RESULTS
from rocb_desktop.ui.widgets.badge_words import BADGES
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.details import Details
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message, announce

if TYPE_CHECKING:
    from rocb_desktop.ui.views.files.file_rows import FileRow

_TITLES = {
    "refused": N_("{file} was refused"),
    "waiting": N_("{file} waits until you know its sender"),
    "conflicts": N_("{file} says something else than what is here"),
    "held": N_("{file} is kept and not used"),
    "taken_back": N_("You took back what {file} brings"),
    "changed": N_("{file} brings a newer version"),
    "new": N_("{file} brings something new"),
    "same": N_("{file} holds nothing new"),
}


class FileDetail(Card):
    """The chosen row of a table of files. `pressed(FileRow)`: its action was pressed here."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._done = False
        self._content: QWidget | None = None
        self._row: FileRow | None = None

    def set_done(self, done: bool) -> None:
        """Whether the import was made already."""
        self._done = done

    def set_row(self, row: "FileRow | None") -> None:
        """Explain another file; None hides the card."""
        if row is not None and row is self._row:
            return
        self._row = row
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        self.setVisible(row is not None)
        if row is None:
            return
        self.set_kind("failed" if row.file.error is not None else "card")
        self._content = self._build(row)
        self.add(self._content)
        self._content.show()

    def _build(self, row: "FileRow") -> QWidget:
        kind = BADGES[RESULTS[row.file.result][0]]
        in_parts = row.file.kind == PART and row.file.error is None
        said = N_("{file} waits for its other parts") if in_parts else _TITLES[row.file.result]
        title = _(said).format(file=row.file.name)
        self.setAccessibleName(title)
        words = QVBoxLayout()
        words.setSpacing(current().space["s"])
        words.addWidget(label(title, "cardTitle"))
        for sentence in self._sentences(row):
            words.addWidget(label(sentence, "body", "ink_2"))
        if row.file.error is not None:
            words.addWidget(Message("ok", _("Your data is safe."), row.file.error.hint(), icon="shield-check"))
            words.addWidget(_for_help(row.file.error))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(current().space["l"])
        line.addWidget(IconView("file-x" if row.file.error is not None else kind.icon, kind.tone, 24))
        line.addLayout(words, 1)
        if row.action:
            line.addWidget(button(row.action_words, on_press=lambda: self.pressed.emit(row)))
        return holder

    def _sentences(self, row: "FileRow") -> list[str]:
        file, said = row.file, []
        if file.error is not None:
            return [file.error.what()]
        if file.kind == PART:
            return [file.why, _("The parts are kept here until the others come, in any order.")]
        origin = _("From {sender}.").format(sender=row.from_where)
        said.append(f"{origin} {file.why}".strip())
        if file.blobs:
            words = ngettext("{n} missing file comes with it.", "{n} missing files come with it.", file.blobs)
            said.append(words.format(n=file.blobs))
        said += file.warnings
        if file.how is not None:
            said.append(_("How the sender is known: {how}.").format(how=how_words(file.how)))
        if file.waited:
            said.append(_("It waited here until its sender was known."))
        if file.result == "waiting" and file.sender is not None:
            said.append(_("Nothing of it is used before that. You can decide now or later."))
        count = file.counts.get("held", 0)
        if count and file.result != "held":
            held = ngettext("{count} part of it is kept, not used.", "{count} parts of it are kept, not used.", count)
            said.append(held.format(count=count))
        return said


def _for_help(error: UserError) -> QWidget:
    code = _("Code {code}. ROCB Desktop {version}.").format(code=error.code, version=rocb_desktop.__version__)
    details = Details(_("Details for the help desk"))
    details.add_code(code)
    copy: QPushButton = button(_("Copy details for help"), "link", "copy", small=True)

    def put(_checked: Any = False) -> None:
        QGuiApplication.clipboard().setText(code)
        announce(copy, _("Copied"))

    copy.clicked.connect(put)
    details.body.addWidget(FlowRow([copy]))
    return details
