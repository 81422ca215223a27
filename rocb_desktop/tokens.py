"""Reads resources/tokens.json: colours, sizes and type of the design, for the theme and for the charts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal

from rocb_desktop.paths import resource_text

Theme = Literal["light", "dark"]
Frame = Literal["wide", "medium", "narrow"]

_WIDE, _MEDIUM = 1200, 900


@dataclass(frozen=True)
class TypeRole:
    """One step of the type scale: `pt` is multiplied by the system's text scale, `line` is in px."""

    px: int
    pt: float
    weight: int
    line: int


@dataclass(frozen=True)
class Tokens:
    """All values of one theme; a colour role is also an attribute and a key: `t.ink == t["ink"]` (a hex string)."""

    theme: str
    color: Mapping[str, str]
    space: Mapping[str, int]
    radius: Mapping[str, int]
    border: Mapping[str, int]
    size: Mapping[str, int]
    type: Mapping[str, TypeRole]
    categorical: Mapping[str, str]
    sequential: tuple[str, ...]
    sequential_ink: tuple[str, ...]
    qpalette: Mapping[str, str]
    matplotlib: Mapping[str, Any]

    def __getitem__(self, role: str) -> str:
        """Hex value of a colour role; KeyError for a role that does not exist."""
        return self.color[role]

    def __getattr__(self, role: str) -> str:
        """Hex value of a colour role, or AttributeError."""
        try:
            # Through __dict__: while an object is being copied its fields are not there yet.
            return str(self.__dict__["color"][role])
        except KeyError:
            raise AttributeError(role) from None


@lru_cache(maxsize=1)
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(resource_text("tokens.json"))
    return document


@lru_cache(maxsize=4)
def load(theme: Theme = "light") -> Tokens:
    """The tokens of the light or the dark theme; ValueError for another name."""
    document = _document()
    if theme not in document["color"]:
        raise ValueError(theme)
    chart = document["chart"]
    steps = sorted(document["contrast"]["sequentialScaleText"][theme], key=lambda step: step["step"])
    colours = dict(document["color"][theme])
    # The design writes ink on the selection tint; the contrast theme needs a colour of its own there.
    colours["on_selection"] = colours["ink"]
    return Tokens(
        theme=theme,
        color=MappingProxyType(colours),
        space=MappingProxyType(document["space"]),
        radius=MappingProxyType(document["radius"]),
        border=MappingProxyType(document["border"]),
        size=MappingProxyType({k: v for k, v in document["size"].items() if isinstance(v, int)}),
        type=MappingProxyType(
            {
                row["role"]: TypeRole(row["px"], row["pt"], row["weight"], row["line"])
                for row in document["type"]["scale"]
            }
        ),
        categorical=MappingProxyType(chart["categorical"][theme]),
        sequential=tuple(chart["sequential"][theme]),
        sequential_ink=tuple(step["fgHex"] for step in steps),
        qpalette=MappingProxyType(document["qpalette"]),
        matplotlib=MappingProxyType(chart["matplotlib"]),
    )


def contrast_pairs(theme: Theme) -> tuple[tuple[str, str, float], ...]:
    """The pairs (foreground role, background role, required ratio) that the design promises for a theme."""
    listed = _document()["contrast"][theme]
    return tuple((pair["fg"], pair["bg"], pair["required"]) for kind in ("text", "nonText") for pair in listed[kind])


def luminance(colour: str) -> float:
    """Relative luminance (0 black, 1 white) of "#RRGGBB", as WCAG 2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast_ratio(first: str, second: str) -> float:
    """WCAG 2 contrast of two "#RRGGBB" colours, from 1 (same) to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def frame_for(width: int) -> Frame:
    """Which of the three layouts a window of this logical width gets (tokens.json, breakpoints)."""
    if width >= _WIDE:
        return "wide"
    return "medium" if width >= _MEDIUM else "narrow"
