"""What each text may be used for now: its author's newest consent, the administration's limit, and for a text of a
national reply the same of everybody whose words it holds.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rocb_desktop.domain.change import RecordState, Value
from rocb_desktop.domain.compiling import CONSENT, held_replies, texts_in, words_from
from rocb_desktop.domain.quote import effective_consent, limit_id, lowest_consent
from rocb_desktop.domain.reply import Reply
from rocb_desktop.services.national.newest import heads_of
from rocb_desktop.services.region.workshops import find_workshop, questionnaire_of
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.changes import states_of
from rocb_desktop.store.quote_limits import Limits, read_limits


@dataclass(frozen=True, slots=True)
class Consents:
    """What was read of some replies: the limits of their texts, and the people's replies their national ones hold.

    A reply of the people that is not here says nothing: what was sent on with the national reply stands for it.
    """

    limits: Limits
    states: Mapping[str, RecordState]

    def of(self, reply: Reply, field: str) -> str:
        """What a text may be used for: a word of CONSENTS, or "" for nothing."""
        return effective_consent(self.given(reply, field), self.limit(reply, field))

    def given(self, reply: Reply, field: str) -> str:
        """What its authors allow: of a national reply the lowest of all whose words the text holds, as they say it
        now, reviewed or not, and as the administration lowered it.
        """
        national = self.states.get(reply.id) if reply.source == "national" else None
        if national is None:
            return reply.consent
        judged = texts_in(national.values.get("judged"))
        held = [self.states[one] for one in words_from(national.values, field) if one in self.states]
        asked = [one for one in held if one.deleted or field in one.heads]
        return lowest_consent([reply.consent, *(self._now(one, field, reply.administration, judged) for one in asked)])

    def limit(self, reply: Reply, field: str) -> str:
        """What the reply's own administration lowered the text to; "" for no limit."""
        return self.limits.get((reply.id, field, reply.administration), "")

    def _now(self, held: RecordState, field: str, office: str, judged: set[str]) -> str:
        if held.deleted or held.values.get("withdrawn") or _is_taken_out(held, field, judged):
            return ""
        given = held.values.get(CONSENT)
        limit = self.limits.get((held.record, field, office), "")
        return effective_consent(given if isinstance(given, str) else "", limit)


def _is_taken_out(held: RecordState, field: str, judged: set[str]) -> bool:
    """Whether the author has removed this text since the national reply took it."""
    if held.values.get(field) not in (None, "", []):
        return False
    return not {change.id for change in held.heads.get(field, ())} <= judged


def read_consents(session: Session, replies: Iterable[Reply]) -> Consents:
    """Everything that decides what the texts of these replies may be used for, in a few reads."""
    ids = {one.id: one.source for one in replies}
    states = states_of(session.db, [one for one, source in ids.items() if source == "national"])
    held = {one for state in states.values() for one in held_replies(state.values)}
    if held:
        states = {**states_of(session.db, held), **states}
    return Consents(read_limits(session.db, {*ids, *held}), states)


def limit_edit(session: Session, reply: Reply, field: str, consent: str) -> Edit:
    """The edit that limits a text, also where its limit was lifted before."""
    record = limit_id(reply.id, field, reply.administration)
    state = session.state(record)
    fields: dict[str, Value] = {"reply": reply.id, "field": field, "administration": reply.administration}
    fields |= {"consent": consent, "judged": [*sorted(heads_of(session, reply.id))]}
    if state is not None and state.deleted:
        fields["deleted"] = False
    return Edit(record, "quote_limit", fields)


def narrowing_edits(session: Session, nationals: Sequence[Reply]) -> Iterator[Edit]:
    """Limits that say in a return what only this desk knows: that somebody whose words a national reply holds allows
    less since it was compiled, in a reply that is still to review or not in the return.
    """
    consents = read_consents(session, nationals)
    for reply in nationals:
        sheet = questionnaire_of(session, find_workshop(session, reply.workshop))
        for one in sheet.fields:
            if one.kind == "text" and reply.answers.get(one.id):
                said = effective_consent(reply.consent, consents.limit(reply, one.id))
                now = consents.of(reply, one.id)
                if now != said:
                    yield limit_edit(session, reply, one.id, now or "count_only")
