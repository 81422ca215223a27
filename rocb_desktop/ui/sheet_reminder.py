"""Asks an office once, after its first file was made, to put its keys on paper: gently, and in nobody's way."""

from typing import TYPE_CHECKING

from rocb_desktop.texts import _
from rocb_desktop.ui.widgets.button import button

if TYPE_CHECKING:
    from rocb_desktop.ui.window import MainWindow


class SheetReminder:
    """`owed`: files were made here with keys that are on no sheet. It is said on the next page, once in a window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._said = False
        self.owed = False

    def remind(self, key: str) -> None:
        """The page `key` came to the screen."""
        page = self._window.pages.current_page()
        if not self.owed or self._said or page is None or key == "settings" or page.notices.text():
            return
        self._said = True
        show = button(_("Show me"), small=True, on_press=lambda: self._window.go("settings", category="keys"))
        page.notices.show_message(
            "info",
            _("You have made files. Put your keys on paper now."),
            _("A recovery sheet brings your keys back when this computer is lost."),
            [show],
        )
