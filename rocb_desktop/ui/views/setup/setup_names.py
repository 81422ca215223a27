"""The step of the set-up with the names that a pack brought: press yours, or write it when it is not there."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from rocb_desktop.domain.administration import name_of
from rocb_desktop.services.arriving.first_look import PackLook, find_people
from rocb_desktop.texts import _
from rocb_desktop.ui.views.setup.setup_steps import PARTICIPANT, Answers, Step
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import ChoiceField, LineField
from rocb_desktop.ui.widgets.field_row import FieldRow
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import label

_FEW = 8  # names that need no looking for


class _Names(ItemList):
    """No name is the current one before the person moves to it: Enter takes none by accident."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection():
            self.selectionModel().clearCurrentIndex()


class NameStep(Step):
    """The names of a pack. `pressed`: a name was chosen; `not_there`: none of them is the person."""

    pressed = Signal()
    not_there = Signal()

    def __init__(self, pack: PackLook) -> None:
        super().__init__(_("Who are you?"), _("Press your name. The pack brought this list."))
        self._pack = pack
        codes = sorted({code for code, _name in pack.people}, key=name_of)
        every = [("", _("All administrations")), *((code, name_of(code)) for code in codes)]
        self.administration = ChoiceField(_("Your administration"), every)
        self.search = LineField(_("Your name"), example=_("Type a part of your name"))
        self.list = _Names(_("Who are you?"), most=6)
        self.nobody = label(_("Nobody on the list is called that."), "hint")
        self.error = label(_("Press your name in the list."), "hint", "err", weight=600)
        self.error.hide()
        self._lay_out(len(codes))
        # A second press of the same hand must not fall on what comes next.
        self._once = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._once.timeout.connect(self.pressed)
        self.list.opened.connect(self._take)
        self.list.clicked.connect(lambda _index: self._once.start())
        self.administration.changed.connect(lambda _code: self._narrow())
        self.search.changed.connect(lambda _text: self._narrow())
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search.edit)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._enter_list)
        self._narrow()

    def keep(self, answers: Answers) -> None:
        if self._is_chosen():
            answers.role = PARTICIPANT
            answers.administration, answers.name = self.list.key()
            return
        answers.administration = str(self.administration.value() or "") or answers.administration
        answers.name = " ".join(self.search.text().split()) or answers.name

    def check(self) -> bool:
        self.error.setVisible(not self._is_chosen())
        return self._is_chosen()

    def take_focus(self) -> None:
        # Nobody is chosen yet: a name must never be taken by accident.
        if self.search.isHidden():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.search.focus()

    def _lay_out(self, offices: int) -> None:
        many = len(self._pack.people) > _FEW
        self.column.addWidget(self.error)
        self.column.addWidget(FieldRow([(self.administration, 220, 1), (self.search, 220, 1)]))
        self.administration.setVisible(offices > 1)
        self.search.setVisible(many)
        card = Card(flush=True)
        card.add(self.list)
        self.nobody.setContentsMargins(16, 8, 16, 8)
        card.add(self.nobody)
        self.column.addWidget(card)
        self.none_button = button(_("My name is not in the list"), "link", "pencil", on_press=self.not_there.emit)
        self.column.addWidget(FlowRow([self.none_button]))

    def _narrow(self) -> None:
        found = find_people(self._pack.people, str(self.administration.value() or ""), self.search.text())
        self.list.clearSelection()
        self.list.set_items([Item(pair, pair[1], name_of(pair[0]), icon="user") for pair in found])
        self.list.clearSelection()
        self.list.setVisible(bool(found))
        self.nobody.setVisible(not found)

    def _enter_list(self) -> None:
        if not self.list.isHidden():
            self.list.setCurrentIndex(self.list.model().index(0, 0))
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_chosen(self) -> bool:
        return self.list.selectionModel().hasSelection()

    def _take(self, key: object) -> None:
        self.list.choose(key)
        self._once.start(0)
