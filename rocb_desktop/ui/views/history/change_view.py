"""One change in full: who, when, how it came here, each field before and after, and the way back."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rocb_desktop.services.history.going_back import EntryDetail
from rocb_desktop.services.history.history import Entry, FieldChange
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.history.conflict_words import moment_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.message import Message


def _struck(text: str) -> QLabel:
    made = label(text, "body", "ink_2")
    used = made.font()
    used.setStrikeOut(True)
    made.setFont(used)
    made.setAccessibleName(_("Before: {text}").format(text=text))
    return made


class ChangeView(Card):
    """`undo_asked(change id)`, `back_asked(record, place)`: to before this change; `whole(record)`, `batch(import)`."""

    undo_asked = Signal(str)
    back_asked = Signal(str, int)
    whole = Signal(str)
    batch = Signal(str)

    def __init__(self, detail: EntryDetail, parent: QWidget | None = None) -> None:
        super().__init__(detail.entry.deed, detail.entry.about, parent=parent)
        self.detail = detail
        entry = detail.entry
        self.undo_button = button(_("Undo this change"), icon="undo-2", on_press=self._undo)
        self.back_button = button(_("Go back to before this change"), icon="clock-fading", on_press=self._go_back)
        count = ngettext("{n} change of it in all", "All {n} changes of it", detail.versions).format(n=detail.versions)
        self.whole_button = button(count, "link", "clock-fading", on_press=self._show_whole)
        self.batch_button = button(_("All of this file"), "link", "file-input", on_press=self._show_batch)
        if entry.held:
            self.add(Message("warn", _("This does not count."), entry.why, icon="lock"))
        self.add(Facts(_facts(entry)))
        self._add_fields(entry)
        if detail.why_not:
            self.add(label(detail.why_not, "caption"))
        self.add(FlowRow([self.whole_button, self.batch_button, self.back_button, self.undo_button]))
        self.undo_button.setVisible(detail.can_undo)
        self.back_button.setVisible(detail.can_go_back)
        self.whole_button.setVisible(detail.versions > 1)
        self.batch_button.setVisible(bool(entry.imported))
        self.body.setSpacing(current().space["m"])

    def minimumSizeHint(self) -> QSize:
        return QSize(240, super().minimumSizeHint().height())

    def first_focus(self) -> QWidget | None:
        """The first button there is; nothing when it can only be read."""
        shown = [one for one in (self.undo_button, self.back_button, self.whole_button) if not one.isHidden()]
        return shown[0] if shown else None

    def _add_fields(self, entry: Entry) -> None:
        if not entry.fields:
            gone = entry.held in ("erased", "text_missing")
            words = _("Its text is not on this computer.") if gone else _("It holds nothing to read.")
            self.add(label(words, "body", "ink_2"))
            return
        for part in field_parts(entry.fields):
            self.add(part)

    def _undo(self) -> None:
        self.undo_asked.emit(self.detail.entry.id)

    def _go_back(self) -> None:
        self.back_asked.emit(self.detail.entry.record, self.detail.entry.seq - 1)

    def _show_whole(self) -> None:
        self.whole.emit(self.detail.entry.record)

    def _show_batch(self) -> None:
        self.batch.emit(self.detail.entry.imported)


def field_parts(fields: Iterable[FieldChange]) -> list[QWidget]:
    """Each field with what it said before, struck through, above what it says after. Foreign text stays plain text."""
    parts: list[QWidget] = []
    for one in fields:
        words = [label(one.label, "hint")]
        if one.old:
            words += [*([label(_("Not kept"), "caption")] if one.decided else []), _struck(one.old)]
        if one.decided:
            words.append(label(_("Kept"), "caption"))
        words.append(label(one.new or _("(empty)"), "body", "ink" if one.new else "ink_3"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in words:
            column.addWidget(part)
        parts += [line(), holder]
    return parts


def _facts(entry: Entry) -> list[tuple[str, str]]:
    made = moment_words(entry.at)
    if entry.wrong_clock:
        made = _("{date} (the date of that computer looks wrong)").format(date=made)
    came = ""
    if entry.received is not None:
        came = moment_words(entry.received)
        came = _("{date}, in {file}").format(date=came, file=entry.file) if entry.file else came
    return [(_("Who"), entry.who.words), (_("When"), made), (_("Came here"), came)]
