"""What a record is about: the workshop and the person it speaks of, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rocb_desktop.domain.administration import ROCB_NAME, name_of
from rocb_desktop.domain.answer_words import question_of
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.questionnaire import load
from rocb_desktop.domain.record_words import REPLIES, field_label, is_free_text, value_text
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.national.reply_details import find_reply
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of
from rocb_desktop.services.session import Session
from rocb_desktop.store.workshops import read_workshops
from rocb_desktop.texts import _

Fields = Mapping[str, Value]


@dataclass(slots=True)
class RecordNames:
    """Names for the records of one page or list; what was looked up once is kept as long as this object."""

    session: Session
    _workshops: dict[str, Workshop | None] = field(default_factory=dict)
    _sheets: dict[str, Questionnaire] = field(default_factory=dict)
    _values: dict[str, Fields] = field(default_factory=dict)

    def about(self, record: str, kind: str, fields: Fields) -> str:
        """Trade Facilitation Agreement, Sina Leota, Samoa: as far as it is known here. `fields` are those of a change,
        which repeats what its record is about; what it does not say, the record says.
        """
        parts = self._parts(record, kind, fields)
        return ", ".join(dict.fromkeys(part for part in parts if part))

    def label(self, record: str, kind: str, name: str, fields: Fields) -> str:
        """What a field is called; an answer what was asked, with the number of its question."""
        sheet = self.sheet(fields.get("workshop"))
        label, number = field_label(kind, name, sheet), question_of(sheet, name) if kind in REPLIES else 0
        return _("Question {n}. {title}").format(n=number, title=label) if number else label

    def text(self, kind: str, name: str, value: Value, fields: Fields) -> str:
        """A value in words."""
        return value_text(kind, name, value, self.sheet(fields.get("workshop")), self.title)

    def is_free_text(self, kind: str, name: str, fields: Fields) -> bool:
        """Whether somebody may answer in words of their own."""
        return is_free_text(kind, name, self.sheet(fields.get("workshop")))

    def sheet(self, workshop: Value) -> Questionnaire:
        """The questionnaire of a workshop; that of the app where the workshop is not known."""
        key = str(workshop)
        if key not in self._sheets:
            known = self._workshop(key)
            self._sheets[key] = questionnaire_of(self.session, known) if known is not None else load()
        return self._sheets[key]

    def title(self, workshop: str) -> str:
        """The title of a workshop by its id."""
        known = self._workshop(workshop)
        return (known.short_title or known.title) if known is not None else _("A workshop that is not here yet")

    def values(self, record: str) -> Fields:
        """What a record says now, also when it was removed."""
        if record not in self._values:
            state = self.session.state(record)
            self._values[record] = state.values if state is not None else {}
        return self._values[record]

    def _workshop(self, record: str) -> Workshop | None:
        if record not in self._workshops:
            found = read_workshops(self.session.db, "id=?", (record,))
            self._workshops[record] = found[0] if found else None
        return self._workshops[record]

    def _parts(self, record: str, kind: str, fields: Fields) -> list[str]:
        said = {**self.values(record), **fields} if kind in _SAYS_LITTLE else fields
        if kind in ("review", "quote_limit", "source_document"):
            reply = str(said.get("reply"))
            return self._parts(reply, "reply", self.values(reply))
        if kind in ("grant", "vouch", "card", "participation", "attendance", "stand_in", "reminder", "same_as"):
            return [self._title_of(said), _text(said, "name") or _text(said, "listed"), _place(said)]
        if kind in ("workshop", "round", "material", "evidence"):
            return [self._title_of(said), _text(said, "short_title") or _text(said, "title") or _text(said, "name")]
        if kind == "office":
            return [ROCB_NAME]
        if kind in ("questionnaire", "received"):
            return [self.text(kind, name, said.get(name), said) for name in ("name", "date")]
        if kind in ("national_return", "clearance", "feedback"):
            return [_("Survey {year}").format(year=_text(said, "round")), _place(said)]
        person = record if kind == "person" else _text(said, "person")
        named = _text(said, "name") if kind == "reply_on_behalf" else ""  # its participant may be an id
        return [self._title_of(said), named or _text(said, "participant"), *self._person(person), _place(said)]

    def _title_of(self, said: Fields) -> str:
        workshop = said.get("workshop")
        return self.title(workshop) if isinstance(workshop, str) else ""

    def _person(self, person: str) -> list[str]:
        if not person:
            return []
        row = self.session.db.execute("SELECT name, administration FROM person WHERE id=?", (person,)).fetchone()
        return [row[0] or "", name_of(row[1]) if row[1] else ""] if row else []


def find_record(session: Session, text: str) -> str:
    """A record's id, or the id of what a natural name means: 2021/4, or 2021/4/Sina Leota for a reply; "" for "".

    Raises UserError unknown_workshop, ambiguous_workshop, unknown_person.
    """
    if not text or session.db.execute("SELECT 1 FROM change WHERE record=? LIMIT 1", (text,)).fetchone():
        return text
    return find_reply(session, text).id if text.count("/") > 1 else find_workshop(session, text).id


# Kinds whose change does not repeat what it is about.
_OF_LOG = frozenset("action evidence own_material recommendation project effect mission_report gap".split())
_SAYS_LITTLE = _OF_LOG | frozenset("workshop round participation material grant vouch source_document reminder".split())


def _text(fields: Fields, name: str) -> str:
    value = fields.get(name)
    return str(value) if isinstance(value, str | int) else ""


def _place(fields: Fields) -> str:
    code = _text(fields, "administration")
    return name_of(code) if code else ""
