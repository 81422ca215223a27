"""What is said of profiles and their keys, and of the computer that the app runs on."""

from rocb_desktop.texts import N_

ERRORS: dict[str, tuple[str, str]] = {
    "no_profile": (
        N_("There is no profile on this computer yet."),
        N_("Open the workshop pack you received, or set up a profile first."),
    ),
    "which_profile": (
        N_("There are several profiles on this computer."),
        N_("Nothing was changed. Choose one. As a command: add --profile and its folder."),
    ),
    "profile_exists": (
        N_("There is already a profile in this folder."),
        N_("Nothing was changed. Open that profile, or choose an empty folder."),
    ),
    "keys_locked": (
        N_("The key store of this computer does not give your keys."),
        N_("Nothing was changed. Sign in to this computer again, then open the app. A recovery sheet works too."),
    ),
    "only_demo": (
        N_("This is the demo. It changes nothing on this computer."),
        N_("Choose this in your own profile."),
    ),
    "no_screen": (
        N_("There is no screen here, so the window cannot open."),
        N_("Start the app in a desktop session. Commands work without a screen: see --help."),
    ),
    "missing_library": (
        N_("A part of the system that the window needs is missing."),
        N_("Install it with the package manager of this computer, then start the app again."),
    ),
}

DETAILED: dict[str, tuple[str, ...]] = {
    "no_profile": (N_("There is no profile in the folder “{path}”."),),
    "profile_exists": (N_("There is already a profile in the folder “{path}”."),),
    "missing_library": (N_("A part of the system that the window needs is missing: {library}."),),
}
