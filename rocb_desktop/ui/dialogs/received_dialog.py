"""Every import of this profile over any page: what came in when, and the way to take one back or bring it in again."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from rocb_desktop.services.import_log import ImportEntry, import_again, list_imports, undo_import
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.received_list import ReceivedList
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.work import Work


class ReceivedDialog(WorkingDialog):
    """Loads the list, and loads it again after every change."""

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(work, _("Files received"), parent, size=QSize(980, 640))
        self.list = ReceivedList()
        self.add(self.list)
        self.set_buttons([button(_("Close"), "primary", on_press=self.accept)])
        self.list.undo.connect(lambda id: self._change(undo_import, id))
        self.list.again.connect(lambda id: self._change(import_again, id))
        self.load()

    def load(self) -> None:
        """Ask for the imports."""
        self.run(list_imports, done=self._loaded)

    def _loaded(self, imports: list[ImportEntry]) -> None:
        self.list.set_imports(imports)
        self.list.table.setFocus()

    def _change(self, service: object, import_id: str) -> None:
        assert callable(service)
        self.run(service, import_id, done=self._changed, label=_("Changing what counts"))

    def _changed(self, outcome: Outcome) -> None:
        self.load()
        self.notices.show_message("ok", outcome.message)
