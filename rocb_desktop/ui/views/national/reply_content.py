"""What the reading pane shows of one reply: what to look at twice, what changed, the answers, evidence, the note."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.material import Evidence
from rocb_desktop.domain.on_behalf import SourceDocument, entered_words
from rocb_desktop.services.national.on_behalf import EnteredFrom
from rocb_desktop.services.national.reply_details import ReplyDetail
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.views.survey.answer_list import AnswerList, DifferenceList
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.link import LinkLabel
from rocb_desktop.ui.widgets.message import Message, announce
from rocb_desktop.ui.widgets.rows import ItemRow


class ReplyContent(QWidget):
    """Read, with what leads on: `evidence_opened(id)`, `versions_asked(reply)`, `file_asked(reply)`: the file that
    carries a correction.
    """

    evidence_opened = Signal(str)
    versions_asked = Signal(str)
    file_asked = Signal(str)
    entry_asked = Signal(str)

    def __init__(self, detail: ReplyDetail | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().space["m"])
        if detail is not None:
            self._fill(detail)

    def _fill(self, detail: ReplyDetail) -> None:
        column = self._column
        warnings = _checks(detail)
        if warnings:
            many = ngettext("Check {n} thing.", "Check {n} things.", len(warnings)).format(n=len(warnings))
            column.addWidget(Message("warn", many, "\n".join(["", *warnings]) if len(warnings) > 1 else warnings[0]))
        if detail.undecided:
            column.addWidget(self._undecided(detail))
        if detail.asked_for and detail.reply.status == "correction_asked":
            column.addWidget(self._asked(detail))
        if detail.entered is not None:
            self._add_entered(detail, detail.entered)
        if detail.note:
            column.addWidget(Message("info", _("Note of the desk."), detail.note, icon="notebook-pen"))
        if detail.judged and detail.reply.version > detail.judged:
            self._add_changes(detail, column)
        else:
            column.addWidget(AnswerList(detail.questionnaire, detail.reply.answers))
        self._add_evidence(detail)

    def _add_evidence(self, detail: ReplyDetail) -> None:
        if detail.evidence:
            self._column.addWidget(label(_("Evidence"), "cardTitle"))
        for one in detail.evidence:
            self._column.addWidget(self._evidence(one))

    def _add_entered(self, detail: ReplyDetail, entered: EnteredFrom) -> None:
        """Who did not sign it, where it comes from, and its documents."""
        record = detail.reply.id
        change = button(_("Change"), "link", "pencil", small=True, on_press=lambda: self.entry_asked.emit(record))
        change.setAccessibleDescription(detail.reply.name)
        said = entered_words(entered.source, len(entered.documents))
        self._column.addWidget(Message("info", said, "", [change], icon="pencil"))
        for one in entered.documents:
            self._column.addWidget(self._evidence(one))

    def _evidence(self, one: Evidence | SourceDocument) -> ItemRow:
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

    def _asked(self, detail: ReplyDetail) -> Message:
        record = detail.reply.id
        copy = button(_("Copy this text"), "link", "copy", small=True)
        makes = button(
            _("Make the correction file"), "link", "reply", small=True, on_press=lambda: self.file_asked.emit(record)
        )
        said = _("You asked for a correction. Tell {name}, by phone or e-mail.").format(name=detail.reply.name)
        actions = [makes, copy] if detail.author else [copy]
        message = Message("info", said, detail.asked, actions, icon="reply")
        copy.clicked.connect(_copier(copy, detail.asked))
        return message

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


def _checks(detail: ReplyDetail) -> list[str]:
    """Problems of the form and warnings, in one list."""
    problem = _("Question {n}: {problem}.")
    return [*(problem.format(n=one.question, problem=one.text) for one in detail.problems), *detail.warnings]


def _copier(where: QWidget, text: str) -> Callable[[bool], None]:
    def put(_checked: bool) -> None:
        QGuiApplication.clipboard().setText(text)
        announce(where, _("Copied"))

    return put
