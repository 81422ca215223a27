"""The question about a file that waits, opened from any page that shows the waiting room."""

from rocb_desktop.services.arriving.waiting import WaitingFile, remove_waiting
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.receiving import open_import
from rocb_desktop.ui.views.files.parcels import Waiting
from rocb_desktop.ui.views.files.waiting_card import WaitingCard


def answer_for(card: WaitingCard, page: Page) -> None:
    """Let the buttons of the card do what they say, on the page that holds it."""
    card.compare.connect(lambda file: open_question(page, file))
    card.remove.connect(lambda files: page.do(remove_waiting, *(file.id for file in files)))


def open_question(page: Page, file: WaitingFile) -> ImportDialog:
    """Ask whether the sender is who the file says, or import it when the sender is known by now."""
    window = page.window()
    role = str(getattr(window, "role", ""))
    parcels = Waiting(file.id, file.known)
    dialog = open_import(page.work, parcels, window, role, lambda: page.notices, page.host.take_back)
    dialog.review.connect(lambda record: page.host.go("national_return", reply=record))
    dialog.decide.connect(lambda record: page.host.go("history", show="conflicts", conflict=record))
    return dialog
