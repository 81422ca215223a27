"""What every test stands on: no screen, folders of its own, English, and how hard Hypothesis looks."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from rocb_desktop import texts

# Before Qt is loaded by anything; QT_QPA_PLATFORM=xcb shows the windows while a test is being written.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("dev", max_examples=50, deadline=None)
hypothesis.settings.register_profile("ci", max_examples=300, deadline=None, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh place for profiles and settings, so that no test meets another or the person at this PC."""
    place = tmp_path_factory.mktemp("person")
    monkeypatch.setenv("ROCB_DATA_DIR", str(place / "data"))
    monkeypatch.setenv("ROCB_CONFIG_DIR", str(place / "config"))
    return place


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins in English; one that speaks French does not leave it behind."""
    texts.use("en")
    yield
    texts.use("en")
