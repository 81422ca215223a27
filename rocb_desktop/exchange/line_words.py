"""What is still wrong with lines that were typed or pasted, in words that name the lines."""

from collections.abc import Sequence

from rocb_desktop.exchange.text_lines import Reading
from rocb_desktop.texts import _, ngettext


def line_problems(found: Reading) -> tuple[str, ...]:
    """A sentence for each kind of slip; none when all is there, or nothing was begun."""
    said: list[str] = []
    if found.mistyped:
        said.append(_mistyped(found.mistyped, found.total))
    if found.twice:
        sentence = ngettext(
            "Line {lines} comes twice, and differs.", "Lines {lines} come twice, and differ.", len(found.twice)
        )
        said.append(sentence.format(lines=_listed(found.twice)))
    if found.other:
        sentence = ngettext(
            "Line {lines} belongs to another text.", "Lines {lines} belong to another text.", len(found.other)
        )
        said.append(sentence.format(lines=_listed(found.other)))
    if found.missing:
        sentence = ngettext("Line {lines} is missing.", "Lines {lines} are missing.", len(found.missing))
        said.append(sentence.format(lines=_listed(found.missing)))
    if found.wrong_together:
        said.append(_("The lines do not belong together. Type them again from one paper or message."))
    return tuple(said)


def _mistyped(numbers: Sequence[int], total: int) -> str:
    if total:
        sentence = ngettext(
            "Line {lines} of {total} is mistyped.", "Lines {lines} of {total} are mistyped.", len(numbers)
        )
        return sentence.format(lines=_listed(numbers), total=total)
    sentence = ngettext("Line {lines} is mistyped.", "Lines {lines} are mistyped.", len(numbers))
    return sentence.format(lines=_listed(numbers))


def _listed(numbers: Sequence[int]) -> str:
    """4 and 5; 2, 4 and 5; 7 to 12: a run of three or more is said by its ends."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [part for run in runs for part in _run(run)]
    if len(parts) == 1:
        return parts[0]
    return _("{first} and {last}").format(first=", ".join(parts[:-1]), last=parts[-1])


def _run(run: Sequence[int]) -> list[str]:
    if len(run) < 3:
        return [str(number) for number in run]
    return [_("{first} to {last}").format(first=run[0], last=run[-1])]
