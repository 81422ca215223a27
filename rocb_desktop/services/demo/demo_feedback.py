"""The demo's feedback: on one workshop, made by ROCB A/P from the reconstruction when its survey closed."""

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Protocol

from rocb_desktop import paths
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.feedback.making import make_feedback
from rocb_desktop.services.region.rounds import import_workbook
from rocb_desktop.services.session import Session
from rocb_desktop.texts import _

_DAY, _CAME = date(2021, 7, 12), date(2021, 7, 14)
_WORKSHOP = "PCA (Pacific)"


class Region(Protocol):
    """What a story needs of the demo's people and files."""

    @property
    def files(self) -> Path: ...
    def at(self, who: str, day: date) -> AbstractContextManager[Session]: ...


def give_feedback(region: Region, office: str, who: str, reply: Path) -> None:
    """ROCB A/P counts the rebuilt replies and the signed one of this person, and sends everybody what came of it."""
    with region.at(office, _DAY) as session:
        import_workbook(session, paths.resource("demo", "survey-2021.xlsx"))
        accept(session, [reply], trust=True)
        note = _("Example: the replies of this workshop are a reconstruction from the published report.")
        made = make_feedback(session, 2021, region.files, _WORKSHOP, note)
    with region.at(who, _CAME) as session:
        accept(session, [Path(made.value.path)])
