"""Records and their fields as a person reads them: what was done to which kind of thing, and each value in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rocb_desktop.domain import action, clearing, on_behalf, project, recommendation, workshop
from rocb_desktop.domain.action_sort import ALL_SUBTYPES, barrier_words
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.answer_words import answer_text, field_words
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.feedback import read_practices
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.texts import N_, _, format_number

REPLIES = ("reply", "reply_on_behalf", "national_reply")


@dataclass(frozen=True, slots=True)
class KindWords:
    """Sentences for a new record of a kind and for a changed one; `icon` is a file name without its ending."""

    new_key: str
    changed_key: str
    icon: str

    def deed(self, *, new: bool) -> str:
        return _(self.new_key if new else self.changed_key)


_KINDS: Mapping[str, KindWords] = {
    "grant": KindWords(N_("Let a key in"), N_("Changed what a key may do"), "key-round"),
    "vouch": KindWords(N_("Let a key in"), N_("Changed what a key may do"), "key-round"),
    "card": KindWords(N_("Made a key card"), N_("Changed a key card"), "key-round"),
    "round": KindWords(N_("New survey round"), N_("Changed a survey round"), "layers"),
    "workshop": KindWords(N_("New workshop"), N_("Changed a workshop"), "calendar"),
    "questionnaire": KindWords(N_("New questionnaire"), N_("Changed a questionnaire"), "list-checks"),
    "office": KindWords(N_("Wrote the contact of ROCB A/P"), N_("Changed the contact of ROCB A/P"), "building-2"),
    "material": KindWords(N_("Added a file to a workshop"), N_("Changed a file of a workshop"), "file-text"),
    "evidence": KindWords(N_("Added a file to an action"), N_("Changed a file of an action"), "file-text"),
    "name_list": KindWords(N_("Added the names to a pack"), N_("Changed the names in a pack"), "users"),
    "participation": KindWords(N_("Added a participant"), N_("Changed a participant"), "users"),
    "person": KindWords(N_("Wrote the name"), N_("Changed the name"), "user"),
    "contact": KindWords(N_("Wrote post and e-mail"), N_("Changed post and e-mail"), "user"),
    "action": KindWords(N_("Logged an action"), N_("Changed an action"), "notebook-pen"),
    "reply": KindWords(N_("Began a survey reply"), N_("Changed a survey reply"), "pencil"),
    "reply_on_behalf": KindWords(N_("Entered a reply"), N_("Changed an entered reply"), "pencil"),
    "review": KindWords(N_("Reviewed a reply"), N_("Reviewed a reply again"), "circle-check"),
    "received": KindWords(N_("Noted the day of arrival"), N_("Changed the day of arrival"), "file-check"),
    "national_return": KindWords(N_("Made a national return"), N_("Made the next national return"), "package"),
    "own_material": KindWords(N_("Added an own material"), N_("Changed an own material"), "file-text"),
    "recommendation": KindWords(N_("Wrote a recommendation"), N_("Changed a recommendation"), "lightbulb"),
    "project": KindWords(N_("Added a project"), N_("Changed a project"), "target"),
    "effect": KindWords(N_("Measured an effect"), N_("Changed a measured effect"), "chart-column"),
    "mission_report": KindWords(N_("Began a mission report"), N_("Changed a mission report"), "file-text"),
    "gap": KindWords(N_("Added a gap to a mission report"), N_("Changed a gap of a mission report"), "file-text"),
    "attendance": KindWords(N_("Noted who attended"), N_("Changed who attended"), "users"),
    "same_as": KindWords(N_("Joined two spellings of a name"), N_("Changed which names are one"), "users"),
    "stand_in": KindWords(N_("Noted that an officer left"), N_("Changed who stands in for an officer"), "users"),
    "national_reply": KindWords(N_("Compiled a national reply"), N_("Changed a national reply"), "list-checks"),
    "clearance": KindWords(N_("Began the clearance"), N_("Changed the clearance"), "circle-check"),
    "quote_limit": KindWords(N_("Limited a quote"), N_("Changed the limit of a quote"), "quote"),
    "desk_note": KindWords(N_("Wrote a note"), N_("Changed a note"), "pencil"),
    "reminder": KindWords(N_("Reminded somebody"), N_("Changed a reminder"), "mail"),
    "source_document": KindWords(
        N_("Attached the source of a reply"), N_("Changed the source of a reply"), "file-text"
    ),
    "feedback": KindWords(N_("Made the feedback"), N_("Changed the feedback"), "message-square-text"),
    "erase": KindWords(N_("Erased a person"), N_("Erased a person"), "ban"),
}
_OTHER = KindWords(
    N_("Something of a newer version"), N_("Changed something of a newer version"), "circle-question-mark"
)

_LABELS: Mapping[str, str] = {
    "administration": N_("Administration"),
    "administrations": N_("Administrations that took part"),
    "about": N_("About"),
    "addressee": N_("Report to"),
    "annexes": N_("Annexes"),
    "attended": N_("Attendance"),
    "barrier": N_("What stood in the way"),
    "course": N_("The workshop"),
    "due": N_("Planned for"),
    "finished": N_("Finished on"),
    "gap": N_("Gap"),
    "gone_on": N_("Left on"),
    "handed_to": N_("Handed over to"),
    "how": N_("How it was cleared"),
    "lang": N_("Language"),
    "lessons": N_("What I learned"),
    "listed": N_("Name on the list"),
    "naming": N_("Naming in the tables"),
    "novelty": N_("New or enhanced"),
    "owner": N_("Who is in charge"),
    "phone": N_("Telephone"),
    "plan": N_("Action plan"),
    "programme": N_("Programme"),
    "reopened_until": N_("Open again until"),
    "reopened_why": N_("Why it is open again"),
    "promised": N_("Promised at the workshop"),
    "same_as": N_("The same person as"),
    "since": N_("Since"),
    "situation": N_("Our practice"),
    "stage": N_("Stage"),
    "stand_in": N_("Stands in"),
    "standard": N_("Standard or good practice"),
    "state": N_("State"),
    "subtype": N_("Sort of action"),
    "summary": N_("Summary"),
    "support": N_("Support needed"),
    "term": N_("Term"),
    "unit": N_("Unit"),
    "value_after": N_("After"),
    "value_before": N_("Before"),
    "verified": N_("Checked on"),
    "way": N_("Way"),
    "audience": N_("For whom"),
    "channel": N_("How"),
    "checked": N_("How the key was checked"),
    "consent": N_("Consent"),
    "contact_email": N_("E-mail for questions"),
    "contact_name": N_("Name for questions"),
    "date": N_("Date"),
    "decision": N_("Decision"),
    "deleted": N_("Removed"),
    "division": N_("Division"),
    "effect": N_("What changed because of it"),
    "email": N_("E-mail"),
    "end": N_("Last day"),
    "kind": N_("Kind"),
    "mode": N_("How it is held"),
    "name": N_("Name"),
    "note": N_("Note"),
    "notice": N_("Notice"),
    "number": N_("Number"),
    "opens": N_("Survey opens"),
    "closes": N_("Survey closes"),
    "participant": N_("Participant"),
    "participated": N_("How many took part"),
    "post": N_("Post"),
    "reached": N_("How many were reached"),
    "practices": N_("Good practices"),
    "reason": N_("Why it is not surveyed"),
    "received": N_("Received"),
    "role": N_("Role"),
    "round": N_("Survey"),
    "short_title": N_("Short title"),
    "signed_by": N_("Signed by"),
    "source": N_("Where it comes from"),
    "start": N_("First day"),
    "status": N_("Status"),
    "surveyed": N_("Surveyed"),
    "text": N_("Text"),
    "title": N_("Title"),
    "type": N_("Action"),
    "version": N_("Version"),
    "version_received": N_("This version received"),
    "withdrawn": N_("Withdrawn"),
    "workshop": N_("Workshop"),
}
# Ids, keys and lists that tell a person nothing.
_TECHNICAL = frozenset(
    "blocks definition ends admits replaces ids judged key names office person questionnaire"
    " replies reply reviewer sha256 hash participant size media action materials plan_item recommendation handed_from"
    " workshops figures practices field about taken".split()
)
_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("workshop", "kind"): workshop.KINDS,
    ("workshop", "mode"): workshop.MODES,
    ("workshop", "status"): workshop.STATUSES,
    ("participation", "mode"): workshop.MODES,
    ("participation", "role"): workshop.ROLES,
    ("participation", "attended"): workshop.ATTENDED,
    ("action", "status"): action.STATUSES,
    ("action", "subtype"): ALL_SUBTYPES,
    ("recommendation", "state"): recommendation.STATES,
    ("project", "novelty"): project.NOVELTIES,
    ("project", "stage"): project.STAGES,
    ("project", "term"): project.TERMS,
    ("review", "decision"): {"accept": N_("Accepted"), "correct": N_("Correction asked")},
    ("grant", "role"): {"rocb": N_("ROCB A/P"), "focal_point": N_("National focal point")},
    ("vouch", "checked"): {"words": N_("The eight words were compared")},
    ("grant", "checked"): {"words": N_("The eight words were compared")},
    ("reply_on_behalf", "source"): on_behalf.SOURCES,
    ("clearance", "state"): clearing.STATES,
    ("clearance", "how"): clearing.HOW,
    ("clearance", "naming"): clearing.NAMING,
    ("quote_limit", "consent"): clearing.CONSENT,
}
_DATES = frozenset("start end date received opens closes due since gone_on verified finished".split())


def kind_words(kind: str) -> KindWords:
    """The words of a kind; one that this version does not know is something of a newer version."""
    return _KINDS.get(kind, _OTHER)


def is_told(kind: str, name: str) -> bool:
    """Whether a field says something to a person."""
    if kind == "received":
        return name not in _TECHNICAL | {"stage"}
    return name not in _TECHNICAL or (kind in REPLIES and name.startswith("q"))


def field_label(kind: str, name: str, questionnaire: Questionnaire) -> str:
    """What a field is called; an answer is called what was asked, an unknown field by its own name."""
    if kind in REPLIES and questionnaire.field(name) is not None:
        return field_words(questionnaire, name)
    return _(_LABELS[name]) if name in _LABELS else name


def value_text(
    kind: str, name: str, value: Value, questionnaire: Questionnaire, titles: Callable[[str], str] = str
) -> str:
    """One value in words, "" for none. `titles` gives the title of a workshop by its id."""
    if kind in REPLIES and questionnaire.field(name) is not None:
        return answer_text(questionnaire.field(name), value)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list):
        return ", ".join(value_text(kind, name, one, questionnaire, titles) for one in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int):
        return str(value) if name in ("round", "number", "version") else format_number(value)
    if (kind, name) == ("feedback", "practices"):
        return " … ".join(one.text for one in read_practices(value))
    return titles(value) if name == "workshop" else _text(kind, name, value)


def _text(kind: str, name: str, value: str) -> str:
    if name in ("administration", "administrations"):
        return name_of(value)
    if name in _DATES:
        return _date(value)
    if (kind, name) == ("action", "type"):
        return action.TYPES[value].label if value in action.TYPES else value
    if (kind, name) == ("action", "barrier"):
        return barrier_words(value)
    known = _WORDS.get((kind, name), {})
    return _(known[value]) if value in known else value


def _date(text: str) -> str:
    try:
        return PartialDate.parse(text).shown()
    except UserError:
        return text  # a date nobody can read is better seen than hidden


def is_free_text(kind: str, name: str, questionnaire: Questionnaire) -> bool:
    """Whether a person may answer this field in words of their own."""
    if kind in REPLIES:
        field = questionnaire.field(name)
        return field is not None and field.kind == "text"
    coded = (kind, name) in _WORDS or (kind, name) == ("action", "type") or name in _DATES
    return not coded and name in _FREE


_FREE = frozenset(
    "addressee annexes audience channel contact_email contact_name course division effect email gap how lessons"
    " name note notice owner phone plan post reason short_title situation stage standard summary support term text"
    " title unit value_after value_before".split()
)
