"""The status bar: when the work was saved, that no internet is needed, and one thing that waits or runs."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QWidget
from shiboken6 import isValid

from rocb_desktop.texts import _
from rocb_desktop.ui.job import Job
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label


class StatusLine(QStatusBar):
    """28 high; reached with F6, so that a screen reader can read it; not a stop of the Tab key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setFixedHeight(current().size["statusBar"])
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._saved_icon, self._saved = IconView("check", "ink_2", 14), _words()
        self._offline_icon, self._offline = IconView("wifi-off", "ink_2", 14), _words()
        self._waits_icon, self._waits = IconView("send", "ink_2", 14), _words()
        self._saved_at: datetime | None = None
        self._typing: set[QObject] = set()  # the forms whose words are not on disk yet
        self._waiting = ("", "send")
        self._busy: Job | None = None
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        for icon, words in ((self._saved_icon, self._saved), (self._offline_icon, self._offline)):
            row.addWidget(icon)
            row.addWidget(words)
            row.addSpacing(18)
        row.addStretch(1)
        row.addWidget(self._waits_icon)
        row.addWidget(self._waits)
        self.addWidget(line, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Says the same in the language in use."""
        self._offline.setText(_("No internet needed"))
        self._show()

    def set_saved(self, at: datetime | None) -> None:
        """The time of the last write that is on disk (with its zone)."""
        self._saved_at = at
        self._show()

    def set_typing(self, form: QObject, typing: bool) -> None:
        """A form holds words that are not on disk yet, or no longer."""
        self._typing = {one for one in self._typing if one is not form and isValid(one)}
        self._typing |= {form} if typing else set()
        self._show()

    def set_waiting(self, words: str, icon: str = "send") -> None:
        """The one thing that waits, in a sentence; "" for nothing."""
        self._waiting = (words, icon)
        self._show()

    def set_busy(self, job: Job, i: int, n: int, words: str) -> None:
        """A long job runs: its words, and how far it is when that is known."""
        self._busy = job
        said = words or _("Working")
        if n > 0:
            said = _("{what}, {percent} %").format(what=said, percent=i * 100 // n)
        self._put(self._saved_icon, "refresh-cw", self._saved, said)
        self._put(self._waits_icon, "", self._waits, _("Press Esc to stop"))

    def end_busy(self, job: Job) -> None:
        """That job is over: back to what was said before."""
        if self._busy is job:
            self._busy = None
            self._show()

    def text(self) -> str:
        """All that is said, as a screen reader hears it."""
        parts = (self._saved.text(), self._offline.text(), self._waits.text())
        return ". ".join(part for part in parts if part)

    def _show(self) -> None:
        if self._busy is not None:
            return
        words = _("Your work is saved on this computer")
        if self._saved_at is not None:
            words = _("All changes saved at {time}").format(time=f"{self._saved_at.astimezone():%H:%M}")
        if self._typing:
            words = _("Saving what you type …")
        self._put(self._saved_icon, "refresh-cw" if self._typing else "check", self._saved, words)
        self._put(self._waits_icon, self._waiting[1] if self._waiting[0] else "", self._waits, self._waiting[0])

    def _put(self, view: IconView, icon: str, target: QLabel, words: str) -> None:
        view.setVisible(bool(icon))
        if icon:
            view.set_icon(icon)
        target.setText(words)
        self.setAccessibleName(self.text())


def _words() -> QLabel:
    made = label("", "caption", wrap=False)
    # A long sentence is cut at the window's edge; it must not hold the window wide.
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    made.setMinimumWidth(1)
    return made
