"""Beside the form of an action: what is logged for the workshop already, and what the entry is good for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.domain.action import Action
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.log.action_words import detail_words, title_words, type_of
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.rows import ItemRow

_MOST = 8  # entries shown; the log has them all


class LoggedCard(Card):
    """The newest entries of one workshop, and the one being written."""

    def __init__(self) -> None:
        super().__init__(_("Logged for this workshop"))
        self._rows: list[QWidget] = []
        self.body.setSpacing(0)

    def show_log(self, workshop: str, log: Sequence[Action], draft: Action | None) -> None:
        """`workshop` is its title; `draft` the entry in the form, when it has a type already."""
        self.set_context(workshop)
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = []
        for action in log[-_MOST:]:
            self._add(action, "planned" if action.status == "planned" else "saved")
        if draft is not None:
            self._add(draft, "draft")
        if len(log) > _MOST:
            more = ngettext("{n} earlier entry", "{n} earlier entries", len(log) - _MOST)
            self._rows.append(label(more.format(n=len(log) - _MOST), "hint"))
            self.add(self._rows[-1])
        if not self._rows:
            self._rows.append(label(_("Nothing yet. This is the first entry."), "hint"))
            self.add(self._rows[0])

    def title(self) -> str:
        """Of the workshop shown."""
        return self.context_label.text()

    def said(self) -> list[str]:
        """The entries shown, each in a sentence."""
        return [row.accessibleName() for row in self._rows if row.accessibleName()]

    def _add(self, action: Action, state: str) -> None:
        row = ItemRow(title_words(action), detail_words(action), icon=type_of(action.type).icon, end=Badge(state))
        for widget in (line(), row):
            self.add(widget)
            self._rows.append(widget)


class SurveyNote(Card):
    """What a saved action does for the survey."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "hint")
        row = QHBoxLayout()
        row.setSpacing(current().space["m"])
        row.addWidget(IconView("list-checks", "primary", 20), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        self._title = label("", "body", weight=500)
        words.addWidget(self._title)
        words.addWidget(self._words)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.set_planned(False)

    def set_planned(self, planned: bool) -> None:
        """A plan is not an answer yet."""
        if planned:
            self._title.setText(_("This is your promise"))
            self._words.setText(_("It is not in your survey yet. Mark it done when you have done it."))
        else:
            self._title.setText(_("This goes into your survey"))
            self._words.setText(_("Question 1 will be ticked for you. You can change it before you send."))
