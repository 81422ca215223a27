"""The mission reports of a participant: one for each workshop, begun or not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from rocb_desktop.domain.mission_report import SECTIONS
from rocb_desktop.reports.mission_paper import days
from rocb_desktop.services.survey.mission_reports import ReportDesk
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.report.result_words import report_badge
from rocb_desktop.ui.views.workshop.workshop_words import short_title
from rocb_desktop.ui.widgets.badge import Badge
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.rows import ItemRow
from rocb_desktop.ui.widgets.scroll import PageScroll


class ReportList(PageScroll):
    """`opened(workshop id)`."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cards: list[Card] = []
        self._buttons: list[QPushButton] = []

    def show_reports(self, desks: Sequence[ReportDesk]) -> None:
        """The newest workshop first."""
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._buttons = []
        self._cards = [self._card(one) for one in desks]
        for card in self._cards:
            self.add(card)

    def first_focus(self) -> QWidget | None:
        """The button of the first report."""
        return self._buttons[0] if self._buttons else None

    def _card(self, desk: ReportDesk) -> Card:
        workshop, spec = desk.content.workshop, report_badge(desk.report, is_begun(desk))
        words = _("Continue my report") if is_begun(desk) else _("Start my report")
        if desk.report.finished is not None:
            words = _("Read my report")
        act = button(words, small=True, on_press=lambda: self.opened.emit(workshop.id))
        act.setAccessibleName(_("{workshop}: {words}").format(workshop=short_title(workshop), words=words))
        self._buttons.append(act)
        end = FlowRow([Badge(spec.key, **dict(spec.values)), act], gap=12)
        card = Card()
        card.add(ItemRow(short_title(workshop), _detail(desk), icon="file-text", end=end))
        card.setAccessibleName(short_title(workshop))
        return card


def is_begun(desk: ReportDesk) -> bool:
    """Whether anything is written."""
    content = desk.content
    return bool(content.report.texts or content.report.addressee or content.gaps or content.report.finished)


def _detail(desk: ReportDesk) -> str:
    if desk.report.finished is not None:
        said = _("Finished on {day}, version {n}.")
        return said.format(day=desk.report.finished.shown(), n=desk.report.version)
    ready = sum(desk.content.state(id) == "complete" for id in SECTIONS)
    count = ngettext("{ready} of {all} sections ready", "{ready} of {all} sections ready", ready)
    count = count.format(ready=ready, all=len(SECTIONS))
    return f"{days(desk.content.workshop.start, desk.content.workshop.end)}. {count}."
