"""The dark panel of the first-run set-up: what this is, the three steps, and that no internet is used."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rocb_desktop.texts import _
from rocb_desktop.ui import icons
from rocb_desktop.ui.look import colour, font
from rocb_desktop.ui.widgets.empty import IslandsDrawing

WIDTH = 400
_LEFT, _DOT, _STEP = 40, 28, 70
_STEPS_TOP, _DRAWING = 170, 430  # px from the top


class SetupPanel(QWidget):
    """set_step(1 to 3) marks where the person is; the words of the steps are spoken as one text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self._step = 1
        self._steps = (
            (_("Your role"), _("How you will use the app")),
            (_("About you"), _("What stands on the files you send")),
            (_("Keep your work safe"), _("Where your work lies")),
        )
        self._drawing = IslandsDrawing(on_sidebar=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _DRAWING, 0, 60)
        column.addWidget(self._drawing)
        column.addStretch(1)
        self.set_step(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(WIDTH, 200)

    def set_step(self, number: int) -> None:
        """Mark another step as the one at hand."""
        self._step = number
        title, detail = self._steps[number - 1]
        said = _("Step {n} of {count}: {title}").format(n=number, count=len(self._steps), title=title)
        self.setAccessibleName(said)
        self.setAccessibleDescription(detail)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._drawing.setVisible(self.height() > _DRAWING + 180)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("sidebar"))
        mark = icons.mark(40, self.devicePixelRatioF(), swell_role="sidebar_ink", sun_role="focus_outer")
        painter.drawPixmap(_LEFT, 42, mark)
        self._write(painter, "pageTitle", "sidebar_ink", QRect(96, 42, WIDTH - 112, 40), "ROCB Desktop")
        box = QRect(_LEFT, 96, WIDTH - 2 * _LEFT, 44)
        purpose = _("Follow-up of WCO Asia/Pacific workshops. Works without internet.")
        self._write(painter, "hint", "sidebar_ink_2", box, purpose)
        for number, (title, detail) in enumerate(self._steps, 1):
            self._paint_step(painter, number, title, detail)
        foot = self.height() - 36
        painter.drawPixmap(_LEFT, foot - 1, icons.pixmap("wifi-off", "sidebar_ink_2", 16, self.devicePixelRatioF()))
        said = _("No internet is used during set-up")
        self._write(painter, "hint", "sidebar_ink_2", QRect(_LEFT + 26, foot - 6, WIDTH - 80, 24), said)
        painter.end()

    def _paint_step(self, painter: QPainter, number: int, title: str, detail: str) -> None:
        top = _STEPS_TOP + (number - 1) * _STEP
        if self.height() < top + _DOT:
            return
        now, done = number == self._step, number < self._step
        circle = QRectF(_LEFT + 0.5, top + 0.5, _DOT - 1, _DOT - 1)
        painter.setPen(Qt.PenStyle.NoPen if now else QPen(colour("sidebar_ink_2"), 1))
        painter.setBrush(colour("focus_outer") if now else colour("sidebar"))
        painter.drawEllipse(circle)
        if done:
            tick = icons.pixmap("check", "sidebar_ink", 14, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(circle.center().x() - 7, circle.center().y() - 7), tick)
        else:
            painter.setFont(font("hint", weight=600))
            painter.setPen(colour("sidebar") if now else colour("sidebar_ink"))
            painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))
        words = QRect(_LEFT + _DOT + 16, top + 2, WIDTH - _LEFT - _DOT - 32, 24)
        self._write(painter, "body", "sidebar_ink", words, title, weight=600 if now else None)
        self._write(painter, "hint", "sidebar_ink_2", words.translated(0, 25), detail)

    def _write(
        self, painter: QPainter, step: str, role: str, box: QRect, words: str, weight: int | None = None
    ) -> None:
        painter.setFont(font(step, weight=weight))
        painter.setPen(colour(role))
        one_line = box.height() < 44
        align = Qt.AlignmentFlag.AlignVCenter if one_line else Qt.AlignmentFlag.AlignTop
        painter.drawText(box, int(align | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap), words)
