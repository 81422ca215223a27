"""A mission report being written: its sections on the left, one of them in the middle, checks and log beside it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rocb_desktop.domain.mission_report import SECTIONS, TEXTS, ReportContent, checks
from rocb_desktop.services.survey.mission_reports import ReportDesk
from rocb_desktop.texts import _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui.look import current
from rocb_desktop.ui.views.report.records_panel import AdvicePanel, GapsPanel, RecordsPanel
from rocb_desktop.ui.views.report.report_side import ChecksCard, InsertCard
from rocb_desktop.ui.views.report.result_words import SECTION_BADGES
from rocb_desktop.ui.views.report.section_panel import (
    AnnexPanel,
    CoursePanel,
    PlanPanel,
    SectionPanel,
    SummaryPanel,
    TextPanel,
)
from rocb_desktop.ui.widgets.badge_words import badge
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.field import ChoiceField
from rocb_desktop.ui.widgets.item_list import Item, ItemList
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.scroll import PageScroll

_LIST: Mapping[Frame, int] = {"wide": 208, "medium": 208, "narrow": 0}
_SIDE = 264

Texts = dict[str, str]


class ReportEditor(QWidget):
    """`changed` while the person types, `left` when they go to another section."""

    changed = Signal()
    left = Signal()

    def __init__(self, desk: ReportDesk) -> None:
        super().__init__()
        self.desk = desk
        self.panels = _panels(desk.today)
        self.list = ItemList(_("Sections"), badge_below=True, lines=False)
        self.choice = ChoiceField("", [(id, one.title_label.text()) for id, one in self.panels.items()])
        self.choice.combo.setAccessibleName(_("Sections"))
        self.checks, self.insert = ChecksCard(), InsertCard()
        self.saved_label, self.files_label = label("", "hint"), label("", "hint")
        self.files_label.hide()
        self._build()
        self._listen()
        self.show_desk(desk, texts=True)
        self.go_to("summary")

    @property
    def section(self) -> str:
        """The section on the screen."""
        return str(self.list.key())

    def texts(self) -> Texts:
        """What is written, by section, and for whom the report is."""
        found = {id: panel.text() for id, panel in self.panels.items() if isinstance(panel, TextPanel)}
        return {**found, "addressee": self._summary().addressee.text()}

    def show_texts(self, texts: Mapping[str, Any]) -> None:
        """Fill the texts; nobody is told."""
        for id, panel in self.panels.items():
            if isinstance(panel, TextPanel):
                panel.set_text(str(texts.get(id, "")))
        self._summary().set_addressee(str(texts.get("addressee", "")))
        self.refresh()

    def show_desk(self, desk: ReportDesk, *, texts: bool) -> None:
        """What is kept by now; `texts`: also what is written, which the person has not touched."""
        was, now = self.desk.report.finished, desk.report.finished
        self.desk = desk
        for panel in self.panels.values():
            panel.set_read_only(now is not None)
            panel.show_content(desk.content)
        if now is not None:
            said = _("Finished on {day}, version {n}. It can only be read.")
            self.saved_label.setText(said.format(day=now.shown(), n=desk.report.version))
        elif was is not None:
            self.saved_label.setText("")
        self.insert.show_log(desk.content.done)
        if texts:
            self.show_texts(kept_texts(desk))
        self.refresh()

    def go_to(self, section: str) -> None:
        """Show a section."""
        blocked = self.list.blockSignals(True)
        self.list.choose(section)
        self.list.blockSignals(blocked)
        self.choice.set_value(section)
        for id, panel in self.panels.items():
            panel.setVisible(id == section)
        self._scroll.verticalScrollBar().setValue(0)
        text = isinstance(self.panels[section], TextPanel) and self.desk.report.finished is None
        self.insert.set_off("" if text else _("Go to a section that is a text"))

    def step(self, by: int) -> None:
        """The next section or the one before, with the keyboard in it."""
        names = list(self.panels)
        self._leave(names[(names.index(self.section) + by) % len(names)])
        self.focus_section()

    def focus_section(self) -> None:
        """Give the keyboard to the section on the screen."""
        target = self.panels[self.section].first_control()
        if target is not None:
            target.setFocus()

    def refresh(self) -> None:
        """Badges and checks as they fit what is written."""
        content = self._content()
        items = [
            Item(id, self.panels[id].section.title, badge=badge(SECTION_BADGES[content.state(id)]), lead=str(number))
            for number, id in enumerate(self.panels, 1)
        ]
        self.list.set_items(items)
        self.checks.show_checks(checks(content))

    def records(self) -> tuple[RecordsPanel, RecordsPanel]:
        """The gaps, and the recommendations."""
        gaps, advice = self.panels["gaps"], self.panels["recommendations"]
        assert isinstance(gaps, RecordsPanel) and isinstance(advice, RecordsPanel)
        return gaps, advice

    def plan(self) -> PlanPanel:
        """The action plan."""
        panel = self.panels["plan"]
        assert isinstance(panel, PlanPanel)
        return panel

    def open_form(self) -> dict[str, Any] | None:
        """What stands in a form that is open and not saved."""
        for panel in self.records():
            if panel.form.record is not None:
                return {"section": panel.section.id, "record": panel.form.record, "values": panel.form.values()}
        return None

    def restore_form(self, kept: Mapping[str, Any]) -> None:
        """A form that was open when the app ended."""
        panel = self.panels.get(str(kept.get("section")))
        values = kept.get("values")
        if isinstance(panel, RecordsPanel) and isinstance(values, dict):
            self.go_to(panel.section.id)
            panel.open_form(str(kept.get("record", "")), values)

    def set_frame(self, frame: Frame) -> None:
        """The window became wide, medium or narrow: the checks go below, the list becomes a choice."""
        space, wide = current().space, frame == "wide"
        self._left.setHidden(frame == "narrow")
        self._left.setFixedWidth(_LIST[frame] or 1)
        self.choice.setVisible(frame == "narrow")
        self._right.setVisible(wide)
        if wide:
            self._right_column.insertWidget(0, self._side)
        else:
            self._scroll.add(self._side)
        margin = space["pageMargin" if wide else "pageMarginCompact"]
        side = margin - 4 if frame == "narrow" else margin
        self._row.setContentsMargins(side, 0, max(margin - space["cardGap"], 0), 0 if frame == "narrow" else space["m"])
        self._row.setSpacing(max(space["cardGap" if wide else "cardGapCompact"] - 4, 0) if frame != "narrow" else 0)

    def _content(self) -> ReportContent:
        """What the report would say with the texts on the screen."""
        texts = {id: text for id, text in self.texts().items() if id in TEXTS}
        return replace(self.desk.content, report=replace(self.desk.report, texts=texts))

    def _summary(self) -> SummaryPanel:
        panel = self.panels["summary"]
        assert isinstance(panel, SummaryPanel)
        return panel

    def _build(self) -> None:
        self._left = Card(_("Sections"), flush=True)
        self._left.setMinimumHeight(120)
        self._left.add(self.list, 1)
        self._scroll = PageScroll(inset=True)
        for part in (self.choice, *self.panels.values(), self.saved_label, self.files_label):
            self._scroll.add(part)
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current().space["cardGap"])
        for card in (self.checks, self.insert):
            column.addWidget(card)
        self._right = PageScroll(inset=True)
        self._right.setFixedWidth(_SIDE + 4 + current().space["cardGap"])
        self._right_column = self._right.body
        self._right_column.addStretch(1)
        self._row = QHBoxLayout(self)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 4, 0, 4)  # as the scrolled cards beside it
        beside.addWidget(self._left)
        self._row.addLayout(beside)
        self._row.addWidget(self._scroll, 1)
        self._row.addWidget(self._right)
        self.set_frame("wide")

    def _listen(self) -> None:
        for panel in self.panels.values():
            panel.changed.connect(self._typed)
        self.list.chosen.connect(self._leave)
        self.list.opened.connect(lambda _key: self.focus_section())
        self.choice.changed.connect(self._leave)
        self.insert.inserted.connect(self._insert)
        for keys, step in (("Ctrl+Down", 1), ("Ctrl+Up", -1), ("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda by=step: self.step(by))

    def _leave(self, section: str) -> None:
        self.go_to(section)
        self.left.emit()

    def _typed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _insert(self, words: str) -> None:
        panel = self.panels[self.section]
        if isinstance(panel, TextPanel):
            panel.insert(words)


def kept_texts(desk: ReportDesk) -> Texts:
    """The texts as they are in the store."""
    return {**{id: desk.report.text(id) for id in TEXTS}, "addressee": desk.report.addressee}


def _panels(today: date) -> dict[str, SectionPanel]:
    kinds = {
        "summary": SummaryPanel,
        "course": CoursePanel,
        "gaps": GapsPanel,
        "plan": PlanPanel,
        "annexes": AnnexPanel,
    }
    made: dict[str, SectionPanel] = {}
    for number, (id, section) in enumerate(SECTIONS.items(), 1):
        if id == "recommendations":
            made[id] = AdvicePanel(number, section, today)
        else:
            made[id] = kinds.get(id, TextPanel)(number, section)
    return made
