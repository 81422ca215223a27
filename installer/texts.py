"""Brings resources/texts/fr.po up to date with the sentences in the code: `python installer/texts.py`.

Keeps every translation whose English is still in the code, adds the new ones empty, drops the others, and prints
what is left to translate. With --check it only compares: exit code 1 when something is missing or too much.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "texts" / "fr.po"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


@dataclass(frozen=True, order=True)
class Sentence:
    """An English sentence of the code; `plural` is "" for one without forms."""

    text: str
    plural: str = ""


def sentences(package: Path = ROOT / "rocb_desktop") -> dict[Sentence, list[str]]:
    """Every marked sentence and the modules that say it, those of one module together."""
    found: dict[Sentence, set[str]] = {}
    for file, _line, message, _comments, _context in extract_from_dir(package, keywords=KEYWORDS):
        forms = (message,) if isinstance(message, str) else tuple(message)
        found.setdefault(Sentence(*forms[:2]), set()).add(Path(file).as_posix())
    return dict(sorted(((s, sorted(files)) for s, files in found.items()), key=lambda item: (item[1][0], item[0])))


def merged(old: polib.POFile, wanted: dict[Sentence, list[str]]) -> polib.POFile:
    """A catalogue of exactly the wanted sentences, with the translations that the old one has for them."""
    known = {Sentence(entry.msgid, entry.msgid_plural): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.header, new.metadata = old.header, old.metadata
    for sentence, files in wanted.items():
        entry = polib.POEntry(msgid=sentence.text, occurrences=[(file, "") for file in files])
        before = known.get(sentence)
        if sentence.plural:
            entry.msgid_plural = sentence.plural
            entry.msgstr_plural = before.msgstr_plural if before else {0: "", 1: ""}
        elif before:
            entry.msgstr = before.msgstr
        new.append(entry)
    return new


def differences(catalogue: polib.POFile, wanted: dict[Sentence, list[str]]) -> Iterator[str]:
    """What keeps a catalogue from covering the code exactly, one line each."""
    known = {Sentence(entry.msgid, entry.msgid_plural): entry for entry in catalogue if not entry.obsolete}
    for sentence in wanted:
        entry = known.get(sentence)
        if entry is None or not entry.translated():
            yield f"not translated: {sentence.text}"
    yield from (f"no longer in the code: {sentence.text}" for sentence in known if sentence not in wanted)


def main(argv: list[str]) -> int:
    """Updates fr.po, or with --check compares; returns the exit code."""
    wanted = sentences()
    catalogue = polib.pofile(str(CATALOGUE), encoding="utf-8")
    if "--check" not in argv:
        catalogue = merged(catalogue, wanted)
        catalogue.save(str(CATALOGUE), newline="\n")
    left = list(differences(catalogue, wanted))
    print(*left, f"{len(wanted)} sentences, {len(left)} to look at.", sep="\n")
    return 1 if left and "--check" in argv else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
