"""Clearance by a head: its states, how it was given, and whether the tables may name the administration."""

from collections.abc import Mapping

from rocb_desktop.texts import N_, _

DRAFT, WITH_HEAD, CLEARED = "draft", "with_head", "cleared"
STATES: Mapping[str, str] = {
    DRAFT: N_("Draft"),
    WITH_HEAD: N_("With the head"),
    CLEARED: N_("Cleared"),
}
HOW: Mapping[str, str] = {
    "paper": N_("Signed on paper"),
    "email": N_("By e-mail"),
    "telephone": N_("By telephone"),
    "in_person": N_("In person"),
}
NAMED, NOT_NAMED = "named", "not_named"
NAMING: Mapping[str, str] = {
    NAMED: N_("Yes, with our code"),
    NOT_NAMED: N_("No, only as “+1 not named”"),
}
# Short words for the answers to question 7, from the widest to the narrowest; "" when it was not answered.
CONSENT: Mapping[str, str] = {
    "public": N_("With our name, also in public"),
    "members_attributed": N_("With our name, for members"),
    "members_anonymous": N_("Without our name"),
    "count_only": N_("Only count, no quote"),
    "": N_("Not answered: no quote"),
}


def consent_words(consent: str) -> str:
    """What a text may be used for, in the reader's language."""
    return _(CONSENT.get(consent, CONSENT[""]))


def how_words(how: str) -> str:
    """How a clearance was given; "" when nobody said."""
    return _(HOW[how]) if how in HOW else how
