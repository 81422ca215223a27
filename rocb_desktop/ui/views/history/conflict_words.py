"""A conflict in words: what happened, what each side is called, and what its button says."""

from collections.abc import Sequence
from datetime import datetime

from rocb_desktop.services.history.conflicts import Conflict
from rocb_desktop.services.history.sides import Side
from rocb_desktop.texts import _, format_date, ngettext


def conflict_title(found: Conflict) -> str:
    """What happened, in one line."""
    if found.removal:
        return _("Removed in one place, changed in another")
    people = len({side.who.key for side in found.sides})
    if people > 1:
        said = ngettext("{n} person changed the same answer", "{n} people changed the same answer", people)
        return said.format(n=people) if people > 2 else _("Two people changed the same answer")
    if not all(side.own for side in found.sides):
        return _("Two copies of one person’s work say different things")
    return _("The same answer was changed in two places")


def conflict_sentence(found: Conflict) -> str:
    """What it is about, and what choosing does."""
    if not found.may_decide:
        said = (
            _("{about}. It was removed by one and changed by another.")
            if found.removal
            else _("{about}: “{question}”.")
        )
        return said.format(about=found.about, question=found.label)
    if found.removal:
        about = _("{about}. Choose whether it stays. Whatever you choose stays in History.")
        return about.format(about=found.about)
    words = _("{about}: “{question}”. Choose the answer to keep. The others stay in History.")
    if found.free_text:
        words = _("{about}: “{question}”. Choose the text to keep. The others stay in History.")
    return words.format(about=found.about, question=found.label)


def conflict_line(found: Conflict) -> str:
    """For a list: the question, or that something was removed."""
    return _("Does it stay?") if found.removal else found.label


def side_names(found: Conflict) -> list[str]:
    """A name for each side, different from the others: its author; of one author, the computer or the day."""
    names = [side.who.short for side in found.sides]
    if len(set(names)) == len(names):
        return names
    places = [_("this computer") if side.here else _("the other computer") for side in found.sides]
    if len(set(places)) == len(places) and all(side.own for side in found.sides):
        return places
    dated = [
        _("{name}, {date}").format(name=name, date=moment_words(side.at))
        for name, side in zip(names, found.sides, strict=True)
    ]
    return dated if len(set(dated)) == len(dated) else [f"{number}. {name}" for number, name in enumerate(dated, 1)]


def side_titles(found: Conflict) -> list[str]:
    """What each side's tile says, and its button repeats."""
    if not found.may_decide:
        return side_names(found)
    if found.removal:
        return [_("Keep it") if side.keeps else _("Remove it") for side in found.sides]
    words = _("Keep the text from {name}") if found.free_text else _("Keep the answer from {name}")
    return [words.format(name=name) for name in side_names(found)]


def side_author(side: Side) -> str:
    """Who wrote a side, and who brought it."""
    words = _("Removed by {author}") if side.keeps is False else _("Written by {author}")
    return words.format(author=side.who.words)


def side_when(side: Side) -> str:
    """When by the clock of who wrote it, and when it came here."""
    said = moment_words(side.at)
    if side.wrong_clock:
        said = _("{date} (the date of that computer looks wrong)").format(date=said)
    if side.origin.received is None:
        return said
    came = format_date(side.origin.received.astimezone().date())
    return _("{date}. Came here on {day}.").format(date=said, day=came)


def side_note(found: Conflict, side: Side, sides: Sequence[Side]) -> str:
    """What helps to choose: which is newer, which is shown meanwhile."""
    newest = max(sides, key=lambda one: one.at)
    said = [_("Newer.")] if side is newest and not side.wrong_clock and len(sides) == 2 else []
    if found.shown in side.heads and not found.removal:
        said.append(_("Shown until you decide.") if found.may_decide else _("Shown meanwhile."))
    return " ".join(said)


def moment_words(moment: datetime) -> str:
    """9 December 2021, 08:55."""
    local = moment.astimezone()
    return _("{date}, {time}").format(date=format_date(local.date()), time=f"{local:%H:%M}")
