"""Since you last looked: what came in, a line for each kind, on the Home of every role."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.services.since_last_look import NewThing, SinceLastLook, note_look, since_last_look
from rocb_desktop.texts import _, format_date, format_number, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.link import LinkLabel

_ICONS = {
    "receipt": "circle-check",
    "correction": "reply",
    "accepted": "circle-check",
    "workshop": "presentation",
    "material": "paperclip",
    "feedback": "message-square-text",
    "reply": "inbox",
    "return": "package",
    "contact": "key-round",
    "conflict": "triangle-alert",
}

_ASKING = ("correction", "conflict")


class SinceCard(Card):
    """Hidden while nothing is new: then `quiet` has the sentence for that ("" before the first look). `told` says that
    there is an answer. What is new stays on its page until the person goes elsewhere and comes back.
    """

    told = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(_("Since you last looked"))
        self.quiet = ""
        self._work, self._host = page.work, page.host
        self._visit: SinceLastLook | None = None  # the first answer of this visit
        self._noted = -1
        self._holder: QWidget | None = None
        self._links: list[LinkLabel] = []
        self.body.setContentsMargins(16, 4, 16, 12)
        self.hide()
        page.installEventFilter(self)
        page.loaded.connect(self.ask)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A visit ends when the page goes, and not when a window lies over it."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self._visit, self._noted = None, -1
        elif event.type() == QEvent.Type.Show and self._visit is None:
            self.ask()
        return super().eventFilter(watched, event)

    def ask(self) -> None:
        """Look what came in, from where this visit began; with every loading of the page."""
        after = self._visit.began if self._visit is not None else None
        self._work.run(since_last_look, after, done=self._show, owner=self, latest="since")

    def links(self) -> list[LinkLabel]:
        """What can be followed, in order."""
        return list(self._links)

    def _show(self, found: SinceLastLook) -> None:
        visit = self._visit = self._visit or found
        day = format_date(visit.looked) if visit.looked is not None else ""
        quiet = visit.looked is not None and not (found.things or found.more) and visit.looked < found.today
        self.quiet = _("Nothing new since {date}.").format(date=day) if quiet else ""
        self.set_context(day)
        self._put(found.things if day else (), bool(day) and found.more)
        if self._noted != found.mark:
            self._noted = found.mark
            self._work.run(note_look, found.mark, owner=self)
        self.told.emit()

    def _put(self, things: tuple[NewThing, ...], more: bool) -> None:
        if self._holder is not None:
            self.body.removeWidget(self._holder)
            self._holder.hide()
            self._holder.deleteLater()
        self._holder, self._links = QWidget(), []
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for one in things:
            words = thing_words(one, more)
            column.addLayout(self._line(_ICONS[one.kind], words, one.page, one.what, one.kind in _ASKING))
        if more:
            words = _("More came in than is counted here. History has all of it")
            column.addLayout(self._line("clock-fading", words, "history"))
        self.body.addWidget(self._holder)
        self.setVisible(bool(self._links))

    def _line(
        self, icon: str, words: str, page: str, what: tuple[tuple[str, str], ...] = (), asking: bool = False
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(current().space["s"])
        row.addWidget(IconView(icon, "warn" if asking else "primary", 16), 0, Qt.AlignmentFlag.AlignTop)
        link = LinkLabel(words)
        link.pressed.connect(lambda: self._host.go(page, **dict(what)))
        self._links.append(link)
        row.addWidget(link, 1)
        return row


def thing_words(one: NewThing, more: bool = False) -> str:
    """2 new or changed replies: Sina Leota, Canines; Jone Ratu, Canines. `more`: there may be more than 2 (2+)."""
    n = one.count
    shown = f"{format_number(n)}+" if more else format_number(n)
    words = {
        "receipt": _("A receipt came. See how far your files are"),  # one notes several stages
        "correction": ngettext("{n} correction asked", "{n} corrections asked", n),
        "accepted": ngettext("{n} reply accepted", "{n} replies accepted", n),
        "workshop": ngettext("{n} new or changed workshop", "{n} new or changed workshops", n),
        "material": ngettext("{n} new or changed material", "{n} new or changed materials", n),
        "feedback": ngettext("{n} feedback pack from ROCB A/P", "{n} feedback packs from ROCB A/P", n),
        "reply": ngettext("{n} new or changed reply", "{n} new or changed replies", n),
        "return": ngettext("{n} national return", "{n} national returns", n),
        "contact": ngettext("{n} key card", "{n} key cards", n),
        "conflict": ngettext("{n} answer with two versions", "{n} answers with two versions", n),
    }[one.kind].format(n=shown)
    if not one.names or one.kind == "receipt":
        return words
    rest = "" if n == len(one.names) and not more else " …"
    return _("{what}: {names}").format(what=words, names="; ".join(one.names) + rest)
