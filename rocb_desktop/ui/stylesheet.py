"""The one style sheet, made from the tokens: frames, buttons, fields and labels, chosen by their `role` property."""

from collections.abc import Callable

from rocb_desktop.paths import resource
from rocb_desktop.tokens import Tokens, luminance

# No rule sets a font: it would beat QWidget.setFont, and sizes come from `look.font`.


def stylesheet(t: Tokens) -> str:
    """The style sheet for these tokens; roles: see the rules of each part."""
    parts: tuple[Callable[[Tokens], str], ...] = (
        _buttons,
        _fields,
        _arrows,
        _choices,
        _frames,
        _words,
        _views,
        _chrome,
    )
    return "\n".join(part(t) for part in parts)


def _buttons(t: Tokens) -> str:
    return f"""
QPushButton {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line_strong};
  border-radius: {t.radius["control"]}px; min-height: 34px; padding: 0 14px; outline: none; }}
QPushButton[small="true"] {{ min-height: 30px; padding: 0 12px; }}
QPushButton:hover {{ background: {t.surface_alt}; border-color: {t.ink_2}; }}
QPushButton:pressed, QPushButton:checked {{ background: {t.primary_soft}; }}
QPushButton:disabled {{ background: {t.surface_alt}; color: {t.disabled_ink}; border-color: {t.line}; }}
QPushButton[role="primary"] {{ background: {t.primary}; color: {t.on_primary}; border-color: {t.primary}; }}
QPushButton[role="primary"]:hover {{ background: {t.primary_hover}; border-color: {t.primary_hover}; }}
QPushButton[role="primary"]:pressed {{ background: {t.primary_pressed}; border-color: {t.primary_pressed}; }}
QPushButton[role="primary"]:disabled {{ background: {t.sunken}; color: {t.disabled_ink}; border-color: {t.line}; }}
QPushButton[role="delete"] {{ color: {t.err}; border-color: {t.err}; }}
QPushButton[role="delete"]:hover {{ background: {t.err_soft}; border-color: {t.err}; }}
QPushButton[role="delete"]:disabled {{ color: {t.disabled_ink}; border-color: {t.line}; }}
QPushButton[role="link"] {{ background: transparent; color: {t.link}; border-color: transparent; padding: 0 4px;
  min-height: 30px; text-align: left; }}
QPushButton[role="link"]:hover {{ background: {t.primary_soft}; }}
QPushButton[role="link"]:disabled {{ background: transparent; color: {t.disabled_ink}; border-color: transparent; }}
QPushButton::menu-indicator {{ image: {_control(t, "down")}; subcontrol-position: right center;
  subcontrol-origin: padding; width: 16px; height: 16px; right: 10px; }}
QPushButton[menu="true"] {{ padding-right: 34px; }}
QPushButton[menu="bare"] {{ padding: 0 9px; }}
QPushButton[menu="bare"]::menu-indicator {{ image: none; width: 0; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {t.radius["control"]}px;
  min-width: 30px; min-height: 30px; }}
QToolButton:hover {{ background: {t.primary_soft}; }}
QToolButton:checked {{ background: {t.primary_soft}; border-color: {t.primary}; }}
QToolButton::menu-indicator {{ image: none; }}
"""


_FIELDS = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"


def _each(suffix: str) -> str:
    return ", ".join(name.strip() + suffix for name in _FIELDS.split(","))


def _fields(t: Tokens) -> str:
    return f"""
{_FIELDS} {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line_strong};
  border-radius: {t.radius["control"]}px; padding: 0 11px; min-height: 34px;
  selection-background-color: {t.primary}; selection-color: {t.on_primary}; }}
QPlainTextEdit, QTextEdit {{ padding: 6px 8px; min-height: 20px; }}
{_each(":disabled")} {{ background: {t.sunken}; color: {t.disabled_ink}; }}
{_each('[readOnly="true"]')} {{ background: {t.surface_alt}; }}
{_each('[role="error"]')} {{ border: 2px solid {t.err}; padding-left: 10px; }}
QAbstractSpinBox {{ min-height: 31px; }}
QLineEdit[role="search"] {{ padding-left: 6px; }}
QComboBox QAbstractItemView {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line_strong};
  selection-background-color: {t.selection}; selection-color: {t.on_selection}; outline: 0; }}
QComboBox QAbstractItemView::item {{ min-height: 32px; padding: 0 8px; }}
"""


def _arrows(t: Tokens) -> str:
    return f"""
QComboBox::drop-down {{ border: 0; width: 34px; subcontrol-origin: padding;
  subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: {_control(t, "down")}; width: 16px; height: 16px; }}
QComboBox::down-arrow:disabled {{ image: {_control(t, "down-off")}; }}
QSpinBox::up-button, QDoubleSpinBox::up-button {{ border: 0; width: 28px; subcontrol-position: top right; }}
QSpinBox::down-button, QDoubleSpinBox::down-button {{ border: 0; width: 28px; subcontrol-position: bottom right; }}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{ image: {_control(t, "up")}; width: 12px; height: 12px; }}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{ image: {_control(t, "down")}; width: 12px; height: 12px; }}
"""


def _choices(t: Tokens) -> str:
    rules = [
        "QCheckBox, QRadioButton { spacing: 10px; padding-right: 6px; min-height: 28px; background: transparent; }"
    ]
    for kind, name in (("QCheckBox", "tick"), ("QRadioButton", "radio"), ("QAbstractItemView", "tick")):
        rules.append(f"{kind}::indicator {{ width: 18px; height: 18px; image: {_control(t, name)}; }}")
        rules.append(f"{kind}::indicator:checked {{ image: {_control(t, name + '-on')}; }}")
        rules.append(f"{kind}::indicator:disabled {{ image: {_control(t, name + '-off')}; }}")
        rules.append(f"{kind}::indicator:checked:disabled {{ image: {_control(t, name + '-on-off')}; }}")
    rules.append(f"QCheckBox::indicator:indeterminate {{ image: {_control(t, 'tick-part')}; }}")
    rules.append(f"QCheckBox:disabled, QRadioButton:disabled {{ color: {t.disabled_ink}; }}")
    return "\n".join(rules)


def _frames(t: Tokens) -> str:
    card = t.radius["card"]
    rules = [
        f'QFrame[role="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {card}px; }}',
        f'QFrame[role="chosen"] {{ background: {t.surface}; border: 2px solid {t.primary}; border-radius: {card}px; }}',
        f'QFrame[role="note"] {{ background: {t.primary_soft}; border: 1px solid {t.primary_soft};'
        f" border-radius: {card}px; }}",
        f'QFrame[role="foot"] {{ background: {t.surface_alt}; border: 0; border-top: 1px solid {t.line};'
        f" border-bottom-left-radius: {card - 1}px; border-bottom-right-radius: {card - 1}px; }}",
        f'QFrame[role="tile"] {{ background: {t.surface_alt}; border: 1px solid {t.line};'
        f" border-radius: {t.radius['control']}px; }}",
        f'QFrame[role="sunken"] {{ background: {t.sunken}; border: 0; border-radius: {t.radius["badge"]}px; }}',
        f'QFrame[role="line"] {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}',
        f'QFrame[role="bar"] {{ background: {t.surface}; border: 0; border-top: 1px solid {t.line}; }}',
        f'QFrame[role="problem"] {{ border: 0; border-left: 3px solid {t.err}; }}',
        f'QFrame[role="drop"] {{ background: {t.surface_alt}; border: 2px dashed {t.line_strong};'
        f" border-radius: {card}px; }}",
        f'QFrame[role="drop-over"] {{ background: {t.primary_soft}; border: 2px dashed {t.primary};'
        f" border-radius: {card}px; }}",
    ]
    # The 4 px bar at their leading edge is painted by the card: a border of two widths has ragged corners.
    for name, edge in (("next", t.line), ("failed", t.err), ("safe", t.line)):
        rules.append(
            f'QFrame[role="{name}"] {{ background: {t.surface}; border: 1px solid {edge}; border-radius: {card}px; }}'
        )
    for tone in ("ok", "info", "warn", "err"):
        rules.append(
            f'QFrame[role="message-{tone}"] {{ background: {t[tone + "_soft"]}; border: 1px solid {t[tone]};'
            f" border-radius: {t.radius['control']}px; }}"
        )
    return "\n".join(rules)


def _words(t: Tokens) -> str:
    """A label's role is the colour role of its text."""
    roles = ("ink", "ink_2", "ink_3", "primary", "on_primary_soft", "link", "accent", "ok", "warn", "err", "info",
             "neutral", "disabled_ink")  # fmt: skip
    rules = [f'QLabel[role="{role}"] {{ color: {t[role]}; background: transparent; }}' for role in roles]
    rules.append(f"QLabel:disabled {{ color: {t.disabled_ink}; }}")
    return "\n".join(rules)


def _views(t: Tokens) -> str:
    # Where nothing is tinted the whole length of a bar needs an outline to be seen.
    track = f"1px solid {t.line}" if t.theme == "contrast" else "0"
    return f"""
QAbstractItemView {{ background: {t.surface}; color: {t.ink}; border: 0; outline: 0;
  selection-background-color: {t.selection}; selection-color: {t.on_selection}; }}
QHeaderView, QTableCornerButton::section {{ background: {t.surface}; border: 0; }}
QListView::item, QTreeView::item {{ min-height: 36px; padding: 0 12px; border-bottom: 1px solid {t.line}; }}
QListView::item:selected, QTreeView::item:selected {{ background: {t.selection}; color: {t.on_selection};
  border-left: {t.border["selectionBar"]}px solid {t.primary}; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent; border: 0; }}
QScrollBar {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {t.line_strong}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.ink_3}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
  width: 0; height: 0; }}
QProgressBar {{ background: {t.sunken}; border: {track}; border-radius: 4px; min-height: 8px; max-height: 8px; }}
QProgressBar::chunk {{ background: {t.primary}; border-radius: 4px; }}
QProgressBar[role="thick"] {{ min-height: 12px; max-height: 12px; border-radius: 6px; }}
QProgressBar[role="thick"]::chunk {{ border-radius: 6px; }}
QSplitter::handle {{ background: transparent; }}
"""


def _chrome(t: Tokens) -> str:
    return f"""
QMenuBar {{ background: {t.surface}; color: {t.ink}; border-bottom: 1px solid {t.line}; min-height: 20px; }}
QMenuBar::item {{ background: transparent; padding: 4px 10px; border-radius: {t.radius["badge"]}px; }}
QMenuBar::item:selected {{ background: {t.selection}; color: {t.on_selection}; }}
QMenu {{ background: {t.surface}; color: {t.ink}; border: 1px solid {t.line_strong}; padding: 4px 0; }}
QMenu::item {{ padding: 7px 28px 7px 12px; }}
QMenu::icon {{ padding-left: 10px; }}
QMenu::item:selected {{ background: {t.selection}; color: {t.on_selection}; }}
QMenu::item:disabled {{ color: {t.disabled_ink}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 0; }}
QStatusBar {{ background: {t.surface}; border-top: 1px solid {t.line}; }}
QStatusBar::item {{ border: 0; }}
QToolTip {{ background: {t.ink}; color: {t.surface}; border: 1px solid {t.ink}; padding: 5px 8px; }}
QTabWidget::pane {{ border: 0; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {t.ink_2}; border: 0; border-bottom: 3px solid transparent;
  padding: 0 14px; min-height: 33px; }}
QTabBar::tab:selected {{ color: {t.ink}; border-bottom-color: {t.primary}; }}
QTabBar::tab:hover {{ color: {t.ink}; background: {t.surface_alt}; }}
QTabBar::tab:disabled {{ color: {t.disabled_ink}; }}
"""


def _control(t: Tokens, name: str) -> str:
    """The drawing of a small part of a control, as `url(...)`; the contrast theme has black and white ones."""
    folder = t.theme
    if folder == "contrast":
        folder = "contrast-dark" if luminance(t.window) < luminance(t.ink) else "contrast-light"
    return f'url("{resource("icons", "controls", folder, name + ".svg").as_posix()}")'
