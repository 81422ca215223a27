"""A chart in a card: the picture drawn elsewhere, its finding in words, and the same numbers as a table."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QSizePolicy, QStackedWidget, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui.look import changed, current
from rocb_desktop.ui.widgets.button import more_button
from rocb_desktop.ui.widgets.card import Card
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.widgets.table import TableView
from rocb_desktop.ui.widgets.table_model import Column

_WAIT_MS = 150  # a window being dragged wider asks once, at the end

_INSET = 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Picture(QLabel):
    """The picture at the size of the widget; keeps the keyboard so that its words can be read."""

    resized = Signal()
    opened = Signal()
    stepped = Signal(int)

    def __init__(self, height: int) -> None:
        super().__init__()
        self.image = QImage()
        self._height = height
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(420, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(self._height, 160))

    def room(self) -> QSize:
        """The size of the drawing: the ring of the keyboard stands around it."""
        return self.size() - QSize(2 * _INSET, 2 * _INSET)

    def set_height(self, height: int) -> None:
        self._height = height
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self.image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            room = self.room()
            size = self.image.deviceIndependentSize().toSize().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            left = (self.width() - size.width()) // 2
            painter.drawImage(QRect(left, _INSET, size.width(), size.height()), self.image)
        painter.end()


class ChartView(Card):
    """`wanted(width px, height px, ratio, theme)`: the page draws the chart off the main thread and calls `set_image`.

    It is emitted when the chart becomes visible, when its size has settled and when the theme changes. Width and
    height are logical px; the picture should have `ratio` device px for each. Ctrl+T shows the numbers, Ctrl+C copies
    picture and numbers. `opened`: Enter on the picture. `stepped(-1 or 1)`: the arrows ask for another chart.
    """

    wanted = Signal(int, int, float, str)
    opened = Signal()
    stepped = Signal(int)

    def __init__(
        self,
        title: str = "",
        subtitle: str = "",
        source: str = "",
        *,
        height: int = 240,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title or " ", subtitle, parent=parent)
        self._picture = _Picture(height)
        self._table: QWidget | None = None
        self._numbers: tuple[tuple[Column, ...], tuple[Any, ...]] = ((), ())
        self._trouble = label("", "hint", "err")
        self._trouble.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._picture)
        # The drawing lines up with the title; the room around it is the keyboard ring's.
        side = self.body.contentsMargins().left() - _INSET
        self.body.setContentsMargins(side, 4, side, 4)
        self.body.addWidget(self._trouble)
        self.body.addWidget(self._stack, 1)
        self._menu = QMenu(self)
        self._copy = self._menu.addAction(_("Copy"), self.copy)
        self._save = self._menu.addAction(_("Save picture"), self.save)
        self._toggle = self._menu.addAction(_("Show as table"), self.toggle_table)
        self._more = more_button(_("More for this chart"), self._menu)
        self._more.setProperty("small", True)
        self.set_corner(self._more)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self._now = QTimer(self, singleShot=True, interval=0)
        self._now.timeout.connect(self._ask)
        self._picture.resized.connect(self._timer.start)
        self._picture.opened.connect(self.opened)
        self._picture.stepped.connect(self.stepped)
        changed.connect(self._timer.start)
        self._shortcuts()
        self.set_finding(title, subtitle, source)

    def set_finding(self, title: str, subtitle: str = "", source: str = "", alt: str = "") -> None:
        """What the chart says, what is drawn, where it is from; `alt` describes the picture (the title will do)."""
        self.set_title(title)
        self.set_context(subtitle)
        self._picture.setAccessibleName(alt or title)
        self._picture.setAccessibleDescription(" ".join(part for part in (subtitle, source) if part))
        self._more.setAccessibleName(_("More for this chart: {title}").format(title=title))
        if source:
            self.set_foot(source)

    def set_numbers(self, columns: Sequence[Column], rows: Sequence[Any]) -> None:
        """The numbers behind the picture, for "Show as table"."""
        self._numbers = (tuple(columns), tuple(rows))
        if self._table is not None:
            showing = self.shows_table()
            self._stack.removeWidget(self._table)
            self._table.deleteLater()
            self._table = None
            if showing:
                self.toggle_table()

    def set_image(self, image: QImage | bytes, ratio: float | None = None) -> None:
        """The drawn chart (a QImage, or a PNG with `ratio` device px for each logical px)."""
        picture = QImage.fromData(image) if isinstance(image, bytes) else image
        if ratio is not None:
            picture.setDevicePixelRatio(ratio)
        self._picture.image = picture
        self._trouble.hide()
        self._picture.update()

    def set_trouble(self) -> None:
        """The picture could not be drawn: says so and shows the numbers."""
        self._trouble.setText(_("The picture could not be drawn. The numbers are below."))
        self._trouble.show()
        if not self.shows_table():
            self.toggle_table()

    def set_picture_height(self, height: int) -> None:
        """Another height of the picture, in px."""
        self._picture.set_height(height)

    def target(self) -> QWidget:
        """What takes the keyboard: the picture, or the table in its place."""
        shown = self._stack.currentWidget() or self._picture
        return shown.focusProxy() or shown

    def focus(self) -> None:
        """Gives it the keyboard."""
        self.target().setFocus(Qt.FocusReason.OtherFocusReason)

    def has_picture(self) -> bool:
        """True once a picture was drawn."""
        return not self._picture.image.isNull()

    def image(self) -> QImage:
        """The picture as drawn."""
        return self._picture.image

    def picture_words(self) -> str:
        """What a screen reader says of the picture."""
        return self._picture.accessibleName()

    def draw_again(self) -> None:
        """What is to be drawn has changed: ask for a picture of it."""
        self._now.start()

    def is_waiting(self) -> bool:
        """A picture will be asked for in a moment: what is shown is not the last word."""
        return self._picture.isVisible() and (self._timer.isActive() or self._now.isActive())

    def shows_table(self) -> bool:
        """True while the numbers stand in place of the picture."""
        return self._stack.currentWidget() is not self._picture

    def toggle_table(self) -> None:
        """Picture to table and back; the keyboard goes along."""
        if self.shows_table():
            self._stack.setCurrentWidget(self._picture)
            self._toggle.setText(_("Show as table"))
            self._picture.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._table is None:
            self._table = self.make_table()
            self._stack.addWidget(self._table)
        self._stack.setCurrentWidget(self._table)
        self._toggle.setText(_("Show as picture"))
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_table(self) -> QWidget:
        """The numbers as a widget that takes the keyboard."""
        return TableView(self.title_label.text(), *self._numbers, most=0)

    def copy(self) -> None:
        """Puts the picture and its numbers (tab-separated) on the clipboard."""
        data = QMimeData()
        if not self._picture.image.isNull():
            data.setImageData(self._picture.image)
        data.setText(self.numbers_text())
        QGuiApplication.clipboard().setMimeData(data)

    def numbers_text(self) -> str:
        """Title and numbers as tab-separated lines."""
        columns, rows = self._numbers
        lines = [self.title_label.text(), "\t".join(column.title for column in columns)]
        lines += ["\t".join(column.text(row) for column in columns) for row in rows]
        return "\n".join(lines)

    def save(self) -> None:
        """Asks where and saves the picture as PNG."""
        name, _used = QFileDialog.getSaveFileName(self, _("Save picture"), "", _("Picture (*.png)"))
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> bool:
        """Writes the picture; False when it cannot be written there (and then says so in the card)."""
        written = self._picture.image.save(str(path.with_suffix(".png")))
        if not written:
            self._trouble.setText(_("The picture could not be saved there. Choose another folder."))
            self._trouble.show()
        return written

    def _ask(self) -> None:
        if self._picture.isVisible() and self._picture.room().width() > 1:
            size = self._picture.room()
            self.wanted.emit(size.width(), size.height(), self.devicePixelRatioF(), current().theme)

    def _shortcuts(self) -> None:
        pairs: tuple[tuple[QKeySequence, Callable[[], None]], ...] = (
            (QKeySequence("Ctrl+T"), self.toggle_table),
            (QKeySequence(QKeySequence.StandardKey.Copy), self.copy),
        )
        for keys, action in pairs:
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        return super().event(event)
