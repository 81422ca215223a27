"""Sets the project up and runs it, or its tests, from a bare Python: `python3 installer/dev.py run|test`.

The environment comes from requirements.lock, checked by hash, into .venv. On Debian and Ubuntu missing system
parts come through apt. A second run finds all of that done and starts in a fraction of a second. Standard
library only: this file is what makes everything else importable.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "set-up-from"
OLDEST_PYTHON = (3, 11)
USAGE = """usage: python3 installer/dev.py run [demo options]     set up, then open the app on its demo
       python3 installer/dev.py test [pytest options]  set up, then check and test everything"""

# Shared library -> Debian package. Qt loads these even without a screen ...
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
# ... and these to show a window: without one of them Qt aborts, and blames libxcb-cursor whichever it is.
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
# The stock programs that the tests hold our files against.
TEST_PROGRAMS = {"age": "age", "ssh-keygen": "openssh-client"}
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class Missing(Exception):
    """Something this machine lacks; the text says what it is and what to do."""


def main(argv: Sequence[str]) -> int:
    """Sets up and runs one of the two verbs; 0 done, 1 a problem that was told, 2 wrong usage."""
    if not argv or argv[0] not in ("run", "test"):
        print(USAGE, file=sys.stderr)
        return 0 if argv and argv[0] in ("-h", "--help") else 2
    verb, options = argv[0], argv[1:]
    try:
        check_python(sys.version_info[:2])
        set_up_system(verb)
        set_up_environment()
    except Missing as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return open_demo(options) if verb == "run" else run_tests(options)


def check_python(version: tuple[int, ...]) -> None:
    """Raises Missing for a Python that is too old."""
    if version < OLDEST_PYTHON:
        found, wanted = (".".join(map(str, numbers)) for numbers in (version, OLDEST_PYTHON))
        raise Missing(f"This is Python {found}; the app needs {wanted} or newer. Run it with a newer python3.")


# The system


def set_up_system(verb: str) -> None:
    """Brings the missing system parts through apt; elsewhere names them. Raises Missing."""
    if sys.platform != "linux":
        return
    packages = missing_packages(verb)
    if not packages:
        return
    if shutil.which("apt-get") is None:
        names = " ".join(packages)
        raise Missing(f"Some system parts are missing. In Debian they are called: {names}\nInstall them first.")
    for command in apt_commands(packages, os.geteuid() == 0, shutil.which("sudo") is not None):
        print("+", " ".join(command), flush=True)
        if subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}).returncode:
            raise Missing(f"apt did not bring the missing system parts: {' '.join(packages)}\nIts lines say why.")
    if still := missing_packages(verb):
        raise Missing(f"These system parts are still missing after apt ran: {' '.join(still)}")


def missing_packages(verb: str) -> list[str]:
    """The Debian packages whose parts this machine lacks for the verb, sorted."""
    libraries = {**QT_LIBRARIES, **(SCREEN_LIBRARIES if verb == "run" else {})}
    missing = {package for library, package in libraries.items() if not can_load(library)}
    if verb == "test":
        missing |= {package for name, package in TEST_PROGRAMS.items() if shutil.which(name) is None}
    if importlib.util.find_spec("ensurepip") is None and not has_environment():
        missing.add(f"python3.{sys.version_info.minor}-venv")
    if not CERTIFICATES.exists() and Path("/etc/debian_version").exists():
        missing.add("ca-certificates")
    return sorted(missing)


def can_load(library: str) -> bool:
    """Whether the system's loader finds this shared library, for this process's architecture."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_commands(packages: Iterable[str], is_root: bool, has_sudo: bool) -> list[list[str]]:
    """The commands that install these packages; raises Missing with the command for an administrator."""
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not is_root and not has_sudo:
        raise Missing(f"Some system parts are missing. Ask an administrator to run:\n  {' '.join(install)}")
    prefix = [] if is_root else ["sudo"]
    return [[*prefix, "apt-get", "update", "--quiet"], [*prefix, *install]]


# The environment


def set_up_environment() -> None:
    """Makes .venv hold what the lock says, and the project itself; does nothing when it does already."""
    wanted = fingerprint(LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), sys.version, str(ROOT))
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted and venv_python().exists():
        return
    if not has_environment():
        step("Making the environment", [sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    step("Bringing the packages", [*pip, "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)])
    step("Installing the project", [*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT)])
    STAMP.write_text(wanted, encoding="utf-8")


def fingerprint(*parts: bytes | str) -> str:
    """One name for everything the environment was made from; each part counts, and so do their borders."""
    digests = (hashlib.sha256(part if isinstance(part, bytes) else part.encode()).digest() for part in parts)
    return hashlib.sha256(b"".join(digests)).hexdigest()


def venv_python() -> Path:
    """The environment's interpreter, which may not exist yet."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def has_environment() -> bool:
    """Whether .venv works, has pip, and was made with the Python that runs this."""
    if not venv_python().exists():
        return False
    asked = subprocess.run(
        [str(venv_python()), "-c", "import sys, pip; print(sys.version)"], capture_output=True, text=True
    )
    return asked.returncode == 0 and asked.stdout.strip() == sys.version.strip()


def step(what: str, command: Sequence[str]) -> None:
    """Runs one step of the set-up; raises Missing when it fails."""
    print(f"{what} ...", flush=True)
    if subprocess.run(command).returncode:
        raise Missing(
            f"{what} did not work; the lines above say why. The first set-up needs a network, "
            "and about 2 GB of free space.\nNothing else was changed: run the same command again."
        )


# The two verbs


def open_demo(options: Sequence[str]) -> int:
    """Opens the app on its demo; returns its exit code."""
    return subprocess.run([str(venv_python()), "-m", "rocb_desktop", "demo", *options]).returncode


def run_tests(options: Sequence[str]) -> int:
    """Runs every check and then the tests, all of them even after one failed; 1 when one did."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    failed = []
    for name, command in checks(options):
        print(f"\n== {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, env=environ).returncode:
            failed.append(name)
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll passed.")
    return 1 if failed else 0


def checks(options: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The name and the command of each check, quickest first."""
    python = str(venv_python())
    return [
        ("ruff format", [python, "-m", "ruff", "format", "--check", "."]),
        ("ruff", [python, "-m", "ruff", "check", "."]),
        ("import-linter", [str(venv_python().with_name("lint-imports"))]),
        ("mypy", [python, "-m", "mypy"]),
        ("pytest", [python, "-m", "pytest", *options]),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
