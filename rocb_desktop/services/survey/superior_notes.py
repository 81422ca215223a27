"""The note to a superior: written from the log in either language, and taken along as a mail draft."""

from pathlib import Path

from rocb_desktop.domain.superior_note import SuperiorNote, superior_note
from rocb_desktop.exchange.mail import write_words
from rocb_desktop.reports.files import write_whole
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.effects import list_effects
from rocb_desktop.services.survey.mission_reports import report_desk
from rocb_desktop.texts import LANGUAGES, speaking


@lane("read")
def note_to_superior(session: Session, workshop: str) -> dict[str, SuperiorNote]:
    """The note about one workshop, by language. Raises UserError unknown_workshop."""
    content = report_desk(session, workshop).content
    effects = list_effects(session, content.workshop.id)
    found = {}
    for lang in LANGUAGES:
        with speaking(lang):
            found[lang] = superior_note(content.workshop, content.log, content.recommendations, effects)
    return found


@lane("draw")
def save_note_mail(subject: str, words: str, path: Path) -> None:
    """The note as a draft for any e-mail program; who it goes to is written there.

    Raises UserError: disk_full, bad_path, cannot_open.
    """
    write_whole(path, write_words(("", ""), subject, f"{words}\n"))
