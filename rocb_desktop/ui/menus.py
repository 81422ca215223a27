"""The menu bar: every action of the window is here, with its key, and nothing that does not work."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from rocb_desktop import texts
from rocb_desktop.texts import N_, _
from rocb_desktop.ui import edit_target, icons, theme, tools, window_dialogs
from rocb_desktop.ui.command import Command
from rocb_desktop.ui.registry import PageEntry

if TYPE_CHECKING:
    from rocb_desktop.ui.page import Page
    from rocb_desktop.ui.window import MainWindow

THEMES: tuple[tuple[theme.ThemeName, str], ...] = (
    ("system", N_("Like the computer")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("contrast", N_("High contrast")),
)
LANGUAGE_NAMES = (("en", "English"), ("fr", "Français"))  # each in its own words, for who cannot read the other
NEW: dict[str, tuple[str, str]] = {
    "participant": ("actions", N_("Log an &action")),
    "focal_point": ("participants", N_("Add &names")),
    "rocb": ("workshops", N_("Add a &workshop")),
}
_ICON = "menuIcon"
Run = Callable[[], object]
_Value = TypeVar("_Value")


class Menus(QObject):
    """Builds the menu bar of a window and keeps it true: what can be undone, stopped, gone back to."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._drawn = False
        self._menus: dict[str, QMenu] = {}
        self._of_page: list[tuple[QMenu, QAction]] = []
        self.rebuild()

    def rebuild(self) -> None:
        """Make all menus anew, in the language in use."""
        bar = self._window.menuBar()
        bar.clear()
        self._of_page.clear()
        titles = (_("&File"), _("&Edit"), _("&View"), _("&Go"), _("&Tools"), _("&Help"))
        for name, title in zip(("file", "edit", "view", "go", "tools", "help"), titles, strict=True):
            self._menus[name] = bar.addMenu(title)
        self._build_file()
        self._build_edit()
        self._build_view()
        self._build_go()
        self._build_tools()
        self._build_help()
        self.refresh()

    def draw_icons(self) -> None:
        """Draw the icons of the menus: after the first paint, because nobody sees them before a menu is open."""
        self._drawn = True
        for action in self._window.findChildren(QAction):
            name = action.property(_ICON)
            if name:
                icons.set_icon(action, str(name), "ink", 16)

    def refresh(self) -> None:
        """Switch on and off what depends on the moment. Called when something happened."""
        window = self._window
        field = edit_target.focused_field()
        self.undo.setEnabled(window.undo.can_undo or field is not None)
        self.redo.setEnabled(window.undo.can_redo or field is not None)
        self.back.setEnabled(window.pages.can_go_back)
        self.stop.setEnabled(window.can_stop)
        page = window.pages.current_page()
        primary = page.primary_button() if page is not None else None
        self.primary.setVisible(primary is not None)
        self.primary.setEnabled(primary is not None and primary.isEnabled())
        if primary is not None:
            self.primary.setText(primary.text().replace("&", "&&"))

    def show_page(self, page: "Page | None", key: str) -> None:
        """Offer what this page can do, in the place of what the page before could."""
        for menu, action in self._of_page:
            menu.removeAction(action)
            action.deleteLater()
        self._of_page.clear()
        for command in page.commands() if page is not None else ():
            self._add_of_page(command)
        for entry_key, action in self._pages.items():
            action.setChecked(entry_key == key)
        self.refresh()

    def _add_of_page(self, command: Command) -> None:
        menu = self._menus[command.menu]
        before = self._page_places[command.menu]
        action = self._action(command.text, command.run, command.shortcut, command.icon)
        menu.insertAction(before, action)
        self._of_page.append((menu, action))

    def _build_file(self) -> None:
        window, menu = self._window, self._menus["file"]
        new = NEW.get(window.role)
        if new is not None and window.pages.entry(new[0]) is not None:
            key, words = new
            self._add(menu, _(words), lambda: window.go(key, new=True), "Ctrl+N", "plus")
        self.primary = self._add(menu, "", window.press_primary, "Ctrl+Return")
        menu.addSeparator()
        self._add(menu, _("&Open files …"), window.choose_files, "Ctrl+O", "file-input")
        folder = partial(window_dialogs.choose_folder, window)
        self._add(menu, _("Open a &folder …"), folder, "Ctrl+Shift+O", "folder-open")
        self._add(menu, _("Files &received …"), partial(window_dialogs.show_received, window), icon="inbox")
        if window.pages.entry("send") is not None:
            self._add(menu, _("&Make the file to send"), lambda: window.go("send"), "Ctrl+E", "file-output")
        if window.role == "focal_point":
            self._add(menu, _("Make my key &card …"), partial(tools.show_key, window, card=True), icon="key-round")
        self._add(menu, _("&Save now"), window.pages.flush_drafts, "Ctrl+S", "save")
        end = menu.addSeparator()
        self._add(menu, _("&Change person …"), window.change_profile, icon="users")
        quit_action = self._add(menu, _("&Quit"), window.close, "Ctrl+Q")
        quit_action.setMenuRole(QAction.MenuRole.QuitRole)
        self._page_places = {"file": end}

    def _build_edit(self) -> None:
        window, menu = self._window, self._menus["edit"]
        self.undo = self._add(menu, _("&Undo"), window.undo_last, "Ctrl+Z", "undo-2")
        self.redo = self._add(menu, _("&Redo"), window.redo_last, "Ctrl+Shift+Z", "redo-2")
        menu.addSeparator()
        for words, name, keys in (
            (_("Cu&t"), "cut", "Ctrl+X"),
            (_("&Copy"), "copy", "Ctrl+C"),
            (_("&Paste"), "paste", "Ctrl+V"),
            (_("Select &all"), "selectAll", "Ctrl+A"),
        ):
            self._add(menu, words, partial(edit_target.call, name), keys)
        self._page_places["edit"] = menu.addSeparator()
        everywhere = partial(window_dialogs.find_everywhere, window)
        self._add(menu, _("Find every&where …"), everywhere, "Ctrl+Shift+F", "search")
        if window.pages.entry("history") is not None:
            self._add(menu, _("&History"), lambda: window.go("history"), "Ctrl+H", "clock-fading")
        self.stop = self._add(menu, _("&Stop"), window.stop, "Esc", "circle-stop")

    def _build_view(self) -> None:
        window, menu = self._window, self._menus["view"]
        looks = menu.addMenu(_("&Theme"))
        self._choices(looks, THEMES, theme.requested(), window.set_theme)
        tongues = menu.addMenu(_("&Language"))
        self._choices(tongues, LANGUAGE_NAMES, texts.language(), window.set_language)
        self._page_places["view"] = menu.addSeparator()
        self._add(menu, _("&Sidebar"), window.body.toggle, "F9")

    def _build_go(self) -> None:
        window, menu = self._window, self._menus["go"]
        self._pages: dict[str, QAction] = {}
        for number, key in enumerate(window.sidebar.keys(), start=1):
            entry = window.pages.entry(key)
            if entry is not None:
                self._pages[key] = self._add_page(menu, entry, number)
        menu.addSeparator()
        self.back = self._add(menu, _("&Back"), window.pages.back, "Alt+Left", "arrow-left")
        self._add(menu, _("Next &area"), lambda: window.next_area(1), "F6")
        self._add(menu, _("&Previous area"), lambda: window.next_area(-1), "Shift+F6")

    def _add_page(self, menu: QMenu, entry: PageEntry, number: int) -> QAction:
        keys = f"Ctrl+{number}" if number <= 9 else ""
        action = self._add(menu, entry.title, lambda: self._window.go(entry.key), keys)
        action.setCheckable(True)
        return action

    def _build_tools(self) -> None:
        window, menu = self._window, self._menus["tools"]
        self._page_places["tools"] = menu.addSeparator()
        self._add(menu, _("My &key …"), partial(tools.show_key, window), icon="key-round")
        self._add(menu, _("Make a &backup now"), partial(tools.back_up, window), icon="hard-drive")
        self._add(menu, _("&Check my data"), partial(tools.check, window), icon="shield-check")
        self._add(menu, _("Are &we the same? …"), partial(tools.compare, window), icon="git-compare")
        menu.addSeparator()
        self._add(
            menu,
            _("Open the folder of my &data"),
            partial(window_dialogs.open_folder, window.profile),
            icon="folder-open",
        )
        self._add(
            menu, _("Open the &log folder"), partial(window_dialogs.open_folder, window.profile / "logs"), icon="folder"
        )

    def _build_help(self) -> None:
        window, menu = self._window, self._menus["help"]
        self._add(menu, _("&Help for this page"), window.show_help, "F1", "circle-question-mark")
        menu.addSeparator()
        about = self._add(menu, _("&About ROCB Desktop"), partial(window_dialogs.show_about, window), icon="info")
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _choices(
        self,
        menu: QMenu,
        options: tuple[tuple[_Value, str], ...],
        chosen: str,
        choose: Callable[[_Value], object],
    ) -> None:
        group = QActionGroup(menu)
        for value, words in options:
            action = self._add(menu, _(words), partial(choose, value))
            action.setCheckable(True)
            action.setChecked(value == chosen)
            group.addAction(action)

    def _add(self, menu: QMenu, words: str, run: Run, keys: str = "", icon: str = "") -> QAction:
        action = self._action(words, run, keys, icon)
        menu.addAction(action)
        return action

    def _action(self, words: str, run: Run, keys: str, icon: str) -> QAction:
        action = QAction(words, self._window)
        action.triggered.connect(lambda _checked=False: run())
        if keys:
            action.setShortcut(QKeySequence(keys))
        if icon:
            action.setProperty(_ICON, icon)
            if self._drawn:
                icons.set_icon(action, icon, "ink", 16)
        return action
