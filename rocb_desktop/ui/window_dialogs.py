"""What the main window opens over itself: files, help, folders, the question before a long work is stopped."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

import rocb_desktop
from rocb_desktop.texts import _
from rocb_desktop.ui import icons
from rocb_desktop.ui.files_to_receive import ask_for_files
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.question import agreed, message_box

if TYPE_CHECKING:
    from rocb_desktop.services.outcome import Outcome
    from rocb_desktop.ui.notices import Notices
    from rocb_desktop.ui.window import MainWindow


def choose_files(window: "MainWindow") -> None:
    """Let the person choose files to receive."""
    ask_for_files(window, _("Choose files"), window.open_files)


def choose_folder(window: "MainWindow") -> None:
    """Let the person choose a folder whose files are received."""
    dialog = QFileDialog(window, _("Choose a folder to receive"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    begin_there(dialog)
    dialog.fileSelected.connect(lambda name: window.open_files([Path(name)]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def open_files(window: "MainWindow", files: Sequence[Path]) -> None:
    """Show what importing these files would do; the dialog asks before anything is imported.

    At an office workbooks have dialogs of their own, and the other files come after them: questionnaires that people
    filled in, also a folder of nothing else, and at ROCB A/P round workbooks. What is in them decides, so they are
    looked into first, away from the screen.
    """
    from rocb_desktop.services.national.form_books import forms_and_rest

    if window.role != "participant" and any(_is_book(file) or file.is_dir() for file in files):
        office = window.role == "rocb"
        window.work.run(
            forms_and_rest, files, office=office, owner=window, done=lambda parted: _open_parted(window, *parted)
        )
    elif files:
        _open_parcels(window, files)


def _open_parted(window: "MainWindow", forms: Sequence[Path], rest: Sequence[Path]) -> None:
    books = [file for file in rest if _is_book(file)]
    if forms:
        _open_forms(window, forms, rest)
    elif books:
        _open_book(window, books[0], [file for file in rest if file != books[0]])
    elif rest:
        _open_parcels(window, rest)


def _is_book(file: Path) -> bool:
    return file.suffix.lower() == ".xlsx"


def _open_forms(window: "MainWindow", forms: Sequence[Path], rest: Sequence[Path]) -> None:
    from rocb_desktop.ui.entering import open_intake

    def notices() -> "Notices | None":
        page = window.pages.current_page()
        return page.notices if page is not None else None

    dialog = open_intake(window.work, forms, window, notices, window.take_back)
    dialog.finished.connect(lambda _result: open_files(window, rest))


def _open_book(window: "MainWindow", book: Path, rest: Sequence[Path]) -> None:
    from rocb_desktop.ui.dialogs.book_dialog import BookDialog

    dialog = BookDialog(window.work, book, window)
    dialog.finished.connect(lambda _result: open_files(window, rest))
    dialog.open()


def _open_parcels(window: "MainWindow", files: Sequence[Path]) -> None:
    from rocb_desktop.ui.receiving import open_import

    def notices() -> "Notices | None":
        page = window.pages.current_page()
        return page.notices if page is not None else None

    def land(workshop: str) -> None:
        show_workshop(window, workshop)

    dialog = open_import(window.work, files, window, window.role, notices, window.take_back, land)
    dialog.review.connect(lambda record: window.go("national_return", reply=record))
    dialog.decide.connect(lambda record: window.go("history", show="conflicts", conflict=record))


def show_workshop(window: "MainWindow", workshop: str) -> None:
    """Go to the page of a workshop; at ROCB A/P people stay where they are."""
    key = {"participant": "materials", "focal_point": "workshops"}.get(window.role, "")
    if key and workshop:
        window.go(key, workshop=workshop)


def read_after_update(window: "MainWindow") -> None:
    """What an older version of the app could not read comes in now, and the page says so."""
    from rocb_desktop.services.arriving.waiting import read_after_update as service

    def say(outcome: "Outcome") -> None:
        page = window.pages.current_page()
        if page is not None:
            page.notices.show_outcome(outcome, window.take_back)

    window.work.run(service, owner=window, done=say)


def watch_mailbox(window: "MainWindow") -> None:
    """Say from now on when files come into the mailbox folder."""
    from rocb_desktop.ui.mailbox_watch import MailboxWatch

    if window.findChild(MailboxWatch) is None:
        MailboxWatch(window)


def watch_reminder(window: "MainWindow") -> None:
    """Say in the tray what is due, to whoever wants that."""
    from rocb_desktop.ui.tray import TrayReminder

    TrayReminder(window)


def watch_others(window: "MainWindow") -> None:
    """Show from now on what a command on the same profile writes."""
    from rocb_desktop.ui.other_writers import OtherWriters

    if window.findChild(OtherWriters) is None:
        OtherWriters(window)


def keep_index(window: "MainWindow") -> None:
    """Let everything that is written be found from now on."""
    from rocb_desktop.ui.index_keeper import IndexKeeper

    if window.findChild(IndexKeeper) is None:
        IndexKeeper(window)


def find_everywhere(window: "MainWindow") -> None:
    """Ctrl+Shift+F: look for words in everything, and go where they are."""
    from rocb_desktop.ui.dialogs.search_dialog import SearchDialog
    from rocb_desktop.ui.index_keeper import IndexKeeper

    keeper = window.findChild(IndexKeeper)
    if keeper is None:  # the store is not open yet
        return
    before = QApplication.focusWidget()
    dialog = SearchDialog(window.work, keeper.caught_up, window)
    dialog.finished.connect(lambda _result: window.activateWindow())
    dialog.chosen.connect(lambda place: window.go(place.page, **place.what))
    if before is not None:
        dialog.rejected.connect(before.setFocus)
    dialog.open()


def show_received(window: "MainWindow") -> None:
    """Every import of this profile, and the way to take one back."""
    from rocb_desktop.ui.dialogs.received_dialog import ReceivedDialog

    ReceivedDialog(window.work, window).open()


def dropped_files(data: QMimeData) -> list[Path]:
    """The files and folders that are dragged over the window; what is inside them decides, not their names."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def show_help(window: "MainWindow", key: str) -> None:
    """The help text of a page, beside the window so that both can be read."""
    from rocb_desktop.ui.dialogs.help_dialog import HelpDialog

    HelpDialog(key, window).show()


def restore_button(window: "MainWindow") -> QPushButton:
    """For a store that cannot be opened: choose a backup, and open it."""

    def choose() -> None:
        from rocb_desktop.services.safety.restoring import restore_lost

        start = str(window.profile / "backups")
        chosen, _used = QFileDialog.getOpenFileName(window, _("Restore a backup"), start, _("Backups (*.sqlite)"))
        if chosen:
            window.work.run(
                restore_lost,
                window.profile,
                Path(chosen),
                done=lambda _aside: window.open_store(),
                failed=window.not_opened,
            )

    return button(_("Restore a backup"), icon="hard-drive", on_press=choose)


def open_folder(folder: Path) -> None:
    """Show a folder in the computer's own file program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def show_about(window: "MainWindow") -> None:
    """Name, version, what it is for, licence."""
    said = _("Following up the workshops of ROCB A/P, without internet. Free software under the MIT licence.")
    box = message_box(window, _("About ROCB Desktop"), f"ROCB Desktop {rocb_desktop.__version__}", said)
    box.setIconPixmap(icons.mark(48, window.devicePixelRatioF()))
    box.finished.connect(box.deleteLater)
    box.open()


def may_stop(window: "MainWindow", label: str) -> bool:
    """Before closing in the middle of a long work: stop it, or keep working (the safe answer has the focus)."""
    return agreed(
        window,
        _("Close ROCB Desktop"),
        _("{work} is not finished.").format(work=label or _("A work")),
        _("If you stop, nothing of it is added. Your data stays as it was."),
        yes=_("Stop and close"),
        no=_("Keep working"),
        harms=True,
    )
