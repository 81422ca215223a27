"""A measured effect: something counted before and after, as it was written."""

from dataclasses import dataclass
from decimal import Decimal

from rocb_desktop.domain.amount import read_amount
from rocb_desktop.domain.clock import PartialDate
from rocb_desktop.domain.faults import Fault, too_long
from rocb_desktop.texts import _, format_number


@dataclass(frozen=True, slots=True)
class Effect:
    """`before` and `after` are kept as they were typed; `action` is the id of the action that brought it, or ""."""

    id: str
    workshop: str
    person: str
    title: str
    before: str = ""
    after: str = ""
    unit: str = ""
    action: str = ""
    date: PartialDate | None = None
    text: str = ""

    @property
    def change(self) -> Decimal | None:
        """After less before; None where one of them is no number."""
        before, after = read_amount(self.before), read_amount(self.after)
        return None if before is None or after is None else after - before

    @property
    def sentence(self) -> str:
        """Release time: from 5 days to 2 days."""
        words = f"{self.title}: {self.span}" if self.title and self.span else self.title or self.span
        return f"{words}." if words and not words.endswith((".", "!", "?")) else words

    @property
    def span(self) -> str:
        """From 5 days to 2 days."""
        before, after = (f"{value} {self.unit}".strip() if value else "" for value in (self.before, self.after))
        if before and after:
            return _("from {before} to {after}").format(before=before, after=after)
        if after:
            return _("{after} now").format(after=after)
        return _("{before} before").format(before=before) if before else ""

    @property
    def difference(self) -> str:
        """3 days less; "" where nobody can say by how much."""
        change = self.change
        if change is None:
            return ""
        if not change:
            return _("No difference")
        size = abs(change)
        exponent = size.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        amount = f"{format_number(float(size), min(decimals, 6))} {self.unit}".strip()
        return _("{amount} less").format(amount=amount) if change < 0 else _("{amount} more").format(amount=amount)


def check_effect(one: Effect) -> list[Fault]:
    """What is wrong with it, [] when it can be kept."""
    faults = []
    if not one.title.strip():
        faults.append(Fault("title", _("Write what was measured")))
    if not one.after.strip():
        faults.append(Fault("after", _("Write what it is now")))
    texts = {"title": one.title, "before": one.before, "after": one.after, "unit": one.unit, "text": one.text}
    return faults + too_long(texts, frozenset({"title", "before", "after", "unit"}), 600)
