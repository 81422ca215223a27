"""One material beside the table: what can be done with it, and whether it is what was signed."""

from PySide6.QtCore import Signal

from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.material import Material, ending_of
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label


class MaterialPane(Card):
    """`open_asked`, `save_asked`, `ask_asked`, `remove_asked`: of the material that is shown."""

    open_asked = Signal(object)
    save_asked = Signal(object)
    ask_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(" ")
        self.material: Material | None = None
        self._checked: bool | None = None
        self.open_button = button(_("Open"), icon="eye", on_press=lambda: self.open_asked.emit(self.material))
        self.save_button = button(_("Save a copy"), icon="save", on_press=lambda: self.save_asked.emit(self.material))
        self.ask_button = button(
            _("Ask for this file"), icon="message-square-text", on_press=lambda: self.ask_asked.emit(self.material)
        )
        self.remove_button = button(
            _("Remove the changed file"), icon="trash-2", on_press=lambda: self.remove_asked.emit(self.material)
        )
        self.facts = Facts()
        self.note = label("", "hint")
        self.add(FlowRow([self.open_button, self.save_button, self.ask_button, self.remove_button]))
        self.add(self.facts)
        self.add(self.note)

    def show_material(self, material: Material | None) -> None:
        """Shows another one; whether it is unchanged is told later."""
        if self.material is None or material is None or self.material.file.hash != material.file.hash:
            self._checked = None
        self.material = material
        self.setVisible(material is not None)
        if material is None:
            return
        self.set_title(material.file.shown)
        self._offer(material)
        self._tell(material)

    def set_checked(self, whole: bool) -> None:
        """The bytes were read: they are those that were signed, or others."""
        self._checked = whole
        if self.material is not None:
            self._offer(self.material)
            self._tell(self.material)

    def _offer(self, one: Material) -> None:
        usable = one.here and self._checked is not False
        opens = one.file.type.opens
        refused = UserError("not_opened", type=ending_of(one.file.name) or _("unknown"))
        set_off(self.open_button, "" if opens else refused.what())
        self.open_button.setVisible(usable)
        self.save_button.setVisible(usable)
        self.ask_button.setVisible(not usable)
        self.remove_button.setVisible(one.here and not usable)
        self.note.setText("" if opens or not usable else f"{refused.what()} {refused.hint()}")
        self.note.setVisible(bool(self.note.text()))

    def _tell(self, one: Material) -> None:
        day = format_date(PartialDate.parse(one.date).first()) if one.date else ""
        version = _("Version {n}").format(n=one.version) if one.version > 1 else ""
        self.facts.set_facts(
            [
                (_("File"), f"{one.file.name}, {size_words(one.file.size)}"),
                (_("Kind"), one.file.type.word),
                (_("Version"), version),
                (_("From"), _("ROCB A/P, {date}").format(date=day) if day else "ROCB A/P"),
                (_("Checked"), self._checked_words(one)),
            ]
        )

    def _checked_words(self, one: Material) -> str:
        if not one.here:
            return _("Not copied yet. Copy it from a pack file, or ask for it.")
        if self._checked is None:
            return _("Reading the file")
        if self._checked:
            return _("File is complete and not changed")
        return _("This file is not the one ROCB A/P signed.")
