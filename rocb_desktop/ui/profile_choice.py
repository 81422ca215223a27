"""Which profile to open: the one used last, the only one, the one the person chooses, or a new one."""

from pathlib import Path

from rocb_desktop.services.faces import STORE, list_profiles
from rocb_desktop.services.preferences import last_profile


def usual_profile() -> Path | None:
    """The profile that needs no question; None when there is none or there are several."""
    last = last_profile()
    if last is not None and (last / STORE).is_file():
        return last
    known = list_profiles()
    return known[0] if len(known) == 1 else None


def ask_for_profile(last: Path | None = None) -> Path | None:
    """Let the person choose among several, or set one up; None when they closed the question."""
    from rocb_desktop.ui.dialogs.profile_dialog import ProfileDialog

    known = list_profiles()
    if last is not None and last not in known:
        known.append(last)
    if not known:
        return set_up_profile()
    dialog = ProfileDialog(known, last)
    dialog.exec()
    chosen = set_up_profile() if dialog.wants_new else dialog.chosen
    dialog.deleteLater()
    return chosen


def set_up_profile() -> Path | None:
    """First run: three short steps; None when the person gave up."""
    from rocb_desktop.ui.dialogs.setup_dialog import SetupDialog

    dialog = SetupDialog(None)
    dialog.exec()
    made: Path | None = dialog.profile_path
    dialog.deleteLater()
    return made
