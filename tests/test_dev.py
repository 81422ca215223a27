"""The parts of installer/dev.py that decide something; what they start is tried by .ci/bare."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def dev() -> ModuleType:
    """installer/dev.py, which is a script and no part of the package."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "installer" / "dev.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_an_old_python_is_told_which_one_is_needed(dev: ModuleType) -> None:
    with pytest.raises(dev.Missing, match=r"This is Python 3\.9; the app needs 3\.11"):
        dev.check_python((3, 9))
    dev.check_python((3, 11))
    dev.check_python((3, 14))


def test_root_installs_directly_and_others_through_sudo(dev: ModuleType) -> None:
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "libegl1"]
    assert dev.apt_commands(["libegl1"], True, False)[-1] == install
    assert dev.apt_commands(["libegl1"], False, True)[-1] == ["sudo", *install]


def test_without_rights_the_sentence_holds_the_command(dev: ModuleType) -> None:
    with pytest.raises(dev.Missing, match="administrator.*\n.*apt-get install .*libegl1 libgl1"):
        dev.apt_commands(["libegl1", "libgl1"], False, False)


def test_a_change_in_any_part_makes_the_environment_anew(dev: ModuleType) -> None:
    base = dev.fingerprint(b"lock", b"project", "3.11", "/home")
    assert base == dev.fingerprint(b"lock", b"project", "3.11", "/home")
    others = {
        dev.fingerprint(b"lock2", b"project", "3.11", "/home"),
        dev.fingerprint(b"lock", b"project2", "3.11", "/home"),
        dev.fingerprint(b"lock", b"project", "3.12", "/home"),
        dev.fingerprint(b"lock", b"project", "3.11", "/else"),
        dev.fingerprint(b"lockproject", b"", "3.11", "/home"),
    }
    assert len(others) == 5 and base not in others


def test_a_library_is_found_or_not(dev: ModuleType) -> None:
    assert not dev.can_load("libno-such-thing.so.0")
    if sys.platform == "linux":
        assert dev.can_load("libc.so.6")


@pytest.mark.parametrize(("argv", "code"), [([], 2), (["tset"], 2), (["--help"], 0)])
def test_a_wrong_word_shows_the_usage(
    dev: ModuleType, argv: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(argv) == code
    assert "dev.py run" in capsys.readouterr().err


def test_options_of_the_test_command_reach_pytest(dev: ModuleType) -> None:
    name, command = dev.checks(["-k", "clock"])[-1]
    assert name == "pytest" and command[-2:] == ["-k", "clock"]


def test_only_the_standard_library_is_needed() -> None:
    """Also what it imports must be there before anything was installed."""
    import ast

    tree = ast.parse((ROOT / "installer" / "dev.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


def test_the_lock_is_hashed_and_names_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock and "--index-url" not in lock
    pinned = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert pinned and all("==" in line and line.endswith("\\") for line in pinned)
