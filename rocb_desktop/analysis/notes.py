"""The sentences a reader needs beside Tables 1-7: what is missing, late, unknown, or does not agree."""

from collections.abc import Iterable, Iterator, Sequence

from rocb_desktop.analysis.types import NationalRow, WorkshopFacts
from rocb_desktop.domain.table_notes import Note
from rocb_desktop.domain.tables import ReplyCount


def workshop_notes(workshops: Sequence[WorkshopFacts], counts: Sequence[ReplyCount]) -> Iterator[Note]:
    """What Table 1 must say about single workshops: its participants, no number, too many, still open."""
    for facts, count in zip(workshops, counts, strict=True):
        where = {"workshop": facts.number}
        for warning in facts.warnings:
            yield Note("took_part", 1, 1, {"workshop": facts.number, "warning": warning})
        if facts.participated is None:
            yield Note("no_number", count.replied, 1, where)
        elif count.replied > facts.participated:
            yield Note("too_many_replies", count.replied, 1, where | {"participated": facts.participated})
        yield from _window_notes(facts, count.replied)


def _window_notes(facts: WorkshopFacts, replied: int) -> Iterator[Note]:
    where: dict[str, object] = {"workshop": facts.number}
    if facts.reopened_why and facts.window:
        yield Note("reopened", 1, 1, where | {"closes": facts.window.closes, "why": facts.reopened_why})
    if facts.state == "not_open":
        yield Note("early" if replied else "not_open", replied, 1, where)
    elif facts.state == "open" and facts.window and not facts.window.approximate:
        yield Note("open", 1, 1, where | {"closes": facts.window.closes})
    elif facts.state == "open":
        yield Note("open_about", 1, 1, where)


def round_notes(rows: Sequence[NationalRow], counts: Sequence[ReplyCount], blanks: int) -> Iterator[Note]:
    """What every table of the round must say: members, late replies, replies without a name, blanks."""
    return _counted(
        ("non_members", sum(count.non_members for count in counts), 1),
        ("late", sum(row.late is True for row in rows), 1),
        ("late_unknown", sum(row.late is None for row in rows), 1),
        ("not_named", sum(row.code is None for row in rows), 0),
        ("unknown_answers", blanks, 0),
    )


def origin_notes(on_behalf: int) -> Iterator[Note]:
    """Whose words the replies are: those that an office entered are told apart."""
    return _counted(("on_behalf", on_behalf, 0))


def problem_notes(not_counted: int, undecided: int) -> Iterator[Note]:
    """What somebody has to settle before these tables are published."""
    return _counted(("not_counted", not_counted, 0), ("undecided", undecided, 0))


def organised_note(organised: int, surveyed: int) -> Iterable[Note]:
    """The line "11 organised, 9 surveyed", when there is a difference to tell."""
    return [Note("organised", surveyed, 1, {"organised": organised})] if organised > surveyed else []


def _counted(*found: tuple[str, int, int]) -> Iterator[Note]:
    return (Note(code, n, table) for code, n, table in found if n)
