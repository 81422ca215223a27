"""A card with records of one kind, and the form that opens in it for a new one or an old one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal

from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.texts import _
from rocb_desktop.ui.views.report.inline_form import InlineForm
from rocb_desktop.ui.views.report.record_rows import RecordRow, RecordRows
from rocb_desktop.ui.views.workshop.workshop_words import title_and_month
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import ChoiceField
from rocb_desktop.ui.widgets.label import label


class ResultCard(Card):
    """`added(workshop id, values)`, `changed(record, values)`, `removed(record)`; done() when it is saved.

    `opening(workshop id)`: the form opens, or another workshop was chosen in it. `typed` while somebody fills it in,
    `closed` when it was saved or thrown away.
    """

    added = Signal(str, object)
    changed = Signal(str, object)
    removed = Signal(str)
    opening = Signal(str)
    typed = Signal()
    closed = Signal()

    def __init__(self, title: str, empty: str, form: InlineForm, add_words: str, change_words: str) -> None:
        super().__init__(title)
        self.form = form
        self._new_words, self._change_words = add_words, change_words
        self.rows, self.empty = RecordRows(), label(empty, "hint")
        self.workshop = ChoiceField(_("Workshop"))
        self.workshop.changed.connect(lambda value: self.opening.emit(str(value)))
        self.add_button = button(add_words, icon="plus", small=True, on_press=self.begin)
        self.set_corner(self.add_button)
        for part in (self.empty, self.rows, self.workshop, self.form):
            self.add(part)
        self.workshop.hide()
        self.rows.emptied.connect(self.add_button.setFocus)
        form.saved.connect(self._save)
        form.cancelled.connect(self._closed)
        form.changed.connect(self.typed)

    def set_workshops(self, workshops: Sequence[Workshop]) -> None:
        """What a new record can belong to."""
        self.workshop.set_options([(one.id, title_and_month(one)) for one in workshops])

    def put(self, rows: Sequence[RecordRow]) -> None:
        """Other records."""
        self.rows.set_rows(rows)
        self.empty.setVisible(not rows)

    def begin(self) -> None:
        """A new record."""
        self.workshop.show()
        self._open("", str(self.workshop.value() or ""), self._new_words, {})

    def change(self, record: str, workshop: str, values: dict[str, Any]) -> None:
        """An old one."""
        self.workshop.hide()
        self._open(record, workshop, self._change_words, values)

    def done(self) -> None:
        """What was in the form is saved."""
        self.form.close_form()
        self._closed()

    def _open(self, record: str, workshop: str, title: str, values: dict[str, Any]) -> None:
        self.opening.emit(workshop)
        self.form.open(record, title, values)
        self.add_button.hide()

    def _save(self, record: str, values: dict[str, Any]) -> None:
        if record:
            self.changed.emit(record, values)
        else:
            self.added.emit(str(self.workshop.value() or ""), values)

    def _closed(self) -> None:
        self.workshop.hide()
        self.add_button.show()
        self.add_button.setFocus()
        self.closed.emit()
