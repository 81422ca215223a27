"""What is said of files that leave: replies, returns and receipts that cannot be made yet."""

from rocb_desktop.texts import N_

ERRORS: dict[str, tuple[str, str]] = {
    "nothing_to_send": (
        N_("There is nothing to send yet."),
        N_("Nothing was changed. Answer the survey first, then make the file."),
    ),
    "nothing_received": (
        N_("Nothing from this sender was received here yet."),
        N_("Nothing was changed. Import their file first, then make the receipt."),
    ),
    "no_return": (
        N_("There is no national return of this administration here."),
        N_("Nothing was changed. Make the return, or import it, then compare the words."),
    ),
    "no_receipt_for": (
        N_("This computer makes no receipt for this sender."),
        N_("A focal point makes receipts for the people of the administration, ROCB A/P for focal points."),
    ),
    "reply_has_problems": (
        N_("The reply has problems to correct before you can send it."),
        N_("Your answers are saved. Correct them, then make the file again."),
    ),
    "file_gone": (
        N_("The file is not where it was made, or it was changed."),
        N_("Nothing was saved. Your answers are safe. Make the file again."),
    ),
    "too_long": (
        N_("This file is too long for a code or for text lines."),
        N_("Nothing was changed. Save it to a stick or folder, or send it by e-mail."),
    ),
    "no_mailbox": (
        N_("No mailbox folder is chosen yet."),
        N_("Nothing was changed. Choose the folder that your offices share, then try again."),
    ),
    "not_surveyed": (
        N_("This workshop is not in the survey, so there is no reply to send."),
        N_("Your answers are saved. Ask ROCB A/P if you think it should be in the survey."),
    ),
    "no_office_key": (
        N_("The key of the receiving office is missing on this computer."),
        N_("Your data is safe. Open the workshop pack or the key card of that office first."),
    ),
}

DETAILED: dict[str, tuple[str, ...]] = {
    "reply_has_problems": (N_("The reply has problems to correct before you can send it. {problem}"),),
    "no_office_key": (N_("The key of {receiver} is missing on this computer."),),
    "nothing_to_send": ("{why}",),
}
