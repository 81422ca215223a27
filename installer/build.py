"""Makes the one-dir bundle and proves it: `python installer/build.py`, inside the environment that dev.py made.

Compiles the French texts, runs PyInstaller, strips what can be stripped, runs the frozen `self-test` (every page,
every resource, one exchange, every format written), and prints the size on disk and compressed. The bundle and its
archive end up in dist/.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import polib

import rocb_desktop

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build"
DIST = ROOT / "dist"
BUNDLE = DIST / "rocb-desktop"
MIB, MB = 1024 * 1024, 1_000_000


def main() -> int:
    """Builds, tests and measures; 0 when the frozen app passed its self-test."""
    compile_texts(ROOT / "resources" / "texts", WORK / "texts")
    run_pyinstaller()
    if sys.platform == "linux":
        strip_libraries(BUNDLE)
    code = self_test(BUNDLE)
    if code:
        print(f"The frozen app failed its self-test (exit code {code}).", file=sys.stderr)
        return 1
    size = sum(file.stat().st_size for file in BUNDLE.rglob("*") if file.is_file() and not file.is_symlink())
    archive = pack(BUNDLE)
    print(f"{BUNDLE}: {size / MIB:.0f} MiB on disk")
    print(f"{archive}: {archive.stat().st_size / MB:.1f} MB compressed")
    return 0


def compile_texts(source: Path, target: Path) -> None:
    """Writes an .mo beside no .po: a bundle needs no polib to read it."""
    target.mkdir(parents=True, exist_ok=True)
    for catalogue in source.glob("*.po"):
        polib.pofile(str(catalogue), encoding="utf-8").save_as_mofile(str(target / f"{catalogue.stem}.mo"))


def run_pyinstaller() -> None:
    """Makes dist/rocb-desktop anew. Raises CalledProcessError."""
    spec = ROOT / "installer" / "rocb-desktop.spec"
    folders = ["--distpath", str(DIST), "--workpath", str(WORK / "pyinstaller")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, str(spec)]
    subprocess.run(command, check=True, cwd=ROOT)


def strip_libraries(bundle: Path) -> None:
    """Drops symbols from shared libraries, except in *.libs: wheels patched those, and strip would break them."""
    if shutil.which("strip") is None:
        print("strip is not here (package binutils): the bundle will be larger.", file=sys.stderr)
        return
    for library in libraries(bundle):
        subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)


def libraries(bundle: Path) -> Iterator[Path]:
    """The shared libraries that may be stripped."""
    for file in bundle.rglob("*.so*"):
        patched = any(part.endswith(".libs") for part in file.relative_to(bundle).parts)
        if file.is_file() and not file.is_symlink() and not patched:
            yield file


def self_test(bundle: Path) -> int:
    """Runs the frozen `self-test` without a screen, and without what this environment would lend it."""
    lent = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "QT_PLUGIN_PATH", "LD_LIBRARY_PATH")
    environ = {name: value for name, value in os.environ.items() if name not in lent}
    program = bundle / ("rocb-desktop.exe" if os.name == "nt" else "rocb-desktop")
    command = [str(program), "self-test"]
    return subprocess.run(command, env={**environ, "QT_QPA_PLATFORM": "offscreen"}, cwd=bundle).returncode


def pack(bundle: Path) -> Path:
    """The bundle as .tar.xz beside it, named by version and system."""
    name = f"{bundle.name}-{rocb_desktop.__version__}-{sys.platform}"
    archive = bundle.with_name(f"{name}.tar.xz")
    with tarfile.open(archive, "w:xz", preset=9) as packed:
        packed.add(bundle, arcname=bundle.name)
    return archive


if __name__ == "__main__":
    sys.exit(main())
