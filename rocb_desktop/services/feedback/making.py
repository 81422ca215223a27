"""Makes the feedback of a survey or of one workshop: figures without names, texts that may be used, one open file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rocb_desktop.analysis.region_figures import region_figures
from rocb_desktop.analysis.types import NationalRow
from rocb_desktop.domain.administration import ROCB
from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.clearing import NOT_NAMED
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.feedback import (
    LEAST_ADMINISTRATIONS,
    NAMED_FROM,
    OTHERS_FOR_MEDIAN,
    TOPICS,
    Practice,
    Region,
    figures_text,
    fitting,
    practices_text,
)
from rocb_desktop.domain.kinds import Audience, Role
from rocb_desktop.domain.quote import is_attributed, is_quotable
from rocb_desktop.domain.reply import Reply
from rocb_desktop.domain.workshop import Workshop
from rocb_desktop.exchange.file import default_name
from rocb_desktop.reports.files import staged
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.national.clearance import clearance_of
from rocb_desktop.services.national.consents import Consents, read_consents
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.region.tables import RoundCount, count_round
from rocb_desktop.services.region.workshops import find_workshop, require_role
from rocb_desktop.services.sending.carrying import carry, rows_where
from rocb_desktop.services.sending.sent import keep_sent
from rocb_desktop.services.sending.signing import make_header, seal_file, sign_waiting
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.replies import answered_twice, read_replies, replaced_by_national
from rocb_desktop.texts import _

_ALONG = "'grant', 'office', 'erase'"  # also that what an earlier feedback said is erased
_OFFICES = "SELECT key FROM standing WHERE role IN ('anchor', 'rocb') AND disputed=0"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a feedback would say."""

    round: int
    workshop: Workshop | None
    region: Region
    practices: tuple[Practice, ...]
    left_out: int = 0  # practices for which there is no room


@lane("read")
def draft_feedback(session: Session, round_number: int, workshop: str = "") -> Draft:
    """What the feedback of a survey, or of one workshop of it, would say now.

    Raises UserError: not_allowed, unknown_round, unknown_workshop, nothing_to_send (less than three
    administrations replied).
    """
    require_role(session, Role.ROCB)
    counted = count_round(session, round_number)
    one = find_workshop(session, workshop) if workshop else None
    if one is not None and one.round != round_number:
        raise UserError("unknown_workshop", workshop=workshop)
    rows = [row for row in _surveyed(counted) if one is None or row.workshop == one.number]
    if _administrations(rows) < LEAST_ADMINISTRATIONS:
        why = _("Replies of {n} administrations are needed, so that nobody reads one of them out of the counts.")
        then = _("Nothing was changed. Make it when more replies are here.")
        raise UserError("nothing_to_send", why=why.format(n=LEAST_ADMINISTRATIONS), then=then)
    region = region_figures(rows, _took_part(counted, one))
    if region.median() is None or sum(region.spread) <= OTHERS_FOR_MEDIAN:
        region = replace(region, spread=())  # nobody shall count a median that is not shown
    practices, left_out = fitting(tuple(_practices(session, counted, one)))
    return Draft(round_number, one, region, practices, left_out)


@lane("write")
def make_feedback(session: Session, round_number: int, path: Path, workshop: str = "", note: str = "") -> Outcome:
    """Write the feedback's open, signed file, for everybody, those who did not reply as well.

    The figures are those of this day and stay so in the file; made again, it takes the place of the one before.
    """
    draft = draft_feedback(session, round_number, workshop)
    place = draft.workshop.id if draft.workshop else ""
    record = derive("feedback", str(round_number), place)
    fields: dict[str, Value] = {
        "round": str(round_number),
        "workshop": place,
        "date": session.clock.today().isoformat(),
        "figures": figures_text(draft.region),
        "practices": practices_text(draft.practices),
        "note": note.strip(),
    }
    day = f"{round_number}-{draft.workshop.number:02d}" if draft.workshop else str(round_number)
    target = path / default_name(ROCB, "feedback", day, record, 0) if path.is_dir() else path
    with staged(target) as put, session.db.atomic():
        written = session.commit([Edit(record, "feedback", fields)])[1]
        office = [row[0] for row in session.db.execute(f"SELECT record FROM change WHERE kind IN ({_ALONG})")]
        sign_waiting(session, Audience.ALL, {record, *office})
        where = f"b.author IN ({_OFFICES}) AND (c.record=?3 OR c.kind IN ({_ALONG}))"
        blocks = carry(session, Audience.ALL, rows_where(session, Audience.ALL, where, (record,)))
        header = make_header(session, "feedback", [], with_anchor=True)
        data = seal_file(session, header, blocks, [])
        put(data)
        sent = keep_sent(session, header, target, data, ROCB, record, 0)
    message = _("The feedback is ready. Everybody may open it and pass it on.")
    return Outcome(frozenset(written.tables | {"sent"}), message, None, sent)


def _administrations(rows: Sequence[NationalRow]) -> int:
    """How many replied; each reply whose administration nobody knows may be of one more."""
    return len({row.code for row in rows if row.code}) + sum(row.code is None for row in rows)


def _surveyed(counted: RoundCount) -> Sequence[NationalRow]:
    numbers = {one.number for one in counted.workshops if one.surveyed}
    return [row for row in counted.rows if row.workshop in numbers]


def _took_part(counted: RoundCount, one: Workshop | None) -> int | None:
    facts = [fact for fact in counted.facts if fact.surveyed and fact.organised]
    numbers = [fact.participated for fact in facts if one is None or fact.number == one.number]
    return None if None in numbers else sum(number for number in numbers if number is not None)


def _practices(session: Session, counted: RoundCount, one: Workshop | None) -> Iterator[Practice]:
    """The texts of the replies behind the figures, as far as their authors, focal points and heads allow."""
    round_number = counted.tables.round
    passed = {*answered_twice(session.db, round_number), *replaced_by_national(session.db, round_number)}
    sizes = Counter(row.workshop for row in counted.rows)
    workshops = {each.id: each for each in counted.workshops}
    naming = _Naming(session, round_number)
    replies = read_replies(session.db, "w.round=? AND w.surveyed=1 AND r.counts=1", (round_number,))
    consents = read_consents(session, replies)
    for reply in replies:
        place = workshops.get(reply.workshop)
        if place is None or reply.id in passed or (one is not None and place.id != one.id):
            continue
        title, large = place.short_title or place.title, sizes[place.number] >= NAMED_FROM
        for topic, text, consent in _texts(consents, reply):
            if is_attributed(consent) and naming.allows(reply):
                yield Practice(topic, text, reply.administration, title)
            elif large or one is None:  # of a small workshop everybody would know whose it is
                yield Practice(topic, text, "", title if large else "")


class _Naming:
    """Which replies may be named: those their head cleared as they are now, unless the head said not to be named."""

    def __init__(self, session: Session, round_number: int) -> None:
        self._session, self._round = session, round_number
        self._cleared: dict[str, frozenset[str]] = {}

    def allows(self, reply: Reply) -> bool:
        code = reply.administration
        if code not in self._cleared:
            found = clearance_of(self._session, self._round, code) if code else None
            named = found is not None and found.cleared and found.naming != NOT_NAMED
            items = found.items if found is not None and named else ()
            self._cleared[code] = frozenset(item.id for _workshop, item in items)
        return reply.id in self._cleared[code]


def _texts(consents: Consents, reply: Reply) -> Iterator[tuple[str, str, str]]:
    """Topic, text and consent of each text of a reply that may be used at all."""
    for topic, (_words, field) in TOPICS.items():
        text = reply.answers.get(field)
        consent = consents.of(reply, field)
        if isinstance(text, str) and text.strip() and is_quotable(consent):
            yield topic, text.strip(), consent
