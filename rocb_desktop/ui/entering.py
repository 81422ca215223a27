"""Opens the dialogs that enter replies for others, and lets the page below say what was entered, with Undo."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from rocb_desktop.domain.change import Value
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.outcome import Outcome, Undo
from rocb_desktop.services.survey.excel_form import FormFile, plan_own_form, saved_words, write_forms
from rocb_desktop.texts import _, language
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.last_folder import begin_there
from rocb_desktop.ui.notices import Notices
from rocb_desktop.ui.work import Work

if TYPE_CHECKING:
    from rocb_desktop.ui.dialogs.entry_dialog import EntryDialog
    from rocb_desktop.ui.dialogs.forms_dialog import FormsDialog
    from rocb_desktop.ui.dialogs.intake_dialog import IntakeDialog
    from rocb_desktop.ui.page import Page


def entering_commands(page: "Page", role: str) -> tuple[Command, ...]:
    """What an office can do for people who cannot send a file, in the menu of its pages."""
    enter = partial(enter_reply_on, page, role)
    chosen, folder = partial(choose_forms, page), partial(choose_form_folder, page)
    hand_out = partial(hand_out_forms, page, role)
    return (
        Command(_("Enter a reply for &somebody …"), enter, menu="tools", icon="file-input"),
        Command(_("&Excel questionnaires that came back …"), chosen, menu="tools", icon="table-2"),
        Command(_("A f&older of Excel questionnaires …"), folder, menu="tools", icon="folder-open"),
        Command(_("Excel questionnaires to &hand out …"), hand_out, menu="tools", icon="table-2"),
    )


def hand_out_forms(page: "Page", role: str, workshop: str = "") -> "FormsDialog":
    """Write Excel questionnaires for the people of a workshop."""
    from rocb_desktop.ui.dialogs.forms_dialog import FormsDialog

    dialog = FormsDialog(page.work, role, page.window(), workshop=workshop)
    dialog.open()
    return dialog


def save_excel_form(page: "Page", workshop: Workshop, answers: Mapping[str, Value]) -> None:
    """Ask where to write the own questionnaire with these answers, and write it there."""
    dialog = QFileDialog(page, _("Save as Excel form"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([_("Excel workbooks (*.xlsx)")])
    dialog.setDefaultSuffix("xlsx")
    begin_there(dialog, f"questionnaire_{workshop.round}-{workshop.number:02d}.xlsx")

    def chosen(name: str) -> None:
        place = (workshop.id, Path(name), language(), answers)
        page.work.run(plan_own_form, *place, owner=page, done=write, failed=page.show_error)

    def write(forms: Sequence[FormFile]) -> None:
        page.do(write_forms, forms, done=say, label=_("Writing"))

    def say(made: Sequence[Path]) -> None:
        page.notices.show_message("ok", saved_words(made, own=True))

    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def enter_reply_on(page: "Page", role: str, *, workshop: str = "", name: str = "", record: str = "") -> "EntryDialog":
    """Enter or change a reply on behalf; the page says what was entered, with Undo."""
    from rocb_desktop.ui.dialogs.entry_dialog import EntryDialog

    dialog = EntryDialog(page.work, role, page.window(), workshop=workshop, name=name, record=record)
    dialog.entered.connect(lambda outcome: page.notices.show_outcome(outcome, page.host.take_back))
    dialog.open()
    return dialog


def open_intake(
    work: Work,
    paths: Sequence[Path],
    parent: QWidget,
    notices: Callable[[], Notices | None],
    take_back: Callable[[Undo], object],
) -> "IntakeDialog":
    """Show what entering these workbooks would do; what was done is said on the page, with Undo."""
    from rocb_desktop.ui.dialogs.intake_dialog import IntakeDialog

    dialog = IntakeDialog(work, paths, parent)

    def say(outcome: Outcome) -> None:
        place = notices()
        if place is not None:
            place.show_outcome(outcome, take_back)

    dialog.entered.connect(say)
    dialog.open()
    return dialog


def choose_forms(page: "Page") -> None:
    """Let the person choose Excel questionnaires that came back."""
    dialog = QFileDialog(page, _("Choose Excel questionnaires"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([_("Excel workbooks (*.xlsx)")])
    begin_there(dialog)

    def chosen(names: list[str]) -> None:
        paths = [Path(name) for name in names]
        open_intake(page.work, paths, page.window(), lambda: page.notices, page.host.take_back)

    dialog.filesSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def choose_form_folder(page: "Page") -> None:
    """Let the person choose a folder of Excel questionnaires that came back."""
    dialog = QFileDialog(page, _("Choose a folder of Excel questionnaires"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    begin_there(dialog)
    dialog.fileSelected.connect(
        lambda name: open_intake(page.work, [Path(name)], page.window(), lambda: page.notices, page.host.take_back)
    )
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
