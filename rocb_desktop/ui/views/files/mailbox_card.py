"""The mailbox folder on a page: where it is, what came into it, and what is still being copied."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from rocb_desktop.services.arriving.mailbox import (
    BROKEN,
    COPYING,
    DOUBLE,
    FOREIGN,
    LOOKED,
    NEW,
    OTHERS,
    OWN,
    TAKEN,
    Mailbox,
)
from rocb_desktop.texts import N_, _, format_date, ngettext
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.details import Details
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import FileNameLabel, label
from rocb_desktop.ui.widgets.rows import ItemRow

_QUIET = {
    TAKEN: N_("Already here"),
    OWN: N_("Made here"),
    DOUBLE: N_("The same file again"),
    OTHERS: N_("For other people"),
    FOREIGN: N_("Not a file of ROCB Desktop"),
}
_MOST_LISTED = 12


class MailboxCard(Card):
    """`look(list of Path)`: show what these files hold; `refresh`: look into the folder again; `choose`: another
    folder; `leave`: none any more.
    """

    look = Signal(list)
    refresh = Signal()
    choose = Signal()
    leave = Signal()

    def __init__(self) -> None:
        super().__init__(_("Mailbox folder"))
        self.box = Mailbox()
        self.look_button = button(_("Look"), small=True, on_press=self._look)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.details = Details(_("All files in the folder"))
        self.body.addLayout(self._rows)
        self.add(self.details)
        self.again = button(_("Look again"), "link", "refresh-cw", small=True, on_press=self.refresh.emit)
        self.other = button(_("Choose another folder"), "link", "folder-open", small=True, on_press=self.choose.emit)
        self.off = button(_("Stop using it"), "link", "x", small=True, on_press=self.leave.emit)
        self.add(FlowRow([self.again, self.other, self.off]))
        self.hide()

    def show_mailbox(self, box: Mailbox) -> None:
        """Hidden while no folder is chosen."""
        self.box = box
        self.setVisible(box.folder is not None)
        if box.folder is None:
            return
        self.set_context(str(box.folder))
        for layout in (self._rows, self.details.body):
            _empty(layout)
        for row in self._told():
            self._rows.addWidget(row)
        self.details.setHidden(not box.files)
        for file in reversed(box.files[-_MOST_LISTED:]):
            said = _("{name}: {state}").format(name=file.name, state=_state_words(file.state))
            self.details.body.addWidget(FileNameLabel(said, "caption"))
        older = len(box.files) - _MOST_LISTED
        if older > 0:
            more = ngettext("{n} older file is not listed.", "{n} older files are not listed.", older)
            self.details.body.addWidget(label(more.format(n=older), "caption"))

    def _told(self) -> list[ItemRow]:
        box = self.box
        if box.gone:
            calm = _("Connect the drive, or start the program that carries it. Nothing is lost.")
            return [ItemRow(_("The folder is not there now."), calm, icon="unplug", icon_role="ink_2")]
        rows: list[ItemRow] = []
        fresh = box.of(NEW, LOOKED)
        if fresh:
            said = ngettext("{n} file is not imported yet", "{n} files are not imported yet", len(fresh))
            self.look_button = button(_("Look"), small=True, on_press=self._look)
            names = ", ".join(one.name for one in fresh[:3]) + (" …" if len(fresh) > 3 else "")
            title = said.format(n=len(fresh))
            self.look_button.setAccessibleDescription(title)
            rows.append(ItemRow(title, names, icon="file-input", end=self.look_button))
        copying = box.of(COPYING)
        if copying:
            said = ngettext("{n} file is still being copied", "{n} files are still being copied", len(copying))
            rows.append(ItemRow(said.format(n=len(copying)), icon="clock", icon_role="ink_2"))
        for file in box.of(BROKEN):
            since = format_date(file.since.astimezone().date())
            detail = _("Not whole since {date}. Ask the sender to put it there again.").format(date=since)
            rows.append(ItemRow(file.name, detail, icon="triangle-alert", icon_role="warn"))
        return rows or [ItemRow(_("Nothing new came."), icon="check", icon_role="ink_2")]

    def _look(self) -> None:
        self.look.emit([one.path for one in self.box.of(NEW, LOOKED)])


def _state_words(state: str) -> str:
    if state in (NEW, LOOKED):
        return _("Not imported yet")
    if state in (COPYING, BROKEN):
        return _("Not whole yet")
    return _(_QUIET[state])


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
