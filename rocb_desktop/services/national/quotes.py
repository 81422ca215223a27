"""Texts of a round that may be quoted: whose they are, what they may be used for, and the limit a head set."""

from collections.abc import Iterator
from dataclasses import dataclass

from rocb_desktop.domain.answer_words import field_words
from rocb_desktop.domain.change import Value
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.form import Questionnaire
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.quote import effective_consent, narrower
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.consents import Consents, limit_edit, read_consents
from rocb_desktop.services.national.counted import round_items
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of, require_role
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.replies import read_replies
from rocb_desktop.texts import _


@dataclass(frozen=True, slots=True)
class Quote:
    """One text of a reply that counts. `given` is its author's consent, of a national reply the lowest of everybody
    whose words it holds; `limit` what the administration lowered it to ("" for no limit), `consent` what is left.
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
    items = round_items(session, round_number, office)
    consents = read_consents(session, [reply for _workshop, reply in items])
    sheets = {one.id: questionnaire_of(session, one) for one in dict.fromkeys(workshop for workshop, _reply in items)}
    return [quote for workshop, reply in items for quote in _quotes(sheets[workshop.id], workshop, reply, consents)]


def _quotes(sheet: Questionnaire, workshop: Workshop, reply: Reply, consents: Consents) -> Iterator[Quote]:
    for one in sheet.fields:
        text = reply.answers.get(one.id)
        if one.kind == "text" and not one.one_line and isinstance(text, str) and text.strip():
            given, limit = consents.given(reply, one.id), consents.limit(reply, one.id)
            label = field_words(sheet, one.id)
            yield Quote(reply.id, one.id, label, text.strip(), whose(reply), workshop, given, limit)


def consent_of_text(session: Session, reply: Reply, field: str) -> str:
    """What one text of a reply may be used for now: the narrowest of its author's newest consent and of the limit of
    its own administration; for a national reply also of everybody whose words the text holds, reviewed or not.

    A word of CONSENTS, or "" when the text may not be used at all. Whoever asks for many replies reads once with
    `consents.read_consents` and asks that.
    """
    return read_consents(session, [reply]).of(reply, field)


def whose(reply: Reply) -> str:
    """A person's name; a national reply is of nobody."""
    return _("National reply") if reply.source == "national" else reply.name


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
    given = read_consents(session, found).given(found[0], field)
    if consent not in narrower(given):
        raise UserError("consent_raised", field=field)
    edit, lifted = limit_edit(session, found[0], field, consent), consent == given
    state = session.state(edit.record)
    if lifted and (state is None or state.deleted):
        return Outcome(message=_("The text keeps its author's consent."))
    if lifted:
        key: dict[str, Value] = {"reply": reply, "field": field, "administration": code}
        edit = Edit(edit.record, edit.kind, {**key, "deleted": True})
    changes, written = session.commit([edit])
    said = _("The text keeps its author's consent.") if lifted else _("The text may be used for less now.")
    return Outcome(frozenset(written.tables), said, undo_of(changes), edit.record)
