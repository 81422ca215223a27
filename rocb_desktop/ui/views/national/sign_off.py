"""The sign-off of a national return: a named head with post and day, or not yet."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.field import DateField, LineField
from rocb_desktop.ui.widgets.label import label

SIGNED, UNSIGNED = "signed", "unsigned"


class SignOff(Card):
    """`values()` are what make_return takes: name, post and ISO date, all "" when nobody signed yet."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        sentence = _("The head of your administration agrees that this return is sent.")
        super().__init__(_("Sign-off"), sentence, parent=parent)
        options = ((SIGNED, _("The head has signed off")), (UNSIGNED, _("Not signed off yet")))
        self.choice = RadioRow(_("Sign-off"), options, SIGNED)
        self.name = LineField(_("Name of the head"))
        self.post = LineField(_("Post"))
        self.date = DateField(_("Signed off on"), today, last=today)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(EvenGrid([self.name, self.post, self.date], columns=3, least=190))
        self._unsigned = label(_("The return can go. ROCB A/P sees that it is not signed off yet."), "hint")
        self.body.setSpacing(current().space["m"])
        for part in (self.choice, self._fields, self._unsigned):
            self.add(part)
        self.choice.changed.connect(lambda _value: self._show())
        self._show()

    @property
    def is_signed(self) -> bool:
        """The head has signed off, says the person."""
        return bool(self.choice.value() == SIGNED)

    def values(self) -> tuple[str, str, str]:
        """Name, post, date."""
        if not self.is_signed:
            return "", "", ""
        return self.name.text(), self.post.text(), self.date.value().isoformat()

    def check(self) -> bool:
        """Whether everything needed is there; what is missing is said at its field, which takes the keyboard."""
        missing: list[LineField | DateField] = []
        for field, sentence in (
            (self.name, _("Write the name of the head who signed off.")),
            (self.post, _("Write the post, for example Comptroller of Customs.")),
        ):
            empty = self.is_signed and not field.text()
            field.set_error(sentence if empty else "")
            missing += [field] if empty else []
        if self.is_signed and not self.date.check():
            missing.append(self.date)
        if missing:
            missing[0].focus()
        return not missing

    def _show(self) -> None:
        self._fields.setVisible(self.is_signed)
        self._unsigned.setVisible(not self.is_signed)
