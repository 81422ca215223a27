"""The share log of one file: when, how, with whom; each entry leads to its action. Below, where else it is used."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.action import Action
from rocb_desktop.domain.action_sort import subtype_words
from rocb_desktop.services.survey.workshop_shelf import ShelfFile
from rocb_desktop.texts import _
from rocb_desktop.ui.views.log.action_words import date_words, reach_words, title_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.label import label, line

_MOST = 6  # entries of one heading; the log has them all


class ShareList(QWidget):
    """`opened(id)`: an entry of the log."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._parts: list[QWidget] = []

    def show_file(self, file: ShelfFile) -> None:
        """Shows what the log says of another file."""
        for old in self._parts:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = []
        self._put(line())
        self._show(_("Shared"), file.shares, _("Not shared yet. When you share it, note it: it fills in your survey."))
        if file.uses:
            self._show(_("Used in"), file.uses, "")

    def words(self) -> list[str]:
        """What is shown, entry by entry."""
        return [str(one.property("entry")) for one in self._parts if one.property("entry")]

    def _show(self, heading: str, entries: Sequence[Action], nothing: str) -> None:
        self._put(label(heading, "caption"))
        for action in entries[:_MOST]:
            self._put(self._entry(action))
        if not entries and nothing:
            self._put(label(nothing, "hint"))

    def _entry(self, action: Action) -> QWidget:
        said = entry_words(action)
        made, column = QWidget(), QVBoxLayout()
        made.setLayout(column)
        made.setProperty("entry", said)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(0)
        open_it = button(date_words(action), "link", small=True, on_press=lambda: self.opened.emit(action.id))
        open_it.setAccessibleName(_("{entry}. Open it in the log").format(entry=said))
        column.addWidget(open_it)
        column.addWidget(label(said, "body"))
        return made

    def _put(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)


def entry_words(action: Action) -> str:
    """By e-mail to colleagues, 14 people, the audit team; planned ones say so."""
    what = subtype_words(action.subtype) if action.subtype else title_words(action)
    parts = [what, action.channel, reach_words(action), _("planned") if action.planned else ""]
    return ", ".join(part for part in parts if part)
