"""Help: each page of each role has a text of its own, in both languages and of the same form."""

import re

import pytest

from rocb_desktop import texts
from rocb_desktop.paths import resource
from rocb_desktop.ui.dialogs.help_dialog import HelpDialog, help_picture, help_text
from rocb_desktop.ui.registry import ENTRIES

PAGES = sorted({"setup", *(entry.where.partition(":")[0].removesuffix("_page") for entry in ENTRIES)})
HIGH_SIGN = re.compile(r"[\w)»*](?=[;?!»])|[\w)»*]:(?=\s)|«(?=\w)| [;?!:»](?=[\s*])|« |['\"“”]|\.\.\.")


def form(text: str) -> list[tuple[str, int]]:
    """How each line begins, and how many words of it are bold."""
    lines = [line for line in text.splitlines() if line]
    return [(re.sub(r"[^#\-|\d].*", "", line[:3]), line.count("**")) for line in lines]


@pytest.mark.parametrize("page", PAGES)
def test_each_page_has_its_help_in_both_languages(page: str) -> None:
    english, french = (resource("help", lang, f"{page}.md").read_text(encoding="utf-8") for lang in ("en", "fr"))
    assert english.startswith("# ")
    assert form(english) == form(french)


def test_no_help_is_of_a_page_that_is_gone() -> None:
    for lang in ("en", "fr"):
        named = {file.stem for file in resource("help", lang).glob("*.md")}
        assert named == {*PAGES, "everywhere"}


def test_help_speaks_the_language_in_use() -> None:
    assert help_text("history").startswith("# History")
    texts.use("fr")
    assert help_text("history").startswith("# Historique")
    assert "Touches utiles partout" in help_text("history")


@pytest.mark.parametrize("page", [*PAGES, "everywhere"])
def test_french_help_is_typeset_as_french_is(page: str) -> None:
    text = resource("help", "fr", f"{page}.md").read_text(encoding="utf-8")
    assert HIGH_SIGN.findall(text) == []


def test_a_help_is_shown_as_a_text_to_read() -> None:
    dialog = HelpDialog("people")
    shown = dialog.text.toPlainText()
    assert shown.startswith("People and keys")
    assert "**" not in shown
    dialog.close()


@pytest.mark.parametrize("page", [page for page in PAGES if page != "setup"])  # that is no page of a window
def test_each_page_has_its_picture_in_both_languages(page: str) -> None:
    """Drawn by `python installer/help_pictures.py`."""
    for lang in ("en", "fr"):
        texts.use(lang)
        assert help_picture(page) == str(resource("help", lang, f"{page}.png"))


def test_the_picture_stands_below_the_title() -> None:
    dialog = HelpDialog("people")
    title, picture = dialog.text.toPlainText().splitlines()[:2]
    assert (title, picture.strip()) == ("People and keys", "\N{OBJECT REPLACEMENT CHARACTER}")
    dialog.close()
