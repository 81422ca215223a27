"""Add names to a workshop's list: pasted, or read from a workbook; what would be added is shown before."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.national.attendance import add_names
from rocb_desktop.services.national.name_import import NamePreview, preview_file, preview_names, state_words
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import ChoiceField, TextField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.work import Work

_AFTER_KEY_MS = 250


class NamesDialog(WorkingDialog):
    """`added(Outcome)`."""

    added = Signal(object)

    def __init__(
        self, work: Work, workshops: Sequence[Workshop], workshop: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(work, _("Add names"), parent, size=QSize(760, 660))
        self._preview: NamePreview | None = None
        self._file: Path | None = None  # the list was read from it; None: it is pasted
        self._asked: tuple[object, str, Path | None] = (None, "", None)  # what the preview is of
        self._add_then = False
        self.set_title(
            _("Add names"), _("Nothing changes before you press the button. ROCB A/P gets them as new names.")
        )
        newest = sorted(workshops, key=lambda one: one.end.last(), reverse=True)
        options = [(one.id, short_title(one)) for one in newest]
        self.workshop = ChoiceField(_("Workshop"), options, value=workshop or None)
        self.text = TextField(
            _("Names"), _("One a line. After a semicolon or tab: post, e-mail. You can paste cells of a table."), rows=6
        )
        self.book_button = button(_("Read a list from a file"), icon="file-input", on_press=self.choose_file)
        self.found = Card(_("What would be added"), flush=True)
        self.table = TableView(_("What would be added"), _columns(), most=8, sortable=False)
        self.problems = Message("warn", " ")
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.add_button = button(_("Add names"), "primary", "plus", on_press=self.add_all)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_KEY_MS)
        self._fill_in()

    def look(self) -> None:
        """What the pasted lines, or the file that was read, would add to the chosen workshop."""
        self._soon.stop()
        self._asked = self._now()
        workshop, text, file = self._asked
        if file is not None:
            self.run(preview_file, workshop, file, done=self.show_preview, label=_("Reading the list"))
            return
        self.work.run(
            preview_names,
            workshop,
            text,
            owner=self,
            latest="names",
            done=self.show_preview,
            failed=self.say_failed,
        )

    def read_file(self, path: Path) -> None:
        """What a workbook or a text file would add."""
        self._file = path
        self.look()

    def failed(self, error: Exception) -> None:
        self._add_then = False
        self._file = None

    def choose_file(self) -> None:
        """Ask for the file."""
        dialog = QFileDialog(self, _("Read a list from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Lists of names (*.xlsx *.txt *.csv)"), _("All files (*)")])
        begin_there(dialog)
        dialog.fileSelected.connect(lambda name: self.read_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_preview(self, preview: NamePreview) -> None:
        """Names as they were read, and what is not taken."""
        self._preview = preview
        self.table.set_rows(preview.rows)
        self.found.setVisible(bool(preview.rows))
        lines = [
            _("Line {n}: {problem} “{text}”").format(n=one.number, problem=one.problem, text=one.text)
            for one in preview.bad[:5]
        ]
        said = [*lines, *preview.left_out]
        count = len(preview.bad)
        first = ngettext("{n} line holds no name", "{n} lines hold no name", count).format(n=count)
        self.problems.setVisible(bool(said))
        if said:
            self.problems.set_message("warn", first if count else _("Some rows are left out"), " ".join(said))
        self._say_button(len(preview.new))
        if self._add_then:
            self._add_then = False
            self.add_all()

    def add_all(self) -> None:
        """Put the new names on the list: those that are typed now, also when the preview has not caught up."""
        if self._preview is None or self._asked != self._now():
            self._add_then = True
            self.look()
        elif self._preview.new:
            self.run(add_names, self.workshop.value(), list(self._preview.new), done=self._done)

    def _now(self) -> tuple[object, str, Path | None]:
        return self.workshop.value(), self.text.text(), self._file

    def _typed(self) -> None:
        self._file = None
        self._soon.start()

    def _fill_in(self) -> None:
        card = Card()
        card.add(self.workshop)
        card.add(self.text)
        card.add(FlowRow([self.book_button]))
        card.add(label(_("A workbook needs a sheet “Participants” with a column “name”."), "hint"))
        self.found.add(self.table)
        for part in (card, self.problems, self.found):
            self.add(part)
        self.problems.hide()
        self.found.hide()
        self.set_buttons([self.cancel_button, self.add_button])
        self._say_button(0)
        self._soon.timeout.connect(self.look)
        self.text.changed.connect(lambda _text: self._typed())
        self.workshop.changed.connect(lambda _value: self.look())
        self.text.focus()

    def _say_button(self, count: int) -> None:
        said = ngettext("Add {n} name", "Add {n} names", count).format(n=count) if count else _("Add names")
        self.add_button.setText(said)
        self.add_button.setAccessibleName(said)
        set_off(self.add_button, "" if count else _("Write or paste a name first."))

    def _done(self, outcome: Outcome) -> None:
        self.added.emit(outcome)
        self.accept()


def _columns() -> tuple[Column, ...]:
    return (
        Column("name", _("Name"), "strong", lambda row: row.line.name, stretch=True),
        Column("post", _("Post"), "text", lambda row: row.line.post, spare=True),
        Column("email", _("E-mail"), "text", lambda row: row.line.email, spare=True),
        Column("state", _("What happens"), "text", state_words),
    )
