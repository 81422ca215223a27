"""The parts of a questionnaire, as the screen, the checks and the tables read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rocb_desktop.domain.change import Value
from rocb_desktop.texts import language

# What a person answered: field id -> "yes"/"no" or an option (tick, choice), a list of options (choices),
# text, a whole number, or a date as ISO text. A field that is absent, None, "" or [] is not known.
Answers = Mapping[str, Value]

KINDS = ("tick", "choice", "choices", "text", "number", "date")
MAX_ANSWER = 10_000
LINE = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in several languages; English is always there and stands in for a language that is not."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def in_language(self, lang: str) -> str:
        return self.texts.get(lang) or self.texts.get("en", "")

    def __str__(self) -> str:
        return self.in_language(language())


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice. `alone`: it cannot be chosen beside another ("Not yet")."""

    id: str
    wording: Wording
    alone: bool = False

    @property
    def label(self) -> str:
        return str(self.wording)


@dataclass(frozen=True, slots=True)
class Condition:
    """That a field has a value, or a choice of several holds it."""

    field: str
    value: str

    def met(self, answers: Answers) -> bool:
        given = answers.get(self.field)
        return self.value in given if isinstance(given, list) else given == self.value


@dataclass(frozen=True, slots=True)
class Field:
    """One box, choice or line of a question; its id is the field of the reply's record, for ever.

    kind tick: "yes" or "no"; choice, choices: ids of `options`; text: at most `max` characters; number: 0 to
    `max`; date: ISO, or a month alone. `shown_if` hides it until another answer is given, `required_if` makes
    it needed then. `alone` marks the tick that says "none of these".
    """

    id: str
    kind: str
    wording: Wording
    hint_wording: Wording = Wording()
    options: tuple[Option, ...] = ()
    max: int = MAX_ANSWER
    alone: bool = False
    shown_if: Condition | None = None
    required_if: Condition | None = None
    missing: Wording = Wording()
    clash: Wording = Wording()

    @property
    def label(self) -> str:
        return str(self.wording)

    @property
    def hint(self) -> str:
        return str(self.hint_wording)

    @property
    def one_line(self) -> bool:
        """Whether a text fits one line of a form."""
        return self.max <= LINE

    @property
    def answers_question(self) -> bool:
        """Whether this field is what its question asks, not a detail that follows."""
        return self.kind in ("tick", "choice", "choices") and self.shown_if is None

    def option(self, id: str) -> Option | None:
        return next((option for option in self.options if option.id == id), None)

    def shown(self, answers: Answers) -> bool:
        return self.shown_if is None or self.shown_if.met(answers)


@dataclass(frozen=True, slots=True)
class Question:
    """One numbered question: `short` for lists, `title` above its fields. Only a `required` one can block
    sending.
    """

    number: int
    short_wording: Wording
    title_wording: Wording
    hint_wording: Wording
    required: bool
    missing: Wording
    fields: tuple[Field, ...]

    @property
    def short(self) -> str:
        return str(self.short_wording)

    @property
    def title(self) -> str:
        return str(self.title_wording)

    @property
    def hint(self) -> str:
        return str(self.hint_wording)

    @property
    def main_fields(self) -> tuple[Field, ...]:
        return tuple(one for one in self.fields if one.answers_question)

    def answered(self, answers: Answers) -> bool:
        """Whether the question itself has an answer; unticked boxes alone are none (rule 6)."""
        return any(
            given == "yes" if one.kind == "tick" else bool(given)
            for one in self.main_fields
            for given in [answers.get(one.id)]
        )


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire and its version; `source` is the JSON text it was read from, as it travels."""

    name: str
    version: int
    wording: Wording
    questions: tuple[Question, ...]
    source: str = field(repr=False, compare=False, default="")

    @property
    def title(self) -> str:
        return str(self.wording)

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(one for question in self.questions for one in question.fields)

    def field(self, id: str) -> Field | None:
        return next((one for one in self.fields if one.id == id), None)

    def question(self, number: int) -> Question | None:
        return next((one for one in self.questions if one.number == number), None)
