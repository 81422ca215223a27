"""The reading pane: one reply, what is wrong with it, what changed since it was judged, and the two decisions."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from rocb_desktop.domain.material import Evidence
from rocb_desktop.services.arriving.answers import how_words
from rocb_desktop.services.national.returns import ReplyDetail
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.views.survey.answer_list import AnswerList, DifferenceList
from rocb_desktop.ui.views.survey.track_words import track_line
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.link import LinkLabel
from rocb_desktop.ui.widgets.message import Message, announce
from rocb_desktop.ui.widgets.rows import ItemRow
from rocb_desktop.ui.widgets.scroll import PageScroll


class _PaneScroll(PageScroll):
    """Stands as far in as the head and the buttons of the pane."""

    def _set_margins(self) -> None:
        space = current().space
        self.body.setContentsMargins(space["l"], space["s"], space["l"], space["l"])


class ReplyPane(Card):
    """`accepted(reply id)`, `asked(reply id, text)`; `closed`: back to the list, where the pane covers it.

    `versions_asked(reply id)`: show the two versions of its undecided answers.
    """

    accepted = Signal(str)
    asked = Signal(str, str)
    evidence_opened = Signal(str)
    closed = Signal()
    versions_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.detail: ReplyDetail | None = None
        self.back_button = button(_("Back to the list"), "link", "arrow-left", on_press=self.closed.emit)
        self.title = label("", "cardTitle")
        self.sent = label("", "caption")
        self.text = TextField(_("What is to be corrected?"), rows=4)
        self.ask_button = button(_("Ask for correction"), icon="reply", on_press=self.ask)
        self.accept_button = button(_("Accept reply"), "primary", "check", on_press=self.accept)
        self.cancel_button = button(_("Cancel"), on_press=self.stop_asking)
        self.send_button = button(_("Ask for correction"), "primary", "reply", on_press=self.send)
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
            self.stop_asking()
        self._write_head(detail)
        self._put(self._content_of(detail))
        self._offer(detail)

    def set_back(self, shown: bool) -> None:
        """Whether there is a list behind the pane to go back to."""
        self.back_button.setVisible(shown)

    def accept(self) -> None:
        """Accept the reply that is shown."""
        if self.detail is not None and self.accept_button.isEnabled() and self.asking.isHidden():
            self.accepted.emit(self.detail.reply.id)

    def ask(self) -> None:
        """Let the person write what is to be corrected."""
        if self.detail is None or not self.ask_button.isEnabled():
            return
        name = self.detail.reply.name
        self.text.set_hint(_("{name} reads this text. Say which answer, and what is missing.").format(name=name))
        self.asking.show()
        self.deciding.hide()
        self.text.focus()

    def send(self) -> None:
        """Ask for the correction, with the text that was written."""
        if self.detail is not None:
            self.asked.emit(self.detail.reply.id, self.text.text())

    def stop_asking(self) -> None:
        """Back to the two decisions; the text is gone."""
        self.text.set_text("")
        self.text.set_error("")
        self.asking.hide()
        self.deciding.show()

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
        for part in (self.back_button, self.title, self.sent):
            head.addWidget(part)
        head.addLayout(self._badges)
        self.deciding = FlowRow([self.ask_button, self.accept_button])
        self.asking = QWidget()
        column = QVBoxLayout(self.asking)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addWidget(FlowRow([self.cancel_button, self.send_button]))
        bar = QFrame()
        bar.setProperty("role", "bar")
        row = QVBoxLayout(bar)
        row.setContentsMargins(space["l"], space["m"], space["l"], space["m"])
        row.addWidget(self.asking)
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

    def _content_of(self, detail: ReplyDetail | None) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().space["m"])
        if detail is None:
            return content
        if detail.problems:
            many = ngettext("Check {n} answer.", "Check {n} answers.", len(detail.problems))
            problem = _("Question {n}: {problem}.")
            listed = " ".join(problem.format(n=one.question, problem=one.text) for one in detail.problems)
            column.addWidget(Message("warn", many.format(n=len(detail.problems)), listed))
        if detail.undecided:
            column.addWidget(self._undecided(detail))
        if detail.asked_for and detail.reply.status == "correction_asked":
            column.addWidget(_asked(detail))
        if detail.judged and detail.reply.version > detail.judged:
            self._add_changes(detail, column)
        else:
            column.addWidget(AnswerList(detail.questionnaire, detail.reply.answers))
        if detail.evidence:
            column.addWidget(label(_("Evidence"), "cardTitle"))
        for one in detail.evidence:
            column.addWidget(self._evidence(one))
        return content

    def _evidence(self, one: Evidence) -> ItemRow:
        opens = button(_("Open"), "link", small=True, on_press=lambda: self.evidence_opened.emit(one.id))
        opens.setAccessibleDescription(one.file.shown)
        where = "" if one.here else _("Not copied yet")
        words = ", ".join(filter(None, (one.file.type.word, size_words(one.file.size), where)))
        return ItemRow(one.file.shown, words, icon=one.file.type.icon, end=opens)

    def _undecided(self, detail: ReplyDetail) -> Message:
        record = detail.reply.id
        look = button(_("Show both"), "link", "git-compare", on_press=lambda: self.versions_asked.emit(record))
        said = ngettext("{n} answer is undecided.", "{n} answers are undecided.", detail.undecided)
        why = _("Two versions of it came. The newer one is shown until somebody decides.")
        return Message("warn", said.format(n=detail.undecided), why, [look], icon="git-compare")

    def _add_changes(self, detail: ReplyDetail, column: QVBoxLayout) -> None:
        said = _("What changed since version {n}").format(n=detail.judged)
        column.addWidget(label(said, "cardTitle"))
        versions = (detail.judged, detail.reply.version)
        column.addWidget(DifferenceList(detail.questionnaire, detail.differences, versions))
        link = LinkLabel(_("Show the whole reply"), _("The other answers did not change."))
        whole = AnswerList(detail.questionnaire, detail.reply.answers)
        whole.hide()
        link.pressed.connect(lambda: self._show_whole(link, whole))
        column.addWidget(link)
        column.addWidget(whole)

    def _show_whole(self, link: LinkLabel, whole: QWidget) -> None:
        shown = whole.isHidden()
        whole.setVisible(shown)
        link.set_words(_("Show only what changed") if shown else _("Show the whole reply"))

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
        if detail is None:
            return
        accepted = detail.reply.status == "accepted"
        set_off(self.accept_button, _("This version is accepted already.") if accepted else "")
        set_off(self.ask_button, _("Your own reply: change it in your answers.") if detail.own else "")


def _badges(detail: ReplyDetail) -> list[Badge]:
    made = [Badge("version", n=detail.reply.version)]
    if detail.own:
        made.append(Badge("own_reply"))
    else:
        made.append(Badge("key_not_checked" if detail.reply.unchecked else "signature_good"))
    if detail.reply.late:
        made.append(Badge("late"))
    if detail.reply.status in ("accepted", "correction_asked"):
        made.append(Badge(detail.reply.status))
    return made


def _asked(detail: ReplyDetail) -> Message:
    copy = button(_("Copy this text"), "link", "copy", small=True)
    message = Message(
        "info",
        _("You asked for a correction. Tell {name}, by phone or e-mail.").format(name=detail.reply.name),
        detail.asked,
        [copy],
        icon="reply",
    )
    copy.clicked.connect(_copier(copy, detail.asked))
    return message


def _copier(where: QWidget, text: str) -> Callable[[bool], None]:
    def put(_checked: bool) -> None:
        QGuiApplication.clipboard().setText(text)
        announce(where, _("Copied"))

    return put
