"""One file beside the table: what can be done with it, whether it is what was signed, and who it was shared with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import ending_of
from rocb_desktop.services.survey.changed_files import MISSING, OTHER, WHOLE
from rocb_desktop.services.survey.workshop_shelf import ShelfFile
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.views.workshop.share_list import ShareList
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message


class MaterialPane(Card):
    """`open_asked`, `save_asked`, `ask_asked`, `share_asked`, `keep_asked`, `remove_asked` (the changed bytes),
    `title_asked`, `drop_asked` (an own one): of the file that is shown. `action_asked(id)`: an entry of the log.
    """

    open_asked = Signal(object)
    save_asked = Signal(object)
    ask_asked = Signal(object)
    share_asked = Signal(object)
    keep_asked = Signal(object)
    remove_asked = Signal(object)
    title_asked = Signal(object)
    drop_asked = Signal(object)
    action_asked = Signal(str)

    def __init__(self, *, shares: bool = True) -> None:
        super().__init__(" ")
        self.file: ShelfFile | None = None
        self._state = ""  # until somebody has read the bytes
        self._shares = shares
        self._make_buttons()
        self.facts = Facts()
        self.note = label("", "hint")
        self.changed = Message("err", _("This file is not the one ROCB A/P signed."))
        self.changed.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.log = ShareList()
        self.log.opened.connect(self.action_asked.emit)
        self.add(self.changed)
        for part in (*self._rows, self.facts, self.note, self.log):
            self.add(part)

    def show_file(self, file: ShelfFile | None) -> None:
        """Shows another one; whether it is unchanged is told later."""
        if self.file is None or file is None or self.file.file.hash != file.file.hash or self.file.here != file.here:
            self._state = ""
        self.file = file
        self.setVisible(file is not None)
        if file is not None:
            self.set_title(file.file.shown)
            self.log.show_file(file)
            self.log.setVisible(self._shares)
            self._show(file)

    def set_state(self, state: str) -> None:
        """The bytes were read: WHOLE, OTHER or MISSING."""
        self._state = state
        if self.file is not None:
            self._show(self.file)

    def _make_buttons(self) -> None:
        self.open_button = button(_("Open"), icon="eye", on_press=lambda: self.open_asked.emit(self.file))
        self.share_button = button(
            _("Share with colleagues"), icon="share-2", on_press=lambda: self.share_asked.emit(self.file)
        )
        self.save_button = button(_("Save a copy"), icon="save", on_press=lambda: self.save_asked.emit(self.file))
        self.ask_button = button(
            _("Ask for this file"), icon="message-square-text", on_press=lambda: self.ask_asked.emit(self.file)
        )
        self.keep_button = button(
            _("Keep anyway for myself"), icon="archive", on_press=lambda: self.keep_asked.emit(self.file)
        )
        self.remove_button = button(_("Remove"), icon="trash-2", on_press=lambda: self.remove_asked.emit(self.file))
        self.title_button = button(
            _("Change the title"), icon="pencil", on_press=lambda: self.title_asked.emit(self.file)
        )
        self.drop_button = button(
            _("Remove from the list"), icon="trash-2", on_press=lambda: self.drop_asked.emit(self.file)
        )
        whole = (self.open_button, self.share_button)
        more = (self.save_button, self.ask_button, self.keep_button, self.remove_button)
        own = (self.title_button, self.drop_button)
        self._rows = [FlowRow(row) for row in (whole, more, own)]

    def _show(self, one: ShelfFile) -> None:
        self._offer(one)
        self._tell(one)

    def _offer(self, one: ShelfFile) -> None:
        usable, other = one.here and self._state != OTHER, self._state == OTHER
        opens = one.file.type.opens
        refused = UserError("not_opened", type=ending_of(one.file.name) or _("unknown"))
        set_off(self.open_button, "" if opens else refused.what())
        self.open_button.setVisible(usable)
        self.share_button.setVisible(self._shares and not other)
        self.save_button.setVisible(usable)
        self.ask_button.setVisible(not usable and not one.own)
        self.keep_button.setVisible(other and self._shares)
        self.remove_button.setVisible(other)
        for made in (self.title_button, self.drop_button):
            made.setVisible(one.own and self._shares)
        for row in self._rows:
            row.setVisible(any(not made.isHidden() for made in row.widgets()))
        said = _("This file is not the one that was added.") if one.own else ""
        self.changed.set_message("err", said or _("This file is not the one ROCB A/P signed."))
        self.changed.setVisible(other)
        self.note.setText("" if opens or not usable else f"{refused.what()} {refused.hint()}")
        self.note.setVisible(bool(self.note.text()))

    def _tell(self, one: ShelfFile) -> None:
        day = format_date(PartialDate.parse(one.material.date).first()) if one.material.date else ""
        whose = _("Your administration") if one.own else "ROCB A/P"
        version = _("Version {n}").format(n=one.version) if one.version > 1 else ""
        self.facts.set_facts(
            [
                (_("File"), f"{one.file.name}, {size_words(one.file.size)}"),
                (_("Kind"), one.file.type.word),
                (_("Version"), version),
                (_("From"), _("{who}, {date}").format(who=whose, date=day) if day else whose),
                (_("Checked"), self._checked_words(one)),
            ]
        )

    def _checked_words(self, one: ShelfFile) -> str:
        if self._state == OTHER:
            return _("The file was changed or damaged after it was signed.")
        if not one.here or self._state == MISSING:
            if one.own:
                return _("Not on this computer.")
            return _("Not copied yet. Copy it from a pack file, or ask for it.")
        return _("File is complete and not changed") if self._state == WHOLE else _("Reading the file")
