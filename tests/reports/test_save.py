"""Figures and files on the disk: whole or not at all, the same twice, text kept as text."""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure

from rocb_desktop import tokens
from rocb_desktop.analysis.chart_data import reply_rates
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.tables import Tables
from rocb_desktop.reports.charts import draw_reply_rates
from rocb_desktop.reports.files import file_error, write_whole
from rocb_desktop.reports.save import FORMATS, Format, figure_bytes, save_figure

BEGINNINGS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.fixture
def figure(survey_2021: Callable[[str], Tables]) -> Figure:
    return draw_reply_rates(reply_rates(survey_2021("lists")), tokens.load("light"), 945, 450, 144)


@pytest.mark.parametrize("format", FORMATS)
def test_a_figure_is_written_in_each_format(figure: Figure, tmp_path: Path, format: Format) -> None:
    path = tmp_path / f"réponses.{format}"
    save_figure(figure, path, format, title="Replies received")
    content = path.read_bytes()
    assert content.startswith(BEGINNINGS[format])
    assert content == figure_bytes(figure, format, title="Replies received")
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_picture_has_the_size_it_was_drawn_for(figure: Figure) -> None:
    content = figure_bytes(figure)
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (945, 450)


def test_text_in_a_drawing_stays_text_and_no_clock_travels(figure: Figure) -> None:
    drawing = figure_bytes(figure, "svg").decode()
    assert "PCA (Pacific)" in drawing
    assert "Inter" in drawing
    assert "dc:date" not in drawing


def test_another_format_is_refused(figure: Figure) -> None:
    wrong: Any = "bmp"
    with pytest.raises(UserError) as refused:
        figure_bytes(figure, wrong)
    assert refused.value.code == "bad_value"


def test_the_file_before_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    before = tmp_path / "charts.png"
    before.write_bytes(b"before")
    (tmp_path / "charts.png.part").mkdir()
    with pytest.raises(UserError):
        write_whole(before, b"after")
    assert before.read_bytes() == b"before"


def test_what_was_begun_is_taken_away(tmp_path: Path) -> None:
    """A folder in the place of the file: writing works, putting it there does not."""
    (tmp_path / "charts.png").mkdir()
    with pytest.raises(UserError) as refused:
        write_whole(tmp_path / "charts.png", b"after")
    assert refused.value.code == "bad_path"
    assert [found.name for found in tmp_path.iterdir()] == ["charts.png"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        write_whole(tmp_path / "missing" / "charts.png", b"after")
    assert refused.value.code == "bad_path"
    assert "missing" in refused.value.what()


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.ENOENT, "bad_path"), (errno.EACCES, "cannot_open"), (None, "cannot_open")],
)
def test_what_the_system_says_becomes_a_sentence(number: int | None, code: str) -> None:
    error = OSError(number, "said the system") if number else OSError("said the system")
    assert file_error(error, Path("charts.png")).code == code
