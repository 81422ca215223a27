"""Every import of this profile over any page: what came in when, and the way to take one back or bring it in again."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.services.arriving.import_log import import_again, undo_import
from rocb_desktop.services.arriving.parts import drop_parts, keep_again
from rocb_desktop.services.arriving.received import Inbox, look_in_inbox
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.files.parts_card import PartsCard
from rocb_desktop.ui.views.files.received_list import ReceivedList
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.work import Work


class ReceivedDialog(WorkingDialog):
    """Loads the list, and loads it again after every change."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Files received"), parent, size=QSize(980, 640))
        self.parts = PartsCard()
        self.list = ReceivedList(work)
        self.add(self.parts)
        self.add(self.list)
        self.set_buttons([button(_("Close"), "primary", on_press=self.accept)])
        self.parts.remove.connect(lambda id: self._change(drop_parts, id))
        self.list.undo.connect(lambda id: self._change(undo_import, id))
        self.list.table.failed.connect(self.say_failed)
        self.list.table.read.connect(self._take_focus)
        self.list.again.connect(lambda id: self._change(import_again, id))
        self.load()

    def load(self) -> None:
        """Ask for the imports and the parts."""
        self.run(look_in_inbox, done=self._loaded)

    def _loaded(self, found: Inbox) -> None:
        self.parts.set_parts(found.parts)
        self.list.reload()

    def _take_focus(self) -> None:
        if not self.list.search.hasFocus():
            self.list.table.setFocus()

    def _change(self, service: object, id: str) -> None:
        assert callable(service)
        self.run(service, id, done=self._changed, label=_("Changing what counts"))

    def _changed(self, outcome: Outcome) -> None:
        self.load()
        self.notices.show_message("ok", outcome.message, actions=self._way_back(outcome))

    def _way_back(self, outcome: Outcome) -> list[QPushButton]:
        """Undo of removed parts; an import has its own way back in the list."""
        if outcome.undo is None or outcome.undo.service is not keep_again:
            return []
        args = outcome.undo.args
        return [button(_("Undo"), small=True, on_press=lambda: self._change(keep_again, *args))]
