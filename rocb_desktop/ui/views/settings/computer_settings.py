"""Display, this computer and the office in Settings: language and theme, who works here, where the data lies."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from rocb_desktop import texts
from rocb_desktop.domain.administration import ROCB, ROCB_NAME, name_of
from rocb_desktop.services.profile.clones import Noticed
from rocb_desktop.services.profile.settings_view import PersonHere, SettingsView
from rocb_desktop.texts import _, format_date
from rocb_desktop.ui import theme
from rocb_desktop.ui.look import changed
from rocb_desktop.ui.menus import LANGUAGE_NAMES, THEMES
from rocb_desktop.ui.sidebar_parts import ROLE_NAMES
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.widgets.setting_row import SettingRow, SettingsCard
from rocb_desktop.ui.widgets.words import KeyWords


class DisplaySettings(QWidget):
    """Language and theme; `language(str)` and `look(str)` tell what was chosen."""

    language = Signal(str)
    look = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.languages = _combo(LANGUAGE_NAMES, texts.language())
        self.looks = _combo([(name, _(words)) for name, words in THEMES], theme.requested())
        rows = [
            SettingRow(_("Language"), _("Of the app. What people wrote stays as they wrote it."), [self.languages]),
            SettingRow(_("Theme"), _("Light, dark, or like the computer."), [self.looks]),
        ]
        _column(self, [SettingsCard(_("Language and display"), rows=rows)])
        self.languages.activated.connect(lambda _at: self.language.emit(str(self.languages.currentData())))
        self.looks.activated.connect(lambda _at: self.look.emit(str(self.looks.currentData())))
        changed.connect(self._show_theme)  # it is also chosen in the menu

    def _show_theme(self) -> None:
        self.looks.setCurrentIndex(self.looks.findData(theme.requested()))


class ComputerSettings(QWidget):
    """Who works on this computer, where the data lies, and whether it reminds. Signals: add_person, change_person,
    open_folder, remind(bool).
    """

    add_person = Signal()
    change_person = Signal()
    open_folder = Signal()
    remind = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.reminder = tick("")
        self.reminder.clicked.connect(lambda on: self.remind.emit(on))
        self.reminder_row = SettingRow(_("Remind me when a survey opens or is due"), "", [self.reminder])
        self.people = ItemList(_("People on this computer"), lines=True)
        self.folder_button = button(_("Open"), icon="folder-open", small=True, on_press=self.open_folder.emit)
        self.folder_row = SettingRow(_("Folder of your data"), "", [self.folder_button])
        self.noticed = Message("info", "")
        self.change_button = button(_("Change person"), icon="users", small=True, on_press=self.change_person.emit)
        self.add_button = button(_("Add a person"), icon="plus", small=True, on_press=self.add_person.emit)
        card = Card(_("People on this computer"), _("Each has a folder and keys of their own."), flush=True)
        card.add(self.people)
        card.set_foot(FlowRow([self.add_button, self.change_button]))
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        _column(self, [self.noticed, card, SettingsCard(_("This computer"), rows=[self.reminder_row, self.folder_row])])

    def show_state(self, view: SettingsView) -> None:
        self.people.set_items([_person(one) for one in view.people])
        self.people.setFixedHeight(max(1, min(len(view.people), 5)) * 56 + 4)
        self.folder_row.set_detail(str(view.profile.path))
        self.reminder.setChecked(view.reminder.on)
        self.reminder.setEnabled(view.reminder.possible)
        self.reminder_row.set_detail(_reminder_words(view.reminder.possible))
        self.noticed.setVisible(view.noticed is not None)
        if view.noticed is not None:
            self.noticed.set_message("info", *_noticed_words(view.noticed))


class OfficeSettings(QWidget):
    """What ROCB A/P is known by here. `make_office`: write the file that new computers find beside the program;
    `renew_office`: make a new pair of office keys.
    """

    make_office = Signal()
    renew_office = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sentence = label("", "body", "ink_2")
        self.words = KeyWords()
        self.make_button = button(
            _("Save the office file"), icon="building-2", small=True, on_press=self.make_office.emit
        )
        row = SettingRow(
            _("Office file"),
            _("Put office.rocb beside the program: new computers know ROCB A/P before the first pack."),
            [self.make_button],
        )
        self.renew_button = button(_("Make new keys"), icon="refresh-cw", small=True, on_press=self.renew_office.emit)
        renew = SettingRow(
            _("New office keys"),
            _("When one of the two was lost or stolen. Everybody then compares eight new words once."),
            [self.renew_button],
        )
        self.file_card = SettingsCard(_("For the office"), rows=[row, renew])
        card = Card(_("The eight words of {name}").format(name=ROCB_NAME))
        card.add(self.sentence)
        card.add(self.words)
        _column(self, [card, self.file_card])

    def show_state(self, view: SettingsView) -> None:
        words = view.key.anchor_words
        self.words.setVisible(bool(words))
        self.words.set_words([word.text for word in words], " ".join(word.digits for word in words))
        known = _("They were compared on this computer. Files that name another office are refused.")
        if view.profile.administration == ROCB:
            known = _("Print them on the workshop handout. Everybody compares them once, with the first pack.")
        self.sentence.setText(known if words else _("ROCB A/P is not known here yet. Open the workshop pack first."))
        self.file_card.setVisible(view.profile.administration == ROCB)


def _reminder_words(possible: bool) -> str:
    if not possible:
        return _("This is the demo. It changes nothing on this computer.")
    return _("At most one message a day, when you start this computer and while the app is open.")


def _column(holder: QWidget, parts: Sequence[QWidget]) -> None:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for part in parts:
        column.addWidget(part)


def _combo(options: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    made = QComboBox()
    for value, words in options:
        made.addItem(words, value)
    made.setCurrentIndex(max(made.findData(chosen), 0))
    return made


def _person(one: PersonHere) -> Item:
    name = one.face.name if one.face is not None else one.folder.name
    parts = []
    if one.face is not None:
        parts = [_(ROLE_NAMES[one.face.role])] if one.face.role in ROLE_NAMES else []
        parts += [name_of(one.face.administration)] if one.face.administration != ROCB else []
    detail = ", ".join(parts)
    if one.current:
        detail = _("{who}. Works here now.").format(who=detail) if detail else _("Works here now.")
    return Item(one.folder, name, detail, icon="user")


def _noticed_words(found: Noticed) -> tuple[str, str]:
    """Calm: nothing is wrong, and nothing has to be done."""
    day = format_date(found.at.astimezone().date())
    first = {
        "copied": _("These data were copied to here from another place, or an older copy was put back ({day})."),
        "came_back": _("Work of yours came back that was not here any more ({day})."),
        "restored": _("A backup was put back ({day})."),
    }[found.why].format(day=day)
    return first, _(
        "The app numbers your files anew from there on, so that nothing is mixed up. You need not do anything."
    )
