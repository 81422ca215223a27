"""One answer in which the people of a workshop differ: who said what, and which of it the national reply says."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.domain.answer_words import answer_text, field_words
from rocb_desktop.domain.change import same_answer
from rocb_desktop.domain.compiling import JOINED, WRITTEN, Line, join_texts
from rocb_desktop.services.national.compiling import Compilation, Decided
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.choice import RadioTile, TileGroup
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.widgets.label import label

_TILE = 250  # px; two people side by side, more of them below
Offer = tuple[Decided, RadioTile]


class CompileLine(QWidget):
    """`changed` when the person decides otherwise; `decided()` is what stands now."""

    changed = Signal()

    def __init__(self, found: Compilation, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        self._title = field_words(found.questionnaire, line.field.id)
        now = found.decided[line.field.id]
        self._offers = [*_offers(found, line)]
        if line.field.kind == "text":
            self._offers.append((Decided(None, (WRITTEN,)), RadioTile(_("Write a new text"), "pencil")))
        self.tiles = TileGroup(
            self._title, [*enumerate(tile for _offer, tile in self._offers)], columns=2, tile_width=_TILE
        )
        limit = line.field.max if line.field.kind == "text" else 0
        self.text = TextField(_("Text of the national reply"), rows=3, limit=limit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().space["s"])
        for part in (label(self._title, "label"), self.tiles, self.text):
            column.addWidget(part)
        self._choose(now)
        self.tiles.changed.connect(self._chosen)
        self.text.changed.connect(lambda _text: self.changed.emit())

    def decided(self) -> Decided:
        """The answer that is chosen, with whose it is."""
        offer = self._offers[self.tiles.value()][0]
        return Decided(self.text.text(), (WRITTEN,)) if offer.taken == (WRITTEN,) else offer

    def choose(self, now: Decided) -> None:
        """Choose what was chosen before, while somebody still says so."""
        if any(_is_same(one, now) for one, _tile in self._offers):
            self._choose(now)

    def _choose(self, now: Decided) -> None:
        same = (place for place, (one, _tile) in enumerate(self._offers) if _is_same(one, now))
        self.tiles.set_value(next(same, 0))
        if now.taken == (WRITTEN,):
            self.text.set_text(str(now.value))
        self._show_text()

    def _chosen(self, _place: object) -> None:
        self._show_text()
        if not self.text.isHidden():
            if not self.text.text():
                self.text.set_text(join_texts(self.line.field, self.line.said) or str(self.line.said[0].value))
            self.text.focus()
        self.changed.emit()

    def _show_text(self) -> None:
        self.text.setVisible(self._offers[self.tiles.value()][0].taken == (WRITTEN,))


def _is_same(one: Decided, now: Decided) -> bool:
    if WRITTEN in (*one.taken, *now.taken):
        return one.taken == now.taken
    return same_answer(one.value, now.value)


def _offers(found: Compilation, line: Line) -> Iterable[Offer]:
    """What each side said, and all of it together where that is an answer of its own."""
    for said in line.said:
        tile = RadioTile(answer_text(line.field, said.value), note=names_of(found, said.replies))
        yield Decided(said.value, said.replies), tile
    everybody = tuple(id for said in line.said for id in said.replies)
    if line.field.kind == "choices" and not any(same_answer(said.value, line.proposal) for said in line.said):
        yield (
            Decided(line.proposal, everybody),
            RadioTile(answer_text(line.field, line.proposal), note=_("All together")),
        )
    joined = join_texts(line.field, line.said) if line.field.kind == "text" else ""
    if joined:
        yield Decided(joined, (JOINED,)), RadioTile(joined, note=_("All texts, one after another"))


def names_of(found: Compilation, replies: Sequence[str]) -> str:
    """Who said it."""
    return ", ".join(dict.fromkeys(filter(None, (found.name_of(one) for one in replies))))
