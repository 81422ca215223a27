"""Is this really that person? The eight words of an unknown sender, to be compared by phone or on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rocb_desktop.domain.administration import ROCB_NAME, name_of
from rocb_desktop.exchange.words import Word
from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.keys.how_known import HowKnown
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.words import KeyWords


@dataclass(frozen=True)
class Unknown:
    """A sender to be checked. `office`: the words are those of ROCB A/P. `can_trust`: this role may let them in,
    `can_pass`: also when nobody compares the words.
    """

    key: str
    name: str
    administration: str
    words: tuple[Word, ...]
    office: bool = False
    can_trust: bool = True
    can_pass: bool = False
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, file: FileResult) -> "Unknown":
        """The sender of a file that waits."""
        sender = file.sender
        if sender is None:
            return cls("", "", "", ())
        may = file.can_trust or file.can_confirm
        return cls(
            sender.key,
            sender.name,
            sender.administration,
            file.words,
            file.office,
            may,
            file.can_pass,
            file.warnings,
        )

    @property
    def who(self) -> str:
        """The name that the file gives; it is not known to be true."""
        return ROCB_NAME if self.office else self.name


class KeyCheck(Card):
    """Answers, none of them one key away: `same`, `different`, `passed(how)` - in with a key that nobody checked -,
    `later` (which has the first focus).
    """

    same = Signal()
    different = Signal()
    passed = Signal(str)
    later = Signal()

    def __init__(self, unknown: Unknown, files: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Is this really {name}?").format(name=unknown.who),
            padding=current().space["formCardPadding"],
            parent=parent,
        )
        self.unknown = unknown
        self.same_button = button(_("The words are the same"), icon="check", on_press=self.same.emit)
        self.different_button = button(_("The words are different"), icon="x", on_press=self.different.emit)
        self.pass_button = button(_("Let this reply in, key not checked"), icon="shield-alert", on_press=self.ask_how)
        self.later_button = button(_("Decide later"), on_press=self.later.emit)
        self.later_button.setDefault(True)
        self.body.setSpacing(current().space["m"])
        self.add(label(_lead(unknown, files), "body", "ink_2"))
        for warning in unknown.warnings:
            self.add(Message("warn", warning))
        if unknown.can_trust:
            self._offer(unknown)
        else:
            self._explain()

    def take_focus(self) -> None:
        """The first focus is never on an answer that lets somebody in."""
        self.later_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_how(self) -> None:
        """Nobody compares the words: how is the sender known then?"""
        for part in (self._compare, self._answers):
            part.hide()
        self.how = HowKnown(self.unknown.who)
        self.how.told.connect(self.passed)
        self.how.left.connect(self._ask_again)
        self.add(self.how)
        self.how.show()  # now, and not with the next event: it takes the keyboard
        self.how.take_focus()

    def _ask_again(self) -> None:
        self.body.removeWidget(self.how)
        self.how.hide()
        self.how.deleteLater()
        for part in (self._compare, self._answers):
            part.show()
        self.take_focus()

    def _offer(self, unknown: Unknown) -> None:
        self._compare = QWidget()
        column = QVBoxLayout(self._compare)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().space["m"])
        steps = QGridLayout()
        steps.setHorizontalSpacing(current().space["l"])
        steps.setVerticalSpacing(4)
        steps.setColumnStretch(1, 1)
        for number, words in enumerate(_steps(unknown), 1):
            steps.addWidget(label(str(number), "body", weight=600, wrap=False), number, 0, Qt.AlignmentFlag.AlignTop)
            steps.addWidget(label(words), number, 1)
        column.addLayout(steps)
        column.addWidget(label(_("Eight words of {name}").format(name=unknown.who), "label"))
        self.words = KeyWords([word.text for word in unknown.words], " ".join(word.digits for word in unknown.words))
        column.addWidget(self.words)
        self.add(self._compare)
        answers = [self.same_button, self.different_button]
        self._add_buttons([*answers, self.pass_button] if unknown.can_pass else answers)

    def _explain(self) -> None:
        first = _("You cannot let in this sender yourself.")
        self.add(Message("info", first, _("Ask ROCB A/P for a new workshop pack: it names who may send you files.")))
        self._add_buttons([])

    def _add_buttons(self, answers: Sequence[QPushButton]) -> None:
        self._answers = QWidget()
        row = QHBoxLayout(self._answers)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(FlowRow(answers), 1)
        row.addWidget(self.later_button, 0, Qt.AlignmentFlag.AlignBottom)
        self.add(self._answers)


def _lead(unknown: Unknown, files: int) -> str:
    if unknown.office:
        return _("A pack came with this key. Anybody could have made it. You can check it in one minute.")
    where = name_of(unknown.administration)
    if files > 1:
        lead = _("{count} files came with this key, as from {administration}. The app cannot know who made them.")
        return lead.format(count=files, administration=where)
    lead = _("A file came with this key, as from {administration}. The app cannot know who made it.")
    return lead.format(administration=where)


def _steps(unknown: Unknown) -> tuple[str, str, str]:
    compare = _("Compare every word with the words below.")
    if unknown.office:
        return (
            _("Take the handout of your workshop, or call ROCB A/P. Do not use the e-mail that brought the file."),
            _("Find the eight words of ROCB A/P."),
            compare,
        )
    return (
        _("Call {name}, or meet in person. Do not use the e-mail that brought the file.").format(name=unknown.name),
        _("Ask {name} to open the menu Tools, then “My key”, and to read the eight words.").format(name=unknown.name),
        compare,
    )
