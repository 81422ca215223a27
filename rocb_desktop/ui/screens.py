"""Draws every page of a profile to PNG files of one size, offscreen: to look at, and to find what is too wide."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QPoint, QSize, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from rocb_desktop import texts
from rocb_desktop.tokens import frame_for
from rocb_desktop.ui import theme
from rocb_desktop.ui.app import application, make_window
from rocb_desktop.ui.registry import entries_for
from rocb_desktop.ui.sidebar import Sidebar
from rocb_desktop.ui.window import Entries, MainWindow

if TYPE_CHECKING:
    from rocb_desktop.services.session import Clock

_LAYOUT_ROUNDS = 5  # words that wrap inside cards inside grids tell their height one level at a time
_LOOK_EVERY_MS = 15
_LONGEST_MS = 60_000


@dataclass
class Drawn:
    """files: the pictures. problems: one sentence for each page that is wider or higher than asked, or did not load."""

    files: list[Path] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def draw_pages(
    profile: Path,
    out: Path,
    *,
    theme_name: theme.ThemeName = "light",
    lang: str = "en",
    size: tuple[int, int] = (1366, 768),
    scale: float = 1.0,
    clock: "Clock | None" = None,
    entries: Entries = entries_for,
) -> Drawn:
    """Draw each page of the profile's role to `out`; `size` is in pixels, so the pages get size / scale to live in.

    The scale is that of the process (QT_SCALE_FACTOR is read once): the first call sets it, another scale needs
    another process (RuntimeError).
    """
    app = offscreen(scale)
    before = theme.requested()
    theme.apply(app, theme_name)
    window = make_window(profile, clock, entries)
    drawn = Drawn()
    try:
        logical = QSize(int(size[0] / scale), int(size[1] / scale))
        _open(window, lang, logical)
        out.mkdir(parents=True, exist_ok=True)
        for number, key in enumerate(window.sidebar.keys(), start=1):
            name = f"{window.role}-{number}-{key}-{theme_name}-{lang}-{size[0]}x{size[1]}"
            _draw_page(window, key, logical, drawn)
            file = out / (f"{name}.png" if scale == 1 else f"{name}@{scale:g}.png")
            _picture(window, size, scale).save(str(file))
            drawn.files.append(file)
        if window.size() != logical and not drawn.problems:
            drawn.problems.append(f"the window became {window.width()}x{window.height()}")
    finally:
        window.close()
        window.deleteLater()
        theme.apply(app, before)
    return drawn


def offscreen(scale: float = 1.0) -> QApplication:
    """The application of a process that shows no window. RuntimeError when it draws at another scale already."""
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ["QT_SCALE_FACTOR"] = f"{scale:g}"
    app = application()
    if abs(app.devicePixelRatio() - scale) > 0.01:
        raise RuntimeError(f"this process draws at scale {app.devicePixelRatio():g}: start another for {scale:g}")
    return app


def _open(window: MainWindow, lang: str, size: QSize) -> None:
    window.resize(size)
    window.show()
    _wait(lambda: bool(window.pages.key))
    if texts.language() != lang:
        window.retranslate(lang)
    _wait(lambda: not window.work.jobs())


def _draw_page(window: MainWindow, key: str, size: QSize, drawn: Drawn) -> None:
    window.go(key)
    page = window.pages.current_page()
    loaded = page is not None and _wait(lambda: page.ready and not window.work.jobs())
    if page is None or not loaded or page.states.state in ("waiting", "loading", "problem"):
        drawn.problems.append(f"{key}: did not load")
        return
    frame = frame_for(size.width())
    bars = window.menuBar().height() + (window.status.height() if window.status.isVisible() else 0)
    room = QSize(size.width() - Sidebar.width_for(frame), size.height() - bars)
    least = page.minimumSizeHint()
    if least.width() > room.width() or least.height() > room.height():
        drawn.problems.append(f"{key}: needs {least.width()}x{least.height()}, has {room.width()}x{room.height()}")


def _picture(window: MainWindow, size: tuple[int, int], scale: float) -> QImage:
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor(theme.current().window))
    painter = QPainter(image)
    window.render(painter, QPoint())
    painter.end()
    return image


def _wait(done: Callable[[], bool]) -> bool:
    """Run the event loop until `done` and everything it led to is painted; False after a minute. What it led to may
    begin something new: the search is brought up to date a little after each write.
    """
    loop = QEventLoop()
    look, end = QTimer(interval=_LOOK_EVERY_MS), QTimer(singleShot=True, interval=_LONGEST_MS)
    look.timeout.connect(lambda: loop.quit() if done() else None)
    end.timeout.connect(loop.quit)
    look.start()
    end.start()
    while end.isActive():
        loop.exec()
        for _round in range(_LAYOUT_ROUNDS):
            QApplication.processEvents()
        if done():
            return True
    return False
