"""One window per profile: the second start hands its files over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from rocb_desktop.ui.instance import Instance


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[Instance]:
    made = Instance(tmp_path)
    assert made.claim()
    yield made
    made.release()


def test_a_second_start_is_refused_and_its_files_reach_the_first(qtbot: QtBot, first: Instance, tmp_path: Path) -> None:
    second = Instance(tmp_path)
    assert not second.claim()
    with qtbot.waitSignal(first.asked) as asked:
        second.hand_over([tmp_path / "reply é.rocb"])
    assert asked.args == [[tmp_path / "reply é.rocb"]]
    assert list((tmp_path / "open").iterdir()) == []


def test_a_start_without_files_only_raises_the_window(qtbot: QtBot, first: Instance, tmp_path: Path) -> None:
    with qtbot.waitSignal(first.asked) as asked:
        Instance(tmp_path).hand_over([])
    assert asked.args == [[]]


@pytest.mark.parametrize("text", ["[", '{"a": 1}', "[3]"])
def test_a_request_that_cannot_be_read_only_raises_the_window(
    qtbot: QtBot, first: Instance, tmp_path: Path, text: str
) -> None:
    with qtbot.waitSignal(first.asked) as asked:
        (tmp_path / "open" / "1-1.part").write_text(text, encoding="utf-8")
        (tmp_path / "open" / "1-1.part").replace(tmp_path / "open" / "1-1.json")
    assert asked.args == [[]]


def test_what_was_left_before_the_watch_began_is_taken_on_a_look(qtbot: QtBot, tmp_path: Path) -> None:
    Instance(tmp_path).hand_over([tmp_path / "a.rocb"])
    first = Instance(tmp_path)
    assert first.claim()
    with qtbot.waitSignal(first.asked) as asked:
        first.look()
    assert asked.args == [[tmp_path / "a.rocb"]]
    first.release()


def test_after_release_the_next_start_has_the_profile(qtbot: QtBot, first: Instance, tmp_path: Path) -> None:
    first.release()
    second = Instance(tmp_path)
    assert second.claim()
    second.release()
