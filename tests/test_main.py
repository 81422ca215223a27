"""A bare word is a command, anything else opens the window."""

from pathlib import Path

import pytest

from rocb_desktop.__main__ import main, window_request


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
    assert window_request(words) == ([Path(file) for file in files], Path(profile) if profile else None)


@pytest.mark.parametrize(
    "words", [["check"], ["--profile", "me", "check"], ["--help"], ["--json"], ["--profile"], ["import", "a.rocb"]]
)
def test_everything_else_is_for_the_command_line(words: list[str]) -> None:
    assert window_request(words) is None


def test_a_mistyped_verb_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tabels"]) == 2
    assert "tabels" in capsys.readouterr().err
