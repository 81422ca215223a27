"""The one fixed list of what a cell of a status matrix can be: icon, tone, word."""

from collections.abc import Mapping
from dataclasses import dataclass

from rocb_desktop.texts import N_


@dataclass(frozen=True)
class CellState:
    """An icon on a soft tint, or (`plain`) a dashed box, or a dot when there is nothing to do."""

    word: str
    icon: str
    tone: str
    look: str = "filled"

    @property
    def ground_role(self) -> str:
        """Colour role behind the icon."""
        return "surface" if self.look != "filled" else f"{self.tone}_soft"


STATES: Mapping[str, CellState] = {
    "done": CellState(N_("Done"), "check", "ok"),
    "planned": CellState(N_("Planned"), "clock", "info"),
    "not_logged": CellState(N_("Not logged yet"), "plus", "ink_2", "dashed"),
    "accepted": CellState(N_("Accepted"), "circle-check", "ok"),
    "to_review": CellState(N_("To review"), "circle-dot", "info"),
    "correction_asked": CellState(N_("Correction asked"), "reply", "warn"),
    "no_reply": CellState(N_("No reply"), "circle-x", "err"),
    "replied": CellState(N_("Replied"), "circle-check", "ok"),
    "late": CellState(N_("Late"), "clock", "warn"),
    "not_due": CellState(N_("Not due yet"), "calendar", "neutral"),
    "sent": CellState(N_("Sent"), "send", "info"),
    "ready": CellState(N_("Ready for the return"), "check", "ok"),
    "compiled": CellState(N_("Compiled"), "list-checks", "ok"),
    "compile_again": CellState(N_("Changed since it was compiled"), "git-compare", "warn"),
    "cleared": CellState(N_("Cleared by the head"), "badge-check", "ok"),
    "in_return": CellState(N_("In the national return"), "package", "ok"),
    "not_known": CellState(N_("Not known"), "circle-question-mark", "neutral"),
    "on_behalf": CellState(N_("Entered on behalf"), "pencil", "ok"),
    "absent": CellState(N_("Invited, did not attend"), "circle-dashed", "neutral"),
    "no_survey": CellState(N_("Gets no survey"), "ban", "neutral"),
    "no_list": CellState(N_("No list of names here"), "", "ink_3", "dot"),
    "did_not_attend": CellState(N_("Did not attend"), "", "ink_3", "dot"),
}
