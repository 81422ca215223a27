"""What sort of action an entry of the log is, within its type, and what can stand in the way of one."""

from collections.abc import Mapping

from rocb_desktop.domain.questionnaire import load
from rocb_desktop.texts import N_, _

# By type; an entry that says none has "". The word kept is the same in every language.
SUBTYPES: Mapping[str, Mapping[str, str]] = {
    "share_materials": {
        "intranet": N_("On the intranet"),
        "common_drive": N_("On a common drive"),
        "colleagues_email": N_("By e-mail to colleagues"),
        "printed_copies": N_("As printed copies"),
        "meeting": N_("In a meeting or briefing"),
        "by_coach": N_("Through a coach or mentor"),
        "share_other": N_("In another way"),
    },
    "submit_report": {
        "mission_report": N_("Mission report"),
        "briefing_note": N_("Briefing note"),
        "report_presentation": N_("Presentation to superiors"),
        "report_other": N_("Another report"),
    },
    "make_recommendations": {
        "to_senior_officials": N_("To senior officials"),
        "to_head": N_("To the head of the administration"),
        "to_committee": N_("To a committee or working group"),
        "to_others": N_("To others"),
    },
    "inhouse_workshop": {
        "domestic_training": N_("Training course"),
        "briefing": N_("Briefing"),
        "e_learning": N_("E-learning"),
        "inhouse_other": N_("Another event"),
    },
    "operational_manual": {
        "sop": N_("Standard operating procedure"),
        "manual": N_("Manual"),
        "guideline": N_("Guideline"),
        "checklist": N_("Checklist"),
        "manual_other": N_("Another document"),
    },
    "others": {
        "self_assessment": N_("Self-assessment"),
        "law": N_("Amendment of law"),
        "study_visit": N_("Study visit"),
        "new_procedure": N_("New procedure or pilot"),
        "network": N_("Network with other administrations"),
        "outreach": N_("Outreach to traders"),
        "coaching": N_("Coaching or mentoring of colleagues"),
        "something_else": N_("Something else"),
    },
}
ALL_SUBTYPES = {word: words for sorts in SUBTYPES.values() for word, words in sorts.items()}


def subtype_words(word: str) -> str:
    """A subtype in the language in use; one of another version of the app as it stands."""
    return _(ALL_SUBTYPES[word]) if word in ALL_SUBTYPES else word


def barriers() -> Mapping[str, str]:
    """What can stand in the way of an action, as question 6 of the survey asks it: word and words."""
    asked = load().field("q6")
    return {} if asked is None else {one.id: str(one.label) for one in asked.options}


def barrier_words(word: str) -> str:
    """A barrier in the language in use; one of another version of the questionnaire as it stands."""
    return barriers().get(word, word)
