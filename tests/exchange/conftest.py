"""Workbooks in a folder of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from workbooks import Rows, save_workbook


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Path]:
    """Saves a workbook of these sheets: `make(Workshops=rows, Replies=rows)`."""

    def save(**sheets: Rows) -> Path:
        return save_workbook(tmp_path / "round.xlsx", sheets)

    return save
