"""Texts of a round that may be quoted: whose they are, what they may be used for, and the limit a head set."""

from collections.abc import Iterator
from dataclasses import dataclass

from rocb_desktop.domain.answer_words import field_words
from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.quote import effective_consent, narrower
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.counted import heads_of, round_items
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of, require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.replies import read_replies
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class Quote:
    """One text of a reply that counts. `given` is its author's consent, `limit` what the administration lowered it to
    ("" for no limit), `consent` what is left of it.
    """

    reply: str
    field: str
    label: str
    text: str
    name: str
    workshop: Workshop
    given: str
    limit: str

    @property
    def consent(self) -> str:
        return effective_consent(self.given, self.limit)

    @property
    def choices(self) -> tuple[str, ...]:
        """What it may be lowered to, its author's consent first."""
        return narrower(self.given)


@lane("read")
def quotes_of(session: Session, round_number: int, code: str = "") -> list[Quote]:
    """Every text of an administration's replies that count in a round, by workshop; the own one by default."""
    office = code or session.profile.administration
    limits = {
        (reply, field): consent
        for reply, field, consent in session.db.execute(
            "SELECT reply, field, coalesce(consent, '') FROM quote_limit WHERE administration=?", (office,)
        )
    }
    return [
        quote
        for workshop, reply in round_items(session, round_number, office)
        for quote in _quotes(session, workshop, reply, limits)
    ]


def _quotes(session: Session, workshop: Workshop, reply: Reply, limits: dict[tuple[str, str], str]) -> Iterator[Quote]:
    sheet = questionnaire_of(session, workshop)
    for one in sheet.fields:
        text = reply.answers.get(one.id)
        if one.kind == "text" and not one.one_line and isinstance(text, str) and text.strip():
            limit = limits.get((reply.id, one.id), "")
            label = field_words(sheet, one.id)
            yield Quote(reply.id, one.id, label, text.strip(), whose(reply), workshop, reply.consent, limit)


def whose(reply: Reply) -> str:
    """A person's name; a national reply is of nobody."""
    return _("National reply") if reply.source == "national" else reply.name


def limit_id(reply: str, field: str, code: str) -> str:
    return derive("quote_limit", reply, field, code)


@lane("write")
def limit_quote(session: Session, reply: str, field: str, consent: str) -> Outcome:
    """Lower the consent of one text; its author's own consent takes the limit away again.

    Raises UserError: not_allowed, unknown_person, bad_value, consent_raised.
    """
    require_role(session, Role.FOCAL_POINT)
    code = session.profile.administration
    found = read_replies(session.db, "r.id=?", (reply,))
    if not found or found[0].administration != code:
        raise UserError("unknown_person", reply=reply)
    if questionnaire_of(session, find_workshop(session, found[0].workshop)).field(field) is None:
        raise UserError("bad_value", field=field, value=field)
    if consent not in narrower(found[0].consent):
        raise UserError("consent_raised", field=field)
    record = limit_id(reply, field, code)
    key: dict[str, Value] = {"reply": reply, "field": field, "administration": code}
    lifted = consent == found[0].consent
    state = session.state(record)
    if lifted and (state is None or state.deleted):
        return Outcome(message=_("The text keeps its author's consent."))
    judged: Value = [*sorted(heads_of(session, reply))]
    fields: dict[str, Value] = {"deleted": True} if lifted else {"consent": consent, "judged": judged}
    if not lifted and state is not None and state.deleted:
        fields["deleted"] = False
    changes, written = session.commit([Edit(record, "quote_limit", {**key, **fields})])
    said = _("The text keeps its author's consent.") if lifted else _("The text may be used for less now.")
    return Outcome(frozenset(written.tables), said, undo_of(changes), record)
