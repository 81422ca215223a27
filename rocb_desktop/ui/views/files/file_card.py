"""A made file at a glance: its name and size, who it goes to, who can open it, what is inside."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.sending.outbox import OutboxFile
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.files.file_words import about_words, receiver_words, size_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import FileNameLabel, label, line


class FileCard(Card):
    """`folder_asked`: show it in the computer's own file program."""

    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=current().space["formCardPadding"])
        self._title = label("", "leadTask")
        self._name = FileNameLabel(step="body")
        self._name.setProperty("role", "ink_2")
        self.folder_button = button(_("Show in folder"), icon="folder-open", on_press=self.folder_asked.emit)
        self._to, self._who, self._inside = _Fact(_("Goes to")), _Fact(_("Protected")), _Fact(_("Inside"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._name)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(current().space["l"])
        head.addWidget(IconView("file-check", "ok", 24, square=56, ground="ok_soft"))
        head.addLayout(words, 1)
        head.addWidget(self.folder_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(current().space["l"])
        self.body.addLayout(head)
        self.add(line())
        self.add(EvenGrid([self._to, self._who, self._inside], columns=3, least=200))

    def show_file(self, file: OutboxFile) -> None:
        """Another file."""
        said = _("Your file is ready: {size}").format(size=size_words(file.sent.size))
        self._title.setText(said)
        self._name.set_name(file.sent.name)
        self.setAccessibleName(f"{said}. {file.sent.name}")
        self._to.set_words(*receiver_words(file))
        self._who.set_words(*_protected(file), icon="lock" if file.receiver else "users")
        self._inside.set_words(*_inside(file))


class _Fact(QWidget):
    """A small title, what it is, and a line about it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._titled = title
        self._icon = IconView("lock", "ok", 16)
        self._icon.hide()
        self._words, self._detail = label("", "body", weight=500), label("", "hint")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(title, "caption"))
        column.addLayout(row)
        column.addWidget(self._detail)
        column.addStretch(1)

    def set_words(self, words: str, detail: str, icon: str = "") -> None:
        self._words.setText(words)
        self._detail.setText(detail)
        if icon:
            self._icon.set_icon(icon)
            self._icon.show()
        self.setAccessibleName(f"{self._titled}: {words}. {detail}")


def _protected(file: OutboxFile) -> tuple[str, str]:
    signed = _("Signed with your key")
    if not file.receiver:
        return _("Everybody can open it"), signed
    if file.sent.kind == "erasure":
        return _("Only who was erased, the offices concerned and you"), signed
    if file.administration == ROCB:
        return _("Only ROCB A/P and you"), signed
    if file.role == Role.PARTICIPANT:
        return _("Only {name} and you").format(name=file.receiver), signed
    if file.sent.kind == "reply" and not file.sent.blobs:  # with evidence it goes to the focal point alone
        return _("Only the focal point’s office, ROCB A/P and you"), signed
    return _("Only the focal point’s office and you"), signed


def _inside(file: OutboxFile) -> tuple[str, str]:
    details = {
        "reply": _evidence_words(file.sent.blobs) if file.sent.blobs else _("Your answers and nothing else"),
        "return": _("The accepted replies, as they were signed"),
        "pack": _("Dates, survey, and the keys of the offices"),
        "card": _("Your name and public key, no secret"),
        "receipt": _("What arrived, was reviewed and went on"),
    }
    if file.asks:
        return about_words(file), _("What you ask to correct, and how far the reply came")
    return about_words(file), details.get(file.sent.kind, "")


def _evidence_words(count: int) -> str:
    said = ngettext(
        "Your answers, your actions and {n} file of evidence",
        "Your answers, your actions and {n} files of evidence",
        count,
    )
    return said.format(n=count)
