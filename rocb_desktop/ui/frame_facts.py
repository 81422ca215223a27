"""Fills the frame around the pages: whose profile this is, what waits, when the last safe copy was made."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from rocb_desktop.domain.administration import ROCB, ROCB_NAME, name_of
from rocb_desktop.services.profile.faces import Face
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.moments import moment_words

if TYPE_CHECKING:
    from rocb_desktop.services.overview import Overview
    from rocb_desktop.ui.window import MainWindow

_QUIET = frozenset({"draft"})  # changes every few seconds while somebody types, and no count with it


class FrameFacts(QObject):
    """Begins with the face, asks the store when it is open, and again after every change."""

    def __init__(self, window: "MainWindow", face: Face | None) -> None:
        super().__init__(window)
        self._window, self._face = window, face
        self._facts: Overview | None = None
        self._made_file = False  # in this window
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.ask)
        window.work.changed.connect(self._on_changed)
        self.retranslate()

    def ask(self, then: Callable[[], object] | None = None) -> None:
        """Ask the store now; `then` is called when the frame shows the answer."""
        if not self._window.work.is_open:
            return
        from rocb_desktop.services.overview import look_around

        def show(facts: "Overview") -> None:
            self._facts = facts
            self._face = Face(facts.role, facts.administration, facts.name, facts.lang)
            self._window.take_role(facts.role)
            self._window.sheet.owed = facts.needs_sheet and self._made_file
            self.retranslate()
            if then is not None:
                then()

        self._window.work.run(look_around, done=show, failed=self._window.not_opened, owner=self, latest="facts")

    def retranslate(self) -> None:
        """Show what is known, in the language in use."""
        sidebar = self._window.sidebar
        if self._face is not None:
            sidebar.set_person(self._face.role, *_who(self._face))
        facts = self._facts
        copied = _("No backup yet") if facts is not None else ""
        if facts is not None and facts.last_backup is not None:
            when = moment_words(facts.last_backup, facts.now)
            copied = _("Last backup: {when}").format(when=when)
        sidebar.set_saved(_("Saved on this computer"), copied)
        if facts is not None:
            sidebar.set_counts(facts.counts)
            self._window.status.set_waiting(*_waits(facts))

    def _on_changed(self, changed: frozenset[str]) -> None:
        self._made_file |= "sent" in changed
        if changed - _QUIET:
            self._soon.start()


def _waits(facts: "Overview") -> tuple[str, str]:
    """What waits, with its icon; before all else that the date of this computer looks wrong."""
    if facts.doubt is not None:
        day = format_date(facts.doubt.today)
        return _("The date of this computer is {date}. It looks wrong.").format(date=day), "triangle-alert"
    return facts.waits, "inbox" if facts.role == "rocb" else "send"


def _who(face: Face) -> tuple[str, str]:
    """The two words at the top: a name and an administration; ROCB A/P is an office, whoever sits there."""
    if face.administration == ROCB:
        return ROCB_NAME, ""
    return face.name, name_of(face.administration)
