"""Handing planned actions over to a colleague: which ones, to whom, the colleague's key card or the focal point, the
file.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from rocb_desktop.domain.action import MAX_NAME
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.survey.action_log import LogLine
from rocb_desktop.services.survey.passing_on import pass_on
from rocb_desktop.texts import _
from rocb_desktop.ui.dialogs.new_key_dialog import Call, NewKeyDialog, Steps
from rocb_desktop.ui.views.log.action_words import plan_words, title_words
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import tick
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work

_INDENT = 28  # px, below the words of a tick


class PassOnDialog(NewKeyDialog):
    """`lines` are the plans that can be handed over, `chosen` those that are ticked at first (ids; none: all that are
    not handed over yet). `decided(Outcome)`: the file is made.
    """

    def __init__(
        self, work: Work, lines: Sequence[LogLine], chosen: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        words = _(
            "Ask your colleague for a key card: menu Tools, My key. Choose it here, and only your colleague can open "
            "what you hand over. Without a card the file goes to your focal point, who gives it on."
        )
        steps = Steps(
            _("Hand over to a colleague"),
            words,
            self._service,
            _("Through the focal point"),
            saves="actions.rocb",
            leaves=self._leaves,
        )
        super().__init__(work, steps, parent)
        self.set_title(
            _("Hand over to a colleague"),
            _("The actions stay in your log. Your colleague takes them over as own plans."),
        )
        self.name = LineField(_("Name of your colleague"))
        self.name.edit.setMaxLength(MAX_NAME)
        self.missing = label(_("Tick at least one planned action."), "hint", "err", weight=600)
        self.missing.hide()
        self.ticks: dict[str, QCheckBox] = {}
        self.what = Card(_("What do you hand over?"))
        free = [one.action.id for one in lines if not one.action.handed_to]
        for line in lines:
            about = plan_words(line)
            box = tick(title_words(line.action), on=line.action.id in (chosen or free), hint=about)
            self.ticks[line.action.id] = box
            below = label(about, "hint")
            below.setContentsMargins(_INDENT, 0, 0, 4)
            self.what.add(box)
            self.what.add(below)
        self.what.add(self.missing)
        self.intro.set_title(_("Who takes it over?"))
        self.intro.body.insertWidget(0, self.name)
        self.add(self.what)
        self.name.focus()

    def choose(self) -> None:
        """The card, once something is ticked."""
        if self._any_ticked():
            super().choose()

    def go_on(self) -> None:
        """Show what leaves. Without a card somebody has to be named."""
        if not self._any_ticked():
            return
        if self.check is None and not self.name.text().strip():
            self.name.set_error(_("Write the name of your colleague."))
            self.name.focus()
            return
        super().go_on()

    def failed(self, error: Exception) -> None:
        """At the field that is wrong."""
        if isinstance(error, UserError) and error.values.get("field") == "name":
            self.name.set_error(error.what())
            self.name.focus()

    def _any_ticked(self) -> bool:
        self.missing.setVisible(not self._chosen())
        if not self._chosen():
            next(iter(self.ticks.values())).setFocus()
        return bool(self._chosen())

    def _chosen(self) -> list[str]:
        return [record for record, box in self.ticks.items() if box.isChecked()]

    def _service(self, card: Path | None, path: Path | None) -> Call:
        return pass_on, (self._chosen(), path, self.name.text(), card)

    def _leaves(self, card: Path | None) -> tuple[Any, ...]:
        return "pass-on", self._chosen(), self.name.text(), card
