"""What can go wrong for a person: a stable code, and the sentences that say what happened and what to do.

Code raises `UserError(code, **values)`; only the edge (a banner, the command line) asks for sentences, so the
language is the reader's. Anything that is not a UserError or Cancelled is a mistake in the app and is shown
as one.
"""

from datetime import date
from string import Formatter

from rocb_desktop.domain.administration import name_of
from rocb_desktop.texts import N_, _, format_date

# code: (what happened, what to do). No named values here, so that every error can be said with nothing but
# its code.
ERRORS: dict[str, tuple[str, str]] = {
    # files that arrive
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
    "missing_correction": (
        N_("The correction has no text."),
        N_("Nothing was changed. Say what to correct, so that the person can fix it."),
    ),
    "changed_since": (
        N_("This was changed again since you saw it."),
        N_("Nothing was changed, and the newer text stays. Open it again, then decide."),
    ),
    "nothing_before": (
        N_("This was not here yet on that day."),
        N_("Nothing was changed. Choose a later day."),
    ),
    "nothing_to_decide": (
        N_("There is nothing to decide here any more."),
        N_("Nothing was changed. Look at History: somebody has decided, or the answers are the same."),
    ),
    "nothing_to_compile": (
        N_("There is nothing to compile for this workshop."),
        N_("Nothing was changed. Accept the replies of your people first, or enter one on behalf."),
    ),
    "nothing_to_clear": (
        N_("There is nothing yet that the head could clear."),
        N_("Nothing was changed. Accept a reply first, or compile a national reply."),
    ),
    "consent_raised": (
        N_("The person did not allow that much."),
        N_("Nothing was changed. You can allow less than the person did, never more."),
    ),
    # files that leave
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
    # workbooks and values typed by a person
    "bad_workbook": (
        N_("This file cannot be read as an Excel workbook (.xlsx)."),
        N_("Nothing was changed. Open it in Excel, save it as .xlsx, then import again."),
    ),
    "locked_workbook": (
        N_("This workbook is protected with a password, or saved in the old format (.xls)."),
        N_("Nothing was changed. Open it in Excel, save it as .xlsx without a password, then import again."),
    ),
    "bad_cell": (
        N_("The workbook has cells to correct."),
        N_("Nothing was imported. Correct these cells, save the workbook, then import again."),
    ),
    "bad_questionnaire": (
        N_("This questionnaire cannot be read."),
        N_("Nothing was changed. Ask ROCB A/P for a new workshop pack."),
    ),
    "bad_date": (
        N_("This is not a date the app can read."),
        N_("Nothing was changed. Write year-month-day, for example 2021-04-29, or 2021-04 for a month."),
    ),
    "bad_value": (
        N_("The app cannot use this value here."),
        N_("Nothing was changed. Correct the value, then try again."),
    ),
    "same_person": (
        N_("A reply of this name is entered already. Say first whether it is the same person."),
        N_("Nothing was changed. As a command: enter --same yes makes the next version, --same no another reply."),
    ),
    "missing_name": (
        N_("The name is missing."),
        N_("Nothing was changed. Write the name, then try again."),
    ),
    "bad_path": (
        N_("The file or folder cannot be found."),
        N_("Nothing was changed. Check the name and the place, then try again."),
    ),
    "cannot_open": (
        N_("The file cannot be opened or written."),
        N_("Nothing was changed. Close it in other programs, or choose another place."),
    ),
    "report_finished": (
        N_("This report is finished."),
        N_("Nothing was changed. Choose “Make a new version” to go on writing it."),
    ),
    "open_elsewhere": (
        N_("The file is open in another program."),
        N_("Close it in Word, or save with another name. Nothing was changed."),
    ),
    "place_gone": (
        N_("The stick or shared folder cannot be reached any more."),
        N_("Your data is safe, and nothing half-finished is left. Connect it again, or choose another place."),
    ),
    # materials and evidence
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
    # names that mean nothing here, or too much
    "unknown_workshop": (
        N_("There is no such workshop here."),
        N_("Nothing was changed. Write the round and the number, for example 2021/4."),
    ),
    "ambiguous_workshop": (
        N_("More than one workshop has this name."),
        N_("Nothing was changed. Write the round and the number, for example 2021/4."),
    ),
    "unknown_round": (
        N_("There is no such round here."),
        N_("Nothing was changed. Write the year of the survey, for example 2021."),
    ),
    "unknown_administration": (
        N_("The app does not know this administration."),
        N_("Nothing was changed. Use the code of two letters, for example FJ."),
    ),
    "unknown_person": (
        N_("There is no such person here."),
        N_("Nothing was changed. Check the name and the administration."),
    ),
    "not_allowed": (
        N_("Your role cannot do this."),
        N_("Nothing was changed. Ask your focal point or ROCB A/P."),
    ),
    # profiles
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
    # the computer
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
    # the store
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

# Said instead of the first sentence of ERRORS: the first of these whose named values the error carries.
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
    "reply_has_problems": (N_("The reply has problems to correct before you can send it. {problem}"),),
    "no_office_key": (N_("The key of {receiver} is missing on this computer."),),
    "bad_workbook": (N_("The workbook cannot be used: {reason}"),),
    "bad_cell": (N_("The workbook has cells to correct:\n{cells}"),),
    "bad_questionnaire": (N_("This questionnaire cannot be read. The part “{part}” is not as expected."),),
    "bad_date": (N_("“{text}” is not a date the app can read."),),
    "bad_value": (
        "{problem}",
        N_("The app cannot use “{value}” for “{field}”."),
        N_("The app cannot use “{value}” here."),
    ),
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
    "unknown_workshop": (N_("There is no workshop “{workshop}” here."),),
    "ambiguous_workshop": (N_("More than one workshop is called “{workshop}”."),),
    "unknown_round": (N_("There is no round “{round}” here."),),
    "unknown_administration": (N_("The app does not know the administration “{administration}”."),),
    "unknown_person": (N_("There is no reply “{reply}” here."), N_("There is no person “{person}” here.")),
    "no_profile": (N_("There is no profile in the folder “{path}”."),),
    "profile_exists": (N_("There is already a profile in the folder “{path}”."),),
    "backup_damaged": (N_("This backup cannot be opened. Use the one from {when}."),),
    "other_person": (N_("This backup belongs to {name}, not to you."),),
    "missing_library": (N_("A part of the system that the window needs is missing: {library}."),),
    "not_allowed": ("{why}",),
    "nothing_to_send": ("{why}",),
}


class Cancelled(Exception):
    """The person pressed Stop. Whatever was under way is rolled back, and nothing was changed."""

    def what(self) -> str:
        return _("Stopped. Nothing was changed.")


class UserError(Exception):
    """Something a person can put right.

    `code` is a key of ERRORS and never changes its meaning (scripts test for it). `values` are plain strings,
    numbers or dates, for the sentence; administrations are codes. `str()` is the code alone: logs hold no
    names and no answers.
    """

    def __init__(self, code: str, **values: object) -> None:
        if code not in ERRORS:
            raise KeyError(code)
        super().__init__(code)
        self.code = code
        self.values = values

    def what(self) -> str:
        """What happened, in the reader's language."""
        for detailed in DETAILED.get(self.code, ()):
            if placeholders(detailed) <= self.values.keys():
                return _(detailed).format(**{name: _shown(name, value) for name, value in self.values.items()})
        return _(ERRORS[self.code][0])

    def hint(self) -> str:
        """What to do, and that nothing is lost, in the reader's language. A value `then` says it better."""
        return str(self.values.get("then") or _(ERRORS[self.code][1]))


def placeholders(sentence: str) -> set[str]:
    """The names between braces in a sentence."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(sentence) if name is not None}


def _shown(name: str, value: object) -> str:
    if isinstance(value, date):
        return format_date(value)
    # an error carries codes, a person reads names
    return name_of(str(value)) if name in ("administration", "office", "receiver") else str(value)
