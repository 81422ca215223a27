"""Excel questionnaires to hand out: of which workshop, for whom, and in which language."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.domain.administration import all_administrations
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.national.on_behalf import list_names, workshops_to_enter
from rocb_desktop.services.survey.excel_form import FormFile, plan_form, plan_forms, saved_words, write_forms
from rocb_desktop.texts import _, language, ngettext
from rocb_desktop.ui.dialogs.working_dialog import WorkingDialog
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.field import ChoiceField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.window_dialogs import open_folder
from rocb_desktop.ui.work import Work


class FormsDialog(WorkingDialog):
    """One workbook for each person of a workshop, into a folder; or one blank one."""

    def __init__(self, work: Work, role: str, parent: QWidget | None = None, *, workshop: str = "") -> None:
        super().__init__(work, _("Excel questionnaires"), parent, size=QSize(640, 560))
        self._office, self._asked = role == "rocb", workshop
        hint = _("For people who cannot run the app. They fill it in with Excel or LibreOffice and send it back.")
        self.set_title(_("Excel questionnaires to hand out"), hint)
        self.workshop = ChoiceField(_("Workshop"))
        offices = sorted(((one.code, one.name) for one in all_administrations()), key=lambda pair: pair[1])
        self.administration = ChoiceField(_("Administration"), offices)
        self.administration.setVisible(self._office)
        people = [(True, _("One for each person")), (False, _("One blank questionnaire"))]
        self.people = RadioRow(_("For whom"), people, True)
        self.people_words = label("", "hint")
        self.language = RadioRow(_("Language"), [("en", "English"), ("fr", "Français")], language())
        card = Card()
        for part in (self.workshop, self.administration, label(_("For whom"), "body", weight=600), self.people):
            card.add(part)
        for part in (self.people_words, label(_("Language"), "body", weight=600), self.language):
            card.add(part)
        self.add(card)
        self.workshop.changed.connect(lambda _value: self._count())
        self.administration.changed.connect(lambda _value: self._count())
        self.run(workshops_to_enter, done=self._begin)

    def choose_place(self) -> None:
        """Ask for a folder, or for the file of the blank one."""
        each = bool(self.people.value())
        dialog = QFileDialog(self, _("Choose a folder for the questionnaires") if each else _("Save the questionnaire"))
        if each:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
            begin_there(dialog)
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilters([_("Excel workbooks (*.xlsx)")])
            dialog.setDefaultSuffix("xlsx")
            begin_there(dialog, "questionnaire.xlsx")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write them there."""
        place = (str(self.workshop.value()), path, str(self.language.value() or language()))
        if self.people.value():
            self.run(plan_forms, *place, self._code(), done=self._write)
        else:
            self.run(plan_form, *place, "", self._code(), done=self._write)

    def _code(self) -> str:
        return str(self.administration.value() or "") if self._office else ""

    def _begin(self, workshops: Sequence[Workshop]) -> None:
        self.workshop.set_options([(one.id, short_title(one)) for one in workshops])
        self.workshop.set_value(self._asked)
        close = button(_("Close"), on_press=self.reject)
        if not workshops:
            self.notices.show_message("info", _("There is no workshop yet that is surveyed."))
            self.set_buttons([close])
            return
        save = button(_("Save questionnaires"), "primary", "table-2", on_press=self.choose_place)
        self.set_buttons([close, save])
        self.workshop.combo.setFocus()
        self._count()

    def _count(self) -> None:
        args = (str(self.workshop.value() or ""), self._code())
        self.work.run(list_names, *args, owner=self, latest="names", done=self._show_names, failed=self.say_failed)

    def _show_names(self, names: tuple[str, ...]) -> None:
        said = ngettext("{n} person is known at this workshop.", "{n} people are known at this workshop.", len(names))
        nobody = _("Nobody is known at this workshop yet: one blank questionnaire is made.")
        self.people_words.setText(said.format(n=len(names)) if names else nobody)

    def _write(self, forms: Sequence[FormFile]) -> None:
        self.run(write_forms, forms, done=self._saved, label=_("Writing the questionnaires"))

    def _saved(self, made: Sequence[Path]) -> None:
        folder = made[0].parent
        self.notices.show_message("ok", saved_words(made), str(folder))
        show = button(_("Show in folder"), icon="folder-open", on_press=lambda: open_folder(folder))
        done = button(_("Done"), "primary", "check", on_press=self.accept)
        self.set_buttons([show, done])
        done.setFocus()
