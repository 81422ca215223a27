"""Texts of a round that may be quoted: each with what its author allows, which may be lowered here, never raised."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.clearing import consent_words
from rocb_desktop.domain.quote import is_quotable
from rocb_desktop.services.national.quotes import Quote
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.columns import EvenGrid
from rocb_desktop.ui.widgets.field import ChoiceField
from rocb_desktop.ui.widgets.flow import TopLayout
from rocb_desktop.ui.widgets.label import label, line


class QuoteLimits(Card):
    """`limited(reply, field, consent)`: one text may be used for this much."""

    limited = Signal(str, str, str)

    def __init__(self, quotes: Sequence[Quote], parent: QWidget | None = None) -> None:
        context = _("You or the head may allow less than the author did, never more. Each choice is kept at once.")
        super().__init__(_title(quotes), context, parent=parent)
        self.choices: list[ChoiceField] = []
        self.body.setSpacing(current().space["s"])
        for quote in quotes:
            self.add(line())
            self.add(self._row(quote))

    def _row(self, quote: Quote) -> QWidget:
        words = QWidget()
        column = TopLayout(words)
        column.setSpacing(current().space["xs"])
        column.add_top(label(quote.text, "body"))
        source = _("{name}, {workshop}").format(name=quote.name, workshop=short_title(quote.workshop))
        column.add_top(label(f"{source}. {quote.label}", "caption"))
        if not quote.choices:
            column.add_top(label(_("Question 7 was not answered: it is not quoted."), "caption", "warn"))
            return words
        options = [(one, consent_words(one)) for one in quote.choices]
        choice = ChoiceField("", options, value=quote.consent)
        choice.combo.setAccessibleName(_("May be used: {text}").format(text=quote.text[:60]))
        choice.changed.connect(lambda value: self.limited.emit(quote.reply, quote.field, str(value)))
        self.choices.append(choice)
        return EvenGrid([words, choice], columns=2, least=250)


def _title(quotes: Sequence[Quote]) -> str:
    """4 of 5 texts may be quoted."""
    allowed = sum(is_quotable(quote.consent) for quote in quotes)
    if not allowed:
        return _("No text can be quoted")
    words = ngettext("{n} of {count} text may be quoted", "{n} of {count} texts may be quoted", len(quotes))
    return words.format(n=allowed, count=len(quotes))
