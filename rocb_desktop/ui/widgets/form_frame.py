"""The frame of a form: its card scrolls, a bar with the buttons stays below it, and a side column stands beside."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rocb_desktop.tokens import Frame
from rocb_desktop.ui.look import current
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow, TopLayout
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, set_role
from rocb_desktop.ui.widgets.scroll import PageScroll


class FormFrame(QWidget):
    """`form` is the card, `side` what belongs beside it, `buttons` end with the primary one.

    In a wide window the bar is a card below the form and the side stands beside both; otherwise the side follows the
    form and the bar is a strip at the foot of the page.
    """

    def __init__(
        self, form: Card, side: Sequence[QWidget], buttons: Sequence[QPushButton], *, side_width: int = 304
    ) -> None:
        super().__init__()
        self.body_scroll = PageScroll()
        self.body_scroll.add(form, 1)
        self._side = QWidget()
        side_column = TopLayout(self._side)
        side_column.setSpacing(current().space["cardGap"])
        for widget in side:
            side_column.add_top(widget)
        for tall in (form, side[0]):
            tall.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        # Scrolls by itself: a long list beside the form must not make the window higher.
        self._side_scroll = PageScroll(inset=True)
        self._side_scroll.setFixedWidth(side_width + 4 + current().space["cardGap"])
        self._bar = self._build_bar(buttons)
        self._holder = QVBoxLayout()
        self._holder.addWidget(self._bar)
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.body_scroll, 1)
        main.addLayout(self._holder)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addLayout(main, 1)
        self._row.addWidget(self._side_scroll)
        self._frame: Frame | None = None
        self.set_frame("wide")

    def set_frame(self, frame: Frame) -> None:
        """The window became wide, medium or narrow."""
        if frame == self._frame:
            return
        self._frame = frame
        space, wide = current().space, frame == "wide"
        self.body_scroll.set_inset(wide)
        set_role(self._bar, "card" if wide else "bar")
        self._side_scroll.setVisible(wide)
        if wide:
            self._side_scroll.add(self._side, 1)
            gap = space["cardGap"]
            self._row.setContentsMargins(space["pageMargin"] - 4, 0, space["pageMargin"] - gap, space["m"])
            self._holder.setContentsMargins(4, space["m"], gap, 4)
        else:
            self.body_scroll.add(self._side)
            self._row.setContentsMargins(0, 0, 0, 0)
            self._holder.setContentsMargins(0, 0, 0, 0)

    def say(self, words: str) -> None:
        """The quiet line of the bar: when the draft was kept."""
        self._words.setText(words)
        self._icon.setVisible(bool(words))

    def _build_bar(self, buttons: Sequence[QPushButton]) -> QFrame:
        bar = QFrame()
        self._icon = IconView("save", "ink_2", 16)
        self._words = label("", "hint")
        self._icon.hide()
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(current().space["s"])
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        row.addWidget(FlowRow(buttons, align="end", gap=12))
        return bar
