"""The parts of installer/ that decide something: which sentences, which libraries."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent


def script(name: str) -> ModuleType:
    """A module of installer/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"installer_{name}", ROOT / "installer" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its dataclasses look themselves up there while they are made.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, spec.name, module)
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def texts() -> ModuleType:
    return script("texts")


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return script("build")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small program that says four things, one of them twice and one in two forms."""
    (tmp_path / "one.py").write_text('_("Send")\nngettext("{n} reply", "{n} replies", n)\n', encoding="utf-8")
    (tmp_path / "two.py").write_text('_("Send")\nN_("Late " "reply")\nprint("plain")\n', encoding="utf-8")
    return tmp_path


def test_every_marked_sentence_is_found_once(texts: ModuleType, package: Path) -> None:
    assert texts.sentences(package) == {
        texts.Sentence("Send"): ["one.py", "two.py"],
        texts.Sentence("{n} reply", "{n} replies"): ["one.py"],
        texts.Sentence("Late reply"): ["two.py"],
    }


def test_merging_keeps_translations_and_drops_what_nobody_says(texts: ModuleType, package: Path) -> None:
    old = polib.POFile()
    old.append(polib.POEntry(msgid="Send", msgstr="Envoyer"))
    old.append(polib.POEntry(msgid="Gone", msgstr="Parti"))
    wanted = texts.sentences(package)
    new = texts.merged(old, wanted)
    assert {entry.msgid: entry.msgstr for entry in new} == {"Send": "Envoyer", "{n} reply": "", "Late reply": ""}
    assert [*texts.differences(new, wanted)] == ["not translated: {n} reply", "not translated: Late reply"]
    assert "no longer in the code: Gone" in [*texts.differences(old, wanted)]


def test_merging_again_changes_nothing(texts: ModuleType, package: Path) -> None:
    wanted = texts.sentences(package)
    once = texts.merged(polib.POFile(), wanted)
    assert str(texts.merged(once, wanted)) == str(once)


def test_libraries_that_wheels_patched_are_not_stripped(build: ModuleType, tmp_path: Path) -> None:
    for name in ("numpy.libs/libblas.so", "numpy/core.so", "libz.so.1", "pillow.libs/libtiff.so.6", "notes.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"")
    (tmp_path / "libz.so").symlink_to("libz.so.1")
    assert sorted(file.name for file in build.libraries(tmp_path)) == ["core.so", "libz.so.1"]


def test_a_bundle_gets_its_catalogues_compiled(build: ModuleType, tmp_path: Path) -> None:
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Send", msgstr="Envoyer"))
    catalogue.save(str(tmp_path / "fr.po"))
    build.compile_texts(tmp_path, tmp_path / "out")
    compiled = polib.mofile(str(tmp_path / "out" / "fr.mo"))
    assert [(entry.msgid, entry.msgstr) for entry in compiled] == [("Send", "Envoyer")]
