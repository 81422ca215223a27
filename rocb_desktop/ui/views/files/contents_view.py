"""What a file holds, section by section: who can open it, whose words of which kind, and who may see them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.services.sending.contents import Contents, Section
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.files.file_words import kind_name, size_words
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.summary import SummaryList, SummaryRow

MOST_ITEMS = 12


class ContentsList(QWidget):
    """A card for each file that would be made; nothing before the app has looked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().space["m"])
        self._column.addStretch(1)
        self.contents: Sequence[Contents] = ()
        self._cards: list[Card] = []
        self.hide()

    def show_files(self, contents: Sequence[Contents]) -> None:
        """In the place of those shown before."""
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self.contents, self._cards = contents, [contents_card(one) for one in contents]
        for place, card in enumerate(self._cards):
            self._column.insertWidget(place, card)
        self.setVisible(bool(contents))


def contents_card(one: Contents) -> Card:
    """One file as a card: nothing else is in it."""
    about = _("{kind}, {size}").format(kind=kind_name(one.kind), size=size_words(one.size))
    card = Card(_("The file holds this and nothing else"), f"{about}. {one.name}")
    readers = [(name, False) for name in one.readers] or [(_("Everybody who has the file"), False)]
    rows = [SummaryRow(_("Who can open it"), readers)]
    rows += [SummaryRow(section.heading, _lines(section)) for section in one.sections]
    if one.attached:
        said = ngettext("{n} file, as it is", "{n} files, as they are", one.attached).format(n=one.attached)
        rows.append(SummaryRow(_("Attached files"), [(said, False)]))
    rows.append(SummaryRow(_("Who may be shown it"), _rules(one.sections)))
    rows.append(SummaryRow(_("Added by the app"), [(_("Your signature, and the time the file was made"), False)]))
    card.add(SummaryList(rows))
    if one.hollow:
        said = ngettext(
            "{n} entry goes along without its words, so that nobody can leave one out unseen.",
            "{n} entries go along without their words, so that nobody can leave one out unseen.",
            one.hollow,
        )
        card.add(label(said.format(n=one.hollow), "hint"))
    return card


def _lines(section: Section) -> Sequence[tuple[str, bool]]:
    shown = [(item, False) for item in section.items[:MOST_ITEMS]]
    more = len(section.items) - MOST_ITEMS
    if more > 0:
        shown.append((ngettext("and {n} more", "and {n} more", more).format(n=more), True))
    return shown


def _rules(sections: Sequence[Section]) -> Sequence[tuple[str, bool]]:
    """Each rule once, with what it is about below it."""
    told: dict[str, list[str]] = {}
    for section in sections:
        told.setdefault(section.seen_by, []).append(section.heading)
    if len(told) < 2:
        return [(rule, False) for rule in told]
    return [line for rule, names in told.items() for line in ((rule, False), (", ".join(names), True))]
