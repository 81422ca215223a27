"""The map of a round: which administrations replied, and four different ways not to have done so."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QWidget

from rocb_desktop.analysis.heard_from import AdministrationCount, HeardFrom, HeardState
from rocb_desktop.domain.administration import name_of
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.region.round_words import STATES, administration_words, heard_foot, heard_title
from rocb_desktop.ui.widgets.button import more_button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column
from rocb_desktop.ui.widgets.tile_map import Tile, TileLegend, TileMap, TileState

PITCH = 29  # px from tile to tile in the design
_TILES: Mapping[HeardState, TileState] = {
    "replied": "count",
    "no_reply": "no_reply",
    "not_asked": "not_asked",
    "did_not_take_part": "did_not_take_part",
    "not_known": "not_known",
}
_STEPS = (0.1, 0.3, 0.6, 0.8, 1.0)  # a share inside each step of the tint
_MOST_TINTS = len(_STEPS)


class HeardMapCard(Card):
    """`opened(code)`: a tile was chosen. `cleared`: Esc on the map. Ctrl+T shows the same as a table."""

    opened = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.map = TileMap(_("Replies of each administration"))
        self.map.opened.connect(self.opened)
        self.map.cleared.connect(self.cleared)
        centred = QWidget()
        middle = QHBoxLayout(centred)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self.map, 100)
        middle.addStretch(1)
        self.table = TableView(_("Replies of each administration"), _columns(), most=0)
        # The map alone says how high the card is; the table takes the same room and scrolls.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._stack = QStackedWidget()
        self._stack.addWidget(centred)
        self._stack.addWidget(self.table)
        self.body.setContentsMargins(16, 2, 16, 6)
        self.body.setSpacing(4)
        self.body.addWidget(self._stack, 1)
        menu = QMenu(self)
        self._toggle = menu.addAction(_("Show as table"), self.toggle_table)
        menu.addAction(_("Copy"), self.copy)
        self._more = more_button(_("More for this map"), menu)
        self._more.setProperty("small", True)
        self.set_corner(self._more)
        shortcut = QShortcut(QKeySequence("Ctrl+T"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.toggle_table)

    def set_heard(self, heard: HeardFrom) -> None:
        """Shows who replied in a round."""
        shares = tints([one.replied for one in heard.with_state("replied") if one.asked is None])
        self.map.set_tiles([_tile(one, shares) for one in heard.administrations])
        self.map.setMaximumWidth(self.map.columns() * PITCH + 1)
        self.table.set_rows(list(heard.administrations))
        self.set_title(heard_title(heard))
        self.map.setAccessibleDescription(f"{heard_title(heard)}. {heard_foot(heard)}")
        self.set_foot(heard_foot(heard))
        self.set_under_title(TileLegend(legend(heard, shares)))

    def set_filtered(self, code: str) -> None:
        """Marks the administration the page is about now; an empty text takes the mark away."""
        self.map.set_filtered(code)

    def toggle_table(self) -> None:
        """Map to table and back; the keyboard goes along."""
        to_table = self._stack.currentWidget() is not self.table
        self._stack.setCurrentIndex(1 if to_table else 0)
        self._toggle.setText(_("Show as map") if to_table else _("Show as table"))
        (self.table if to_table else self.map).setFocus(Qt.FocusReason.OtherFocusReason)

    def shows_table(self) -> bool:
        """True while the table stands in place of the map."""
        return self._stack.currentWidget() is self.table

    def copy(self) -> None:
        """Puts title and table on the clipboard, as lines with tabs."""
        columns = self.table.rows_model.columns
        lines = [self.title_label.text(), "\t".join(column.title for column in columns)]
        lines += ["\t".join(column.text(row) for column in columns) for row in self.table.rows_model.rows()]
        QGuiApplication.clipboard().setText("\n".join(lines))


def tints(counts: list[int]) -> dict[int, float]:
    """A tint for each number of replies, where nobody knows of how many: up to five numbers have each their own."""
    known = sorted(set(counts))
    if len(known) > _MOST_TINTS:
        return {count: count / known[-1] for count in known}
    return {count: _STEPS[place] for place, count in enumerate(known)}


def legend(heard: HeardFrom, shares: Mapping[int, float]) -> list[tuple[Tile, str]]:
    """Only what is on the map: the numbers of replies from few to many, then the ways not to have replied."""
    found = {one.state for one in heard.administrations}
    entries = []
    for place, (count, share) in enumerate(shares.items()):
        words = str(count) if place else ngettext("{n} reply", "{n} replies", count).format(n=count)
        entries.append((Tile("", "count", "", share=share), words))
    known = [one.replied / one.asked for one in heard.with_state("replied") if one.asked]
    if any(share < 1 for share in known):
        entries.append((Tile("", "count", "", share=_STEPS[1]), _("Some replies")))
    if any(share >= 1 for share in known):
        entries.append((Tile("", "count", "", share=1.0), _("All replies")))
    return entries + [
        (Tile("", _TILES[state], ""), _(STATES[state])) for state in STATES if state in found - {"replied"}
    ]


def _tile(one: AdministrationCount, shares: Mapping[int, float]) -> Tile:
    if one.state != "replied":
        return Tile(one.code, _TILES[one.state], administration_words(one))
    share = shares[one.replied] if one.asked is None else one.replied / max(one.asked, one.replied)
    short = str(one.replied) if one.asked is None else f"{one.replied}/{one.asked}"
    return Tile(one.code, "count", administration_words(one), short, share)


def _columns() -> list[Column]:
    return [
        Column("code", _("Code"), "strong"),
        Column("name", _("Administration"), value=lambda one: name_of(one.code), stretch=True),
        Column("replied", _("Replies"), "number"),
        Column("asked", _("of"), "number"),
        Column("state", _("State"), value=lambda one: _(STATES[one.state])),
    ]
