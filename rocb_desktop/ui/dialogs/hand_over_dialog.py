"""Handing the office over: the successor's card, the eight words, who goes on, the name typed, the file."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.person import normalise_name
from rocb_desktop.services.profile.hand_over import hand_over, letting_go_words
from rocb_desktop.services.profile.whole_streams import office_files
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.new_key_dialog import Call, NewKeyDialog, Steps
from rocb_desktop.ui.views.files.files_tick import FilesTick
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work

LEAVES, JOINS = "leaves", "joins"


class HandOverDialog(NewKeyDialog):
    """The file holds everything of the office and its key, and only the person of the card can open it. `confirms`: the
    first office key of ROCB A/P lies here.
    """

    def __init__(
        self, work: Work, administration: str, parent: QWidget | None = None, *, confirms: bool = False
    ) -> None:
        words = _(
            "Your successor sets the app up with the same role and makes a key card: menu Tools, My key. Choose that "
            "file here. The file you make then holds everything of this office and its key. Nobody else can open it."
        )
        saves = f"{administration}_hand-over.rocb"
        steps = Steps(_("Hand over the office"), words, self._service, saves=saves, leaves=self._leaves)
        super().__init__(work, steps, parent)
        self.who = RadioRow(
            _("Who goes on?"),
            [
                (LEAVES, _("I leave: my key ends with what I have done until now")),
                (JOINS, _("A colleague joins: my key goes on as well")),
            ],
        )
        self.typed = LineField(_("Type the name on the card, to be sure"))
        self.confirm = Card(_("Who goes on?"))
        wait = _("The new key counts as soon as ROCB A/P has confirmed it: your successor sends ROCB A/P the key card.")
        if confirms:
            wait = _("Your office key confirms the new key at once, and goes along in the file.")
        self.lets_go = label(letting_go_words() if confirms else "", "hint")
        self.files = FilesTick(on=True)
        for part in (self.who, self.typed, self.lets_go, label(wait, "hint"), self.files):
            self.confirm.add(part)
        self.typed.hide()
        self.lets_go.hide()
        self.make_button = button(_("Make the file"), "primary", "file-output", on_press=self.go_on)
        self.add(self.confirm)
        self.show_only(self.intro)
        self.who.changed.connect(lambda _who: self._check())
        self.typed.changed.connect(lambda _text: self._check())
        work.run(office_files, owner=self, done=self.files.weigh, failed=self.say_failed)

    def compared(self) -> None:
        """The words are the same: who goes on?"""
        self.show_only(self.confirm)
        self.cancel_button = button(_("Cancel"), on_press=self.reject)
        self.make_button = button(_("Make the file"), "primary", "file-output", on_press=self.go_on)
        self.set_buttons([self.cancel_button, self.make_button])
        self._check()
        self.who.setFocus()

    def _check(self) -> None:
        """The file can be made when somebody was chosen, and who leaves has typed the name."""
        leaves = self.who.value() == LEAVES
        self.typed.setVisible(leaves)
        self.lets_go.setVisible(leaves and bool(self.lets_go.text()))
        name = self.check.unknown.name if self.check is not None else ""
        typed = normalise_name(self.typed.text()) == normalise_name(name)
        why = "" if self.who.value() else _("Choose who goes on.")
        if leaves and not typed:
            why = _("Type the name: {name}").format(name=name)
        set_off(self.make_button, why)

    def _service(self, card: Path | None, path: Path | None) -> Call:
        return hand_over, (card, path, *self._chosen())

    def _leaves(self, card: Path | None) -> tuple[Any, ...]:
        return "hand-over", card, *self._chosen()

    def _chosen(self) -> tuple[str, bool, bool]:
        """The name that was typed, whether the own key ends, and whether materials and evidence go along."""
        leaves = self.who.value() == LEAVES
        return self.typed.text() if leaves else "", leaves, self.files.wanted
