"""What stands around each step of the set-up: the dark panel, step count, language, question, notices, buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rocb_desktop import texts
from rocb_desktop.texts import _
from rocb_desktop.ui import icons
from rocb_desktop.ui.look import current, font
from rocb_desktop.ui.menus import LANGUAGE_NAMES
from rocb_desktop.ui.notices import Notices
from rocb_desktop.ui.views.setup.setup_panel import SetupPanel
from rocb_desktop.ui.views.setup.setup_steps import Step
from rocb_desktop.ui.widgets.flow import FlowRow
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.scroll import PageScroll

STEPS = 3
_PANEL_FITS, _WIDE, _HIGH = 900, 1200, 700  # px


class _Sheet(PageScroll):
    """As wide as the words above it, with the room a focus ring needs."""

    def _set_margins(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 8)


class SetupFrame(QWidget):
    """Made anew for each step. `language_chosen(code)`: the person wants another language."""

    language_chosen = Signal(str)

    def __init__(self, number: int, step: Step, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self.notices = Notices()
        self.language = self._language_choice()
        self._panel = SetupPanel()
        self._panel.set_step(number)
        self._side = QVBoxLayout()
        self._side.setSpacing(current().space["s"])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._panel)
        row.addLayout(self._side, 1)
        sheet = _Sheet()
        sheet.add(step)
        for part in (self._top(number), label(step.title, "kpi"), label(step.sentence, "body", "ink_2"), self.notices):
            self._side.addWidget(_inset(part))
        self._side.addWidget(sheet, 1)
        self._side.addWidget(_inset(FlowRow(buttons, align="end")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._panel.setVisible(self.width() >= _PANEL_FITS)
        side = 60 if self.width() >= _WIDE else 20
        roomy = self.height() >= _HIGH
        self._side.setContentsMargins(side, 40 if roomy else 16, side, 32 if roomy else 12)

    def _top(self, number: int) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(_("Step {n} of {count}").format(n=number, count=STEPS), "hint"), 1)
        row.addWidget(self.language)
        return holder

    def _language_choice(self) -> QComboBox:
        made = QComboBox()
        made.setFont(font("body"))
        made.setAccessibleName(_("Language"))
        for code, name in LANGUAGE_NAMES:
            made.addItem(icons.icon("languages"), name, code)
        made.setCurrentIndex(max(made.findData(texts.language()), 0))
        made.activated.connect(lambda _place: self.language_chosen.emit(str(made.currentData())))
        return made


def _inset(widget: QWidget) -> QWidget:
    """4 px further in, as the content of the step is."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(4, 0, 4, 0)
    column.addWidget(widget)
    return holder
