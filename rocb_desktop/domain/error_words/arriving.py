"""What is said of files that arrive: what cannot be opened, believed or let in."""

from rocb_desktop.texts import N_

ERRORS: dict[str, tuple[str, str]] = {
    "damaged_file": (
        N_("The file is damaged."),
        N_("Nothing was changed. Ask the sender to copy it again."),
    ),
    "not_rocb_file": (
        N_("This file is empty or damaged, or not a file of ROCB Desktop."),
        N_("Nothing was changed. Choose another file, or ask the sender to copy it again."),
    ),
    "is_a_store": (
        N_("This is the app's own data file, not a file to exchange."),
        N_("Nothing was changed. Make a file on Send instead."),
    ),
    "not_a_pack": (
        N_("This file is not a workshop pack."),
        N_("Nothing was changed. Choose the pack from ROCB A/P, or set up without it."),
    ),
    "not_for_you": (
        N_("This file was made for another person. Only they can open it."),
        N_("Nothing was changed. Ask the sender for a file made for you."),
    ),
    "unknown_sender": (
        N_("You cannot let in the sender of this file."),
        N_("Nothing was changed. The sender can give it to their own focal point, or to ROCB A/P."),
    ),
    "forged": (
        N_("The signature in this file is not genuine. Something was changed after signing."),
        N_("Nothing was changed. Tell the sender, and ask for a new file."),
    ),
    "newer_format": (
        N_("This file was made by a newer version of the app."),
        N_("Nothing was changed. Update this computer, then import again."),
    ),
    "too_large": (
        N_("This file is too large to open safely."),
        N_("Nothing was changed. Ask the sender for a smaller file."),
    ),
    "other_office": (
        N_("This file comes from another office than the ROCB A/P you know."),
        N_("Nothing was changed. Call ROCB A/P and compare the eight words."),
    ),
    "hides_records": (
        N_("After this import many records would not be shown any more."),
        N_("Nothing was changed. Look at the preview. If it is right, say yes by typing the number."),
    ),
    "different_words": (
        N_("The eight words are different: the file does not come from who it says."),
        N_("Nothing was changed. Tell your focal point or ROCB A/P, by phone or in person."),
    ),
    "waiting_room_full": (
        N_("Too many files wait for you to compare the words of their senders."),
        N_("Nothing was changed. Decide about the files that wait, then import again."),
    ),
}

DETAILED: dict[str, tuple[str, ...]] = {
    "damaged_file": ("{problem}",),
    "not_rocb_file": ("{problem}",),
    "not_for_you": (
        N_("This file is for {administration}. Only they can use it."),
        N_("This file was made for another key of {office}. Only the computer with that key can use it."),
    ),
    "unknown_sender": (
        N_("You cannot let in a person of another administration: {administration}."),
        N_("You cannot let in the sender of this file. The eight words are: {words}"),
    ),
    "hides_records": (N_("After this import {count} records would not be shown any more."),),
    "too_large": (
        "{problem}",
        N_("This file is too large to open safely. The limit is {limit}."),
        N_("The file “{path}” is too large to open safely."),
    ),
}
