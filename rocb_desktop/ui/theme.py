"""Puts the design's tokens on the whole application: palette, style sheet, fonts, focus ring."""

from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from rocb_desktop import tokens
from rocb_desktop.paths import resource
from rocb_desktop.tokens import Tokens
from rocb_desktop.ui import look
from rocb_desktop.ui.focus_ring import FocusRing
from rocb_desktop.ui.look import changed, colour, current, font
from rocb_desktop.ui.stylesheet import stylesheet

__all__ = ["ThemeName", "apply", "changed", "colour", "current", "font", "requested"]

ThemeName = Literal["light", "dark", "contrast", "system"]

_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
_SURFACES = ("window", "surface", "surface_alt", "sunken", "primary_soft", "accent_soft", "ok_soft", "warn_soft",
             "err_soft", "info_soft", "neutral_soft", "sidebar", "sidebar_sel", "focus_inner")  # fmt: skip
_MARKED = ("primary", "primary_hover", "primary_pressed", "selection")

_READABLE = 4.5  # the least contrast of words (WCAG 2, AA)


class _State:
    requested: ThemeName = "system"
    scale: float = 1.0
    ring: FocusRing | None = None
    fonts_loaded: bool = False


def apply(app: QApplication, theme: ThemeName = "system", scale_hint: float = 1.0) -> None:
    """Gives the application the look `theme`; `scale_hint` multiplies all text sizes (1.0 is normal).

    May be called again at any time: everything on screen follows. "system" is light or dark as the desktop says and
    follows it later. "contrast" takes every colour from the system's own palette, so that a high-contrast scheme
    chosen there is obeyed.
    """
    _State.requested, _State.scale = theme, scale_hint
    if _State.ring is None:
        _prepare(app)
    values = _tokens_for(app, theme)
    look.put(values, scale_hint)
    app.setFont(font("body"))
    if theme != "contrast":
        app.setPalette(_palette(values))
    app.setStyleSheet(stylesheet(values))


def requested() -> ThemeName:
    """The choice last applied: what the View menu marks."""
    return _State.requested


def _prepare(app: QApplication) -> None:
    if not _State.fonts_loaded:
        for weight in _WEIGHTS:
            QFontDatabase.addApplicationFont(str(resource("fonts", f"Inter-{weight}.ttf")))
        _State.fonts_loaded = True
    app.setStyle(QStyleFactory.create("Fusion"))
    _State.ring = FocusRing(app)
    app.styleHints().colorSchemeChanged.connect(lambda _scheme: _follow_system(app))


def _follow_system(app: QApplication) -> None:
    if _State.requested == "system" and current().theme != _system_theme(app):
        apply(app, "system", _State.scale)


def _system_theme(app: QApplication) -> tokens.Theme:
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _tokens_for(app: QApplication, theme: ThemeName) -> Tokens:
    hints = app.styleHints()
    if theme == "light" or theme == "dark":
        # So that title bars and the system's own dialogs go with the page.
        hints.setColorScheme(Qt.ColorScheme.Dark if theme == "dark" else Qt.ColorScheme.Light)
        return tokens.load(theme)
    hints.unsetColorScheme()
    if theme == "system":
        return tokens.load(_system_theme(app))
    app.setPalette(QPalette())  # an empty palette brings back the system's own
    return _contrast_tokens(app.palette())


def _contrast_tokens(system: QPalette) -> Tokens:
    """Tokens made of the system palette alone: no soft tints, every line and word in the system's text colour."""
    text, window = system.windowText().color().name(), system.window().color().name()
    base = tokens.load("dark" if tokens.luminance(window) < tokens.luminance(text) else "light")
    marked, marked_text = system.highlight().color().name(), system.highlightedText().color().name()
    if tokens.contrast_ratio(marked, marked_text) < _READABLE:
        # An ordinary system palette: its highlight is not strong enough for somebody who asks for contrast.
        marked, marked_text = text, window
    link = system.link().color().name()
    colours = dict.fromkeys(base.color, text)
    colours.update(dict.fromkeys(_SURFACES, window))
    colours.update(dict.fromkeys(_MARKED, marked))
    colours.update(on_primary=marked_text, on_selection=marked_text)
    colours["link"] = link if tokens.contrast_ratio(link, window) >= _READABLE else text
    disabled = system.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    colours["disabled_ink"] = disabled.name()
    return replace(base, theme="contrast", color=MappingProxyType(colours))


def _palette(values: Tokens) -> QPalette:
    palette = QPalette()
    for name, role in values.qpalette.items():
        hex_colour = QColor(values[role])
        if name.startswith("Disabled_"):
            part = QPalette.ColorRole[name.removeprefix("Disabled_")]
            palette.setColor(QPalette.ColorGroup.Disabled, part, hex_colour)
        else:
            palette.setColor(QPalette.ColorRole[name], hex_colour)
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText, QColor(values["disabled_ink"]))
    return palette
