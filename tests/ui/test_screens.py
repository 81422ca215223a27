"""Pictures of every page at one size; a page that cannot shrink to it is named."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

from rocb_desktop import tokens
from rocb_desktop.services.region.workshops import list_workshops
from rocb_desktop.ui import theme
from rocb_desktop.ui.page import Page, PageHost
from rocb_desktop.ui.registry import PageEntry
from rocb_desktop.ui.screens import draw_pages
from rocb_desktop.ui.widgets.label import label
from rocb_desktop.ui.work import Work

pytestmark = pytest.mark.usefixtures("styled")


class SmallForTest(Page):
    title = "Workshops"
    least = 0

    def __init__(self, work: Work, window: PageHost) -> None:
        super().__init__(work, window)
        self.words = label("")
        self.states.setMinimumWidth(self.least)
        self.sheet.add(self.words)

    def reload(self) -> None:
        self.load(list_workshops)

    def show_content(self, value: Any) -> None:
        self.words.setText(", ".join(one.title for one in value))


class WideForTest(SmallForTest):
    least = 1200


@dataclass(frozen=True)
class _Entry(PageEntry):
    def page_class(self) -> type[Page]:
        return WideForTest if self.key == "wide" else SmallForTest


def entries(role: str) -> Sequence[PageEntry]:
    return tuple(_Entry(role, key, key, "house", "") for key in ("small", "wide"))


def test_each_page_is_drawn_in_the_size_and_theme_asked_for(office: Path, tmp_path: Path) -> None:
    drawn = draw_pages(office, tmp_path / "out", theme_name="dark", entries=entries, size=(1440, 700))
    assert drawn.problems == []
    assert [file.name for file in drawn.files] == [
        "rocb-1-small-dark-en-1440x700.png",
        "rocb-2-wide-dark-en-1440x700.png",
    ]
    picture = QImage(str(drawn.files[0]))
    assert (picture.width(), picture.height()) == (1440, 700)
    assert picture.pixelColor(1200, 690 - 28) == QColor(tokens.load("dark").window)
    assert theme.current().theme == "light"


def test_a_page_that_cannot_shrink_is_named(office: Path, tmp_path: Path) -> None:
    drawn = draw_pages(office, tmp_path / "out", entries=entries, size=(1024, 600))
    assert len(drawn.problems) == 1
    assert drawn.problems[0].startswith("wide: needs 1200x")
    assert drawn.problems[0].endswith("has 840x544")


def test_another_scale_needs_another_process(office: Path, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="start another"):
        draw_pages(office, tmp_path / "out", scale=2.0)
