"""Fields of a form: label above, hint under it, the error between hint and field, all three told to a screen reader."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from rocb_desktop.texts import _
from rocb_desktop.ui import icons
from rocb_desktop.ui.look import font
from rocb_desktop.ui.widgets.day_edit import DayEdit
from rocb_desktop.ui.widgets.flow import TopLayout
from rocb_desktop.ui.widgets.icon_view import IconView
from rocb_desktop.ui.widgets.label import label, set_role
from rocb_desktop.ui.widgets.tip import plain_tip


class Field(QFrame):
    """A label, a hint, room for an error, and any input widget below; `left` is emitted when the person leaves it.

    Tests of content belong to `left` and to the page's check, never to typing.
    """

    left = Signal()

    def __init__(
        self,
        title: str,
        control: QWidget,
        hint: str = "",
        *,
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._title = label(title, "label")
        self._title.setBuddy(control)
        self._optional = optional
        self._hint = label("", "hint")
        self._error = label("", "hint", "err", weight=600)
        self._error_row = self._build_error_row()
        self._column = TopLayout(self)
        self._column.setSpacing(4)
        for part in (self._title, self._hint, self._error_row, control):
            self._column.add_top(part)
        self._under: QWidget | None = None
        control.setFont(font("body"))
        if title:
            control.setAccessibleName(title)
        else:
            self._title.hide()  # the question stands above, and the control says it itself
        control.installEventFilter(self)
        self.set_hint(hint)
        self.set_error("")

    def set_title(self, title: str) -> None:
        """Asks another question."""
        self._title.setText(title)
        self._title.setHidden(not title)
        self.control.setAccessibleName(title)

    def set_hint(self, hint: str) -> None:
        """The hint under the label; optional fields say so first."""
        words = " ".join(part for part in (_("Optional.") if self._optional else "", hint) if part)
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self._describe()

    def set_error(self, error: str) -> None:
        """Marks the field wrong and says what to do; an empty text takes the mark away."""
        self._error.setText(error)
        self._error_row.setVisible(bool(error))
        self.setProperty("role", "problem" if error else "")
        set_role(self, "problem" if error else "")
        self._column.setContentsMargins(13 if error else 4, 4, 4, 4)
        set_role(self.control, "error" if error else "")
        self._describe()

    def error(self) -> str:
        """The error shown, or an empty text."""
        return self._error.text()

    def set_under(self, widget: QWidget) -> None:
        """Puts a widget under the field: a button that fills it, a count of characters."""
        if self._under is not None:
            self._under.deleteLater()
        self._under = widget
        self._column.add_top(widget)

    def focus(self) -> None:
        """Gives the input the keyboard; the target of an error summary's link."""
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            popup = event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
            if not popup:
                self.left.emit()
        return super().eventFilter(watched, event)

    def _describe(self) -> None:
        words = [part for part in (self._hint.text(), self._error.text()) if part]
        self.control.setAccessibleDescription(" ".join(words))

    def _build_error_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconView("octagon-alert", "err", 14), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._error, 1)
        return holder


class LineField(Field):
    """One line of text; `changed(str)` while typing."""

    changed = Signal(str)

    def __init__(
        self, title: str, hint: str = "", *, text: str = "", example: str = "", optional: bool = False
    ) -> None:
        self.edit = QLineEdit(text)
        self.edit.setPlaceholderText(example)
        self.edit.setMinimumWidth(60)
        super().__init__(title, self.edit, hint, optional=optional)
        self.edit.textChanged.connect(self.changed)

    def text(self) -> str:
        """What is written, without blanks around it."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Writes into the field."""
        self.edit.setText(text)


class _TextArea(QPlainTextEdit):
    """Tab leaves the field: nobody types tabs into an answer."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFont(font("body"))
        self.setMinimumSize(60, self.fontMetrics().lineSpacing() * rows + 26)
        self.setMaximumHeight(self.minimumHeight())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class TextField(Field):
    """Some sentences; `changed(str)` while typing; with `limit` a count stands below and more is never cut."""

    changed = Signal(str)

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        text: str = "",
        rows: int = 2,
        limit: int = 0,
        optional: bool = False,
    ) -> None:
        self.edit = _TextArea(rows)
        self.edit.setPlainText(text)
        super().__init__(title, self.edit, hint, optional=optional)
        self._limit = limit
        self._count = label("", "caption")
        self._count.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        if limit:
            self._column.add_top(self._count)
        self.edit.textChanged.connect(self._tell)
        self._show_count()

    def text(self) -> str:
        """What is written, without blanks around it."""
        return self.edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Writes into the field."""
        self.edit.setPlainText(text)

    def _tell(self) -> None:
        self._show_count()
        self.changed.emit(self.edit.toPlainText())

    def _show_count(self) -> None:
        used = len(self.edit.toPlainText())
        self._count.setText(_("{used} of {limit} characters").format(used=used, limit=self._limit))
        set_role(self._count, "err" if used > self._limit else "ink_2")


class ChoiceField(Field):
    """One of a list; options are (value, words); `changed(object)` gives the value."""

    changed = Signal(object)

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[Any, str]] = (),
        hint: str = "",
        *,
        value: Any = None,
        optional: bool = False,
    ) -> None:
        self.combo = QComboBox()
        self.combo.setMinimumContentsLength(4)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        # A long option is cut in a narrow field; the whole of it is never far.
        self.combo.currentTextChanged.connect(lambda words: self.combo.setToolTip(plain_tip(words)))
        super().__init__(title, self.combo, hint, optional=optional)
        self.set_options(options)
        if value is not None:
            self.set_value(value)
        self.combo.activated.connect(lambda _index: self.changed.emit(self.value()))

    def set_options(self, options: Sequence[tuple[Any, str]], icon: str | None = None) -> None:
        """Offers other options and keeps the value if it is among them."""
        kept = self.value()
        self.combo.clear()
        for value, words in options:
            self.combo.addItem(icons.icon(icon) if icon else QIcon(), words, value)
        self.set_value(kept)

    def value(self) -> Any:
        """The value chosen, None if there is none."""
        return self.combo.currentData()

    def set_value(self, value: Any) -> None:
        """Chooses a value; one that is not offered changes nothing."""
        place = self.combo.findData(value)
        if place >= 0:
            self.combo.setCurrentIndex(place)


class DateField(Field):
    """A day; typed in any usual way, written as in "24 June 2021", never 06/24; `changed(date)`."""

    changed = Signal(object)

    def __init__(
        self,
        title: str,
        day: date,
        hint: str = "",
        *,
        first: date | None = None,
        last: date | None = None,
        optional: bool = False,
    ) -> None:
        self.edit = DayEdit(day)
        self.edit.set_bounds(first, last)
        self._said = ""  # the error that is ours, and not the page's
        super().__init__(title, self.edit, hint, optional=optional)
        self.edit.changed.connect(self.changed)
        self.edit.textChanged.connect(self._forgive)
        self.left.connect(self.check)

    def value(self) -> date:
        """The day in the field, the last one that could be read: ask check() before it is kept for good."""
        return self.edit.day()

    def set_value(self, day: date) -> None:
        """Puts a day into the field."""
        self.edit.set_day(day)

    def set_month_only(self, month: bool) -> None:
        """Asks for a month instead of a day."""
        self.edit.set_month_only(month)

    def check(self) -> bool:
        """Whether what is written can be read; what is wrong is said at the field."""
        problem = self.edit.problem()
        if problem or self._said:
            self.set_error(problem)
            self._said = problem
        return not problem

    def _forgive(self, _text: str) -> None:
        if self._said and not self.edit.problem():
            self.check()


class NumberField(Field):
    """A whole number from `least` to `most`; `changed(object)` gives it, None when the field is empty.

    The number one below `least` stands for "nothing written" and is shown as an empty field.
    """

    changed = Signal(object)

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        value: int | None = None,
        least: int = 0,
        most: int = 99_999,
        optional: bool = False,
    ) -> None:
        self.edit = QSpinBox()
        self.edit.setRange(least - 1, most)
        self.edit.setSpecialValueText(" ")
        # The style sheet's padding does not reach the text of a spin box.
        self.edit.lineEdit().setTextMargins(11, 0, 0, 0)
        self.edit.setMinimumWidth(60)
        super().__init__(title, self.edit, hint, optional=optional)
        self.set_value(value)
        self.edit.valueChanged.connect(lambda _number: self.changed.emit(self.value()))

    def value(self) -> int | None:
        """The number, or None when nothing is written."""
        number = self.edit.value()
        return None if number == self.edit.minimum() else number

    def set_value(self, value: int | None) -> None:
        """Writes a number; None empties the field."""
        self.edit.setValue(self.edit.minimum() if value is None else value)
