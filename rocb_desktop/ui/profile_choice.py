"""Which profile to open: the one used last, the only one, the one the person chooses, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rocb_desktop.services.profile.faces import STORE, list_profiles
from rocb_desktop.services.profile.preferences import last_profile


def usual_profile() -> Path | None:
    """The profile that needs no question; None when there is none or there are several."""
    last = last_profile()
    if last is not None and (last / STORE).is_file():
        return last
    known = list_profiles()
    return known[0] if len(known) == 1 else None


@dataclass(frozen=True, slots=True)
class Choice:
    """The profile to open, the files that are still to be shown there, and the id of the workshop to begin with."""

    folder: Path
    files: Sequence[Path] = ()
    workshop: str = ""


def ask_for_profile(last: Path | None = None, files: Sequence[Path] = ()) -> Choice | None:
    """Let the person choose among several, or set one up; None when they closed the question.

    `files` were given to the app: set-up takes the first workshop pack among them.
    """
    from rocb_desktop.ui.dialogs.profile_dialog import ProfileDialog

    known = list_profiles()
    if last is not None and last not in known:
        known.append(last)
    if not known:
        return set_up_profile(files)
    dialog = ProfileDialog(known, last)
    dialog.exec()
    chosen, wants_new = dialog.chosen, dialog.wants_new
    dialog.deleteLater()
    if wants_new:
        return set_up_profile(files)
    return Choice(chosen, files) if chosen is not None else None


def set_up_profile(files: Sequence[Path] = ()) -> Choice | None:
    """First run: three short steps, or a given pack; None when the person gave up."""
    from rocb_desktop.ui.dialogs.setup_dialog import SetupDialog

    dialog = SetupDialog(None)
    dialog.take_pack(files)
    dialog.exec()
    made, shown, workshop = dialog.profile_path, dialog.shown, dialog.workshop
    dialog.deleteLater()
    return Choice(made, [file for file in files if file not in shown], workshop) if made is not None else None
