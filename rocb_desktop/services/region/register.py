"""The register of a round: each workshop with who took part, how many replied, its survey and its pack."""

from dataclasses import dataclass
from datetime import date

from rocb_desktop.domain.clock import window_state
from rocb_desktop.domain.tables import ReplyCount
from rocb_desktop.domain.workshop import TookPart, Workshop
from rocb_desktop.exchange.words import Word, words_of
from rocb_desktop.services.lanes import lane
from rocb_desktop.services.region.tables import RoundCount, count_round, current_round
from rocb_desktop.services.sending.sent import SentFile, list_sent
from rocb_desktop.services.session import Session
from rocb_desktop.store.workshops import read_participations, read_rounds


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A workshop of the register. `survey` is not_surveyed, not_open, open or closed; `counts` its line of Table 1, if
    it is surveyed. `people` are those on its list of participants; `pack` is the newest pack made here.
    """

    workshop: Workshop
    took_part: TookPart
    counts: ReplyCount | None
    survey: str
    people: int
    pack: SentFile | None


@dataclass(frozen=True, slots=True)
class Register:
    """The workshops of a round by number (None before the first); `rounds` are the years there are, newest first.

    `anchor_words` are the eight that a handout prints, so that a participant can compare them with the pack.
    """

    round: int | None
    rounds: tuple[int, ...]
    today: date
    lines: tuple[RegisterLine, ...]
    anchor_words: tuple[Word, ...]

    @property
    def surveyed(self) -> int:
        return sum(line.survey != "not_surveyed" for line in self.lines)


@lane("read")
def workshop_register(session: Session, round_number: int | None = None) -> Register:
    """A round, or the current one. Raises UserError unknown_round."""
    chosen = current_round(session) if round_number is None else round_number
    words = words_of(session.anchor) if session.anchor else ()
    lines: tuple[RegisterLine, ...] = ()
    if chosen is not None:
        counted = count_round(session, chosen)
        packs = {one.record: one for one in reversed(list_sent(session)) if one.kind == "pack"}
        lines = tuple(_line(session, one, counted, packs.get(one.id)) for one in counted.workshops)
    return Register(chosen, tuple(read_rounds(session.db)), session.clock.today(), lines, words)


def _line(session: Session, one: Workshop, counted: RoundCount, pack: SentFile | None) -> RegisterLine:
    counts = next((row for row in counted.tables.replies.rows if row.workshop == one.number), None)
    return RegisterLine(
        one,
        counted.took_part[one.number],
        counts,
        window_state(one.window, session.clock.today()) if counts is not None else "not_surveyed",
        len(read_participations(session.db, one.id)),
        pack,
    )
