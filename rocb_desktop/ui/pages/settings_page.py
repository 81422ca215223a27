"""Settings: display, safe copies, keys, this computer, the office. A change is saved when it is made."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.services.profile.settings_view import SettingsView, look_at_settings
from rocb_desktop.services.reminding.entry import switch_reminder
from rocb_desktop.texts import N_, _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui import theme
from rocb_desktop.ui.look import current
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.views.settings.backup_settings import BackupSettings
from rocb_desktop.ui.views.settings.computer_settings import ComputerSettings, DisplaySettings, OfficeSettings
from rocb_desktop.ui.views.settings.key_settings import KeySettings
from rocb_desktop.ui.views.settings.settings_list import SettingsList
from rocb_desktop.ui.views.settings.settings_steps import BackupSteps, KeySteps, OfficeSteps
from rocb_desktop.ui.widgets.field import ChoiceField
from rocb_desktop.ui.widgets.scroll import PageScroll
from rocb_desktop.ui.work import Work

_CATEGORIES = (
    ("display", N_("Language and display"), "languages"),
    ("backups", N_("Backups"), "hard-drive"),
    ("keys", N_("Keys"), "key-round"),
    ("computer", N_("This computer"), "users"),
    ("office", N_("ROCB A/P"), "building-2"),
)


class SettingsHost(PageHost, Protocol):
    """What this page asks of the window beyond what every page does."""

    profile: Path

    def set_theme(self, name: theme.ThemeName) -> None: ...
    def set_language(self, lang: str) -> None: ...
    def change_profile(self) -> None: ...
    def add_profile(self) -> None: ...


class SettingsPage(Page):
    """The categories on the left, one of them on the right; a field above it when the window is narrow."""

    shows = frozenset({"setting", "sent", "import"})
    title = N_("Settings")
    icon = "settings"

    def __init__(self, work: Work, window: SettingsHost) -> None:
        super().__init__(work, window)
        self.window_host = window
        named = [(key, _(words), icon) for key, words, icon in _CATEGORIES]
        self.list = SettingsList(named)
        self.narrow_list = ChoiceField(_("Kinds of settings"), [(key, words) for key, words, _icon in named])
        self.display, self.backups, self.keys = DisplaySettings(), BackupSettings(), KeySettings()
        self.computer, self.office = ComputerSettings(), OfficeSettings()
        self.right = PageScroll(inset=True)
        self.views: dict[str, QWidget] = {
            "display": self.display,
            "backups": self.backups,
            "keys": self.keys,
            "computer": self.computer,
            "office": self.office,
        }
        self._build()
        self._connect()
        self.show_category("backups")

    def reload(self) -> None:
        self.load(look_at_settings)

    def show_content(self, value: SettingsView) -> None:
        self.backups.show_state(value.backups, value.came_in)
        self.keys.show_state(value)
        self.computer.show_state(value)
        self.office.show_state(value)

    def arrive(self, category: str = "", **what: Any) -> None:
        if category:
            self.show_category(category)
        super().arrive(**what)

    def first_focus(self) -> QWidget | None:
        return self.narrow_list.combo if self.list.isHidden() else self.list.list

    def areas(self) -> Sequence[QWidget]:
        return (self.header, self.list, self.right)

    def arrange(self, frame: Frame) -> None:
        narrow = frame == "narrow"
        self.list.setVisible(not narrow)
        self.narrow_list.setVisible(narrow)
        space = current().space
        side = space["pageMargin" if frame == "wide" else "pageMarginCompact"]
        self._row.setContentsMargins(side, 0, 8 if not narrow else side, space["m"])

    def show_category(self, key: str) -> None:
        """Show one kind of settings."""
        for name, view in self.views.items():
            view.setVisible(name == key)
        self.list.choose(key)
        self.narrow_list.set_value(key)
        self.right.verticalScrollBar().setValue(0)

    def _build(self) -> None:
        content = QWidget()
        self._row = QHBoxLayout(content)
        self._row.setSpacing(12)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 4, 0, 4)  # as the column beside it has for the ring of its first card
        beside.addWidget(self.list)
        self._row.addLayout(beside)
        self.right.add(self.narrow_list)
        for view in self.views.values():
            self.right.add(view)
        self._row.addWidget(self.right, 1)
        self.header.set_context(_("Changes are saved when you make them."))
        self.set_content(content)
        self.arrange("wide")

    def _connect(self) -> None:
        self.list.chosen.connect(self.show_category)
        self.narrow_list.changed.connect(self.show_category)
        self.display.language.connect(self.window_host.set_language)
        self.display.look.connect(self.window_host.set_theme)
        self.computer.change_person.connect(self.window_host.change_profile)
        self.computer.add_person.connect(self.window_host.add_profile)
        self.backup_steps = BackupSteps(self, self.backups)
        self.key_steps, self.office_steps = KeySteps(self, self.keys), OfficeSteps(self, self.office)
        self.computer.open_folder.connect(self._open_folder)
        self.computer.remind.connect(lambda on: self.do(switch_reminder, on))

    def _open_folder(self) -> None:
        from rocb_desktop.ui.window_dialogs import open_folder

        open_folder(self.window_host.profile)
