"""The place at the top of a page that says what just happened: saved (with Undo), refused, stopped."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.message import Message, Tone


class Notices(QWidget):
    """Shows one message at a time: never closed by time, replaced by the next, closed by its x.

    A screen reader hears each once: good news politely, errors at once.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        # the gap to the page below comes and goes with the message
        self._column.setContentsMargins(0, 0, 0, current().space["m"])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._message: Message | None = None
        self._undo: Undo | None = None
        self.hide()

    def minimumSizeHint(self) -> QSize:
        # The layout gives the height that the words need at their width. The least that it reckons without a width is
        # that of words in the narrowest column there is: it would hold the window taller than a small screen.
        return QSize(super().minimumSizeHint().width(), 0)

    def show_outcome(self, outcome: Outcome, undo: Callable[[Undo], object], more: Iterable[QPushButton] = ()) -> None:
        """Says what a write did; pressing [Undo] calls `undo`, `more` leads on. Silence when the write has nothing to
        say.
        """
        if not outcome.message:
            return
        actions: list[QPushButton] = [*more]
        wanted = outcome.undo
        if wanted is not None:
            actions.append(button(_("Undo"), "link", "undo-2", on_press=lambda: undo(wanted)))
        self.show_message("ok", outcome.message, actions=actions)
        self._undo = wanted

    def show_error(self, error: Exception) -> None:
        """Says why something was refused or stopped, and what to do. An unknown error is said by its dialog."""
        if isinstance(error, UserError):
            self.show_message("err", error.what(), error.hint())
        elif isinstance(error, Cancelled):
            self.show_message("info", error.what())
        else:
            self.show_message("err", _("Something went wrong in the app."), _("Your data is safe. Try again."))

    def show_message(self, tone: Tone, first: str, rest: str = "", actions: Iterable[QPushButton] = ()) -> None:
        """Says anything else, in the place of what was said before."""
        self.clear()
        message = Message(tone, first, rest, actions, closable=True, parent=self)
        message.closed.connect(self.clear)
        self._column.addWidget(message)
        self._message = message
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        if self._message is not None:
            self._message.hide()
            self._message.deleteLater()
            self._message = None
        self._undo = None
        self.hide()

    def clear_undo_unless(self, holds: Callable[[Undo], bool]) -> None:
        """Take the notice away when its write was taken back elsewhere: its [Undo] would do nothing."""
        if self._undo is not None and not holds(self._undo):
            self.clear()

    def text(self) -> str:
        """What is said now, or ""."""
        return self._message.text() if self._message is not None else ""
