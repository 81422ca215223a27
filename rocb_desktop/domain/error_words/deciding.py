"""What is said where somebody decides, or may not: takes back, reviews, compiles, clears or finishes."""

from rocb_desktop.texts import N_

ERRORS: dict[str, tuple[str, str]] = {
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
    "same_person": (
        N_("A reply of this name is entered already. Say first whether it is the same person."),
        N_("Nothing was changed. As a command: enter --same yes makes the next version, --same no another reply."),
    ),
    "report_finished": (
        N_("This report is finished."),
        N_("Nothing was changed. Choose “Make a new version” to go on writing it."),
    ),
    "not_allowed": (
        N_("Your role cannot do this."),
        N_("Nothing was changed. Ask your focal point or ROCB A/P."),
    ),
}

DETAILED: dict[str, tuple[str, ...]] = {
    "not_allowed": ("{why}",),
}
