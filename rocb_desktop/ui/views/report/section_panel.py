"""One section of a mission report on the screen: its guiding question, and a text or records below."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from rocb_desktop.domain.action import TYPES, Action
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.mission_report import MAX_SECTION, ReportContent, Section, lessons, word_count
from rocb_desktop.domain.workshop import MODES
from rocb_desktop.reports.mission_paper import days
from rocb_desktop.texts import _, ngettext
from rocb_desktop.ui.views.report.record_rows import RecordRow, RecordRows
from rocb_desktop.ui.widgets.button import button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.facts import Facts
from rocb_desktop.ui.widgets.field import LineField, TextField
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label

_ROWS = 11


class SectionPanel(Card):
    """`changed` while the person types."""

    changed = Signal()

    def __init__(self, number: int, section: Section) -> None:
        super().__init__(f"{number} {section.title}")
        self.section = section
        self.add(label(section.question, "hint"))

    def show_content(self, content: ReportContent) -> None:
        """What is known besides the text."""

    def set_read_only(self, read_only: bool) -> None:
        """A finished report is only read."""

    def first_control(self) -> QWidget | None:
        """Where the keyboard starts."""
        return None


class TextPanel(SectionPanel):
    """A section that is a text; the grey example shows while nothing is written."""

    def __init__(self, number: int, section: Section, rows: int = _ROWS) -> None:
        super().__init__(number, section)
        self.field = TextField("", rows=rows)
        self.field.edit.setAccessibleName(section.title)
        self.field.edit.setPlaceholderText(section.example)
        self.field.edit.setAccessibleDescription(section.question)
        self.count = label("", "caption")
        self.add(self.field)
        self.add(self.count)
        self.field.changed.connect(self._tell)
        self._show_count()

    def text(self) -> str:
        """What is written."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Shows another text; nobody is told."""
        if text != self.field.text():
            blocked = self.field.blockSignals(True)
            self.field.set_text(text)
            self.field.blockSignals(blocked)
        self._show_count()

    def insert(self, words: str) -> None:
        """Put words where the cursor is, on a line of their own when the section lists lines."""
        cursor = self.field.edit.textCursor()
        before = self.field.edit.toPlainText()[: cursor.position()]
        if before and not before[-1].isspace():
            words = f"\n{words}" if self.section.id == "lessons" else f" {words}"
        cursor.insertText(words)
        self.field.focus()

    def set_read_only(self, read_only: bool) -> None:
        self.field.edit.setReadOnly(read_only)

    def first_control(self) -> QWidget | None:
        return self.field.edit

    def _tell(self, _text: str) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        text = self.field.text()
        words = ngettext("{n} word", "{n} words", word_count(text)).format(n=word_count(text))
        if self.section.id == "lessons":
            count = len(lessons(text))
            words = ngettext("{n} lesson", "{n} lessons", count).format(n=count)
        over = len(text) > MAX_SECTION
        self.count.setText(_("The text is too long to be kept.") if over else words)


class SummaryPanel(TextPanel):
    """For whom the report is, and its summary."""

    def __init__(self, number: int, section: Section) -> None:
        super().__init__(number, section, rows=9)
        self.addressee = LineField(_("Report to"), example=_("Name and post of your superior"))
        self.body.insertWidget(1, self.addressee)
        self.addressee.changed.connect(lambda _text: self.changed.emit())

    def set_addressee(self, text: str) -> None:
        """Shows another name; nobody is told."""
        if text != self.addressee.text():
            blocked = self.addressee.blockSignals(True)
            self.addressee.set_text(text)
            self.addressee.blockSignals(blocked)

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.addressee.edit.setReadOnly(read_only)


class CoursePanel(TextPanel):
    """What the pack and the profile say of the workshop, and what was done there."""

    def __init__(self, number: int, section: Section) -> None:
        super().__init__(number, section, rows=6)
        self.facts = Facts()
        self.body.insertWidget(1, self.facts)

    def show_content(self, content: ReportContent) -> None:
        workshop = content.workshop
        who = ", ".join(part for part in (content.author, content.post, content.division) if part)
        dates = ", ".join(
            part for part in (days(workshop.start, workshop.end), _(MODES.get(workshop.mode, ""))) if part
        )
        others = ", ".join(name_of(code) for code in content.others)
        self.facts.set_facts(
            ((workshop.title, dates), (_("Author"), f"{who}, {name_of(content.administration)}"),
             (_("Administrations that took part"), others))
        )  # fmt: skip


class PlanPanel(TextPanel):
    """The planned actions of the log, and what else there is to say. `opened(action id)`, `asked`: plan another."""

    opened = Signal(str)
    asked = Signal()

    def __init__(self, number: int, section: Section) -> None:
        super().__init__(number, section, rows=5)
        self.rows = RecordRows()
        self.add_button = button(_("Plan an action"), icon="plus", small=True, on_press=self.asked.emit)
        self.body.insertWidget(1, self.rows)
        self.body.insertWidget(2, FlowRow([self.add_button]))

    def show_content(self, content: ReportContent) -> None:
        self.rows.set_rows([self._row(one) for one in content.planned])

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self.add_button.setVisible(not read_only)

    def _row(self, action: Action) -> RecordRow:
        name = TYPES[action.type].label if action.type in TYPES else action.type
        day = action.due.shown() if action.due is not None else _("no date yet")
        detail = ", ".join(part for part in (day, action.text, action.audience) if part)
        return RecordRow(
            name, detail, change=lambda: self.opened.emit(action.id), change_words=_("Open in the action log")
        )


class AnnexPanel(TextPanel):
    """What belongs to the report: the materials of the workshop and the files kept with its actions are listed."""

    def __init__(self, number: int, section: Section) -> None:
        super().__init__(number, section, rows=5)
        self.listed = label("", "body")
        self.add(self.listed)

    def show_content(self, content: ReportContent) -> None:
        lists = ((_("Materials of the workshop"), content.materials), (_("Files kept with my actions"), content.files))
        words = [f"{title}: {_joined(names)}" for title, names in lists if names]
        self.listed.setText("\n".join(words))
        self.listed.setVisible(bool(words))


def _joined(names: Sequence[str]) -> str:
    return "; ".join(names)
