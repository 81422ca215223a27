"""Opens the window: the look, the profile, one instance, the store on its lanes; and ends all of it in order."""

import sys
from collections.abc import Sequence
from logging import Handler
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

import rocb_desktop
from rocb_desktop import texts
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.profile.faces import STORE, Face, keep_face, read_face
from rocb_desktop.services.profile.logs import start_log, stop_log
from rocb_desktop.services.profile.preferences import keep_preferences, load_preferences
from rocb_desktop.texts import _
from rocb_desktop.ui import theme, window_dialogs
from rocb_desktop.ui.collector import Collector
from rocb_desktop.ui.crash import CrashReporter
from rocb_desktop.ui.display import check_display
from rocb_desktop.ui.instance import Instance
from rocb_desktop.ui.lane_thread import LaneSession
from rocb_desktop.ui.profile_choice import Choice, ask_for_profile, set_up_profile, usual_profile
from rocb_desktop.ui.registry import entries_for
from rocb_desktop.ui.widgets.question import agreed
from rocb_desktop.ui.window import Entries, MainWindow
from rocb_desktop.ui.work import Work

if TYPE_CHECKING:
    from rocb_desktop.services.session import Clock


class Application(QApplication):
    """file_opened(Path): macOS tells of a double-clicked file by an event, not by arguments."""

    file_opened = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(Path(event.file()))
            return True
        return super().event(event)


def run(
    files: Sequence[Path],
    profile: Path | None,
    *,
    clock: "Clock | None" = None,
    remember: bool = True,
    said: str = "",
) -> int:
    """Open the window on a profile and these files, until it is closed; returns the exit code.

    Without a profile: the one used last, else the only one, else the person is asked. `clock` stands still in the
    demo; `remember=False` leaves the last profile as it was; `said` stands on the first page. Raises UserError
    no_profile, no_screen ...
    """
    check_display()
    if profile is not None and not (profile / STORE).is_file():
        raise UserError("no_profile", path=str(profile))
    app = application()
    # `closed` of the main window ends the loop: Qt's own quit would come later and end the next question with it
    app.setQuitOnLastWindowClosed(False)
    reporter, collector = CrashReporter(), Collector()
    reporter.install()
    collector.start()
    try:
        folder = profile or usual_profile()
        chosen = Choice(folder, files) if folder is not None else ask_for_profile(None, files)
        while chosen is not None:
            wanted = _open(app, chosen, reporter, clock, remember, said)
            made = set_up_profile() if wanted == "new" else None
            chosen = made or (ask_for_profile(chosen.folder) if wanted else None)
            said = ""
    finally:
        collector.stop()
        reporter.remove()
    return 0


def application() -> QApplication:
    """The one QApplication of the process, with our look and the language of this computer."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else Application(sys.argv[:1])
    app.setApplicationName("rocb-desktop")
    app.setApplicationVersion(rocb_desktop.__version__)
    app.setDesktopFileName("rocb-desktop")
    chosen = load_preferences()
    theme.apply(app, theme_named(chosen.theme))
    french = QLocale.system().language() == QLocale.Language.French
    texts.use(chosen.lang if chosen.lang in texts.LANGUAGES else "fr" if french else "en")
    return app


def theme_named(name: str) -> theme.ThemeName:
    """The theme of this name; "system" for one that this version does not have."""
    known: dict[str, theme.ThemeName] = {"light": "light", "dark": "dark", "contrast": "contrast"}
    return known.get(name, "system")


def make_window(profile: Path, clock: "Clock | None" = None, entries: Entries = entries_for) -> MainWindow:
    """A window on a profile, not shown yet. Nothing is opened before it is painted; closing it ends its Work."""
    face = _speak_to(profile)

    # Imported on the lanes' threads: the store's libraries cost longer than the window.
    def open_write() -> LaneSession:
        from rocb_desktop.services.session import open_session

        session = open_session(profile, clock=clock)
        who = session.profile
        keep_face(profile, Face(who.role, who.administration, who.name, who.lang))
        return session

    def open_read() -> LaneSession:
        from rocb_desktop.services.session import open_session

        return open_session(profile, clock=clock, readonly=True)

    return MainWindow(profile, Work(open_write, open_read), face, entries)


def _speak_to(profile: Path) -> Face | None:
    """Whose profile it is, in whose language everything is said from now on."""
    face = read_face(profile)
    if face is not None and face.lang in texts.LANGUAGES:
        texts.use(face.lang)
    return face


def _open(
    app: QApplication,
    chosen: Choice,
    reporter: CrashReporter,
    clock: "Clock | None",
    remember: bool,
    said: str,
) -> Literal["", "other", "new"]:
    """One window from its opening to its end; whether another person, or a new one, wants to work then.

    When another process has this profile, it takes the files, and no window opens here.
    """
    profile, files = chosen.folder, chosen.files
    _speak_to(profile)
    instance = Instance(profile)
    if not _claimed(instance, files):
        return ""
    logs: list[Handler] = []
    reporter.set_log_folder(profile / "logs")
    if remember:
        keep_preferences(profile=str(profile.absolute()))
    window = make_window(profile, clock)
    window.work.crashed.connect(reporter.report)
    instance.asked.connect(window.come_forward)
    window.activated.connect(instance.look)
    if isinstance(app, Application):
        app.file_opened.connect(window.open_file)
    if said:
        window.ready.connect(lambda: _say(window, said))
    if chosen.workshop:
        window.ready.connect(lambda: window_dialogs.show_workshop(window, chosen.workshop))
    window.closed.connect(app.exit)  # whatever else is on screen (help stays beside it): this window is the app
    window.open_files(files)
    window.pages.painted.connect(lambda: logs.append(start_log(profile / "logs")))
    window.show_where_it_stood()
    try:
        app.exec()
    finally:
        instance.release()
        for log in logs:
            stop_log(log)
        another: Literal["", "other", "new"] = "other" if window.wants_other_profile else ""
        if window.wants_new_profile:
            another = "new"
        delete(window)  # now and here, not whenever its cycles are found
    return another


def _claimed(instance: Instance, files: Sequence[Path]) -> bool:
    """Whether the profile may be opened here. Another window of this computer takes the files; what another computer
    holds, or held when it was switched off, is opened on a person's word.
    """
    if instance.claim():
        return True
    computer = instance.elsewhere()
    if not computer:
        instance.hand_over(files)
        return False
    wanted = agreed(
        None,
        "ROCB Desktop",
        _("This work is open on another computer: {name}.").format(name=computer),
        _(
            "Two computers that write into one folder harm the work in it. Close the app there first. If that computer"
            " was switched off with the app open, you can open your work here. Nothing was changed."
        ),
        yes=_("Open it here"),
        no=_("Do not open it"),
        harms=True,
    )
    return wanted and instance.take_over()


def _say(window: MainWindow, said: str) -> None:
    page = window.pages.current_page()
    if page is not None:
        page.notices.show_message("info", said)
