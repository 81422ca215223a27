"""On Home: the question what a person will do after a workshop, and later how much of it is done."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.survey.promises import Kept, Promises, dismiss_promise, promises_now
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.look import current
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.rows import ItemRow


class PromiseCard(QWidget):
    """Serves a page: ask() looks anew and shows what there is to say, nothing when there is nothing."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current().space["cardGap"])
        self.hide()

    def ask(self) -> None:
        """Look what there is to promise, and what was kept."""
        self._page.work.run(
            promises_now, owner=self, latest="promises", done=self.show_promises, failed=self._page.show_error
        )

    def show_promises(self, found: Promises) -> None:
        """The question first, then what was kept."""
        for old in self._parts:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = []
        if found.ask is not None:
            self._parts.append(self._question(found.ask))
        if found.kept is not None:
            self._parts.append(self._kept(found.kept))
        for part in self._parts:
            self._column.addWidget(part)
        self.setVisible(bool(self._parts))

    def _question(self, workshop: Workshop) -> Card:
        promise = button(
            _("Promise an action"), small=True, on_press=lambda: self._go(workshop=workshop.id, promise=True)
        )
        no = button(
            _("Do not ask again"), "link", small=True, on_press=lambda: self._page.do(dismiss_promise, workshop.id)
        )
        title = _("What will you do after {workshop}?").format(workshop=short_title(workshop))
        return _card(title, _("Tick it, and by when. It becomes a plan in your log."), "target", [promise, no])

    def _kept(self, kept: Kept) -> Card:
        see = button(_("See the plans"), small=True, on_press=lambda: self._go(workshop=kept.workshop.id, tab="board"))
        return _card(planned_words(kept), done_words(kept), "list-checks", [see])

    def _go(self, **what: object) -> None:
        self._page.host.go("actions", **what)


def planned_words(kept: Kept) -> str:
    """You planned 3 actions after Canines."""
    words = ngettext(
        "You planned {n} action after {workshop}.", "You planned {n} actions after {workshop}.", kept.planned
    )
    return words.format(n=kept.planned, workshop=short_title(kept.workshop))


def done_words(kept: Kept) -> str:
    """2 of them are done."""
    if not kept.done:
        return _("None is done yet.")
    if kept.done == kept.planned:
        return _("All is done.")
    return ngettext("{n} of them is done.", "{n} of them are done.", kept.done).format(n=kept.done)


def _card(title: str, detail: str, icon: str, buttons: list[QPushButton]) -> Card:
    for made in buttons:
        made.setAccessibleDescription(f"{title} {detail}")
    card = Card(padding=current().space["m"])
    card.setAccessibleName(title)
    row = QHBoxLayout()
    row.setContentsMargins(4, 0, 4, 0)
    words = ItemRow(title, detail, icon=icon)
    words.setContentsMargins(0, 0, 0, 0)
    row.addWidget(words, 1)
    row.addWidget(FlowRow(buttons, align="end"))
    card.body.addLayout(row)
    return card
