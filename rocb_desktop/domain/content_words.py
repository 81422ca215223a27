"""What a file holds, in plain words: a heading for each kind of record, and who may see a class of words."""

from collections.abc import Mapping

from rocb_desktop.domain.kinds import Audience
from rocb_desktop.texts import N_, _

# In the order in which a person looks for them.
_HEADINGS: Mapping[str, str] = {
    "national_return": N_("The national return"),
    "national_reply": N_("National replies"),
    "clearance": N_("Clearance by the head"),
    "reply": N_("Survey replies"),
    "reply_on_behalf": N_("Replies entered by an office"),
    "source_document": N_("Sources of entered replies"),
    "review": N_("Reviews"),
    "quote_limit": N_("Limits of quotes"),
    "person": N_("Names"),
    "contact": N_("Post, division and e-mail"),
    "workshop": N_("Workshops"),
    "name_list": N_("Names of the participants"),
    "participation": N_("Participants"),
    "attendance": N_("Who attended"),
    "same_as": N_("Names that are one"),
    "stand_in": N_("Officers who left, and who stands in"),
    "feedback": N_("Feedback"),
    "material": N_("Files of the workshop"),
    "questionnaire": N_("Questionnaires"),
    "round": N_("Survey rounds"),
    "office": N_("Contact of ROCB A/P"),
    "action": N_("Action log"),
    "evidence": N_("Files of actions"),
    "own_material": N_("Own materials"),
    "recommendation": N_("Recommendations"),
    "project": N_("Projects"),
    "effect": N_("Measured effects"),
    "mission_report": N_("Mission reports"),
    "gap": N_("Gaps of mission reports"),
    "desk_note": N_("Notes of the desk"),
    "reminder": N_("Reminders"),
    "received": N_("Days of arrival"),
    "card": N_("Key cards"),
    "grant": N_("Who may speak for an office"),
    "vouch": N_("Who is known, and by which key"),
    "erase": N_("What is erased"),
}
_LATER = N_("Words of a newer version of the app")
KINDS_IN_ORDER = tuple(_HEADINGS)


def heading(kind: str) -> str:
    """The heading over records of a kind; one that this version does not know is of a newer one."""
    return _(_HEADINGS.get(kind, _LATER))


def seen_by(audience: str, administration: str) -> str:
    """Who may be shown words of a class, whoever passes them on. `administration` is a name."""
    if audience == Audience.ALL:
        return _("Everybody may see this.")
    if audience == Audience.ROCB:
        said = _("The focal points of {administration}, ROCB A/P and the person it is about may see this.")
        return said.format(administration=administration)
    if audience == Audience.ADMINISTRATION:
        return _("Only people of {administration} may see this.").format(administration=administration)
    if audience == Audience.PERSON:
        return _("Only the person it is about may see this.")
    return _("A newer version of the app decides who may see this.")
