"""How a verb is found, and how what goes wrong becomes an exit code and a sentence."""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rocb_desktop.cli.parser import make_parser, run_command, run_handler
from rocb_desktop.domain.errors import Cancelled, UserError

Handler = Callable[[argparse.Namespace], int]


def parsed_with(handler: Handler, *words: str) -> argparse.Namespace:
    """What the command line makes of `trial again WORDS`, a verb of two words with this handler."""
    parser = make_parser()
    verbs = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    noun = verbs.add_parser("trial").add_subparsers(required=True)
    noun.add_parser("again").set_defaults(handler=handler)
    return parser.parse_args(words)


def refuse(parsed: argparse.Namespace) -> int:
    raise UserError("bad_path", path="C:/no.rocb")


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "--profile", "x", "trial", "again"],
        ["trial", "--json", "again", "--profile", "x"],
        ["trial", "again", "--profile", "x", "--json"],
    ],
)
def test_profile_and_json_stand_anywhere(words: list[str]) -> None:
    parsed = parsed_with(refuse, *words)
    assert parsed.profile == Path("x") and parsed.json is True


def test_without_them_the_default_profile_and_text() -> None:
    parsed = parsed_with(refuse, "trial", "again")
    assert parsed.profile is None and parsed.json is False


def test_a_refusal_is_told_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_handler(parsed_with(refuse, "trial", "again")) == 1
    out, err = capsys.readouterr()
    error = UserError("bad_path", path="C:/no.rocb")
    assert out == "" and err == f"{error.what()}\n{error.hint()}\n"


def test_a_refusal_in_json_is_on_stdout_as_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_handler(parsed_with(refuse, "trial", "again", "--json")) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["error"]["code"] == "bad_path" and set(told["error"]) == {"code", "message", "hint"}


def test_stopping_changes_nothing_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    def stop(parsed: argparse.Namespace) -> int:
        raise Cancelled

    assert run_handler(parsed_with(stop, "trial", "again")) == 1
    assert capsys.readouterr().err == "Stopped. Nothing was changed.\n"


def test_our_own_mistake_keeps_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    def slip(parsed: argparse.Namespace) -> int:
        return 1 // 0

    assert run_handler(parsed_with(slip, "trial", "again", "--json")) == 1
    out, err = capsys.readouterr()
    assert "Traceback" in err and json.loads(out)["error"]["code"] == "bug"


@pytest.mark.parametrize("words", [["no-such-verb"], ["--json"], ["--no-such-option"]])
def test_wrong_usage_is_two_and_points_to_help(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(words) == 2
    assert "rocb-desktop --help" in capsys.readouterr().err


def test_help_and_version_are_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["--help"]) == 0
    assert run_command(["--version"]) == 0
    assert "--profile DIR" in capsys.readouterr().out


def test_every_verb_has_a_handler() -> None:
    """Walks the whole tree: a verb without one would fail only when somebody calls it."""
    parser = make_parser()
    assert [leaf.prog for leaf in leaves(parser) if leaf is not parser and not leaf.get_default("handler")] == []


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers at the ends of the tree."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield parser
    for action in below:
        for verb in action.choices.values():
            yield from leaves(verb)
