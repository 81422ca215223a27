"""The Tools menu: my key, a safe copy, a check of the store; each says on the page shown how it went."""

from typing import TYPE_CHECKING

from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.widgets.button import button

if TYPE_CHECKING:
    from rocb_desktop.services.safety.checking import CheckResult
    from rocb_desktop.ui.page import Page
    from rocb_desktop.ui.window import MainWindow


def show_key(window: "MainWindow", *, card: bool = False) -> None:
    """The eight words to read aloud, and the key card to send."""
    from rocb_desktop.ui.dialogs.my_key_dialog import MyKeyDialog

    MyKeyDialog(window.work, window, card=card).open()


def compare(window: "MainWindow") -> None:
    """Eight words by which two computers find out whether they hold the same."""
    from rocb_desktop.ui.dialogs.same_dialog import SameDialog

    SameDialog(window.work, window.role, window).open()


def back_up(window: "MainWindow") -> None:
    """A safe copy of the store, now."""
    from rocb_desktop.services.safety.backups import make_backup

    page = window.pages.current_page()
    if page is not None:
        page.do(make_backup, label=_("Making a backup"))


def check(window: "MainWindow") -> None:
    """Is the store whole? Changes nothing; tables that differ can be made again."""
    from rocb_desktop.services.safety.checking import check_store

    page = window.pages.current_page()
    if page is not None:
        page.do(check_store, label=_("Checking your data"), done=lambda found: _say(page, found))


def _say(page: "Page", found: "CheckResult") -> None:
    from rocb_desktop.services.safety.checking import repair_store
    from rocb_desktop.services.safety.file_checking import put_files_right

    error = found.error()
    if error is None:
        many = ngettext("{n} change was checked.", "{n} changes were checked.", found.changes)
        words = " ".join(filter(None, (many.format(n=found.changes), found.files.words)))
        page.notices.show_message("ok", _("Your data is whole."), words)
        return
    actions = []
    if found.repairable:
        actions.append(button(_("Make the tables again"), small=True, on_press=lambda: page.do(repair_store)))
    elif found.files.error and error.code == "not_the_file":
        put_right = button(_("Put right"), small=True, on_press=lambda: page.do(put_files_right, label=_("Copying")))
        actions.append(put_right)
    page.notices.show_message("err", error.what(), error.hint(), actions)
