"""The focal point's desk: the replies of a round, their review, and the national return that is made of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import Role
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.file import default_name
from rocb_desktop.reports.files import staged
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.clearance import SignOff, clearance_of
from rocb_desktop.services.national.consents import narrowing_edits
from rocb_desktop.services.national.counted import one_a_person
from rocb_desktop.services.national.newest import check_seen, heads_of
from rocb_desktop.services.national.reply_details import ACCEPT, CORRECT, find_reply, read_reply, reply_detail
from rocb_desktop.services.national.return_blocks import return_blocks, sign_return
from rocb_desktop.services.national.sign_off import older_nationals, return_words, sign_off_edits
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.workshops import find_workshop, require_role
from rocb_desktop.services.sending.carrying import fitting
from rocb_desktop.services.sending.have import held_at, what_i_hold
from rocb_desktop.services.sending.sent import keep_sent
from rocb_desktop.services.sending.signing import make_header, seal_file
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.undoing import undo_of
from rocb_desktop.store.people import read_officers
from rocb_desktop.store.replies import read_replies
from rocb_desktop.store.roster import read_joins
from rocb_desktop.store.workshops import read_workshops
from rocb_desktop.texts import _

__all__ = [
    "ACCEPT",
    "CORRECT",
    "NationalReturn",
    "find_reply",
    "make_return",
    "national_return",
    "reply_detail",
    "review_reply",
]

_ASTRAY = "r.source='own' AND r.version IS NOT NULL AND r.status='to_review'"
_OF_PEOPLE = "((r.source='own' AND r.version IS NOT NULL) OR (r.source='on_behalf' AND r.counts=1))"


@dataclass(frozen=True, slots=True)
class NationalReturn:
    """One administration's round: who replied to what, what is to review, what would go into the return.

    `replies` are those of people, signed by them or entered on their behalf; `nationals` what was compiled of them.
    """

    round: int
    administration: str
    workshops: tuple[Workshop, ...]
    replies: tuple[Reply, ...]
    number: int  # of the last return made; 0 before the first
    signed_by: str
    nationals: tuple[Reply, ...] = ()
    joins: Mapping[str, str] = field(default_factory=dict)  # spellings of one name
    astray: tuple[Reply, ...] = ()  # to review, of workshops that are not surveyed

    def with_status(self, *statuses: str) -> tuple[Reply, ...]:
        return tuple(reply for reply in self.replies if reply.status in statuses)

    @property
    def counted(self) -> tuple[Reply, ...]:
        """People's replies that go into the return: accepted, or entered on behalf of who has not answered."""
        found = [reply for reply in self.replies if reply.status == "accepted" or reply.source == "on_behalf"]
        return one_a_person(found, self.joins)


@lane("read")
def national_return(session: Session, round_number: int) -> NationalReturn:
    code = session.profile.administration
    workshops = read_workshops(session.db, "round=? AND surveyed=1", (round_number,))
    round_of = "w.round=? AND coalesce(r.administration, p.administration)=?"
    ours = f"{round_of} AND w.surveyed=1"
    people = read_replies(session.db, f"{ours} AND {_OF_PEOPLE}", (round_number, code))
    astray = read_replies(session.db, f"{round_of} AND w.surveyed=0 AND {_ASTRAY}", (round_number, code))
    nationals = read_replies(session.db, f"{ours} AND r.source='national' AND r.counts=1", (round_number, code))
    row = session.db.execute(
        "SELECT number, signed_by FROM national_return WHERE round=? AND administration=?", (str(round_number), code)
    ).fetchone()
    number, signed = (row[0], row[1] or "") if row else (0, "")
    joins = read_joins(session.db).get(code, {})
    found = tuple(workshops), tuple(people), number, signed, tuple(nationals), joins, tuple(astray)
    return NationalReturn(round_number, code, *found)


@lane("write")
def review_reply(
    session: Session, record: str, decision: str, text: str = "", seen: Sequence[str] | None = None
) -> Outcome:
    """Accept a reply, or ask for a correction. The review names the changes it judged.

    `seen` are those that the person who decides was shown: `ReplyDetail.seen`. Raises UserError: not_allowed,
    bad_value, missing_correction, not_surveyed, changed_since (others came).
    """
    require_role(session, Role.FOCAL_POINT)
    if decision not in (ACCEPT, CORRECT):
        raise UserError("bad_value", field="decision", value=decision)
    if decision == CORRECT and not text.strip():
        raise UserError("missing_correction", field="text")
    reply = read_reply(session, record)
    if decision == ACCEPT and not find_workshop(session, reply.workshop).surveyed:
        raise UserError("not_surveyed")
    heads = heads_of(session, record)
    check_seen(seen, heads)
    fields: dict[str, Value] = {
        "decision": decision,
        "text": text.strip(),
        "judged": [*sorted(heads)],
        "date": session.clock.today().isoformat(),
        "reviewer": session.profile.name,
    }
    code = session.profile.administration
    review = derive("review", record, code)
    changes, written = session.commit([Edit(review, "review", {"reply": record, "administration": code, **fields})])
    said = _("Accepted: {name}.") if decision == ACCEPT else _("Correction asked: {name}.")
    message = said.format(name=reply.name)
    return Outcome(frozenset(written.tables | {"reply"}), message, undo_of(changes), review)


@lane("write")
def make_return(
    session: Session,
    round_number: int,
    path: Path,
    signed_by: str = "",
    post: str = "",
    date: str = "",
    everything: bool = False,
    naming: str = "",
    how: str = "",
) -> Outcome:
    """Write the next national return of a round: every reply that counts as its author signed it, the national
    replies, the clearance; cumulative.

    A sign-off that the clearance does not know yet clears what the return holds. Sealed to ROCB A/P and to this office.
    A large one leaves out what ROCB A/P surely has, but for `everything`.
    Raises UserError: not_allowed, nothing_to_send, no_office_key, bad_value.
    """
    require_role(session, Role.FOCAL_POINT)
    national = national_return(session, round_number)
    counted, nationals = national.counted, national.nationals
    number = national.number + 1
    record = derive("national_return", str(round_number), national.administration)
    listed = _listed(session, record)
    if not counted and not nationals and not listed:  # a later return may also say that nothing is accepted any more
        raise UserError(
            "nothing_to_send",
            why=_("No reply of this survey is accepted."),
            then=_("Nothing was changed. Accept a reply first, then make the return."),
        )
    offices = list(dict.fromkeys((ROCB, one.office) for one in read_officers(session.db, Role.ROCB)))
    if not offices:
        raise UserError("no_office_key", receiver=ROCB)
    fields: dict[str, Value] = {
        "round": str(round_number),
        "administration": national.administration,
        "number": number,
        "signed_by": signed_by.strip(),
        "post": post.strip(),
        "date": date or session.clock.today().isoformat(),
        "replies": [reply.id for reply in (*counted, *nationals)],
    }
    name = default_name(national.administration, "return", str(round_number), record, number)
    target = path / name if path.is_dir() else path
    with staged(target) as put, session.db.atomic():
        session.commit(narrowing_edits(session, nationals))  # first: a head who signs now has seen it
        cleared = sign_off_edits(session, round_number, SignOff(signed_by, post, date, how, naming))
        written = session.commit([*cleared, Edit(record, "national_return", fields)])[1]
        note = sign_return(session, round_number, number, (*counted, *nationals))
        header = make_header(session, "return", offices, have=what_i_hold(session, [ROCB]))
        readers = [office for _code, office in offices]
        data = fitting(
            lambda known: seal_file(session, header, return_blocks(session, counted, note, known), readers),
            lambda: {} if everything else held_at(session, ROCB),
        )
        put(data)
        sent = keep_sent(session, header, target, data, ROCB, record, number)
        after = clearance_of(session, round_number)
        older = older_nationals(session, national.workshops, nationals)
    said = " ".join([return_words(number, counted, nationals, after), *older])
    return Outcome(frozenset(written.tables | {"sent", "quote_limit"}), said, None, sent)


def _listed(session: Session, record: str) -> bool:
    """Whether the last return held a reply."""
    state = session.state(record)
    return state is not None and bool(state.values.get("replies"))
