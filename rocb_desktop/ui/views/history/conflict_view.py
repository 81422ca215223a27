"""A conflict to decide: its sides beside one another, none chosen, and the button that repeats the choice."""

from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rocb_desktop.domain.form import MAX_ANSWER
from rocb_desktop.services.history.conflicts import TEXT, Conflict
from rocb_desktop.services.history.sides import Side
from rocb_desktop.texts import _
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.history.conflict_words import (
    conflict_sentence,
    conflict_title,
    side_author,
    side_note,
    side_titles,
    side_when,
)
from rocb_desktop.ui.views.history.side_tile import SideTile
from rocb_desktop.ui.widgets.button import button, set_off
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.choice import RadioTile, TileGroup
from rocb_desktop.ui.widgets.field import TextField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, line
from rocb_desktop.ui.widgets.message import Message


class ConflictView(Card):
    """`kept(take, text)`: a side's head, or "text" with the new words. `later`: not now. `whole(record)`: its history.
    `batch(import)`: all that came with a side.

    Who may not decide reads the sides, and whom to ask: `correction_asked(record)` where a reply can be sent back.
    """

    kept = Signal(str, str)
    correction_asked = Signal(str)
    later = Signal()
    whole = Signal(str)
    batch = Signal(str)

    def __init__(
        self, found: Conflict, number: int, count: int, *, can_ask: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(conflict_title(found), padding=current().space["cardPadding"], parent=parent)
        self.found, self.can_ask = found, can_ask and found.kind == "reply" and not found.may_decide
        self._titles = dict(zip((side.head for side in found.sides), side_titles(found), strict=True))
        self.place = label(_("Conflict {number} of {count}").format(number=number, count=count), "caption", wrap=False)
        self.later_button = button(_("Decide later"), on_press=self.later.emit)
        self.more_button = button(_("Show its whole history"), "link", "clock-fading", on_press=self._show_whole)
        self.batch_button = button(_("All of this file"), "link", "file-input", on_press=self._show_batch)
        self.ask_button = button(_("Ask for a correction"), icon="reply", on_press=self._ask)
        self.keep_button = button(_("Choose one first"), "primary", "check", on_press=self.keep)
        self.text = TextField(_("Your new text"), rows=5, limit=MAX_ANSWER)
        self.text.set_text("\n\n".join(side.text for side in found.sides if side.text))
        self.choices = self._choices()
        self._build()
        self._show_choice()

    def first_focus(self) -> QWidget:
        """The first side; without a choice to make, what else there is."""
        return self._tiles[0] if self.found.may_decide else self.more_button

    def value(self) -> str:
        """The head chosen, "text", or "" before anything is."""
        return str(self.choices.value() or "")

    def keep(self) -> None:
        """Keep what is chosen."""
        if not self.value() or not self.keep_button.isEnabled():
            return
        text = self.text.text() if self.value() == TEXT else ""
        if self.value() == TEXT and not text:
            self.text.set_error(_("Write the text to keep, or choose a side."))
            self.text.focus()
            return
        self.kept.emit(self.value(), text)

    def draft(self) -> dict[str, str]:
        """What was begun and not decided."""
        return {"take": self.value(), "text": self.text.text()}

    def restore(self, draft: dict[str, Any]) -> None:
        """Go on with what was begun: the words, and that words of one's own were chosen."""
        if draft.get("take") == TEXT and self.found.may_decide:
            self.text.set_text(str(draft.get("text", "")))
            self.choices.set_value(TEXT)
            self._show_choice()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, super().minimumSizeHint().height())

    def _choices(self) -> TileGroup:
        found = self.found
        self._tiles: list[RadioTile] = [self._tile(side) for side in found.sides]
        options: list[tuple[str, RadioTile]] = list(zip((side.head for side in found.sides), self._tiles, strict=True))
        if found.free_text and found.may_decide:
            options.append((TEXT, RadioTile(_("Write a new text that uses both"))))
        group = TileGroup(
            conflict_title(found), options, columns=2, tile_width=210, wide_last=len(options) > len(found.sides)
        )
        group.changed.connect(lambda _value: self._show_choice())
        return group

    def _tile(self, side: Side) -> SideTile:
        return SideTile(
            self._titles[side.head],
            [side_author(side), side_when(side)],
            [(part.text, part.differs) for part in self.found.parts_of(side)],
            side_note(self.found, side, self.found.sides),
            "written_here" if side.here else "in_file",
            chooses=self.found.may_decide,
        )

    def _build(self) -> None:
        space = current().space
        self.add(label(conflict_sentence(self.found), "body", "ink_2"))
        if not self.found.may_decide:
            actions = [self.ask_button] if self.can_ask else []
            self.add(Message("info", self.found.who_may, _("Both answers are kept until then."), actions, icon="lock"))
        self.add(self.choices)
        self.add(self.text)
        self.add(FlowRow([self.more_button, self.batch_button]))
        self.add(line())
        calm = QWidget()
        row = QHBoxLayout(calm)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(IconView("shield-check", "ok", 18))
        row.addWidget(label(_("Nothing is lost. You can undo this choice."), "caption"), 1)
        row.addWidget(self.place)
        self.add(calm)
        self.buttons = FlowRow([self.later_button, self.keep_button], align="end")
        self.add(self.buttons)
        self.body.setSpacing(space["m"])
        self.batch_button.setVisible(bool(self._imported()))
        for made in (self.keep_button, self.later_button):
            made.setVisible(self.found.may_decide)
        calm.setVisible(self.found.may_decide)

    def _show_whole(self) -> None:
        self.whole.emit(self.found.record)

    def _imported(self) -> str:
        return next((side.origin.imported for side in reversed(self.found.sides) if side.origin.imported), "")

    def _show_batch(self) -> None:
        self.batch.emit(self._imported())

    def _ask(self) -> None:
        self.correction_asked.emit(self.found.record)

    def _show_choice(self) -> None:
        chosen = self.value()
        self.text.setVisible(chosen == TEXT)
        words = _("Keep the new text") if chosen == TEXT else self._titles.get(chosen, _("Choose one first"))
        self.keep_button.setText(words)
        self.keep_button.setAccessibleName(words)
        set_off(self.keep_button, "" if chosen else _("Choose a side first. Left and Right choose."))
