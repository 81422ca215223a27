"""The input of a day: typed as a person writes it, or chosen in a calendar that opens from it."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from rocb_desktop.domain.written_day import read_day, read_month
from rocb_desktop.texts import _, format_date, format_month, language
from rocb_desktop.ui.widgets.button import icon_button

_BUTTON = 32  # px


class DayEdit(QLineEdit):
    """day() is the last day that could be read, problem() what is wrong with the words that stand there now.

    `changed(date)` as soon as what is typed is another day. Alt+Down or F4 opens the calendar, as in a list.
    """

    changed = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._first, self._last = date.min, date.max
        self._month_only = False
        self.calendar_button = icon_button(_("Choose in a calendar"), "calendar", on_press=self.open_calendar)
        self.calendar_button.setParent(self)
        self.calendar_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.setTextMargins(0, 0, _BUTTON - 8, 0)
        self.setMinimumWidth(60)
        self.textEdited.connect(self._on_typed)
        self._show_day()

    def day(self) -> date:
        """The last day that was read; a month alone is its first day."""
        return self._day

    def set_day(self, day: date) -> None:
        """Write a day, the nearest one that is allowed."""
        day = min(max(day, self._first), self._last)
        is_other = day != self._day
        self._day = day
        self._show_day()
        if is_other:
            self.changed.emit(day)

    def set_bounds(self, first: date | None, last: date | None) -> None:
        """The days that are allowed."""
        self._first, self._last = first or date.min, last or date.max
        self.set_day(self._day)

    def set_month_only(self, month: bool) -> None:
        """Read and show a month instead of a day."""
        self._month_only = month
        self._show_day()

    def problem(self) -> str:
        """What is wrong with what is written, or an empty text."""
        day = self._read()
        if day is None and self._month_only:
            return _("This is not a month. Write, for example, May 2026.")
        if day is None:
            return _("This is not a date. Write, for example, 20 May 2026.")
        if day < self._first:
            return _("This date is too early. The first day is {date}.").format(date=format_date(self._first))
        if day > self._last:
            return _("This date is too late. The last day is {date}.").format(date=format_date(self._last))
        return ""

    def tidy(self) -> None:
        """Write what could be read the way the app writes days."""
        if not self.problem():
            self._show_day()

    def open_calendar(self) -> None:
        """The month of the day, below the field; Enter or a click chooses, Esc closes."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setAccessibleName(self.accessibleName())
        calendar.setLocale(QLocale(language()))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if self._first > date.min:
            calendar.setMinimumDate(_q(self._first))
        if self._last < date.max:
            calendar.setMaximumDate(_q(self._last))
        calendar.setSelectedDate(_q(self._day))

        def choose(chosen: QDate) -> None:
            calendar.close()
            self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
            self.setFocus(Qt.FocusReason.PopupFocusReason)

        calendar.activated.connect(choose)
        calendar.clicked.connect(choose)
        calendar.adjustSize()
        calendar.move(self._place_of(calendar))
        calendar.show()
        calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt_down or event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = 2 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else self.width() - _BUTTON - 2
        self.calendar_button.setGeometry(left, (self.height() - _BUTTON) // 2, _BUTTON, _BUTTON)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.tidy()
        super().focusOutEvent(event)

    def _place_of(self, calendar: QWidget) -> QPoint:
        """Below the field, or above where the screen ends, and never beside the screen."""
        room, size = self.screen().availableGeometry(), calendar.sizeHint()
        below = self.mapToGlobal(QPoint(0, self.height()))
        if below.y() + size.height() > room.bottom():
            below.setY(self.mapToGlobal(QPoint(0, 0)).y() - size.height())
        return QPoint(max(room.left(), min(below.x(), room.right() - size.width())), max(room.top(), below.y()))

    def _read(self) -> date | None:
        if self.text() == self._shown():
            return self._day
        return read_month(self.text()) if self._month_only else read_day(self.text())

    def _shown(self) -> str:
        return format_month(self._day.year, self._day.month) if self._month_only else format_date(self._day)

    def _show_day(self) -> None:
        if self.text() != self._shown():
            self.setText(self._shown())

    def _on_typed(self, _text: str) -> None:
        day = self._read()
        if day is not None and day != self._day and not self.problem():
            self._day = day
            self.changed.emit(day)


def _q(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
