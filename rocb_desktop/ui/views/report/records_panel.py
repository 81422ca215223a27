"""The sections that are lists: gaps and recommendations, each with a form that opens in its place."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.mission_report import Gap, ReportContent, Section
from rocb_desktop.domain.recommendation import Recommendation
from rocb_desktop.texts import _
from rocb_desktop.ui.views.report.advice_form import AdviceForm, advice_detail, advice_values
from rocb_desktop.ui.views.report.gap_form import GapForm, gap_detail, gap_values
from rocb_desktop.ui.views.report.inline_form import InlineForm
from rocb_desktop.ui.views.report.record_rows import RecordRow, RecordRows
from rocb_desktop.ui.views.report.result_words import state_badge
from rocb_desktop.ui.views.report.section_panel import SectionPanel
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label


class RecordsPanel(SectionPanel):
    """`saved(record, values)` and `removed(record)`; the page answers with done() or shows why not at a field."""

    saved = Signal(str, object)
    removed = Signal(str)

    def __init__(self, number: int, section: Section, form: InlineForm, add_words: str) -> None:
        super().__init__(number, section)
        self.form = form
        self.rows = RecordRows()
        self.example = label(section.example, "hint", "ink_3")
        self.add_button = button(add_words, icon="plus", small=True, on_press=self.begin)
        for part in (self.example, self.rows, self.form, FlowRow([self.add_button])):
            self.add(part)
        self.rows.emptied.connect(self.add_button.setFocus)
        form.saved.connect(self.saved)
        form.cancelled.connect(self._closed)
        form.changed.connect(self.changed)
        self._read_only = False

    def begin(self) -> None:
        """A new record."""
        self.open_form("", {})

    def open_form(self, record: str, values: dict[str, Any]) -> None:
        """The form for a record, or for a new one."""
        self.form.open(record, self._form_title(record), values)
        self.add_button.hide()
        self.changed.emit()

    def done(self) -> None:
        """What was in the form is saved."""
        self.form.close_form()
        self._closed()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        if read_only:
            self.form.close_form()
        self.add_button.setVisible(not read_only and self.form.record is None)

    def first_control(self) -> QWidget | None:
        return self.add_button if self.form.record is None else self.form

    def put(self, rows: Sequence[RecordRow]) -> None:
        """Shows other rows."""
        self.rows.set_rows(rows)
        self.example.setVisible(not rows)

    def act(self, deed: Callable[[], object]) -> Callable[[], object] | None:
        """What a row's button does; None while the report is only read."""
        return None if self._read_only else deed

    def _form_title(self, record: str) -> str:
        raise NotImplementedError

    def _closed(self) -> None:
        self.add_button.setVisible(not self._read_only)
        self.add_button.setFocus()
        self.changed.emit()


class GapsPanel(RecordsPanel):
    """The gap table."""

    def __init__(self, number: int, section: Section) -> None:
        self.gap_form = GapForm()
        super().__init__(number, section, self.gap_form, _("Add gap"))

    def show_content(self, content: ReportContent) -> None:
        self.gap_form.set_advice(content.recommendations)
        self.put([self._row(content, gap) for gap in content.gaps])

    def _row(self, content: ReportContent, gap: Gap) -> RecordRow:
        return RecordRow(
            gap.standard,
            gap_detail(gap, content.recommended(gap)),
            change=self.act(lambda: self.open_form(gap.id, gap_values(gap))),
            remove=self.act(lambda: self.removed.emit(gap.id)),
        )

    def _form_title(self, record: str) -> str:
        return _("Change the gap") if record else _("A new gap")


class AdvicePanel(RecordsPanel):
    """The recommendations, which gaps and actions name by their number."""

    def __init__(self, number: int, section: Section, today: date) -> None:
        super().__init__(number, section, AdviceForm(today), _("Add recommendation"))

    def show_content(self, content: ReportContent) -> None:
        self.put([self._row(one) for one in content.recommendations])

    def _row(self, one: Recommendation) -> RecordRow:
        return RecordRow(
            f"{one.label}  {one.text}",
            advice_detail(one),
            state_badge(one.state),
            change=self.act(lambda: self.open_form(one.id, advice_values(one))),
            remove=self.act(lambda: self.removed.emit(one.id)),
        )

    def _form_title(self, record: str) -> str:
        return _("Change the recommendation") if record else _("A new recommendation")
