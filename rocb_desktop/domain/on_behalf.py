"""A reply that an office enters for somebody: where it comes from, and the document it was taken from (rule 13)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rocb_desktop.domain.material import StoredFile
from rocb_desktop.texts import N_, _

# stored word: the word shown
SOURCES: Mapping[str, str] = {
    "paper": N_("Paper"),
    "email": N_("E-mail"),
    "telephone": N_("Telephone"),
    "excel": N_("Excel questionnaire"),
    "word": N_("Word form"),
    "stand_in": N_("A stand-in's answers"),
    "workbook": N_("Round workbook"),
}
BY_HAND = ("paper", "email", "telephone", "excel", "word", "stand_in")  # what a person chooses from


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A file that a reply was taken from; it stays in the administration. `here`: its bytes lie on this computer."""

    id: str
    reply: str
    file: StoredFile
    date: str = ""
    here: bool = field(default=False)


def source_word(source: str) -> str:
    """Paper, E-mail ...; a word that only a newer version knows is shown as it came."""
    return _(SOURCES[source]) if source in SOURCES else source


def entered_words(source: str, documents: int) -> str:
    """Entered on behalf, from e-mail, source attached: said wherever such a reply is shown."""
    if not source:
        return _("Entered on behalf")
    word = source_word(source)
    if documents:
        return _("Entered on behalf. Source: {source}, attached").format(source=word)
    return _("Entered on behalf. Source: {source}").format(source=word)
