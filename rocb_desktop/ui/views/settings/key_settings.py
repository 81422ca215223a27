"""Keys in Settings: where they lie, whether they are on paper, ROCB A/P's second key, and the eight words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.kinds import Role
from rocb_desktop.services.profile.keys import place_words
from rocb_desktop.services.profile.settings_view import SettingsView
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.setting_row import SettingRow, SettingsCard
from rocb_desktop.ui.widgets.words import KeyWords


class KeySettings(QWidget):
    """Signals ask the page: move(to_store), print(second), save(second), forget_second."""

    move_keys = Signal(bool)
    print_sheet = Signal(bool)
    save_sheet = Signal(bool)
    forget_second = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.advice = Message("warn", "")
        self.unread = Message("warn", "")
        self.to_store = button(_("Move to the key store"), icon="lock", small=True)
        self.to_files = button(_("Move to files"), icon="folder", small=True)
        self.place_row = SettingRow(_("Where your keys are"), "", [self.to_store, self.to_files])
        self.print_button = button(_("Print"), icon="printer", small=True)
        self.save_button = button(_("Save as PDF"), icon="save", small=True)
        self.sheet_row = SettingRow(_("Recovery sheet"), "", [self.save_button, self.print_button])
        self.second_print = button(_("Print"), icon="printer", small=True)
        self.second_save = button(_("Save as PDF"), icon="save", small=True)
        self.forget_button = button(_("Delete it here"), "delete", "trash-2", small=True)
        controls = [self.forget_button, self.second_save, self.second_print]
        self.second_row = SettingRow(_("Second office key"), "", controls)
        rows = [self.place_row, self.sheet_row, self.second_row]
        self.card = SettingsCard(_("Your keys"), _("They open your files and sign in your name."), rows)
        self.words_label = label("", "body", "ink_2")
        self.words = KeyWords()
        self._build()
        self._connect()

    def show_state(self, view: SettingsView) -> None:
        place, state = view.place, view.recovery
        self.place_row.set_detail(place_words(place) if place.store else f"{place_words(place)} {place.folder}")
        self.to_store.setVisible(place.could_move)
        self.to_files.setVisible(bool(place.store))
        self.sheet_row.set_detail(_sheet_words(view))
        self.card.show_row(self.second_row, state.second_here)
        self.second_row.set_detail(_second_words(view))
        self.forget_button.setVisible(state.second_copied is not None)
        self.words_label.setText(_("When somebody asks whether a file is really from you, read them aloud."))
        self.words.set_words([word.text for word in view.key.words], " ".join(word.digits for word in view.key.words))
        self._advise(view)

    def _advise(self, view: SettingsView) -> None:
        wanted = view.recovery.wanted and view.recovery.copied is None
        self.advice.setVisible(wanted)
        self.unread.setVisible(bool(view.unread_keys))
        self.unread.set_message("warn", view.unread_keys)
        if wanted:
            self.advice.set_message(
                "warn",
                _("Print the recovery sheet."),
                _("Without it, your keys are lost when this computer is lost. Nothing else has to wait for it."),
            )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        words = Card(_("Your eight words"))
        words.add(self.words_label)
        words.add(self.words)
        for part in (self.advice, self.unread, self.card, words):
            column.addWidget(part)

    def _connect(self) -> None:
        for pressed, tell in (
            (self.to_store, lambda: self.move_keys.emit(True)),
            (self.to_files, lambda: self.move_keys.emit(False)),
            (self.print_button, lambda: self.print_sheet.emit(False)),
            (self.save_button, lambda: self.save_sheet.emit(False)),
            (self.second_print, lambda: self.print_sheet.emit(True)),
            (self.second_save, lambda: self.save_sheet.emit(True)),
            (self.forget_button, self.forget_second.emit),
        ):
            pressed.clicked.connect(lambda _on=False, tell=tell: tell())


def _sheet_words(view: SettingsView) -> str:
    copied = view.recovery.copied
    if copied is not None:
        return _("Made on {day}. Keep it in a locked place.").format(day=format_date(copied))
    if view.profile.role == Role.PARTICIPANT:
        return _("Optional: your focal point can give you back what you sent.")
    return _("One page with your keys, for a locked place. There is none yet.")


def _second_words(view: SettingsView) -> str:
    copied = view.recovery.second_copied
    if copied is None:
        return _("ROCB A/P has two office keys. This one belongs on paper, in a safe, and not on this computer.")
    return _("Its sheet was made on {day}. When it is in a safe place, delete the key here.").format(
        day=format_date(copied)
    )
