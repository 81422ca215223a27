"""The pack of a workshop: what it holds, the words for the handout, and where to write it."""

from pathlib import Path

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.exchange.words import Word
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.pack_sizes import PackSizes, pack_sizes
from rocb_desktop.services.region.register import RegisterLine
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.sending.contents import contents_before
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.views.files.contents_view import ContentsList
from rocb_desktop.ui.views.workshop.materials_card import sizes_words
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.words import KeyWords
from rocb_desktop.ui.work import Work


class PackDialog(WorkingDialog):
    """Open it for one line of the register; `words` are the office's eight."""

    def __init__(self, work: Work, line: RegisterLine, words: tuple[Word, ...], parent: QWidget | None = None) -> None:
        super().__init__(work, _("Make a workshop pack"), parent, size=QSize(720, 560))
        self.line, self.words = line, words
        self.path: Path | None = None
        self.set_title(_("Make a workshop pack"), line.workshop.title)
        self.with_names = tick(_("With the names of the participants"))
        self.names_hint = label("", "hint")
        self.pack_card = Card(_("In the pack"))
        self.pack_card.add(label(_("The workshop, its questionnaire and dates, and who receives the replies.")))
        self.pack_card.add(self.with_names)
        self.pack_card.add(self.names_hint)
        self.with_files = tick(_("With the files of the materials"))
        self.files_hint = label("", "hint")
        self.pack_card.add(self.with_files)
        self.pack_card.add(self.files_hint)
        self.words_card = Card(_("Print these eight words on the handout"))
        self.words_card.set_context(
            _("Participants compare them when they open the pack. The words do not change from pack to pack.")
        )
        self.key_words = KeyWords([word.text for word in words], " ".join(word.digits for word in words))
        copy = button(_("Copy words"), "second", "copy", on_press=self.copy_words)
        self.words_card.add(self.key_words)
        self.words_card.add(FlowRow([copy]))
        self.contents = ContentsList()
        for part in (self.pack_card, self.words_card, self.contents):
            self.add(part)
        self.words_card.setVisible(bool(words))
        self._offer_names()
        self._offer_making()
        self._look()
        self.with_names.toggled.connect(self._look)
        self._weigh(None)
        work.run(pack_sizes, line.workshop.id, owner=self, done=self._weigh, failed=self.say_failed)

    def copy_words(self) -> None:
        """The eight words, numbered, one a line, on the clipboard."""
        lines = [f"{number} {word.text}" for number, word in enumerate(self.words, 1)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.notices.show_message("ok", _("The eight words were copied."))

    def suggested_name(self) -> str:
        """ROCB_pack_2021-09.rocb: the round and the number, no name of a person."""
        one = self.line.workshop
        return f"ROCB_pack_{one.round}-{one.number:02d}.rocb"

    def choose_place(self) -> None:
        """Ask where to write the pack."""
        dialog = QFileDialog(self, _("Save the workshop pack"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([_("Files of ROCB Desktop (*.rocb)")])
        dialog.setDefaultSuffix("rocb")
        begin_there(dialog, self.suggested_name())
        dialog.fileSelected.connect(lambda name: self.make(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def make(self, path: Path) -> None:
        """Write the pack there."""
        self.path = path
        ticked = (self.with_names.isChecked(), self.with_files.isChecked())
        self.run(make_pack, self.line.workshop.id, path, *ticked, done=self._made, label=_("Making the pack"))

    def _look(self) -> None:
        """Show exactly what would leave, as it is ticked now."""
        args = (self.line.workshop.id, self.with_names.isChecked())
        shown = self.contents.show_files
        self.work.run(contents_before, "pack", *args, owner=self, done=shown, failed=self.say_failed, latest="contents")

    def _weigh(self, sizes: PackSizes | None) -> None:
        """What the pack weighs with and without its files; a workshop without files has nothing to tick."""
        shown = sizes is not None and bool(sizes.files)
        self.with_files.setVisible(shown)
        self.files_hint.setVisible(shown)
        if sizes is not None:
            self.files_hint.setText(sizes_words(sizes))
            self.with_files.setAccessibleDescription(self.files_hint.text())

    def _offer_names(self) -> None:
        count = self.line.people
        self.with_names.setEnabled(bool(count))
        self.with_names.setChecked(bool(count))
        said = ngettext(
            "{n} person only has to press their name when they open it.",
            "{n} people only have to press their name when they open it.",
            count,
        ).format(n=count)
        if not count:
            said = _("There is no participant list for {workshop} yet.").format(
                workshop=short_title(self.line.workshop)
            )
        self.names_hint.setText(said)
        self.with_names.setAccessibleDescription(said)

    def _offer_making(self) -> None:
        make = button(_("Make pack"), "primary", "package", on_press=self.choose_place)
        self.set_buttons([button(_("Cancel"), on_press=self.reject), make])
        make.setFocus()

    def _made(self, outcome: Outcome) -> None:
        assert self.path is not None
        folder = self.path.parent
        self.notices.show_message("ok", outcome.message, str(self.path))
        show = button(
            _("Show in folder"),
            icon="folder-open",
            on_press=lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )
        done = button(_("Done"), "primary", "check", on_press=self.accept)
        self.set_buttons([show, done])
        done.setFocus()
