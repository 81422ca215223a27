"""How is this sender known, when nobody compared the words? The answer travels with the reply as a mark."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.services.arriving.answers import HOW
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.field import LineField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.message import Message

_OTHER = "other"


class HowKnown(QWidget):
    """`told(how)`: the sender may come in, and this is how they are known. `left`: back to the answers before."""

    told = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        options = [*((key, _(words)) for key, words in HOW.items()), (_OTHER, _("Otherwise"))]
        self.choice = RadioRow(_("How do you know this sender?"), options)
        self.other = LineField(_("In your own words"), example=_("Met at the workshop in Suva"))
        self.other.hide()
        self.back_button = button(_("Back"), icon="arrow-left", on_press=self.left.emit)
        self.let_button = button(_("Let it in, key not checked"), icon="shield-alert", on_press=self.tell)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().space["s"])
        mark = _("The reply is marked “Key not checked” wherever it is shown, until somebody compares the words.")
        self._wrong = Message("err", _("Say how you know {name}.").format(name=name))
        self._wrong.hide()
        self._column.addWidget(label(_("How do you know {name}?").format(name=name), "label"))
        self._column.addWidget(label(mark, "hint"))
        for part in (self._wrong, self.choice, self.other, FlowRow([self.back_button, self.let_button])):
            self._column.addWidget(part)
        self.choice.changed.connect(self._chosen)

    def take_focus(self) -> None:
        """The keyboard goes to the first way."""
        self.choice.setFocus()

    def tell(self) -> None:
        """Let the sender in, if there is an answer."""
        chosen = self.choice.value()
        how = self.other.text() if chosen == _OTHER else str(chosen or "")
        self._wrong.setVisible(not how)
        if how:
            self.told.emit(how)
        elif chosen == _OTHER:
            self.other.focus()

    def _chosen(self, value: str) -> None:
        self._wrong.hide()
        self.other.setVisible(value == _OTHER)
        if value == _OTHER:
            self.other.focus()
