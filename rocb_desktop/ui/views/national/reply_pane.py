"""The reading pane: one reply, what is wrong with it, what changed since it was judged, and the two decisions."""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rocb_desktop.services.arriving.answers import how_words
from rocb_desktop.services.national.reply_details import ReplyDetail
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.national.pane_editor import PaneEditor
from rocb_desktop.ui.views.national.reply_content import ReplyContent
from rocb_desktop.ui.views.survey.track_words import track_line
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.scroll import PageScroll


class _PaneScroll(PageScroll):
    """Stands as far in as the head and the buttons of the pane."""

    def _set_margins(self) -> None:
        space = current().space
        self.body.setContentsMargins(space["l"], space["s"], space["l"], space["l"])


class ReplyPane(Card):
    """`accepted(reply id)`, `asked(reply id, text)`, `noted(reply id, text)`; `closed`: back to the list, where the
    pane covers it; `left`: the keyboard goes back to the list. `file_asked(key)`: the file that carries a correction.

    `versions_asked(reply id)`: show the two versions of its undecided answers.
    """

    accepted = Signal(str)
    asked = Signal(str, str)
    noted = Signal(str, str)
    left = Signal()
    file_asked = Signal(str)
    evidence_opened = Signal(str)
    closed = Signal()
    versions_asked = Signal(str)
    entry_asked = Signal(str)  # the reply id of one that was entered on behalf, to be changed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.detail: ReplyDetail | None = None
        self.back_button = button(_("Back to the list"), "link", "arrow-left", on_press=self.closed.emit)
        self.title = label("", "cardTitle")
        self.sent = label("", "caption")
        self.asking = PaneEditor(_("What is to be corrected?"), _("Ask for correction"), "reply")
        self.noting = PaneEditor(_("Note of the desk"), _("Keep the note"), "check")
        self.text = self.asking.text
        self.note_button = button(_("Note"), "link", "notebook-pen", small=True, on_press=self.write_note)
        self.ask_button = button(_("Ask for correction"), icon="reply", on_press=self.ask)
        self.accept_button = button(_("Accept reply"), "primary", "check", on_press=self.accept)
        self.cancel_button, self.send_button = self.asking.cancel_button, self.asking.send_button
        self.begun_button = button(_("Go on with the text you began"), "link", "pencil", on_press=self._go_on)
        self._badges = QVBoxLayout()
        self._scroll = _PaneScroll()
        self._content: QWidget | None = None
        self._build()
        self.show_detail(None)

    def minimumSizeHint(self) -> QSize:
        # What wraps counts as high as it would be at the least width: the window would grow with it.
        return QSize(260, 200)

    def show_detail(self, detail: ReplyDetail | None) -> None:
        """Show another reply; None says that there is nothing to read."""
        same = self.detail is not None and detail is not None and detail.reply.id == self.detail.reply.id
        self.detail = detail
        if not same:
            self._stop_writing()
        self._write_head(detail)
        self._put(self._content_of(detail))
        self._offer(detail)

    def set_back(self, shown: bool) -> None:
        """Whether there is a list behind the pane to go back to."""
        self.back_button.setVisible(shown)

    def accept(self) -> None:
        """Accept the reply that is shown."""
        if self.detail is not None and self.accept_button.isEnabled() and not self.writing:
            self.accepted.emit(self.detail.reply.id)

    @property
    def writing(self) -> bool:
        """A correction or a note is being written."""
        return not (self.asking.isHidden() and self.noting.isHidden())

    def primary_button(self) -> QPushButton | None:
        """What Ctrl+Enter presses while somebody writes here; None when nobody does."""
        return next((one.send_button for one in (self.asking, self.noting) if not one.isHidden()), None)

    def ask(self) -> None:
        """Let the person write what is to be corrected."""
        if self.detail is None or not self.ask_button.isEnabled() or self.writing:
            return
        hint = _("{name} reads this text. Say which answer, and what is missing.").format(name=self.detail.reply.name)
        self.deciding.hide()
        self.asking.begin(self.detail.reply.id, "", hint)

    def write_note(self) -> None:
        """Let the person write a note, or change the one that is there."""
        if self.detail is None or self.writing:
            return
        self.deciding.hide()
        hint = _("Only people of your administration can read it. It is never sent.")
        self.noting.begin(self.detail.reply.id, self.detail.note, hint)

    def end_writing(self, reply: str) -> None:
        """What was written about this reply was kept or sent: back to the decisions."""
        self.asking.end(reply)
        self.noting.end(reply)
        self._offer_begun()

    def say_missing_text(self) -> None:
        """The correction has no text: say what to do, at the field."""
        if self.detail is not None:
            name = self.detail.reply.name
            self.text.set_error(_("Say what to correct, so that {name} can fix it.").format(name=name))
            self.text.focus()

    def _build(self) -> None:
        space = current().space
        head = QVBoxLayout()
        head.setContentsMargins(space["l"], space["s"], space["l"], 0)
        head.setSpacing(4)
        named = QHBoxLayout()
        named.addWidget(self.title, 1)
        named.addWidget(self.note_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.back_button)
        head.addLayout(named)
        head.addWidget(self.sent)
        head.addLayout(self._badges)
        self.decisions = FlowRow([self.ask_button, self.accept_button])
        self.deciding = QWidget()
        choices = QVBoxLayout(self.deciding)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.addWidget(self.begun_button, 0, Qt.AlignmentFlag.AlignLeading)
        choices.addWidget(self.decisions)
        self.asking.sent.connect(lambda text: self._tell(self.asked, text))
        self.noting.sent.connect(lambda text: self._tell(self.noted, text))
        for editor in (self.asking, self.noting):
            editor.closed.connect(self._leave)
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QVBoxLayout(bar)
        row.setContentsMargins(space["l"], space["m"], space["l"], space["m"])
        row.addWidget(self.asking)
        row.addWidget(self.noting)
        row.addWidget(self.deciding)
        self.bar = bar
        self.body.setSpacing(space["s"])
        self.body.addLayout(head)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(bar)
        self.set_back(False)

    def _write_head(self, detail: ReplyDetail | None) -> None:
        while (item := self._badges.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if detail is None:
            self.title.setText(_("No reply chosen"))
            self.sent.setText(_("Choose one in the list or in the table."))
            return
        reply = detail.reply
        self.title.setText(reply.name)
        self.setAccessibleName(_("Reply of {name}").format(name=reply.name))
        day = reply.received.shown() if reply.received is not None else ""
        words = _("{workshop}, received {date}") if day else _("{workshop}")
        self.sent.setText(words.format(workshop=short_title(detail.workshop), date=day))
        self._badges.addWidget(FlowRow(_badges(detail)))
        if detail.track.stages:
            self._badges.addWidget(label(track_line(detail.track), "caption"))
        if detail.how:
            known = _("How the sender is known: {how}.").format(how=how_words(detail.how))
            self._badges.addWidget(label(known, "caption"))

    def _tell(self, signal: SignalInstance, text: str) -> None:
        if self.detail is not None:
            signal.emit(self.detail.reply.id, text)

    def _leave(self) -> None:
        self._stop_writing()
        self.left.emit()

    def _stop_writing(self) -> None:
        self.asking.leave()
        self.noting.leave()
        self._offer_begun()

    def _offer_begun(self) -> None:
        """Back to the decisions, and to a text that was begun about this reply."""
        self.deciding.setVisible(not self.writing)
        reply = self.detail.reply.id if self.detail is not None else ""
        self.begun_button.setVisible(self.asking.has_begun(reply) or self.noting.has_begun(reply))

    def _go_on(self) -> None:
        if self.detail is not None and self.asking.has_begun(self.detail.reply.id):
            self.ask()
        else:
            self.write_note()

    def _content_of(self, detail: ReplyDetail | None) -> ReplyContent:
        made = ReplyContent(detail)
        made.evidence_opened.connect(self.evidence_opened)
        made.versions_asked.connect(self.versions_asked)
        made.entry_asked.connect(self.entry_asked)
        made.file_asked.connect(lambda _reply: self.file_asked.emit(detail.author if detail is not None else ""))
        return made

    def _put(self, content: QWidget) -> None:
        if self._content is not None:
            self._scroll.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = content
        self._scroll.add(content)
        self._scroll.verticalScrollBar().setValue(0)

    def _offer(self, detail: ReplyDetail | None) -> None:
        self.bar.setVisible(detail is not None)
        self.note_button.setVisible(detail is not None)
        if detail is None:
            return
        accepted = detail.reply.status == "accepted"
        no_survey = "" if detail.workshop.surveyed else _("This workshop is not surveyed.")
        counts = _("Entered by your office: it counts already.") if detail.entered is not None else ""
        set_off(self.accept_button, _("This version is accepted already.") if accepted else no_survey or counts)
        own = _("Your own reply: change it in your answers.") if detail.own else ""
        entered = "" if detail.reply.source == "own" else _("Entered by your office: correct it where you entered it.")
        set_off(self.ask_button, own or entered)


def _badges(detail: ReplyDetail) -> list[Badge]:
    made = [Badge("version", n=detail.reply.version)]
    if detail.own:
        made.append(Badge("own_reply"))
    elif detail.entered is not None:
        made.append(Badge("on_behalf"))
    else:
        made.append(Badge("key_not_checked" if detail.reply.unchecked else "signature_good"))
    if detail.reply.late:
        made.append(Badge("late"))
    if detail.reply.status in ("accepted", "correction_asked"):
        made.append(Badge(detail.reply.status))
    return made
