"""The top and the foot of the sidebar: who you are, and that your work is saved on this computer."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from rocb_desktop.texts import N_, _
from rocb_desktop.tokens import Frame
from rocb_desktop.ui import icons
from rocb_desktop.ui.look import colour, current, font
from rocb_desktop.ui.widgets.tip import plain_tip

_ROLE_ICONS = {"participant": "user", "focal_point": "flag", "rocb": "building-2"}
ROLE_NAMES = {
    "participant": N_("Participant"),
    "focal_point": N_("National focal point"),
    "rocb": N_("Regional officer"),
}


class _Part(QWidget):
    """Two lines beside a picture, painted, because a style sheet would need names for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title, self._line, self._frame = "", "", "wide"

    def say(self, title: str, line: str) -> None:
        """Shows two lines; a screen reader hears both."""
        self._title, self._line = title, line
        self.setAccessibleName(f"{title}. {line}" if line else title)
        self.setToolTip(plain_tip(self.accessibleName()))
        self.update()

    def set_frame(self, frame: Frame) -> None:
        self._frame = frame
        self.update()

    def _write(self, painter: QPainter, role: str, colour_role: str, box: QRect, words: str) -> int:
        """Writes at most two lines of words at the top of the box; returns where they end."""
        painter.setFont(font(role))
        painter.setPen(colour(colour_role))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if mirrored:
            box = QRect(self.width() - box.right() - 1, box.top(), box.width(), box.height())
        metrics = QFontMetrics(font(role))
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap)
        needed = metrics.boundingRect(box, flags, words)
        if needed.height() > 2 * metrics.lineSpacing() + 1:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, 2 * box.width() - 24)
            needed = metrics.boundingRect(box, flags, words)
        painter.drawText(box, flags, words)
        return needed.bottom() + 1

    def _height_of(self, role: str, words: str, width: int) -> int:
        metrics = QFontMetrics(font(role))
        wrapped = metrics.boundingRect(QRect(0, 0, width, 1000), int(Qt.TextFlag.TextWordWrap), words).height()
        return min(wrapped, 2 * metrics.lineSpacing())


class SidebarHead(_Part):
    """Role and name, 72 high."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = "participant"
        self.setFixedHeight(72)

    def set_person(self, role: str, name: str, where: str) -> None:
        """Shows "Sina Leota" over "Participant, Samoa"; `where` may be empty (ROCB A/P itself)."""
        self._role = role
        line = _(ROLE_NAMES[role])
        self.say(name, f"{line}, {where}" if where else line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self._frame == "wide"
        side, left = (40, 16) if wide else (36, 12)
        top = (self.height() - side) // 2
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        tile = QRect(self.width() - left - side if mirrored else left, top, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sidebar_sel"))
        painter.drawRoundedRect(tile, current().radius["control"], current().radius["control"])
        size = 20
        drawing = icons.pixmap(_ROLE_ICONS[self._role], "sidebar_ink", size, self.devicePixelRatioF())
        painter.drawPixmap(tile.center().x() - size // 2 + 1, tile.center().y() - size // 2 + 1, drawing)
        text_left = left + side + 12
        width = self.width() - text_left - 8
        height = self._height_of("label", self._title, width) + self._height_of("caption", self._line, width)
        end = self._write(
            painter, "label", "sidebar_ink", QRect(text_left, max(4, (72 - height) // 2), width, 72), self._title
        )
        self._write(painter, "caption", "sidebar_ink_2", QRect(text_left, end, width, 72), self._line)
        painter.end()


class SidebarFoot(_Part):
    """“Saved on this computer”, and when the last backup was made."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colour("sidebar_sel"))
        painter.drawLine(0, 0, self.width(), 0)
        left = 20 if self._frame == "wide" else 12
        size = current().size["iconSmall"] + 2
        drawing = icons.pixmap("hard-drive", "sidebar_ink_2", size, self.devicePixelRatioF())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.drawPixmap(self.width() - left - size if mirrored else left, 12, drawing)
        box = QRect(left + 28, 11, self.width() - left - 28 - 8, 72)
        end = self._write(painter, "caption", "sidebar_ink", box, self._title)
        box.moveTop(end)
        self._write(painter, "caption", "sidebar_ink_2", box, self._line)
        painter.end()

    def fit(self, width: int) -> None:
        """Takes the height its words need in a sidebar of this width."""
        room = width - (20 if self._frame == "wide" else 12) - 28 - 8
        lines = self._height_of("caption", self._title, room) + self._height_of("caption", self._line, room)
        self.setFixedHeight(lines + 22)
