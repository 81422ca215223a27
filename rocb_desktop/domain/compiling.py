"""One national reply from several replies of one workshop: what is proposed (rule 5), and who said what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.change import Value, same_answer
from rocb_desktop.domain.form import Answers, Field, Questionnaire
from rocb_desktop.domain.questionnaire import to_send
from rocb_desktop.domain.quote import lowest_consent

CONSENT = "q7"
JOINED, WRITTEN = "joined", "written"  # instead of a reply's id: all texts one after another; a text of the desk
_STRENGTH = ("yes", "not_yet", "no")  # rule 5: the first that somebody gave


@dataclass(frozen=True, slots=True)
class Said:
    """One answer to a question, and the replies (ids) that give it."""

    value: Value
    replies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the questionnaire: the different answers to it, and the answer that is proposed (`taken`: ids of
    the replies it comes from, or JOINED).
    """

    question: int
    field: Field
    said: tuple[Said, ...]
    proposal: Value
    taken: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether a person has to decide."""
        return len(self.said) > 1


def lines_of(questionnaire: Questionnaire, replies: Mapping[str, Answers]) -> list[Line]:
    """Every field that somebody answered, but the consent, which is never decided: it is the lowest given."""
    whole = {id: to_send(questionnaire, answers) for id, answers in replies.items()}
    found = []
    for question in questionnaire.questions:
        alone = _alone_loses(question.fields, whole)
        for one in question.fields:
            said = _said(one, whole)
            if said and one.id != CONSENT and one.id not in alone:
                value, taken = _proposal(one, said)
                found.append(Line(question.number, one, said, value, taken))
    return found


def _alone_loses(fields: Iterable[Field], whole: Mapping[str, Answers]) -> set[str]:
    """Ticks that say "none of these", where somebody ticked another one."""
    ticks = [one for one in fields if one.kind == "tick"]
    ticked = any(answers.get(one.id) == "yes" for one in ticks if not one.alone for answers in whole.values())
    return {one.id for one in ticks if one.alone} if ticked else set()


def _said(field: Field, whole: Mapping[str, Answers]) -> tuple[Said, ...]:
    """The different answers, in the order of the replies; no answer is none."""
    groups: list[tuple[Value, list[str]]] = []
    for id, answers in whole.items():
        value = answers.get(field.id)
        if value in (None, "", []):
            continue
        same = next((ids for given, ids in groups if same_answer(given, value)), None)
        if same is None:
            groups.append((value, [id]))
        else:
            same.append(id)
    return tuple(Said(value, tuple(ids)) for value, ids in groups)


def _proposal(field: Field, said: Sequence[Said]) -> tuple[Value, tuple[str, ...]]:
    """What rule 5 says: yes, else not yet, else no; choices together; texts one after another; the first day; the
    largest number, since two people may have counted the same colleagues.
    """
    if len(said) == 1:
        return said[0].value, said[0].replies
    if field.kind == "choices":
        return _together(field, said), tuple(id for one in said for id in one.replies)
    if field.kind == "text":
        joined = join_texts(field, said)
        return (joined, (JOINED,)) if joined else (said[0].value, said[0].replies)
    best = min(said, key=_rank) if field.kind in ("tick", "choice") else _outermost(field, said)
    return best.value, best.replies


def _rank(one: Said) -> int:
    return _STRENGTH.index(one.value) if isinstance(one.value, str) and one.value in _STRENGTH else len(_STRENGTH)


def _outermost(field: Field, said: Sequence[Said]) -> Said:
    if field.kind == "date":
        return min(said, key=lambda one: str(one.value))
    return max(said, key=lambda one: one.value if isinstance(one.value, int) else 0)


def _together(field: Field, said: Sequence[Said]) -> Value:
    """Every option somebody chose, in the order of the form; one that stands alone gives way."""
    chosen = {str(option) for one in said if isinstance(one.value, list) for option in one.value}
    known = [option for option in field.options if option.id in chosen]
    if any(not option.alone for option in known):
        known = [option for option in known if not option.alone]
    return [option.id for option in known]


def join_texts(field: Field, said: Sequence[Said]) -> str:
    """All texts one after another; "" when they are more than the field takes."""
    texts = dict.fromkeys(str(one.value).strip() for one in said)
    joined = ("; " if field.one_line else "\n").join(texts)
    return joined if len(joined) <= field.max else ""


def holds_words_of(field: Field, taken: Sequence[str], said: Sequence[Said]) -> set[str]:
    """The replies whose words an answer holds: all of them, when it was joined or written anew from them."""
    if field.kind != "text":
        return set()
    every = {id for one in said for id in one.replies}
    return every if {JOINED, WRITTEN} & set(taken) else every & set(taken)


def consent_of(given: Mapping[str, str], words: Iterable[str]) -> str:
    """The consent of a national reply: the lowest of `words`, what may be done with each text it holds, never raised;
    without any words the lowest of all that were `given`.
    """
    return lowest_consent([*words] or given.values())


def texts_in(value: Value) -> set[str]:
    """The texts of a list that came in a record, whatever else is in it."""
    return {item for item in value if isinstance(item, str)} if isinstance(value, list) else set()


def held_replies(kept: Mapping[str, Value]) -> set[str]:
    """The replies (ids) that a kept national reply was compiled from."""
    return texts_in(kept.get("replies"))


def taken_from(kept: Mapping[str, Value], field: str) -> tuple[str, ...]:
    """Where a kept national reply has the answer to one field from: ids of replies, JOINED or WRITTEN."""
    listed = kept.get("taken")
    pairs = (str(item).partition("=") for item in (listed if isinstance(listed, list) else []))
    return tuple(source for name, _is, source in pairs if name == field)


def words_from(kept: Mapping[str, Value], field: str) -> set[str]:
    """The replies whose words a text of a kept national reply may hold: those it was taken from, else all."""
    every, taken = held_replies(kept), set(taken_from(kept, field))
    return taken if taken and taken <= every else every
