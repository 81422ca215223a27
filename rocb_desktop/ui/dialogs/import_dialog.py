"""Receiving files: opens as a preview in which nothing is imported yet, asks what has to be asked, then imports."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import PARTS, Preview
from rocb_desktop.services.arriving.file_result import FileResult
from rocb_desktop.services.arriving.waiting import note_different
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.import_result import ImportResult
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.views.files.file_results import FileResults
from rocb_desktop.ui.views.files.file_rows import FileRow
from rocb_desktop.ui.views.files.import_questions import ImportQuestions
from rocb_desktop.ui.views.files.import_words import import_steps, others_words, place_of, preview_words
from rocb_desktop.ui.views.files.parcels import Chosen, Parcels
from rocb_desktop.ui.views.files.refusal_mail import offer_message
from rocb_desktop.ui.views.keys.key_check import KeyCheck, Unknown
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.progress import WorkStep
from rocb_desktop.ui.work import Work

_BRINGS = ("new", "changed", "conflicts", "held")
_REVIEWED = ("new", "changed", "conflicts")


class ImportDialog(WorkingDialog):
    """`imported(Outcome)`: something was imported or waits now; `undone`: it was taken back here. `imported_unseen(what
    it did)`: the same, after the person went on with other work; the result is to be offered, not forced.

    `review(record)`: show this reply. `decide(record)`: show both versions of what it says.

    `parcels` are files and folders that were chosen (a list of paths will do) or files of the waiting room.
    """

    imported = Signal(object)
    imported_unseen = Signal(str)
    undone = Signal()
    review = Signal(str)
    decide = Signal(str)

    def __init__(
        self, work: Work, parcels: Sequence[Path] | Parcels, parent: QWidget | None = None, *, role: str = ""
    ) -> None:
        super().__init__(work, _("Receive files"), parent, size=QSize(1064, 700))
        self._role = role
        self.parcels: Parcels = Chosen(tuple(parcels)) if isinstance(parcels, Sequence) else parcels
        self.place = place_of(self.parcels.paths)
        self.answers = Answers()
        self.different: set[str] = set()
        self.preview: Preview | None = None
        self.results = FileResults()
        self.questions = ImportQuestions()
        self.others = label("", "hint")
        self.check: KeyCheck | None = None
        self._asked = False
        self.promise = _("If you stop, nothing from these files is added. Your data stays as it was.")
        self.import_button = button("", "primary", "file-input", on_press=self.start_import)
        self.after = ImportResult(self)
        self.results.acted.connect(self._act)
        self.questions.again_changed.connect(self._take_again)
        self.questions.answered.connect(self._set_import)
        for part in (self.questions, self.results, self.others):
            self.add(part)
        self.show_only()
        self.look()

    def look(self) -> None:
        """Find out what importing would do. Changes nothing."""
        service, args = self.parcels.to_look(self.answers)
        self.run(service, *args, done=self._looked, label=_("Looking into the files"))

    def start_import(self) -> None:
        """Import what the preview promised."""
        typed = self.questions.keeper.text() if self.questions.takes_over else ""
        answers = replace(self.answers, hide=self.questions.agreed, take_over=typed)
        service, args = self.parcels.to_import(answers, self._chosen_paths())
        count = len(self._with_result(_BRINGS))
        title = ngettext("Importing {count} file", "Importing {count} files", count).format(count=count)
        self.leave_words = _("Work on meanwhile")
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
        waiting = [row for row in self._with_result(("waiting",)) if row.action]
        ask_first = self.parcels.decide_only or len(preview.files) == 1
        if waiting and ask_first and not self._asked:
            self._ask(waiting[0])
        self._asked = True

    def _show_results(self) -> None:
        assert self.preview is not None
        files = [self._as_decided(file) for file in self.preview.files]
        self.results.set_files(files, done=False, action=self._action_before)
        self.set_title(_("Receive files"), preview_words(self.preview, self.place))
        self.others.setText(others_words(self.preview.others))
        self.questions.show_preview(self.preview, self.answers.again)
        self._show_parts()
        self._offer_import()

    def _show_parts(self) -> None:
        assert self.preview is not None
        shown: list[QWidget] = [self.results]
        if self.questions.needed:
            shown.insert(0, self.questions)
        if self.preview.others:
            shown.append(self.others)
        self.show_only(*shown)

    def _as_decided(self, file: FileResult) -> FileResult:
        """A sender whose words are different is out: the file is shown as refused."""
        if file.sender is None or file.sender.key not in self.different:
            return file
        error = UserError("different_words")
        return FileResult(file.name, file.kind, file.sender, about=file.about, error=error, path=file.path)

    def _action_before(self, file: FileResult) -> str:
        if file.result == "waiting":
            return "check" if file.sender is not None else ""
        if file.error is not None:
            return _answer_to(file.error)
        return "confirm" if file.how is not None and file.can_confirm and not self._is_trusted(file) else ""

    def _is_trusted(self, file: FileResult) -> bool:
        return file.sender is not None and file.sender.key in self.answers.trusted

    def _offer_import(self) -> None:
        brings, waits = self._with_result(_BRINGS), self._with_result(("waiting",))
        count = max(len(brings), 1)
        words = ngettext("Import {count} file", "Import {count} files", count).format(count=count)
        if not brings and not self._confirms():
            words = ngettext("Keep {count} file waiting", "Keep {count} files waiting", len(waits))
            words = words.format(count=len(waits))
        if not brings and not self._confirms() and (not waits or self.parcels.decide_only):
            close = button(_("Close"), "primary", on_press=self.accept)
            self._offer([close], self.results.take_focus if self.results.needs_eyes() else close.setFocus)
            return
        icon = "file-input" if brings or self._confirms() else "clock"
        self.import_button = button(words, "primary", icon, on_press=self.start_import)
        cancel = button(_("Cancel"), on_press=self._close)
        self._set_import()
        safe = self.import_button if self.import_button.isEnabled() else cancel
        self._offer(
            [cancel, self.import_button], self.results.take_focus if self.results.needs_eyes() else safe.setFocus
        )

    def _confirms(self) -> bool:
        """Whether a file is worth importing although it brings no record: it has an office's key, or the person just
        compared the words of somebody who is in unchecked.
        """
        return any(bool(file.offers) or (file.how is not None and self._is_trusted(file)) for file in self._files())

    def _set_import(self) -> None:
        set_off(self.import_button, self.questions.open)

    def _take_again(self, again: bool) -> None:
        self.answers = replace(self.answers, again=again)
        self.look()

    # what a row can do

    def _act(self, row: FileRow) -> None:
        if row.action in ("check", "confirm"):
            self._ask(row)
        elif row.action == "message":
            offer_message(self.notices, row)
        elif row.action == "decide":
            self.decide.emit(_conflicted(row.file))
            self.accept()
        else:
            self.review.emit(_reply_of(row.file))
            self.accept()

    def _ask(self, row: FileRow) -> None:
        files = [one for one in self.results.rows() if one.action == row.action and one.file.sender == row.file.sender]
        self._end_check()
        self.check = KeyCheck(Unknown.of(row.file), len(files))
        self.check.same.connect(self._same)
        self.check.different.connect(self._different)
        self.check.passed.connect(self._passed)
        self.check.later.connect(self._later)
        self.add(self.check)
        self.set_buttons([])
        self.show_only(self.check)
        self.check.take_focus()

    def _same(self) -> None:
        key = self._end_check()
        self.different.discard(key)
        self.answers = replace(self.answers, trusted=self.answers.trusted | {key})
        self.look()

    def _passed(self, how: str) -> None:
        key = self._end_check()
        self.different.discard(key)
        self.answers = replace(self.answers, unchecked={**self.answers.unchecked, key: how})
        self.look()

    def _different(self) -> None:
        key = self._end_check()
        self.different.add(key)
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

    def _end_check(self) -> str:
        """Take the question away; the key that it was about."""
        check, self.check = self.check, None
        if check is None:
            return ""
        self.remove(check)
        return check.unknown.key

    # the import

    def _imported(self, outcome: Outcome) -> None:
        self.results.set_files(self._with_results(outcome.value), done=True, action=self._action_after)
        self.show_only(self.results, *([self.others] if self.others.text() else []))
        self.after.show_outcome(outcome)
        if outcome.value.taken_over:
            self.notices.show_message("ok", outcome.value.taken_over)
        self.leave_words = ""
        self.imported.emit(outcome)
        if self.is_left:
            self.imported_unseen.emit(outcome.message)

    def _with_results(self, done: Preview) -> list[FileResult]:
        """Every file that was shown, also those that were not worth importing."""
        did = {_place(file): file for file in done.files}
        files = [did.pop(_place(file), self._as_decided(file)) for file in self._files()]
        return [*files, *did.values()]

    def _action_after(self, file: FileResult) -> str:
        if file.error is not None:
            return _answer_to(file.error)
        reviews = self._role == "focal_point" and file.result in _REVIEWED and bool(_reply_of(file))
        if reviews:
            return "review"
        return "decide" if file.result == "conflicts" else ""

    # work

    def failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled) and self.preview is None:
            super().reject()
            return
        if self.preview is not None:
            self._show_parts()
        again = button(_("Try again"), "primary", "refresh-cw", on_press=self.look)
        self._offer([button(_("Close"), on_press=self._close), again], again.setFocus)

    def item_words(self, i: int, n: int) -> str:
        count, at = n // PARTS, i // PARTS
        names = self.parcels.names or [file.name for file in self._files()]
        if not count:
            return ""
        if len(names) != count:
            return _("File {n} of {count}").format(n=min(at + 1, count), count=count)
        return _("File {n} of {count}: {name}").format(
            n=min(at + 1, count), count=count, name=names[min(at, count - 1)]
        )

    def steps_at(self, i: int, n: int) -> list[WorkStep]:
        return import_steps(i, n) if self.preview is not None else []

    # parts

    def _offer(self, buttons: Sequence[QPushButton], focus: Callable[[], object]) -> None:
        self.set_buttons(buttons)
        focus()

    def _close(self) -> None:
        super().reject()

    def _files(self) -> Sequence[FileResult]:
        return self.preview.files if self.preview is not None else ()

    def _with_result(self, results: Sequence[str]) -> list[FileRow]:
        return [row for row in self.results.rows() if row.file.result in results]

    def _chosen_paths(self) -> list[Path]:
        """The files worth importing: what brings something, and what has to wait. What waited comes by itself."""
        wanted = (*_BRINGS, "waiting")
        files = [row.file for row in sorted(self.results.rows(), key=lambda row: row.place)]
        files = [one for one in files if one.result in wanted or one.offers or self._is_trusted(one)]
        return [path for file in files for path in (file.parts or (file.path,)) if path is not None]


def _answer_to(error: UserError) -> str:
    """What a refused file's row offers. Nobody writes to a sender whose words were different: it may be anybody."""
    return "" if error.code == "different_words" else "message"


def _conflicted(file: FileResult) -> str:
    """The first record on which two versions differ."""
    return next((one.record for one in file.details if one.result == "conflicts"), "")


def _place(file: FileResult) -> tuple[str, str]:
    return str(file.path or ""), file.name


def _reply_of(file: FileResult) -> str:
    return next((one.record for one in file.details if one.kind == "reply" and one.result in _REVIEWED), "")
