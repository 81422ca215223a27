"""Where things are, in the source tree, in a bundle and redirected."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from rocb_desktop import paths


def test_resources_stand_beside_the_package_in_the_source_tree() -> None:
    assert paths.resource("texts", "fr.po").is_file()
    assert "Plural-Forms" in paths.resource_text("texts", "fr.po")


def test_a_bundle_has_them_inside_and_french_compiled(tmp_path: Path) -> None:
    """The same modules, laid out as a wheel and a frozen app are, in an interpreter of their own."""
    package = tmp_path / "rocb_desktop"
    (package / "_resources" / "texts").mkdir(parents=True)
    for module in ("__init__.py", "paths.py", "texts.py"):
        shutil.copy(paths.resource().parent / "rocb_desktop" / module, package)
    french().save_as_mofile(str(package / "_resources" / "texts" / "fr.mo"))
    code = (
        "from rocb_desktop import paths, texts\n"
        "texts.use('fr')\n"
        "ships = [texts.ngettext('{n} ship', '{n} ships', n).format(n=n) for n in (0, 1, 2)]\n"
        "print(ascii([paths.resource().name, texts._('Reply due'), *ships]))\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ast.literal_eval(result.stdout) == [
        "_resources",
        "Réponse attendue",
        "0 navire",
        "1 navire",
        "2 navires",
    ]


def french() -> polib.POFile:
    """A catalogue of two entries, one with a plural."""
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=utf-8",
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    catalogue.append(polib.POEntry(msgid="Reply due", msgstr="Réponse attendue"))
    ships = polib.POEntry(msgid="{n} ship", msgid_plural="{n} ships")
    ships.msgstr_plural = {0: "{n} navire", 1: "{n} navires"}
    catalogue.append(ships)
    return catalogue


def test_folders_are_redirected_by_variables(own_folders: Path) -> None:
    assert paths.config_dir() == own_folders / "config"
    assert paths.default_profiles_dir() == own_folders / "data" / "profiles"


def test_without_variables_each_system_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ROCB_DATA_DIR", "ROCB_CONFIG_DIR", "ROCB_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    places = {paths.default_profiles_dir().parent, paths.config_dir(), paths.cache_dir()}
    assert all(paths.APP_DIR in place.parts for place in places)


def test_matplotlib_keeps_its_fonts_with_us(tmp_path: Path) -> None:
    """In an interpreter of its own, since it counts only before the first import."""
    code = (
        "from rocb_desktop import paths\n"
        "paths.prepare_matplotlib()\n"
        "import matplotlib\n"
        "print(matplotlib.get_configdir())\n"
    )
    environ = {name: value for name, value in os.environ.items() if name != "MPLCONFIGDIR"}
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**environ, "ROCB_CACHE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(result.stdout.strip()) == tmp_path / "matplotlib"
