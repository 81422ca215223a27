"""Backups in Settings: how safe the work is, when and where copies are made, and the copies to go back to."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.services.safety.backups import Backup, BackupState
from rocb_desktop.texts import _, format_date, ngettext
from rocb_desktop.ui.moments import moment_words
from rocb_desktop.ui.views.files.file_words import size_words
from rocb_desktop.ui.widgets.badge_words import BadgeSpec, badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.setting_row import SettingRow, SettingsCard
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column

_OLD = 14  # days


class BackupSettings(QWidget):
    """Signals ask the page: back_up, at_closing(bool), choose_place, leave_place, restore(Path), restore_file."""

    back_up = Signal()
    at_closing = Signal(bool)
    choose_place = Signal()
    leave_place = Signal()
    restore = Signal(object)
    restore_file = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: BackupState | None = None
        self.status = _Status()
        self.closing = tick("")
        self.place_button = button(_("Choose"), icon="folder-open", small=True, on_press=self.choose_place.emit)
        self.leave_button = button(_("None"), "link", small=True, on_press=self.leave_place.emit)
        self.closing_row = SettingRow(
            _("Back up every day when the app closes"), _("Once a day. It takes a second or two."), [self.closing]
        )
        self.second_row = SettingRow(
            _("Second place, for example a USB stick"), "", [self.leave_button, self.place_button]
        )
        self.keep_row = SettingRow(_("Keep"), " ")
        self.table = TableView(_("Backups you can restore"), self._columns(), dense=False, most=6, sortable=False)
        self._build()
        self.status.now_button.clicked.connect(lambda _on: self.back_up.emit())
        self.closing.toggled.connect(self._tell_closing)
        self.table.followed.connect(lambda row, _key: self.restore.emit(row.path))
        self.table.opened.connect(lambda row: self.restore.emit(row.path))

    def show_state(self, state: BackupState, came_in: int = 0) -> None:
        """`came_in`: files since the newest good copy."""
        self._state = state
        self.status.show_state(state, came_in)
        self.closing.blockSignals(True)
        self.closing.setChecked(state.at_closing)
        self.closing.blockSignals(False)
        self.second_row.set_detail(_place_words(state))
        self.keep_row.set_detail(_kept_words(state))
        self.leave_button.setVisible(state.second_place is not None)
        self.table.set_rows(list(state.copies))
        self.table.setVisible(bool(state.copies))
        self.none.setVisible(not state.copies)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.status)
        column.addWidget(SettingsCard(_("When and where"), rows=[self.closing_row, self.second_row, self.keep_row]))
        card = Card(
            _("Backups you can restore"),
            _("Before a restore, the app makes a backup of what you have now."),
            flush=True,
        )
        file_button = button(_("Restore from a file"), icon="file-input", small=True, on_press=self.restore_file.emit)
        card.set_corner(file_button)
        self.none = label(_("There is no backup yet."), "body", "ink_2")
        self.none.setContentsMargins(16, 0, 16, 10)
        card.add(self.none)
        card.add(self.table)
        column.addWidget(card)

    def _columns(self) -> list[Column]:
        return [
            Column("date", _("Date"), value=self._when, stretch=True),
            Column("place", _("Where"), value=_where, spare=True),
            Column("size", _("Size"), "number", value=lambda row: size_words(row.size)),
            Column("check", _("Checked"), "badge", value=_check),
            Column("restore", "", "link", value=lambda row: _("Restore") if row.good is not False else ""),
        ]

    def _when(self, row: Backup) -> str:
        if self._state is None:
            return ""
        words = moment_words(row.at, self._state.now, with_time=True)
        return words[:1].upper() + words[1:]

    def _tell_closing(self, on: bool) -> None:
        self.at_closing.emit(on)


class _Status(Card):
    """The first card: good, old, failed or none yet - a bar, a shield, two lines, one button."""

    def __init__(self) -> None:
        super().__init__(kind="safe")
        self.icon = IconView("shield-check", "ok", 28)
        self.words, self.detail = label("", "cardTitle"), label("", "body", "ink_2")
        self.now_button = button(_("Back up now"), "primary", "hard-drive")
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self.detail)
        said = QWidget()
        row = QHBoxLayout(said)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
        self.add(
            FieldRow([(said, 320, 1), (FlowRow([self.now_button]), self.now_button.sizeHint().width(), 0)], gap=12)
        )

    def show_state(self, state: BackupState, came_in: int) -> None:
        newest = next((copy for copy in state.copies if copy.good), None)
        if newest is None:
            self._say("failed", "shield-alert", "err", _("There is no good backup yet"), _("Make one now."))
            return
        when = moment_words(newest.at, state.now, with_time=True)
        said = _("Last backup: {when}. {size}. Opened again and checked.").format(
            when=when, size=size_words(newest.size)
        )
        if came_in:
            since = ngettext("{n} file came in since.", "{n} files came in since.", came_in).format(n=came_in)
            said = f"{said} {since}"
        if (state.now - newest.at).days > _OLD:
            self._say("next", "shield-alert", "warn", _("Your backup is old"), said)
        elif state.copies[0].good is False:
            self._say("failed", "shield-alert", "err", _("The last backup failed"), said)
        else:
            self._say("safe", "shield-check", "ok", _("Your work is backed up"), said)

    def _say(self, kind: str, icon: str, tone: str, words: str, detail: str) -> None:
        self.set_kind("failed" if kind == "failed" else "next" if kind == "next" else "safe")
        self.icon.set_icon(icon, tone)
        self.words.setText(words)
        self.detail.setText(detail)


def _kept_words(state: BackupState) -> str:
    words = _("All backups up to 500 MB. The newest 3 are always kept.")
    if state.erased_until is None:
        return words
    until = _("Backups that still hold what was erased are deleted on {date}.")
    return f"{words} {until.format(date=format_date(state.erased_until))}"


def _place_words(state: BackupState) -> str:
    if state.second_place is None:
        return _("None. A copy on another disk also survives the loss of this computer.")
    if not state.second_here:
        return _("{folder} (not connected now)").format(folder=state.second_place.parent)
    return str(state.second_place.parent)


def _where(row: Backup) -> str:
    return str(Path(row.path).parent.parent) if row.second else _("This computer")


def _check(row: Backup) -> BadgeSpec:
    return badge("good" if row.good else "damaged" if row.good is False else "not_checked")
