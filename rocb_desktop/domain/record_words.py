"""Records and their fields as a person reads them: what was done to which kind of thing, and each value in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rocb_desktop.domain import action, workshop
from rocb_desktop.domain.administration import name_of
from rocb_desktop.domain.answer_words import answer_text, field_words
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.texts import N_, _, format_number

REPLIES = ("reply", "reply_on_behalf")


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
    "erase": KindWords(N_("Erased a person"), N_("Erased a person"), "ban"),
}
_OTHER = KindWords(
    N_("Something of a newer version"), N_("Changed something of a newer version"), "circle-question-mark"
)

_LABELS: Mapping[str, str] = {
    "administration": N_("Administration"),
    "administrations": N_("Administrations that took part"),
    "attended": N_("Attendance"),
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
    "reason": N_("Why it is not surveyed"),
    "received": N_("Received"),
    "role": N_("Role"),
    "round": N_("Survey"),
    "short_title": N_("Short title"),
    "signed_by": N_("Signed by"),
    "start": N_("First day"),
    "status": N_("Status"),
    "surveyed": N_("Surveyed"),
    "text": N_("Text"),
    "title": N_("Title"),
    "type": N_("Action"),
    "version": N_("Version"),
    "withdrawn": N_("Withdrawn"),
    "workshop": N_("Workshop"),
}
# Ids, keys and lists that tell a person nothing.
_TECHNICAL = frozenset(
    "blocks definition ends admits replaces ids judged key names office person questionnaire"
    " replies reply reviewer sha256 hash source stage size media action".split()
)
_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("workshop", "kind"): workshop.KINDS,
    ("workshop", "mode"): workshop.MODES,
    ("workshop", "status"): workshop.STATUSES,
    ("participation", "mode"): workshop.MODES,
    ("participation", "role"): workshop.ROLES,
    ("participation", "attended"): workshop.ATTENDED,
    ("action", "status"): action.STATUSES,
    ("review", "decision"): {"accept": N_("Accepted"), "correct": N_("Correction asked")},
    ("grant", "role"): {"rocb": N_("ROCB A/P"), "focal_point": N_("National focal point")},
    ("vouch", "checked"): {"words": N_("The eight words were compared")},
    ("grant", "checked"): {"words": N_("The eight words were compared")},
}
_DATES = frozenset({"start", "end", "date", "received", "opens", "closes"})


def kind_words(kind: str) -> KindWords:
    """The words of a kind; one that this version does not know is something of a newer version."""
    return _KINDS.get(kind, _OTHER)


def is_told(kind: str, name: str) -> bool:
    """Whether a field says something to a person."""
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
    return titles(value) if name == "workshop" else _text(kind, name, value)


def _text(kind: str, name: str, value: str) -> str:
    if name in ("administration", "administrations"):
        return name_of(value)
    if name in _DATES:
        return _date(value)
    if (kind, name) == ("action", "type"):
        return action.TYPES[value].label if value in action.TYPES else value
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
    "audience channel contact_email contact_name division effect email name note notice post reason short_title"
    " text title".split()
)
