"""What is said of files and folders on this computer, materials and evidence among them."""

from rocb_desktop.texts import N_

ERRORS: dict[str, tuple[str, str]] = {
    "bad_path": (
        N_("The file or folder cannot be found."),
        N_("Nothing was changed. Check the name and the place, then try again."),
    ),
    "cannot_open": (
        N_("The file cannot be opened or written."),
        N_("Nothing was changed. Close it in other programs, or choose another place."),
    ),
    "open_elsewhere": (
        N_("The file is open in another program."),
        N_("Close it in Word, or save with another name. Nothing was changed."),
    ),
    "place_gone": (
        N_("The stick or shared folder cannot be reached any more."),
        N_("Your data is safe, and nothing half-finished is left. Connect it again, or choose another place."),
    ),
    "not_copied": (
        N_("This file is not copied to this computer yet."),
        N_("Nothing was changed. Copy it from a pack file, or ask for it."),
    ),
    "not_the_file": (
        N_("This file is not the one that was signed."),
        N_("Nothing was changed. Choose another file, or ask for it again."),
    ),
    "not_opened": (
        N_("The app does not open files of this type."),
        N_("Nothing was changed. Save a copy, and open it only when you trust who made it."),
    ),
    "bad_picture": (
        N_("This picture cannot be made smaller."),
        N_("Nothing was changed. Add the file as it is."),
    ),
}

DETAILED: dict[str, tuple[str, ...]] = {
    "not_copied": (N_("The file “{name}” is not copied to this computer yet."),),
    "not_the_file": ("{problem}", N_("The file “{name}” is not the one that was signed.")),
    "not_opened": (
        N_("The file “{name}” is not what its name says, so the app does not open it."),
        N_("The app does not open files of the type “{type}”."),
    ),
    "bad_path": (N_("The file or folder “{path}” cannot be found."),),
    "open_elsewhere": (N_("The file “{name}” is open in another program."),),
    "place_gone": (N_("The stick or shared folder with “{path}” cannot be reached any more."),),
    "cannot_open": (N_("The file “{path}” cannot be opened or written."),),
}
