"""The icon dictionary: Lucide drawings tinted in a colour role, sharp at every scale of the screen."""

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from rocb_desktop.paths import resource_text
from rocb_desktop.ui.look import changed, current

# These point along the line of reading, so right-to-left languages see them mirrored (icons.md of the design).
_MIRRORED = frozenset(
    "arrow-left arrow-right chevron-left chevron-right send reply undo-2 redo-2 file-input file-output "
    "list list-checks list-ordered".split()
)
_GAP = 6  # px between a button's icon and its text; part of the icon, because style sheets cannot set it


def pixmap(name: str, colour_role: str = "ink", size: int = 18, ratio: float = 1.0, *, gap: int = 0) -> QPixmap:
    """The icon as `size` logical px at `ratio` device px each, with `gap` empty px after it; OSError if unknown."""
    mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return _drawn(name, current()[colour_role], size, ratio, gap, mirrored)


def icon(name: str, colour_role: str = "ink", size: int = 18, *, off_role: str = "disabled_ink", gap: int = 0) -> QIcon:
    """The icon for Qt's own widgets, with the picture for switched-off controls, at the scales of all screens."""
    made = QIcon()
    for ratio in sorted({1.0, 2.0} | {screen.devicePixelRatio() for screen in QGuiApplication.screens()}):
        made.addPixmap(pixmap(name, colour_role, size, ratio, gap=gap), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, off_role, size, ratio, gap=gap), QIcon.Mode.Disabled)
    return made


def set_icon(target: QAbstractButton | QAction, name: str, colour_role: str = "ink", size: int = 18) -> None:
    """Puts an icon on a button or action and keeps its colour right when the theme changes."""
    target.setProperty("iconSpec", [name, colour_role, size])
    if target.findChild(_Tint, options=Qt.FindChildOption.FindDirectChildrenOnly) is None:
        _Tint(target)
    _put(target)


class _Tint(QObject):
    """Lives and dies with a button or action, and tints its icon again when the look changes.

    Not a walk over all widgets: that met some which were already half gone, and crashed.
    """

    def __init__(self, target: QAbstractButton | QAction) -> None:
        super().__init__(target)
        changed.connect(self._again)

    def _again(self) -> None:
        target = self.parent()
        if isinstance(target, QAbstractButton | QAction):
            _put(target)


def mark(size: int, ratio: float = 1.0, *, swell_role: str = "primary", sun_role: str = "accent") -> QPixmap:
    """The app's mark (an island sun above two swell lines) in two colour roles."""
    svg = resource_text("mark.svg").replace("#AB3F24", current()[sun_role]).replace("#0B5C6B", current()[swell_role])
    return _painted(svg, QSize(size, size), size, ratio, mirrored=False)


def app_icon() -> QIcon:
    """The mark for windows and task bars, at the usual sizes."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(mark(size))
    return made


def _put(target: QAbstractButton | QAction) -> None:
    spec = target.property("iconSpec")
    name, colour_role, size = str(spec[0]), str(spec[1]), int(spec[2])
    gap = _GAP if isinstance(target, QAbstractButton) and target.text() else 0
    target.setIcon(icon(name, colour_role, size, gap=gap))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(size + gap, size))


def _drawn(name: str, colour: str, size: int, ratio: float, gap: int, mirrored: bool) -> QPixmap:
    # Qt's cache, not Python's: a pixmap must not outlive the application.
    key = f"icon {name} {colour} {size} {ratio} {gap} {mirrored}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    # The design draws the 2 px strokes of Lucide a little finer.
    svg = resource_text("icons", f"{name}.svg").replace('stroke-width="2"', 'stroke-width="1.75"')
    svg = svg.replace("currentColor", colour)
    made = _painted(svg, QSize(size + gap, size), size, ratio, mirrored=mirrored and name in _MIRRORED)
    QPixmapCache.insert(key, made)
    return made


def _painted(svg: str, canvas: QSize, size: int, ratio: float, *, mirrored: bool) -> QPixmap:
    made = QPixmap((canvas.toSizeF() * ratio).toSize())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = size * ratio
    right_to_left = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = made.width() - side if right_to_left else 0.0
    if mirrored:
        painter.translate(2 * left + side, 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(left, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
