"""My workshops (M1): every workshop with its materials - open them, save them, fill in what is missing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.domain.material import Material, safe_name
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.arriving.blob_intake import copy_missing
from rocb_desktop.services.survey.blobs import remove_changed
from rocb_desktop.services.survey.materials import MyWorkshops, WorkshopFiles, ask_words, my_workshops
from rocb_desktop.services.survey.opening import check_file, open_copy, save_file
from rocb_desktop.texts import N_, _, format_date, ngettext
from rocb_desktop.ui.foreign_file import hand_over
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.views.tab_card import TabCard
from rocb_desktop.ui.views.workshop.material_pane import MaterialPane
from rocb_desktop.ui.views.workshop.material_table import MaterialTable, here_words
from rocb_desktop.ui.views.workshop.workshop_details import held_words
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import SideBySide
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.work import Work


class MaterialsPage(Page):
    """Workshops on top, what belongs to the chosen one in tabs below, the chosen material beside them."""

    shows = frozenset({"workshop", "material"})
    title = N_("My workshops")
    icon = "presentation"

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self._mine: MyWorkshops | None = None
        self._asked = ""
        self.workshops = ItemList(_("Workshops"), most=3)
        self.materials = MaterialTable()
        self.tabs = TabCard(_("About the workshop"))
        self.tabs.add_tab("materials", _("Materials"), self.materials)
        self.pane = MaterialPane()
        self._list = Card(flush=True)
        self._list.add(self.workshops)
        self._columns = SideBySide(side_width=328, turn_at=760)
        self._columns.main.addWidget(self._list)
        self._columns.main.addWidget(self.tabs)
        self.about = Card(" ")
        self.facts = Facts()
        self.about.add(self.facts)
        self._columns.side.addWidget(self.pane)
        self._columns.side.addWidget(self.about)
        self.sheet.add(self._columns, 1)
        self._listen()

    def arrive(self, **what: Any) -> None:
        self._asked = str(what.get("workshop", ""))
        if self._mine is not None:
            self._show_workshop()
        self.take_focus()

    def reload(self) -> None:
        self.load(my_workshops)

    def show_content(self, value: MyWorkshops) -> None:
        self._mine = value
        if not value.lines:
            self.set_buttons()
            self.header.set_context("")
            pack = button(_("Open a workshop pack"), "primary", "folder-open", on_press=self.host.choose_files)
            self.show_empty(_("No workshop yet"), _("Workshops and their materials come in a workshop pack."), pack)
            return
        self.workshops.set_items([_item(line) for line in value.lines])
        self.header.set_context(_count_words(value))
        self._show_workshop()

    def first_focus(self) -> QWidget | None:
        return self.materials.table if self.materials.table.isVisible() else self.workshops

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.workshops, self.tabs, self.pane)

    def line(self) -> WorkshopFiles | None:
        """The chosen workshop with its materials."""
        lines = self._mine.lines if self._mine is not None else ()
        return next((one for one in lines if one.workshop.id == self.workshops.key()), None)

    def open_material(self, one: Material) -> None:
        """Hand a marked copy to the computer's own program."""
        if one.here and one.file.type.opens:
            self.do(
                open_copy,
                one.id,
                done=lambda copied: hand_over(copied, self.notices),
                label=_("Copying the file"),
            )

    def save_material(self, one: Material, path: Path) -> None:
        """Save a checked copy."""
        self.do(save_file, one.id, path, label=_("Copying the file"))

    def fill_in(self, path: Path) -> None:
        """Take what is missing out of a pack, or the very file."""
        self.do(copy_missing, path, label=_("Looking for missing files"))

    def ask_for(self, one: Material) -> None:
        """Words for a message to ROCB A/P, on the clipboard or in the e-mail program."""

        def found(words: str) -> None:
            QGuiApplication.clipboard().setText(words)
            contact = self._mine.contact if self._mine is not None else ""
            mail = button(_("Write an e-mail"), "link", "mail", on_press=lambda: _write_mail(contact, words))
            self.notices.show_message("ok", _("Copied for a message:"), words, actions=[mail])

        self.work.run(ask_words, one.id, owner=self, done=found, failed=self.show_error)

    def _listen(self) -> None:
        self.workshops.chosen.connect(lambda _key: self._show_workshop())
        self.materials.chosen.connect(self._show_material)
        self.materials.opened.connect(self.open_material)
        self.materials.copy_asked.connect(self._choose_source)
        self.pane.open_asked.connect(self.open_material)
        self.pane.save_asked.connect(self._choose_target)
        self.pane.ask_asked.connect(self.ask_for)
        self.pane.remove_asked.connect(lambda one: self.do(remove_changed, one.file.hash))

    def _show_workshop(self) -> None:
        asked, self._asked = self._asked, ""
        if asked:
            self.workshops.choose(asked)
        if self.line() is None and self._mine is not None and self._mine.lines:
            first = next((line for line in self._mine.lines if line.materials), self._mine.lines[0])
            self.workshops.choose(first.workshop.id)
        line = self.line()
        if line is None:
            return
        self.tabs.set_counts({"materials": len(line.materials)} if line.materials else {})
        self.materials.show_files(line)
        self.about.setVisible(not line.materials)
        self.about.set_title(short_title(line.workshop))
        self.facts.set_facts(_facts(line.workshop))
        record = line.workshop.id
        log = button(
            _("Log an action"), icon="plus", on_press=lambda: self.host.go("actions", new=True, workshop=record)
        )
        answer = button(
            _("Answer the survey"), "primary", "list-checks", on_press=lambda: self.host.go("survey", workshop=record)
        )
        self.set_buttons(log, *([answer] if line.workshop.surveyed else []))

    def _show_material(self, one: Material | None) -> None:
        self.pane.show_material(one)
        if one is not None and one.here:
            self.work.run(
                check_file, one.id, owner=self, latest="check", done=self.pane.set_checked, failed=self.show_error
            )

    def _choose_target(self, one: Material) -> None:
        dialog = QFileDialog(self, _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        begin_there(dialog, safe_name(one.file.name))
        self._ask(dialog, lambda path: self.save_material(one, path))

    def _choose_source(self) -> None:
        dialog = QFileDialog(self, _("Choose a pack, or the missing file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._ask(dialog, self.fill_in)

    def _ask(self, dialog: QFileDialog, use: Callable[[Path], object]) -> None:
        dialog.fileSelected.connect(lambda name: use(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _item(line: WorkshopFiles) -> Item:
    one = line.workshop
    parts = [held_words(one)]
    if one.surveyed and not one.window.approximate:
        parts.append(_("survey closes {date}").format(date=format_date(one.window.closes)))
    return Item(one.id, short_title(one), ", ".join(parts), icon="presentation")


def _facts(one: Workshop) -> list[tuple[str, str]]:
    opens = one.window.shown_opening() if one.surveyed else _("Not surveyed")
    return [(_("Workshop"), one.title), (_("Dates"), held_words(one)), (_("Survey opens"), opens)]


def _count_words(mine: MyWorkshops) -> str:
    said = ngettext("{n} workshop", "{n} workshops", len(mine.lines)).format(n=len(mine.lines))
    count = sum(len(line.materials) for line in mine.lines)
    here = sum(line.here for line in mine.lines)
    return _("{workshops}. {materials}.").format(workshops=said, materials=here_words(count, here)) if count else said


def _write_mail(contact: str, words: str) -> None:
    url = QUrl("mailto:" + contact)
    url.setQuery("body=" + bytes(QUrl.toPercentEncoding(words).data()).decode("ascii"))
    QDesktopServices.openUrl(url)
