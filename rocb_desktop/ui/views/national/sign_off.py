"""The sign-off by a named head: who, when, how, whether the tables may name the administration; or not yet."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.clearing import CLEARED, HOW, NAMING
from rocb_desktop.services.national.clearance import Clearance, SignOff
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioRow
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.field import ChoiceField, DateField, Field, LineField
from rocb_desktop.ui.widgets.label import label

UNSIGNED = "unsigned"


class SignOffCard(Card):
    """`said()` is what the head said; empty while nobody signed. It begins with what the clearance knows."""

    changed = Signal()

    def __init__(
        self,
        today: date,
        known: Clearance | None = None,
        options: Sequence[tuple[str, str]] = (),
        value: str = CLEARED,
        parent: QWidget | None = None,
    ) -> None:
        sentence = _("The head of your administration agrees that this return is sent.")
        super().__init__(_("Sign-off"), sentence, parent=parent)
        offered = options or ((CLEARED, _("The head has signed off")), (UNSIGNED, _("Not signed off yet")))
        self.choice = RadioRow(_("Sign-off"), offered, value)
        cleared = known if known is not None and known.state == CLEARED else None
        self.name = LineField(_("Name of the head"), text=cleared.name if cleared else "")
        self.post = LineField(_("Post"), text=cleared.post if cleared else "")
        self.date = DateField(_("Signed off on"), _day(cleared, today), last=today)
        ways = [(way, _(words)) for way, words in HOW.items()]
        self.how = ChoiceField(_("How it was given"), ways, value=cleared.how if cleared else "paper")
        self.naming = RadioRow(
            _("May Tables 4 and 7 name the administration?"),
            [(one, _(words)) for one, words in NAMING.items()],
            (known.naming if known is not None else "") or None,  # a consent begins empty
        )
        title = _("May Tables 4 and 7 name the administration?")
        self.naming_field = Field(
            title, self.naming, _("It is counted in any case, and your own tables stay complete.")
        )
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(EvenGrid([self.name, self.post, self.date, self.how], columns=4, least=170))
        column.addWidget(self.naming_field)
        self._unsigned = label(_("The return can go. ROCB A/P sees that it is not signed off yet."), "hint")
        self._unsigned.setVisible(not options)
        self._says_unsigned = not options
        self.body.setSpacing(current().space["m"])
        for part in (self.choice, self._fields, self._unsigned):
            self.add(part)
        self.choice.changed.connect(lambda _value: self._show())
        self._show()

    @property
    def is_signed(self) -> bool:
        """The head has signed off, says the person."""
        return bool(self.choice.value() == CLEARED)

    def said(self) -> SignOff:
        """What the head said."""
        if not self.is_signed:
            return SignOff()
        return SignOff(
            self.name.text(),
            self.post.text(),
            self.date.value().isoformat(),
            str(self.how.value() or ""),
            str(self.naming.value() or ""),
        )

    def check(self) -> bool:
        """Whether everything needed is there; what is missing is said at its field, which takes the keyboard."""
        missing: list[Field] = []
        for field, sentence in (
            (self.name, _("Write the name of the head who signed off.")),
            (self.post, _("Write the post, for example Comptroller of Customs.")),
        ):
            empty = self.is_signed and not field.text()
            field.set_error(sentence if empty else "")
            missing += [field] if empty else []
        if self.is_signed and not self.date.check():
            missing.append(self.date)
        unsaid = self.is_signed and not self.naming.value()
        self.naming_field.set_error(_("Choose whether the tables may name your administration.") if unsaid else "")
        missing += [self.naming_field] if unsaid else []
        if missing:
            missing[0].focus()
        return not missing

    def _show(self) -> None:
        self._fields.setVisible(self.is_signed)
        self._unsigned.setVisible(not self.is_signed and self._says_unsigned)
        self.changed.emit()


def _day(cleared: Clearance | None, today: date) -> date:
    return date.fromisoformat(cleared.date) if cleared is not None and cleared.date else today
