"""Opens Compile on a page, and holds what was decided there and not kept until somebody goes on with it."""

from collections.abc import Mapping

from rocb_desktop.services.national.compiling import Decided
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.compile_dialog import CompileDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.widgets.button import button


class Compiling:
    """Compile on one page; unkept decisions stay by workshop until the app ends."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._begun: dict[str, Mapping[str, Decided]] = {}

    def open(self, workshop: str) -> CompileDialog:
        """Show who said what about a workshop, and keep its national reply."""
        page = self._page
        dialog = CompileDialog(page.work, workshop, page.window(), self._begun.pop(workshop, None))
        dialog.kept.connect(self._kept)
        dialog.left.connect(lambda decided: self._left(workshop, decided))
        dialog.open()
        return dialog

    def _kept(self, outcome: Outcome) -> None:
        self._page.notices.show_outcome(outcome, self._page.host.take_back)

    def _left(self, workshop: str, decided: Mapping[str, Decided]) -> None:
        """Esc throws nothing away."""
        self._begun[workshop] = decided
        go_on = button(_("Go on"), "link", "pencil", on_press=lambda: self.open(workshop))
        rest = _("What you chose stays here until you close the app.")
        self._page.notices.show_message("info", _("The national reply was not kept."), rest, [go_on])
