"""A bare word is a command, anything else opens the window."""

from datetime import date
from pathlib import Path

import pytest

from rocb_desktop.__main__ import main, window_request
from rocb_desktop.services.session import Clock
from rocb_desktop.ui import app


@pytest.mark.parametrize(
    ("words", "files", "profile"),
    [
        ([], [], None),
        (["reply.rocb"], ["reply.rocb"], None),
        (["./check", "C:\\in\\pack"], ["./check", "C:\\in\\pack"], None),
        (["--profile", "me", "a.rocb", "b.rocb"], ["a.rocb", "b.rocb"], "me"),
        (["--profile=me"], [], "me"),
    ],
)
def test_files_and_a_profile_open_the_window(words: list[str], files: list[str], profile: str | None) -> None:
    assert window_request(words) == ([Path(file) for file in files], Path(profile) if profile else None, None)


@pytest.mark.parametrize(
    "words", [["--today", "2001-01-01", "--profile", "me"], ["--profile=me", "--today=2001-01-01"]]
)
def test_a_day_and_a_profile_open_the_window_on_that_day(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[Path], Path | None, date]] = []

    def run(files: list[Path], profile: Path | None, *, clock: Clock) -> int:
        asked.append((files, profile, clock.today()))
        return 0

    monkeypatch.setattr(app, "run", run)
    assert main(words) == 0
    assert asked == [([], Path("me"), date(2001, 1, 1))]


def test_a_day_that_is_none_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--today", "yesterday"]) == 2
    assert "yesterday" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["check"], ["--profile", "me", "check"], ["--help"], ["--json"], ["--profile"], ["import", "a.rocb"]]
)
def test_everything_else_is_for_the_command_line(words: list[str]) -> None:
    assert window_request(words) is None


def test_a_mistyped_verb_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tabels"]) == 2
    assert "tabels" in capsys.readouterr().err
