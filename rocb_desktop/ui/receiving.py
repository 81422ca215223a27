"""Opens the dialog that receives files, and lets the page below it say what came in, with Undo."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.notices import Notices
from rocb_desktop.ui.views.files.parcels import Parcels
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.work import Work


def open_import(
    work: Work,
    parcels: Sequence[Path] | Parcels,
    parent: QWidget,
    role: str,
    notices: Callable[[], Notices | None],
    take_back: Callable[[Undo], object],
    land: Callable[[str], object] | None = None,
) -> ImportDialog:
    """Show what importing would do. What was done is said on the page once the dialog is closed, unless it was undone
    there; after a pack that is the page of its workshop, where `land` goes by its id.
    """
    dialog = ImportDialog(work, parcels, parent, role=role)
    done: list[Outcome] = []
    dialog.imported.connect(done.append)
    dialog.undone.connect(done.clear)

    def say(_result: int) -> None:
        if land is not None and done and done[-1].value.workshops:
            land(done[-1].value.workshops[0])
        place = notices()
        if done and place is not None:
            place.show_outcome(done[-1], take_back)

    def offer(words: str) -> None:
        place = notices()
        if place is not None:
            see = button(_("See the result"), small=True, on_press=dialog.open)
            place.show_message("ok", _("The import is finished."), words, [see])

    dialog.finished.connect(say)
    dialog.imported_unseen.connect(offer)
    dialog.open()
    return dialog
