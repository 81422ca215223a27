"""Receiving files: opens as a preview in which nothing is imported yet, asks about unknown senders, then imports."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.answers import Answers
from rocb_desktop.services.exchange import PARTS, Preview
from rocb_desktop.services.file_result import FileResult
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.waiting import note_different
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.file_results import FileResults, FileRow
from rocb_desktop.ui.views.key_check import KeyCheck, Unknown
from rocb_desktop.ui.views.parcels import Chosen, Parcels
from rocb_desktop.ui.views.result_counts import result_words
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.work import Work

_BRINGS = ("new", "changed", "conflicts", "held")
_REVIEWED = ("new", "changed", "conflicts")


class ImportDialog(WorkingDialog):
    """`imported(Outcome)`: something was imported or waits now. `review(record)`: show this reply.

    `parcels` are files that were chosen (a list of paths will do) or files of the waiting room.
    """

    imported = Signal(object)
    review = Signal(str)

    def __init__(
        self, work: Work, parcels: Sequence[Path] | Parcels, parent: QWidget | None = None, *, role: str = ""
    ) -> None:
        super().__init__(work, _("Receive files"), parent, size=QSize(1064, 700))
        self._role = role
        self.parcels: Parcels = Chosen(tuple(parcels)) if isinstance(parcels, Sequence) else parcels
        self.trusted: set[str] = set()
        self.different: set[str] = set()
        self.preview: Preview | None = None
        self.results = FileResults()
        self.check: KeyCheck | None = None
        self._asked = False
        self.promise = _("If you stop, nothing from these files is added. Your data stays as it was.")
        self.import_button = button("", "primary", "file-input", on_press=self.start_import)
        self.results.check.connect(self._check_row)
        self.results.review.connect(self._review_row)
        self.add(self.results)
        self.show_only()
        self.look()

    def look(self) -> None:
        """Find out what importing would do. Changes nothing."""
        service, args = self.parcels.to_look(self._answers())
        self.run(service, *args, done=self._looked, label=_("Looking into the files"))

    def start_import(self) -> None:
        """Import what the preview promised."""
        service, args = self.parcels.to_import(self._answers(), self._chosen_paths())
        count = len(self._with_result(_BRINGS))
        title = ngettext("Importing {count} file", "Importing {count} files", count).format(count=count)
        self.run(service, *args, done=self._imported, label=title)

    def reject(self) -> None:
        """Esc: stop what runs, put a question off, or close."""
        if self.is_working:
            self.stop()
        elif self.check is not None and not self.parcels.decide_only:
            self._later()
        else:
            super().reject()

    # the preview

    def _looked(self, preview: Preview) -> None:
        self.preview = preview
        self._show_results()
        waiting = self._waiting_rows()
        ask_first = self.parcels.decide_only or len(preview.files) == 1
        if waiting and ask_first and not self._asked:
            self._check_row(waiting[0])
        self._asked = True

    def _show_results(self) -> None:
        assert self.preview is not None
        files = [self._as_decided(file) for file in self.preview.files]
        self.results.set_files(files, done=False, action=lambda file: "check" if file.result == "waiting" else "")
        said = ngettext("{count} file. Nothing is imported yet.", "{count} files. Nothing is imported yet.", len(files))
        self.set_title(_("Receive files"), said.format(count=len(files)))
        self.show_only(self.results)
        self._offer_import()

    def _as_decided(self, file: FileResult) -> FileResult:
        """A sender whose words are different is out: the file is shown as refused."""
        if file.sender is None or file.sender.key not in self.different:
            return file
        return FileResult(file.name, file.kind, file.sender, about=file.about, error=UserError("different_words"))

    def _offer_import(self) -> None:
        brings, waits = self._with_result(_BRINGS), self._with_result(("waiting",))
        words = ngettext("Import {count} file", "Import {count} files", len(brings)).format(count=len(brings))
        if not brings:
            words = ngettext("Keep {count} file waiting", "Keep {count} files waiting", len(waits))
            words = words.format(count=len(waits))
        if not brings and (not waits or self.parcels.decide_only):
            close = button(_("Close"), "primary", on_press=self.accept)
            self._offer([close], self.results.take_focus if self.results.needs_eyes() else close.setFocus)
            return
        self.import_button = button(words, "primary", "file-input" if brings else "clock", on_press=self.start_import)
        cancel = button(_("Cancel"), on_press=self._close)
        self._offer(
            [cancel, self.import_button],
            self.results.take_focus if self.results.needs_eyes() else self.import_button.setFocus,
        )

    # the question

    def _check_row(self, row: FileRow) -> None:
        unknown = Unknown.of(row.file)
        files = [one for one in self._waiting_rows() if one.file.sender == row.file.sender]
        self._end_check()
        self.check = KeyCheck(unknown, len(files))
        self.check.same.connect(self._same)
        self.check.different.connect(self._different)
        self.check.later.connect(self._later)
        self.add(self.check)
        self.set_buttons([])
        self.show_only(self.check)
        self.check.take_focus()

    def _same(self) -> None:
        assert self.check is not None
        self.trusted.add(self.check.unknown.key)
        self.different.discard(self.check.unknown.key)
        self._end_check()
        self.look()

    def _different(self) -> None:
        assert self.check is not None
        key = self.check.unknown.key
        self.different.add(key)
        self._end_check()
        self.work.run(note_different, key, owner=self, done=self._noted, failed=self.say_failed)

    def _noted(self, outcome: Outcome) -> None:
        self._show_results()
        self.notices.show_message("warn", _("The words are different."), outcome.message)

    def _later(self) -> None:
        self._end_check()
        if self.parcels.decide_only:
            super().reject()
            return
        self._show_results()

    def _end_check(self) -> None:
        if self.check is not None:
            self.remove(self.check)
            self.check = None

    # the import

    def _imported(self, outcome: Outcome) -> None:
        files = self._with_results(outcome.value)
        self.results.set_files(files, done=True, action=self._action_after)
        self.set_title(_("Import result"), result_words(files))
        self.show_only(self.results)
        close = button(_("Done"), "primary", "check", on_press=self.accept)
        self._offer([close], close.setFocus)
        self.imported.emit(outcome)

    def _with_results(self, done: Preview) -> list[FileResult]:
        """Every file that was shown, also those that were not worth importing."""
        shown = self.preview.files if self.preview is not None else ()
        did = {_place(file): file for file in done.files}
        files = [did.pop(_place(file), self._as_decided(file)) for file in shown]
        return [*files, *did.values()]

    def _action_after(self, file: FileResult) -> str:
        reviews = self._role == "focal_point" and file.result in _REVIEWED and bool(_reply_of(file))
        return "review" if reviews else ""

    def _review_row(self, row: FileRow) -> None:
        self.review.emit(_reply_of(row.file))
        self.accept()

    # work

    def failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled) and self.preview is None:
            super().reject()
            return
        if self.preview is not None:
            self.show_only(self.results)
        again = button(_("Try again"), "primary", "refresh-cw", on_press=self.look)
        self._offer([button(_("Close"), on_press=self._close), again], again.setFocus)

    def item_words(self, i: int, n: int) -> str:
        names = self.parcels.names
        if not n or not names:
            return ""
        at = min(i // PARTS, len(names) - 1)
        return _("File {n} of {count}: {name}").format(n=at + 1, count=len(names), name=names[at])

    # parts

    def _offer(self, buttons: Sequence[QPushButton], focus: Callable[[], object]) -> None:
        self.set_buttons(buttons)
        focus()

    def _close(self) -> None:
        super().reject()

    def _waiting_rows(self) -> list[FileRow]:
        return [row for row in self.results.rows() if row.file.result == "waiting"]

    def _with_result(self, results: Sequence[str]) -> list[FileRow]:
        return [row for row in self.results.rows() if row.file.result in results]

    def _chosen_paths(self) -> list[Path]:
        """The files worth importing: what brings something, and what has to wait. What waited comes by itself."""
        rows = sorted(self._with_result((*_BRINGS, "waiting")), key=lambda row: row.place)
        files = [row.file for row in rows]
        return [path for file in files for path in (file.parts or (file.path,)) if path is not None]

    def _answers(self) -> Answers:
        return Answers(trusted=frozenset(self.trusted))


def _place(file: FileResult) -> tuple[str, str]:
    return str(file.path or ""), file.name


def _reply_of(file: FileResult) -> str:
    return next((one.record for one in file.details if one.kind == "reply" and one.result in _REVIEWED), "")
