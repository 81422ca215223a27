"""Command: something a page can do that also stands in a menu of the window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

MenuName = Literal["file", "edit", "view", "tools"]


@dataclass(frozen=True)
class Command:
    """text: with an "&" before its mnemonic. shortcut: as in "Ctrl+F", or "" for none. icon: of the dictionary."""

    text: str
    run: Callable[[], object]
    shortcut: str = ""
    menu: MenuName = "edit"
    icon: str = ""
