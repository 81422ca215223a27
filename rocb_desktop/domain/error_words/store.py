"""What is said of the store, its backups and its disk."""

from rocb_desktop.texts import N_

ERRORS: dict[str, tuple[str, str]] = {
    "newer_store": (
        N_("Your data was last used by a newer version of the app."),
        N_("Your data is safe. Update the app on this computer, then open it again."),
    ),
    "store_damaged": (
        N_("The file with your data is damaged."),
        N_("The damaged file is kept as it is. Restore the newest backup."),
    ),
    "backup_damaged": (
        N_("This backup cannot be opened."),
        N_("Nothing was changed. Use another backup."),
    ),
    "other_person": (
        N_("This backup belongs to another person."),
        N_("Nothing was changed. Make that person's profile with their recovery sheet, then restore it there."),
    ),
    "tables_differ": (
        N_("Some tables do not say what your records say."),
        N_("Your records are safe. As a command: check --repair makes the tables again."),
    ),
    "store_busy": (
        N_("Your data is in use by another window or computer."),
        N_("Nothing was changed. Close the app there, then try again."),
    ),
    "store_readonly": (
        N_("The folder with your data is read only."),
        N_("Nothing was changed. Move the folder to a place where you can write, then try again."),
    ),
    "disk_failed": (
        N_("The disk could not be read or written."),
        N_("Nothing was changed. Check that the disk or stick is connected, then try again."),
    ),
    "disk_full": (
        N_("There is not enough space on this disk."),
        N_("Your data is safe, and nothing was changed. Make space or choose another place, then try again."),
    ),
}

DETAILED: dict[str, tuple[str, ...]] = {
    "backup_damaged": (N_("This backup cannot be opened. Use the one from {when}."),),
    "other_person": (N_("This backup belongs to {name}, not to you."),),
}
